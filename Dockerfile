# Verbena in a container: the wheel and the pinned packages in one environment, run by a numeric user.
# The root file system may be read-only; only /data is written to, and /tmp needs a tmpfs.

FROM python:3.13-slim AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore

WORKDIR /source

# The environment is copied as a whole, so it is made where it will lie.
RUN python -m venv /opt/verbena
COPY requirements/runtime.txt requirements/build.txt requirements/
RUN /opt/verbena/bin/pip install --require-hashes --only-binary :all: --requirement requirements/runtime.txt \
    && pip install --require-hashes --only-binary :all: --requirement requirements/build.txt

COPY pyproject.toml README.md ./
COPY api api
COPY schema schema
COPY locales locales
COPY content content
RUN python -m hatchling build --target wheel \
    && /opt/verbena/bin/pip install --no-deps --no-index dist/*.whl \
    && /opt/verbena/bin/pip uninstall --yes pip


FROM python:3.13-slim

LABEL org.opencontainers.image.title="Verbena" \
      org.opencontainers.image.description="A GraphQL API that serves health articles as structured, translatable, accessible content nodes"

ENV PATH="/opt/verbena/bin:$PATH" \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    VERBENA_DATABASE_URL=sqlite:////data/verbena.db

COPY --from=build /opt/verbena /opt/verbena

# A named volume takes over this folder's owner; a numeric user lets an orchestrator prove that it is not root.
RUN install --directory --owner=10001 --group=10001 --mode=0750 /data
VOLUME /data
WORKDIR /data
USER 10001:10001

EXPOSE 8000

# Ready means that the content is published: the first start publishes it.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]

CMD ["verbena", "serve", "--host", "0.0.0.0", "--port", "8000"]

"""The image's build gets what it copies and no more, and runs without privileges."""

from __future__ import annotations

import re
import shlex
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml

_CHECKOUT = Path(__file__).parents[2]
_INSTRUCTIONS = (_CHECKOUT / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
_COPIED = [
    source
    for line in _INSTRUCTIONS
    if line.startswith("COPY ") and "--from=" not in line
    for source in shlex.split(line)[1:-1]
]


def _is_sent(path: str) -> bool:
    """Whether a file of the checkout reaches the build: the last line of .dockerignore that matches it decides."""
    sent = True
    for line in (_CHECKOUT / ".dockerignore").read_text().splitlines():
        pattern = line.strip()
        if not pattern or pattern.startswith("#"):
            continue
        if _matches(pattern.lstrip("!"), path):
            sent = pattern.startswith("!")
    return sent


def _matches(pattern: str, path: str) -> bool:
    """Docker's rule: `*` stays within one name, `**/` spans folders, and a folder's match holds for all in it."""
    expression = "".join(
        {"**/": "(?:.*/)?", "*": "[^/]*"}.get(part, re.escape(part))
        for part in re.split(r"(\*\*/|\*)", pattern.rstrip("/"))
    )
    return re.fullmatch(f"{expression}(?:/.*)?", path) is not None


def test_dockerfile_is_linted() -> None:
    """Hadolint finds nothing in the Dockerfile."""
    hadolint = Path(sysconfig.get_path("scripts")) / "hadolint"

    result = subprocess.run([hadolint, "Dockerfile"], cwd=_CHECKOUT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (0, "")


@pytest.mark.parametrize("source", _COPIED)
def test_copied_sources_are_sent(source: str) -> None:
    """What the Dockerfile copies exists, and .dockerignore lets it through."""
    path = _CHECKOUT / source
    samples = [path] if path.is_file() else [found for found in path.rglob("*") if found.is_file()]
    kept = [found for found in samples if "__pycache__" not in found.parts and found.suffix != ".mo"]

    assert kept
    assert [found for found in kept if not _is_sent(str(found.relative_to(_CHECKOUT)))] == []


@pytest.mark.parametrize(
    "path",
    [
        ".git/config",
        ".venv/bin/python",
        "var/verbena.db",
        "tests/clients/node_modules/graphql/index.js",
        "api/verbena/__pycache__/resources.pyc",
        ".env",
        "content/.env.local",
        "schema/server.key",
        "locales/server.pem",
        "Dockerfile",
    ],
)
def test_nothing_else_is_sent(path: str) -> None:
    """Secrets, environments, databases, tests and compiled files never reach the image's build."""
    assert not _is_sent(path)


def test_image_runs_as_a_number() -> None:
    """The last user is a number other than root's, which an orchestrator can check without the image's passwd."""
    users = [line.split()[1] for line in _INSTRUCTIONS if line.startswith("USER ")]

    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", users[-1])


def test_compose_gives_nothing_away() -> None:
    """The composed service has a read-only root and no capabilities, and is seen by this machine alone."""
    service = yaml.safe_load((_CHECKOUT / "compose.yaml").read_text())["services"]["verbena"]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])

"""The wheel holds all that is served, and serves it from anywhere as the checkout does."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.support.servers import VERBENA, ask, run_server
from verbena.resources import find_resource

pytestmark = pytest.mark.xdist_group("wheel")

_CHECKOUT = Path(__file__).parents[2]
_PLACES = {"api/verbena": "verbena", **{name: f"verbena/_data/{name}" for name in ("schema", "locales", "content")}}
_LOCALES = ("en", "ar", "sw")
_QUERY = """
query ($locale: Locale!) {
  article(slug: "breast-cancer-and-osteoporosis", locale: $locale) {
    locale
    title { html lang dir isFallback }
    keyPoints { key text { html lang dir isFallback } }
    sections { key heading { html lang } }
    faqs { key question { html lang } }
    medications { medication { key genericName { html lang } } }
    citations { number citation { key formatted { html lang } } }
    figures { key url alternative { value lang } }
  }
  locales { tag autonym chain }
  labels(locale: $locale) { key text { value lang } }
}
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the checkout with the pinned build backend."""
    directory = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", directory)
    (built,) = directory.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed_command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `verbena` of a clean environment that holds the pinned packages and the wheel alone."""
    environment = tmp_path_factory.mktemp("clean")
    venv.create(environment, with_pip=True, symlinks=True)
    pip: list[str | Path] = [environment / "bin" / "python", "-m", "pip", "--disable-pip-version-check"]
    runtime = _CHECKOUT / "requirements" / "runtime.txt"
    _run(*pip, "install", "--quiet", "--no-compile", "--require-hashes", "--only-binary", ":all:", "-r", runtime)
    _run(*pip, "install", "--quiet", "--no-compile", "--no-index", wheel)
    return environment / "bin" / "verbena"


def test_wheel_holds_every_file(wheel: Path) -> None:
    """Every file of the package, the schema, the catalogs and the content is in the wheel, and nothing else is."""
    expected = {
        f"{place}/{path.removeprefix(source + '/')}"
        for source, place in _PLACES.items()
        for path in _kept_files(source)
    }

    with zipfile.ZipFile(wheel) as archive:
        # Compiled catalogs come along where there are any; nothing depends on them.
        found = {name for name in archive.namelist() if ".dist-info/" not in name and not name.endswith(".mo")}
    assert found == expected
    for place in _PLACES.values():
        assert any(name.startswith(f"{place}/") for name in found), f"{place} is empty"


@pytest.mark.parametrize("name", ["schema", "locales", "content"])
def test_checkout_serves_its_own_files(name: str) -> None:
    """In a checkout the files at its top are served, never a copy that the editable installation holds."""
    assert find_resource(name) == _CHECKOUT / name


def test_wheel_serves_what_the_checkout_serves(
    installed_command: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Installed in a clean environment and run from `/`, the wheel gives the checkout's answers in every locale."""
    answers = {}
    for command in (VERBENA, installed_command):
        directory = tmp_path_factory.mktemp("server")
        with run_server(directory, command=command, settings={"VERBENA_PUBLIC_URL": "http://verbena.example"}) as url:
            served = {locale: ask(url, _QUERY, locale=locale) for locale in _LOCALES}
            figures = [_fetch(url, figure["url"]) for figure in served["en"]["article"]["figures"]]
            answers[command] = served, figures

    assert answers[installed_command] == answers[VERBENA]
    served, figures = answers[installed_command]
    assert served["ar"]["article"]["title"]["lang"] == "ar"
    assert figures


def _kept_files(directory: str) -> list[str]:
    listing = _run(
        *("git", "-c", f"safe.directory={_CHECKOUT}", "ls-files", "-z"),
        *("--cached", "--others", "--exclude-standard", "--", directory),
    )
    return [path for path in listing.split("\0") if path and (_CHECKOUT / path).is_file()]


def _fetch(url: str, public: str) -> bytes:
    response = httpx.get(url + urlsplit(public).path)
    assert response.is_success, f"{response.status_code} for {public}"
    return response.content


def _run(*arguments: str | Path) -> str:
    result = subprocess.run(arguments, cwd=_CHECKOUT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout

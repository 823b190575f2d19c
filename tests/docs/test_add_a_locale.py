"""A new locale is added by the page about it alone, and taken away again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib

from tests.docs.pages import DOCS, read_blocks
from verbena.resources import find_resource

_PAGE = DOCS / "how-to" / "add-a-locale.md"
_COMMANDS = [block.content.strip() for block in read_blocks(_PAGE) if block.language == "sh"]
_FEWER_THAN = 10
_ARTICLE = "breast-cancer-and-osteoporosis"


def test_the_page_does_it(tmp_path: Path) -> None:
    """Run in their order, its commands make a locale that is served, and withdraw it; they are fewer than ten."""
    checkout = _copy_checkout(tmp_path)
    environment, init, status, publish, ask, remove = _COMMANDS

    _run(checkout, environment, init)
    catalogs = checkout / "locales" / "ko" / "LC_MESSAGES"
    _translate(catalogs / "interface.po", "skip-to-content.text", "본문으로 건너뛰기")
    _translate(catalogs / f"{_ARTICLE}.po", "title", "유방암과 골다공증")
    told = _run(checkout, environment, status)
    _run(checkout, environment, publish)
    served = _run(checkout, environment, ask)
    labels = _run(checkout, environment, "verbena query '{ labels(locale: \"ko\") { text { value lang } } }'")
    _run(checkout, environment, remove)
    withdrawn = _run(checkout, environment, ask)

    assert sum(len(block.splitlines()) for block in _COMMANDS) < _FEWER_THAN
    assert "interface" in told
    assert '"autonym": "한국어"' in served
    assert '"value": "본문으로 건너뛰기"' in labels
    assert "한국어" not in withdrawn
    assert not (checkout / "locales" / "ko").exists()


def _copy_checkout(root: Path) -> Path:
    """The content and catalogs, with the environment that `make serve` makes and the folder of its database."""
    for name in ("content", "locales"):
        shutil.copytree(find_resource(name), root / name)
    (root / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    (root / "var").mkdir()
    return root


def _translate(file: Path, path: str, text: str) -> None:
    catalog = polib.pofile(str(file))
    catalog.find(path, by="msgctxt").msgstr = text  # type: ignore[union-attr]  # a missing one is to fail
    catalog.save()


def _run(checkout: Path, *commands: str) -> str:
    script = "\n".join(commands)
    environment = {**os.environ, "VERBENA_CONTENT": str(checkout / "content")}
    environment.pop("VERBENA_LOCALES", None)
    result = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=checkout,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, f"{script}\n{result.stdout}{result.stderr}"
    return result.stdout

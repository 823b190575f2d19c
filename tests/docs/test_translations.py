"""What is told of the bundled translations: how many texts, and what another tool finds in them."""

from __future__ import annotations

import re
import subprocess
import sysconfig
from collections import Counter
from pathlib import Path

import pytest

from tests.docs.pages import DOCS
from verbena.catalogs.po import read_po
from verbena.resources import find_resource

_LOCALES = sorted(path.name for path in find_resource("locales").iterdir() if path.is_dir())
_TOOLKIT_NAMES = {"zh_Hans": "zh_CN"}
_PAGE = (DOCS / "translations.md").read_text("utf-8")


def _read_table(heading: str) -> list[list[str]]:
    """The cells of the table that has this heading first, its headings among them."""
    rows = _PAGE[_PAGE.index(f"| {heading} |") :].split("\n\n")[0].splitlines()
    return [[cell.strip().strip("`") for cell in row.strip("|").split("|")] for row in rows]


def test_pages_name_every_locale() -> None:
    """Each bundled locale stands in the table of what was read back and what was not, with how many texts it has."""
    counts = {
        folder: sum(
            bool(entry.translation)
            for path in (find_resource("locales") / folder).rglob("*.po")
            for entry in read_po(path.read_bytes()).entries
        )
        for folder in _LOCALES
    }

    assert {row[0]: int(row[1]) + int(row[2]) for row in _read_table("locale")[2:]} == counts


@pytest.mark.parametrize("folder", _LOCALES)
def test_each_finding_of_pofilter_was_judged(folder: str, tmp_path: Path) -> None:
    """Pofilter finds in a locale as much of each kind as the page has judged, no more and no less."""
    headings, _, *rows = _read_table("check")
    column = headings.index(folder)
    judged = {row[0]: int(row[column]) for row in rows if row[column]}

    assert dict(_run_pofilter(folder, tmp_path)) == judged


def _run_pofilter(folder: str, output: Path) -> Counter[str]:
    """How often each check finds something."""
    pofilter = Path(sysconfig.get_path("scripts")) / "pofilter"
    assert pofilter.exists(), f"{pofilter} is missing: run make test, which installs it"
    source = find_resource("locales") / folder / "LC_MESSAGES"
    language = _TOOLKIT_NAMES.get(folder, folder)
    subprocess.run(
        [pofilter, "--progress=none", f"--language={language}", f"--input={source}", f"--output={output}"],
        check=True,
        capture_output=True,
    )
    found = "".join(path.read_text("utf-8") for path in output.rglob("*.po"))
    return Counter(re.findall(r"^# \(pofilter\) (\w+):", found, re.MULTILINE))

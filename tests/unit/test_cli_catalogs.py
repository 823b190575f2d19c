"""`verbena catalogs`: what each command prints, writes, and ends with."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest

from tests.support.catalog_commands import DOMAINS, TEXTS, CatalogCommands
from tests.support.commands import run_verbena

_HEADINGS = ["locale", "domain", "translated", "fuzzy", "outdated", "missing", "share", "words", "left", "errors"]


@pytest.fixture
def desk(tmp_path: Path) -> CatalogCommands:
    """An article that is translated nowhere."""
    return CatalogCommands(tmp_path)


@pytest.fixture
def french(desk: CatalogCommands) -> CatalogCommands:
    """An article whose title is translated into French."""
    desk.run("init", "fr")
    desk.translate("fr", {"Bones": "Os"})
    return desk


def test_extract_writes_templates(desk: CatalogCommands) -> None:
    """Each template is a line, once; what has not changed is not written again."""
    first, second = (desk.run("extract") for _ in range(2))

    lines = [f"locales/{domain}.pot: written." for domain in DOMAINS]
    assert (first.code, first.out.splitlines(), first.err) == (0, lines, "3 templates, 3 changed.\n")
    assert (second.code, second.out, second.err) == (0, "", "3 templates, 0 changed.\n")
    assert 'msgctxt "p2.text"' in (desk.locales / "bones.pot").read_text()


def test_extract_can_only_check(desk: CatalogCommands) -> None:
    """With --check nothing is written, and what would be makes the exit code 1."""
    desk.run("extract")
    desk.rewrite("Another.", "Yet another.")
    before = desk.read()

    stale = desk.run("extract", "--check")

    assert (stale.code, stale.out) == (1, "locales/bones.pot: would be written.\n")
    assert desk.read() == before
    desk.run("extract")
    assert desk.run("extract", "--check").code == 0


def test_extract_tells_of_templates_without_a_source(desk: CatalogCommands) -> None:
    """A template of an article that is gone is named and stays."""
    stray = desk.locales / "hips.pot"
    desk.run("extract")
    stray.write_text("")

    assert desk.run("extract").err.splitlines()[0].startswith("locales/hips.pot: no source has this domain")
    assert stray.exists()


@pytest.mark.parametrize("named", ["zh-Hans", "zh_Hans", "ZH-hans"])
def test_init_makes_catalogs(desk: CatalogCommands, named: str) -> None:
    """Each catalog is a line that says how much there is to translate; once all are there, the exit code is 1."""
    first, second = (desk.run("init", named) for _ in range(2))

    lines = first.out.splitlines()
    assert (first.code, first.err) == (0, "3 new catalogs.\n")
    assert lines[0] == f"locales/zh_Hans/LC_MESSAGES/bones.po: new, {len(TEXTS)} texts to translate."
    assert [line.partition(":")[0] for line in lines] == [
        f"locales/zh_Hans/LC_MESSAGES/{domain}.po" for domain in DOMAINS
    ]
    assert (second.code, second.out) == (1, "")
    assert "verbena catalogs update" in second.err


def test_update_tells_what_became_of_texts(french: CatalogCommands) -> None:
    """Each file that changed is a line with the fates of its texts; what is up to date is not written again."""
    french.rewrite("# Bones", "# Your bones")
    french.rewrite("{#p2}\nAnother.", "{#p3}\nYet another.\n\n{#p4}\nAnd one more.")

    first, second = (french.run("update") for _ in range(2))

    line = "locales/fr/LC_MESSAGES/bones.po: 2 new, 1 now fuzzy, 1 obsolete.\n"
    assert (first.code, first.out, first.err) == (0, line, "3 catalogs, 1 changed.\n")
    assert (second.code, second.out, second.err) == (0, "", "3 catalogs, 0 changed.\n")


def test_update_tells_of_a_new_slug(french: CatalogCommands) -> None:
    """A file that goes with its article is named as it is now, and as it was."""
    french.rewrite("slug: bones", "slug: hips")
    french.article.rename(french.article.with_name("hips.md"))

    updated = french.run("update")

    assert (updated.code, updated.out) == (
        0,
        "locales/fr/LC_MESSAGES/hips.po: was locales/fr/LC_MESSAGES/bones.po.\n",
    )


def test_update_can_only_check(french: CatalogCommands) -> None:
    """With --check nothing is written, and what would be makes the exit code 1."""
    french.rewrite("Another.", "Yet another.")
    before = french.read()

    stale = french.run("update", "--check")

    assert (stale.code, french.read()) == (1, before)
    assert stale.out.startswith("locales/fr/LC_MESSAGES/bones.po: ")
    french.run("update")
    assert french.run("update", "--check").code == 0


def test_update_can_make_what_is_missing(french: CatalogCommands) -> None:
    """With --init-missing each locale gets the catalogs that it lacks, and only then."""
    french.run("init", "sw")
    french.file("fr").unlink()

    left, made = french.run("update"), french.run("update", "--init-missing")

    assert (left.code, left.out) == (0, "")
    assert (made.code, made.out) == (0, "locales/fr/LC_MESSAGES/bones.po: new, 4 texts to translate.\n")


def test_update_leaves_what_is_wrong(french: CatalogCommands) -> None:
    """A file with an error is told by its line and left, the others are updated, and the exit code is 1."""
    french.run("init", "sw")
    french.file("fr").write_text(french.file("fr").read_text() + "\nmsgid broken\n")
    french.rewrite("Another.", "Yet another.")
    before = french.file("fr").read_bytes()

    updated = french.run("update")

    lines = updated.err.splitlines()
    assert updated.code == 1
    assert re.match(r"locales/fr/LC_MESSAGES/bones\.po:\d+: entry-syntax: ", lines[0])
    assert lines[-1] == "6 catalogs, 1 changed, 1 with errors left as they are."
    assert updated.out.startswith("locales/sw/LC_MESSAGES/bones.po: ")
    assert french.file("fr").read_bytes() == before


def _read_mo(file: Path) -> dict[str, str]:
    with file.open("rb") as opened:
        read = gettext.GNUTranslations(opened)
    sources = {"title": "Bones", "summary": "All about bones.", "p1.text": "A <em>new</em> paragraph."}
    translated = {path: read.pgettext(path, source) for path, source in sources.items()}
    return {path: text for path, text in translated.items() if text != sources[path]}


def test_compile_writes_what_is_served(french: CatalogCommands) -> None:
    """Compiled catalogs hold what readers would get: nothing fuzzy, and nothing that has an error, which is told."""
    french.translate("fr", {"All about bones.": "Tout sur les os.", "A <em>new</em> paragraph.": "Sans balise."})
    file = french.file("fr")
    file.write_text(file.read_text().replace('msgctxt "summary"', '#, fuzzy\nmsgctxt "summary"'))

    compiled = french.run("compile", "fr")

    assert compiled.code == 1
    assert compiled.out.splitlines()[0] == "locales/fr/LC_MESSAGES/bones.mo: 1 translations."
    assert ": tag-lost: p1.text: " in compiled.err
    assert _read_mo(file.with_suffix(".mo")) == {"title": "Os"}
    french.file("fr").write_text(file.read_text().replace("Sans balise", "Un <em>nouveau</em> paragraphe"))
    assert (french.run("compile").code, french.run("compile").err) == (0, "")


def test_status_is_a_table(french: CatalogCommands) -> None:
    """Each domain of each locale is a row below the headings, locales as their folders are, shares rounded down."""
    french.run("init", "zh-Hans")
    french.rewrite("{#p2}\nAnother.", "")

    told = french.run("status")

    headings, *rows = told.out.splitlines()
    assert (told.code, told.err) == (0, "")
    assert headings.split() == _HEADINGS
    assert rows[0].split() == ["fr", "bones", "1", "0", "0", "2", "33%", "6", "0"]
    assert [row.split()[:2] for row in rows] == [[one, domain] for one in ("fr", "zh_Hans") for domain in DOMAINS]
    assert [row.split()[0] for row in french.run("status", "zh_Hans").out.splitlines()[1:]] == ["zh_Hans"] * 3


def test_status_is_json_for_scripts(french: CatalogCommands) -> None:
    """With --json the same is an array, and nothing else is printed."""
    told = french.run("status", "--json")

    rows = {row["domain"]: row for row in told.read_json()}
    assert (told.code, told.err, tuple(rows)) == (0, "", DOMAINS)
    counts = {"units": 4, "translated": 1, "fuzzy": 0, "outdated": 0, "missing": 3, "wordsLeft": 7, "errors": 0}
    assert rows["bones"] == {"locale": "fr", "domain": "bones", "share": 0.25, **counts}


def test_remove_takes_a_locale_away(french: CatalogCommands) -> None:
    """Its files are deleted, each a line, and what is published of it is withdrawn when all is loaded again."""
    french.run("init", "sw")
    french.run("compile", "fr")
    load = ("articles", "load", "--publish")
    run_verbena(*load, settings=french.settings)

    removed = french.run("remove", "--yes", "fr")

    names = [f"locales/fr/LC_MESSAGES/{domain}.{suffix}: deleted." for domain in DOMAINS for suffix in ("mo", "po")]
    assert (removed.code, removed.out.splitlines()) == (0, names)
    assert [path.name for path in french.locales.iterdir()] == ["sw"]
    assert "Withdrawn: article bones in fr" in run_verbena(*load, settings=french.settings).err
    assert french.run("remove", "--yes", "fr").err.startswith("verbena: CONTENT_INVALID: there is nothing of fr")


@pytest.mark.parametrize(("answer", "code"), [(b"n\n", 1), (b"", 1), (b"y\n", 0)])
def test_remove_asks_first(french: CatalogCommands, answer: bytes, code: int) -> None:
    """Without --yes nothing is deleted before somebody has said so."""
    before = french.file("fr").read_bytes()

    assert french.run("remove", "fr", stdin=answer).code == code
    assert french.file("fr").exists() == bool(code)
    assert not code or french.file("fr").read_bytes() == before

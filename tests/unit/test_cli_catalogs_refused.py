"""`verbena catalogs` where something is wrong: one line with a code, an exit code, and nothing written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.catalog_commands import CatalogCommands
from tests.support.commands import Finished

_READING = [
    ["extract"],
    ["extract", "--check"],
    ["init", "sw"],
    ["update"],
    ["update", "--init-missing", "--check", "fr"],
    ["compile"],
    ["status"],
    ["status", "--json", "fr"],
]
_REMOVE = ["remove", "--yes", "fr"]


@pytest.fixture
def desk(tmp_path: Path) -> CatalogCommands:
    """An article whose title is translated into French."""
    desk = CatalogCommands(tmp_path)
    desk.run("init", "fr")
    desk.translate("fr", {"Bones": "Os"})
    return desk


def _is_one_line(refused: Finished, code: str) -> bool:
    line = rf"verbena: {code}: [^\n]+\n"
    return (refused.code, refused.out) == (1, "") and re.fullmatch(line, refused.err) is not None


@pytest.mark.parametrize("command", _READING, ids=" ".join)
def test_sources_with_problems_are_refused(desk: CatalogCommands, command: list[str]) -> None:
    """Where a source has a problem, it is told by its place, and nothing else is done."""
    desk.rewrite("Another.", "Another. [@nobody-1999]")
    before = desk.read()

    refused = desk.run(*command)

    assert (refused.code, refused.out, desk.read()) == (1, "", before)
    assert refused.err.startswith("verbena: CONTENT_INVALID: ")
    assert re.search(r"^content/articles/bones\.md:15: unknown-citation: ", refused.err, re.MULTILINE)


@pytest.mark.parametrize("command", _READING, ids=" ".join)
def test_a_folder_without_articles_is_refused(desk: CatalogCommands, command: list[str]) -> None:
    """A folder that holds no articles is not taken for one whose articles are gone."""
    before = desk.read()

    refused = desk.run(*command, VERBENA_CONTENT=str(desk.root))

    assert _is_one_line(refused, "CONTENT_INVALID")
    assert desk.read() == before


@pytest.mark.parametrize("command", ["update", "compile", "status"])
def test_a_locale_without_catalogs_is_refused(desk: CatalogCommands, command: str) -> None:
    """Where one of the locales that are named has no catalogs, the line says how they are made; none is done."""
    desk.rewrite("Another.", "Yet another.")
    before = desk.read()

    refused = desk.run(command, "fr", "sr-Latn")

    assert _is_one_line(refused, "CONTENT_INVALID")
    assert "`verbena catalogs init sr-Latn`" in refused.err
    assert desk.read() == before


@pytest.mark.parametrize("command", ["init", "update", "compile", "status", "remove --yes"])
@pytest.mark.parametrize("tag", ["!!", "_x", "../fr", "much-too-long-a-name"])
def test_what_is_no_tag_is_refused(desk: CatalogCommands, command: str, tag: str) -> None:
    """A locale is a language tag, as it is or as a folder's name; what is none is named."""
    before = desk.read()

    refused = desk.run(*command.split(), tag)

    assert _is_one_line(refused, "INVALID_LOCALE")
    assert tag.replace("_", "-") in refused.err
    assert desk.read() == before


def test_a_file_in_the_way_is_refused(desk: CatalogCommands) -> None:
    """Where a folder can't be made, the line names it, and none of the catalogs is there."""
    (desk.locales / "ko").write_text("A note of mine.")
    before = desk.read()

    refused = desk.run("init", "de", "ko")

    assert _is_one_line(refused, "CONTENT_INVALID")
    assert str(desk.locales / "ko") in refused.err
    assert desk.read() == before


@pytest.mark.parametrize("command", _READING, ids=" ".join)
def test_only_remove_needs_a_database(desk: CatalogCommands, command: list[str]) -> None:
    """What is done with files alone is done whatever the database is."""
    done = desk.run(*command, VERBENA_DATABASE_URL="nonsense")

    assert "verbena: " not in done.err
    assert not (desk.root / "verbena.db").exists()


def test_remove_deletes_nothing_without_its_database(desk: CatalogCommands) -> None:
    """Where the store can't forget a locale, its files stay, too."""
    before = desk.read()

    refused = desk.run(*_REMOVE, VERBENA_DATABASE_URL="nonsense")

    assert _is_one_line(refused, "STORE_UNAVAILABLE")
    assert desk.read() == before


@pytest.mark.parametrize(
    "command", [["init"], ["remove"], ["remove", "--yes", "fr", "sw"], ["extract", "fr"], ["nonsense"]]
)
def test_what_is_not_understood_is_2(desk: CatalogCommands, command: list[str]) -> None:
    """A command that lacks a locale, or has one too many, does nothing."""
    before = desk.read()

    refused = desk.run(*command)

    assert (refused.code, refused.out, desk.read()) == (2, "", before)
    assert "--help" in refused.err


def test_a_folder_that_is_no_locales_is_told(desk: CatalogCommands) -> None:
    """A folder whose name is no tag is told by a code, and the others are done; with a tag, it is no concern."""
    stray = desk.file("_x")
    stray.parent.mkdir(parents=True)
    stray.write_bytes(desk.file("fr").read_bytes())
    desk.rewrite("Another.", "Yet another.")

    updated, compiled = desk.run("update"), desk.run("compile")

    assert (updated.code, compiled.code) == (1, 1)
    assert updated.err.startswith("locales/_x/LC_MESSAGES/bones.po:1: folder-unknown: ")
    assert compiled.err.startswith("locales/_x/LC_MESSAGES/bones.po:1: folder-unknown: ")
    assert updated.out.startswith("locales/fr/LC_MESSAGES/bones.po: ")
    assert compiled.out.startswith("locales/fr/LC_MESSAGES/bones.mo: ")
    assert (desk.run("update", "fr").code, desk.run("compile", "fr").code) == (0, 0)


@pytest.mark.parametrize("command", ["update", "compile"])
def test_a_file_that_can_not_be_opened_is_told(desk: CatalogCommands, command: str) -> None:
    """Such a file, as editors leave one where they lock another, is a finding as when it is loaded; others are done."""
    desk.file("fr", ".#bones").symlink_to("somebody@somewhere.1")
    desk.rewrite("Another.", "Yet another.")

    told = desk.run(command)

    assert told.code == 1
    assert "locales/fr/LC_MESSAGES/.#bones.po:1: file-unreadable: " in told.err
    assert told.out.startswith("locales/fr/LC_MESSAGES/bones.")


def test_a_check_tells_what_is_done(desk: CatalogCommands) -> None:
    """`update --init-missing` does what `--check` has told, and says it in the same words."""
    desk.rewrite("slug: bones", "slug: hips")
    desk.article.rename(desk.article.with_name("hips.md"))

    told, done = desk.run("update", "--init-missing", "--check"), desk.run("update", "--init-missing")

    assert (told.out, told.err) == (done.out, done.err)

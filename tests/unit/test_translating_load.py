"""All catalogs of a folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.support.memory_desk import MemoryDesk
from verbena.catalogs.po import write_po
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.article import Article
from verbena.model.edition import INTERFACE, Revision, SourceUnit, Structure, SubjectKind, SubjectName
from verbena.model.inline import TextRun
from verbena.model.markup import hash_text
from verbena.model.reference import Interface
from verbena.translating.load import load_catalogs

_THEN = datetime(2026, 11, 23, tzinfo=UTC)
_LATER = datetime(2026, 12, 24, tzinfo=UTC)
_ARTICLE = SubjectName(SubjectKind.ARTICLE, "bones")
_TITLE = CatalogEntry(path="title", source="Bones", translation="Os")


def _drafts() -> MemoryDesk:
    return MemoryDesk(
        _revise(_ARTICLE, "bones-and-you", Article("bones", "bones-and-you", "en"), "title", "Bones"),
        _revise(INTERFACE, None, Interface("interface"), "source.text", "Source {number}"),
    )


def _revise(name: SubjectName, slug: str | None, structure: Structure, path: str, text: str) -> Revision:
    return Revision(name, "en", slug, "hash", structure, {path: SourceUnit((TextRun(text),), hash_text(text))})


def test_folders_are_loaded_by_their_tags(tmp_path: Path) -> None:
    """Every catalog under the locales' folder comes in by the tag of its folder; problems name file and line."""
    drafts = _drafts()
    for folder, domain in [("zh_Hans", "bones-and-you"), ("fr", "nothing"), ("_x", "interface"), ("fr", "interface")]:
        file = tmp_path / "locales" / folder / "LC_MESSAGES" / f"{domain}.po"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(write_po(Catalog((_TITLE,))))

    report = load_catalogs(drafts, tmp_path / "locales", _THEN)

    assert drafts.read_translations(_ARTICLE).keys() == {"zh-Hans"}
    assert report.has_errors
    assert [problem.split(" ", 2)[:2] for problem in report.problems] == [
        ["locales/_x/LC_MESSAGES/interface.po:1:", "folder-unknown:"],
        ["locales/fr/LC_MESSAGES/interface.po:11:", "unit-unknown:"],
        ["locales/fr/LC_MESSAGES/nothing.po:1:", "domain-unknown:"],
    ]


def test_loading_again_changes_nothing(tmp_path: Path) -> None:
    """A second load of the same folder leaves every translation with its time, and reports no change."""
    drafts = _drafts()
    file = tmp_path / "fr" / "LC_MESSAGES" / "bones-and-you.po"
    file.parent.mkdir(parents=True)
    file.write_bytes(write_po(Catalog((_TITLE,))))
    load_catalogs(drafts, tmp_path, _THEN)
    before = drafts.read_translations(_ARTICLE)

    (loaded,) = load_catalogs(drafts, tmp_path, _LATER).catalogs

    assert loaded.report.changed == ()
    assert drafts.read_translations(_ARTICLE) == before

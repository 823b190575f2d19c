"""Translations of sources that have changed since: what comes of the links and mentions that only they have."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from tests.support.memory_desk import MemoryDesk
from verbena.catalogs.po import make_header, write_po
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.article import Article
from verbena.model.edition import Revision, SourceUnit, SubjectKind, SubjectName
from verbena.model.findings import FindingCode, Severity
from verbena.model.inline import (
    AbbreviationMention,
    ArticleLink,
    CitationMark,
    Inline,
    Link,
    MedicationMention,
    TextRun,
)
from verbena.model.markup import hash_text, link_tag, write_markup
from verbena.translating.extract import extract_units
from verbena.translating.ingest import IngestReport

_AT = datetime(2026, 11, 23, tzinfo=UTC)
_ARTICLE = SubjectName(SubjectKind.ARTICLE, "bones")
_OLD, _NEW = "https://example.org/old-page", "https://example.org/new-page"
_TAG = link_tag(_OLD)


def _revise(*inlines: Inline, references: tuple[SubjectName, ...] = ()) -> Revision:
    unit = SourceUnit(inlines, hash_text(write_markup(inlines)))
    return Revision(_ARTICLE, "en", "bones", "hash", Article("bones", "bones", "en"), {"title": unit}, references)


def _link(href: str) -> Link:
    return Link(href, (TextRun("bones"),))


def _translate(revision: Revision) -> CatalogEntry:
    """The entry of the title as extracted, with itself as its translation."""
    (entry,) = extract_units(revision)
    return replace(entry, translation=entry.source.replace("bones ", "les os, ").replace("bones", "os"))


def _ingest(drafts: MemoryDesk, entry: CatalogEntry) -> IngestReport:
    return drafts.ingest("bones", "fr", write_po(Catalog((entry,), make_header("fr", {"X-Domain": "bones"}))), _AT)


@pytest.mark.parametrize("has_history", [True, False])
def test_a_link_whose_address_changed_is_kept(has_history: bool) -> None:
    """A catalog of before is served alike on a database that knows the old source and on one that never saw it."""
    drafts = MemoryDesk(_revise(_link(_OLD)))
    entry = _translate(_revise(_link(_OLD)))
    if has_history:
        _ingest(drafts, entry)
    drafts.save_revisions([_revise(_link(_NEW))])

    report = _ingest(drafts, entry)

    assert drafts.read_translations(_ARTICLE)["fr"]["title"].inlines == (Link(_OLD, (TextRun("os"),)),)
    assert (report.accepted, report.outdated) == (1, 1)
    assert [(one.code, one.severity) for one in report.findings] == [(FindingCode.LINK_OUTDATED, Severity.WARNING)]
    assert _OLD in report.findings[0].message


def test_a_link_without_its_comment_is_known_from_the_store() -> None:
    """Where a tool has dropped the comments, the translation of before still tells the address."""
    drafts = MemoryDesk(_revise(_link(_OLD)))
    entry = replace(_translate(_revise(_link(_OLD))), note="")
    _ingest(drafts, entry)
    drafts.save_revisions([_revise(_link(_NEW))])

    assert (_ingest(drafts, entry).unchanged, _ingest(drafts, entry).outdated) == (1, 1)


def test_a_note_that_was_wrapped_is_read() -> None:
    """Other tools wrap a comment's lines, at hyphens too."""
    entry = _translate(_revise(_link(_OLD)))
    note = (
        entry.note.replace(" = ", "\n= ").replace("old-page", "old-\npage").replace("translate its", "translate\nits")
    )

    report = _ingest(MemoryDesk(_revise(_link(_NEW))), replace(entry, note=note))

    assert report.accepted == 1


@pytest.mark.parametrize(
    "note",
    [
        "",
        f"<{_TAG}>…</{_TAG}> = a link to {_NEW}: translate its words",
        f"<{link_tag(_NEW)}>…</{link_tag(_NEW)}> = a link to {_NEW}: translate its words",
    ],
    ids=["no note", "another address", "another tag"],
)
def test_an_address_known_nowhere_is_an_error(note: str) -> None:
    """A note can't send a link elsewhere, and an entry whose link nobody knows is told what to do about it."""
    entry = replace(_translate(_revise(_link(_OLD))), note=note)
    drafts = MemoryDesk(_revise(TextRun("Bones")))

    report = _ingest(drafts, entry)

    assert drafts.read_translations(_ARTICLE).get("fr", {}) == {}
    assert [(one.code, one.severity) for one in report.findings] == [(FindingCode.LINK_UNKNOWN, Severity.ERROR)]
    assert _TAG in report.findings[0].message
    assert "msgmerge" in report.findings[0].message


@pytest.mark.parametrize("href", ["javascript:alert(1)", "//example.org", "https://user@example.org/"])
def test_a_note_adds_no_address_that_a_source_could_not_have(href: str) -> None:
    """An address that would be refused in a source is no address in a note."""
    entry = _translate(_revise(_link(href)))

    report = _ingest(MemoryDesk(_revise(TextRun("Bones"))), entry)

    assert [one.code for one in report.findings] == [FindingCode.LINK_UNKNOWN]


@pytest.mark.parametrize(
    ("inline", "kind"),
    [
        (CitationMark(("gone",)), SubjectKind.CITATION),
        (MedicationMention("gone"), SubjectKind.MEDICATION),
        (MedicationMention("gone", (TextRun("bones"),)), SubjectKind.MEDICATION),
        (AbbreviationMention("gone"), SubjectKind.ABBREVIATION),
        (ArticleLink("gone", (TextRun("bones"),)), SubjectKind.ARTICLE),
    ],
)
def test_a_mention_of_what_is_gone_is_not_served(inline: Inline, kind: SubjectKind) -> None:
    """What an outdated translation mentions must be among what the source names: else it is an error, and falls back.

    The same translation is taken as long as another text of the source names it.
    """
    entry = _translate(_revise(TextRun("bones "), inline))
    gone = MemoryDesk(_revise(TextRun("Bones")))
    there = MemoryDesk(_revise(TextRun("Bones"), references=(SubjectName(kind, "gone"),)))

    report = _ingest(gone, entry)

    assert gone.read_translations(_ARTICLE).get("fr", {}) == {}
    assert [(one.code, one.severity) for one in report.findings] == [(FindingCode.MENTION_UNKNOWN, Severity.ERROR)]
    assert f"{kind} gone" in report.findings[0].message
    assert (_ingest(there, entry).outdated, _ingest(there, entry).findings) == (1, ())


def test_a_link_to_an_article_that_is_loaded_is_kept() -> None:
    """An article may be linked to as long as it has a draft, though it is not among what the source names."""
    other = replace(_revise(TextRun("Other")), name=SubjectName(SubjectKind.ARTICLE, "other"), slug="other")
    entry = _translate(_revise(ArticleLink("other", (TextRun("bones"),))))

    report = _ingest(MemoryDesk(other, _revise(TextRun("Bones"))), entry)

    assert (report.outdated, report.findings) == (1, ())

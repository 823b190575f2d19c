"""Translations in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from tests.support.memory_desk import MemoryDesk
from verbena.catalogs.po import make_header, write_po
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.article import Article
from verbena.model.edition import Revision, SourceUnit, Structure, SubjectKind, SubjectName
from verbena.model.findings import FindingCode, Severity
from verbena.model.inline import Inline, TextRun
from verbena.model.markup import hash_text, write_markup
from verbena.model.reference import Interface, Term, Topic
from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.translating.ingest import IngestReport

_THEN = datetime(2026, 11, 23, tzinfo=UTC)
_LATER = datetime(2026, 12, 24, tzinfo=UTC)
_ARTICLE = SubjectName(SubjectKind.ARTICLE, "bones")


def _revise(kind: SubjectKind, key: str, structure: Structure, **texts: str | tuple[Inline, ...]) -> Revision:
    trees = {
        path.replace("__", "."): (TextRun(text),) if isinstance(text, str) else text for path, text in texts.items()
    }
    units = {path: SourceUnit(tree, hash_text(write_markup(tree))) for path, tree in trees.items()}
    slug = "bones-and-you" if kind == SubjectKind.ARTICLE else None
    return Revision(SubjectName(kind, key), "en", slug, "hash", structure, units)


def _drafts(**texts: str | tuple[Inline, ...]) -> MemoryDesk:
    article = Article("bones", "bones-and-you", "en")
    return MemoryDesk(
        _revise(SubjectKind.ARTICLE, "bones", article, **(texts or {"title": "Bones", "p1__text": "Text"})),
        _revise(SubjectKind.TOPIC, "bone", Topic("bone"), topic__bone__name="Bone"),
        _revise(SubjectKind.TERM, "route.oral", Term("route.oral"), route__oral__name="by mouth"),
        _revise(SubjectKind.INTERFACE, "interface", Interface("interface"), source__text="Source {number}"),
    )


def _entry(
    path: str, source: str, translation: str, state: TranslationState = TranslationState.TRANSLATED
) -> CatalogEntry:
    origin = TranslationOrigin.MACHINE
    return CatalogEntry(path=path, source=source, translation=translation, state=state, origin=origin)


_TITLE = _entry("title", "Bones", "Os")


def _ingest(
    drafts: MemoryDesk,
    *entries: CatalogEntry,
    domain: str = "bones-and-you",
    locale: str = "fr",
    at: datetime = _THEN,
) -> IngestReport:
    data = write_po(Catalog(entries, make_header(locale, {"X-Domain": domain})))
    return drafts.ingest(domain, locale, data, at)


def _codes(report: IngestReport) -> list[FindingCode]:
    return [finding.code for finding in report.findings]


@pytest.mark.parametrize("state", TranslationState)
def test_an_entry_becomes_a_translation(state: TranslationState) -> None:
    """A unit's text, state and origin come in, with the hash of the source that the entry was made from."""
    drafts = _drafts()

    report = _ingest(drafts, replace(_TITLE, state=state))

    title = Translation((TextRun("Os"),), hash_text("Bones"), state, TranslationOrigin.MACHINE, _THEN)
    assert drafts.read_translations(_ARTICLE) == {"fr": {"title": title}}
    assert (report.units, report.accepted, report.missing, report.findings) == (2, 1, 1, ())
    assert report.initial == (state == TranslationState.INITIAL)
    assert report.changed == (_ARTICLE,)


def test_what_was_made_from_an_older_source_is_kept_as_outdated() -> None:
    """An entry with an older msgid is a translation whose hash is not the source's."""
    drafts = _drafts()

    report = _ingest(drafts, _entry("title", "Old bones", "Vieux os"))

    assert drafts.read_translations(_ARTICLE)["fr"]["title"].source_hash == hash_text("Old bones")
    assert (report.accepted, report.outdated, report.findings) == (1, 1, ())


def test_what_is_fine_is_kept_though_the_rest_is_not() -> None:
    """A translation with an error falls back, an unknown unit is told, and the others come in."""
    drafts = _drafts()

    report = _ingest(drafts, _TITLE, _entry("p1.text", "Text", "<em>Texte</em>"), _entry("p9.text", "Gone", "Parti"))

    assert sorted(_codes(report)) == [FindingCode.TAG_INVENTED, FindingCode.UNIT_UNKNOWN]
    assert drafts.read_translations(_ARTICLE)["fr"].keys() == {"title"}
    assert all(finding.line for finding in report.findings)


def test_obsolete_and_empty_entries_are_no_translations() -> None:
    """What a merge put aside, and what has no msgstr, is neither taken nor told."""
    drafts = _drafts()

    report = _ingest(drafts, replace(_TITLE, obsolete=True), _entry("p1.text", "Text", ""))

    assert (report.accepted, report.missing, report.findings, report.changed) == (0, 2, (), ())


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", write_po(Catalog((), make_header("fr", {"X-Domain": "bones-and-you"})))]
)
def test_a_file_without_entries_is_told(data: bytes) -> None:
    """A catalog that is empty, or only a header, is a warning, since a file that was cut off looks the same."""
    report = _drafts().ingest("bones-and-you", "fr", data, _THEN)

    assert [(one.code, one.severity, one.line) for one in report.findings] == [
        (FindingCode.CATALOG_EMPTY, Severity.WARNING, 1)
    ]
    assert (report.missing, report.accepted) == (2, 0)


def test_line_ends_and_tabs_are_spaces() -> None:
    """What an editor did to the lines of a translation is not shown: it is tidied as a source's text is."""
    drafts = _drafts()

    report = _ingest(drafts, _entry("title", "Bones", "\tLes\n os\r\n  et\tvous\n"))

    assert drafts.read_translations(_ARTICLE)["fr"]["title"].inlines == (TextRun("Les os et vous"),)
    assert (report.accepted, report.findings) == (1, ())


@pytest.mark.parametrize("translation", [" ", "\n", "\u202eos", "o\ue000s"])
def test_what_readers_could_not_be_shown_is_not_taken(translation: str) -> None:
    """A translation that has no words, or characters that no source may have, falls back."""
    drafts = _drafts()

    report = _ingest(drafts, _entry("title", "Bones", translation))

    assert (report.accepted, len(report.findings), drafts.translations.get(_ARTICLE, {})) == (0, 1, {})


def test_the_file_is_the_whole_truth() -> None:
    """A unit whose entry is gone from the file has no translation any more."""
    drafts = _drafts()
    _ingest(drafts, _TITLE, _entry("p1.text", "Text", "Texte"))

    _ingest(drafts, _TITLE)

    assert drafts.read_translations(_ARTICLE)["fr"].keys() == {"title"}


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({}, _THEN),
        ({"translation": "L’os"}, _LATER),
        ({"state": TranslationState.REVIEWED}, _LATER),
        ({"origin": TranslationOrigin.HUMAN}, _LATER),
        ({"source": "Old bones"}, _LATER),
        ({"note": "x", "comment": "y"}, _THEN),
    ],
)
def test_only_what_changed_gets_a_new_time(change: dict[str, str], at: datetime) -> None:
    """Loading again changes nothing; a new text, state, origin or source is as new as the load."""
    drafts = _drafts()
    _ingest(drafts, _TITLE)

    report = _ingest(drafts, replace(_TITLE, **change), at=_LATER)

    assert drafts.read_translations(_ARTICLE)["fr"]["title"].updated_at == at
    assert bool(report.changed) == (at == _LATER)
    assert report.unchanged == (at == _THEN)


def test_a_domain_gathers_its_subjects() -> None:
    """Reference data shares one catalog, each unit going to its own subject; the interface has one to itself."""
    drafts = _drafts()

    report = _ingest(
        drafts,
        _entry("topic.bone.name", "Bone", "Os"),
        _entry("route.oral.name", "by mouth", "par la bouche"),
        _entry("source.text", "Source {number}", "Source {number}"),
        domain="reference",
    )

    assert drafts.read_translations(SubjectName(SubjectKind.TOPIC, "bone"))["fr"].keys() == {"topic.bone.name"}
    assert drafts.read_translations(SubjectName(SubjectKind.TERM, "route.oral"))["fr"].keys() == {"route.oral.name"}
    assert _codes(report) == [FindingCode.UNIT_UNKNOWN]
    assert (report.units, report.accepted) == (2, 2)


@pytest.mark.parametrize(("translation", "accepted"), [("المصدر {number}", 1), ("المصدر", 0), ("{n} {number}", 0)])
def test_blanks_count_in_the_interface(translation: str, accepted: int) -> None:
    """An interface word without its blanks is not taken."""
    report = _ingest(_drafts(), _entry("source.text", "Source {number}", translation), domain="interface", locale="ar")

    assert report.accepted == accepted
    assert bool(report.findings) != bool(accepted)


def test_prose_in_braces_is_prose() -> None:
    """What looks like a blank in an article's text is no concern of the checks."""
    report = _ingest(_drafts(title="A {b}"), _entry("title", "A {b}", "Un b"))

    assert (report.accepted, report.findings) == (1, ())


@pytest.mark.parametrize(
    ("domain", "locale", "code"),
    [("nothing", "fr", FindingCode.DOMAIN_UNKNOWN), ("bones-and-you", "en", FindingCode.LANGUAGE_IS_SOURCE)],
)
def test_a_file_that_belongs_nowhere_is_refused_whole(domain: str, locale: str, code: FindingCode) -> None:
    """A catalog for what is not loaded, or in the language of the source, is one error and changes nothing."""
    drafts = _drafts()

    report = _ingest(drafts, _TITLE, domain=domain, locale=locale)

    assert _codes(report) == [code]
    assert drafts.translations == {}


def test_a_header_for_another_file_is_told() -> None:
    """A header that names another language or domain is a warning, and the entries are judged by themselves."""
    data = write_po(Catalog((_TITLE,), make_header("de", {"X-Domain": "other"})))

    report = _drafts().ingest("bones-and-you", "fr", data, _THEN)

    assert _codes(report) == [FindingCode.LANGUAGE_DIFFERS, FindingCode.DOMAIN_DIFFERS]
    assert report.accepted == 1

"""Glossaries in and out: files of terms, and single ones."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from verbena.access.principal import require_administer, require_anywhere, require_drafts
from verbena.catalogs.glossary_csv import read_glossary_csv, write_glossary_csv
from verbena.catalogs.glossary_values import GlossaryCollector, GlossaryFile
from verbena.catalogs.tbx import read_tbx, write_tbx
from verbena.language.tags import parse_tag
from verbena.model.errors import BadUserInput, NotFound
from verbena.model.findings import Finding, has_errors
from verbena.model.glossary import GlossaryTerm
from verbena.model.token import Role
from verbena.publishing.acting import Act
from verbena.store.glossary import Glossary, GlossaryPage, GlossaryReport


class GlossaryFormat(StrEnum):
    """The forms of glossaries, by the ends of their files' names."""

    CSV = "csv"
    TBX = "tbx"


class GlossaryUpload(Struct, frozen=True):
    """A file of terms; `source_locale` is that of terms that name none (in a table), or of those wanted (in TBX).

    With `dry_run`, it is only looked at.
    """

    data: bytes
    form: GlossaryFormat
    source_locale: str
    dry_run: bool = False


class TermsQuery(Struct, frozen=True):
    """Which terms a page has: at most `first` of a locale after a cursor, those alone in which `search` occurs."""

    locale: str
    first: int
    after: str | None = None
    search: str | None = None


class GlossaryImport(Struct, frozen=True):
    """What became of a file's terms, and what was wrong with it; nothing was saved where a finding is an error.

    `locales` are those that the terms are translated into, sorted.
    """

    report: GlossaryReport
    locales: tuple[str, ...]
    findings: tuple[Finding, ...]


def import_glossary(glossary: Glossary, act: Act, upload: GlossaryUpload) -> GlossaryImport:
    """Save the terms of a file, all in one transaction; what can't be taken is a finding.

    Terms that are there are changed, and none is taken out. In a dry run, every term counts as added.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not administer each locale that terms are translated into; then nothing is saved.
        InvalidLocale: where the source locale is no tag.
    """
    require_anywhere(act.principal, Role.ADMINISTER)
    read = _READERS[upload.form](upload.data, parse_tag(upload.source_locale))
    locales = tuple(sorted({term.locale for term in read.terms}))
    require_administer(act.principal, locales)
    if has_errors(read.findings):
        return GlossaryImport(GlossaryReport(), locales, read.findings)
    report = GlossaryReport(added=len(read.terms)) if upload.dry_run else glossary.save_terms(read.terms)
    return GlossaryImport(report, locales, read.findings)


def export_glossary(glossary: Glossary, act: Act, form: GlossaryFormat, locale: str | None = None) -> bytes:
    """All terms of a locale, or of all, as a file.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not see what is worked on in one of these locales.
        InvalidLocale: where the locale is no tag.
    """
    wanted = parse_tag(locale) if locale is not None else None
    terms = glossary.read_terms(wanted)
    for tag in sorted({term.locale for term in terms} | ({wanted} if wanted else set())):
        require_drafts(act.principal, [tag])
    return write_tbx(terms) if form is GlossaryFormat.TBX else write_glossary_csv(terms)


def list_terms(glossary: Glossary, act: Act, query: TermsQuery) -> GlossaryPage:
    """A page of the terms of a locale, sorted.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not see what is worked on in the locale.
        InvalidCursor: where `after` is no cursor of such a list.
        InvalidLocale: where the locale is no tag.
    """
    tag = parse_tag(query.locale)
    require_drafts(act.principal, [tag])
    return glossary.list_terms(tag, query.first, query.after, query.search)


def save_term(glossary: Glossary, act: Act, term: GlossaryTerm) -> GlossaryTerm:
    """Keep one term, in place of the one with the same words; gives it as it is kept.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not administer the locale that it is translated into.
        BadUserInput: where it lacks a text, has one too long, or one with a character that nobody can be shown.
        InvalidLocale: where one of its locales is no tag.
    """
    kept = GlossaryTerm(
        source_locale=parse_tag(term.source_locale),
        term=" ".join(term.term.split()),
        locale=parse_tag(term.locale),
        translation=" ".join(term.translation.split()),
        status=term.status,
        definition=term.definition.strip(),
        note=term.note.strip(),
        part_of_speech=term.part_of_speech.strip(),
    )
    require_administer(act.principal, [kept.locale])
    collector = GlossaryCollector()
    collector.add(kept, 1)
    if collector.findings:
        raise BadUserInput(f"{collector.findings[0].message}.")
    glossary.save_terms([kept])
    return kept


def remove_terms(
    glossary: Glossary, act: Act, locale: str, term: str | None = None, translation: str | None = None
) -> int:
    """Take terms out: all of a locale, those of a term, or one of its translations; gives how many there were.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not administer the locale.
        NotFound: where there is none.
        InvalidLocale: where the locale is no tag.
    """
    tag = parse_tag(locale)
    require_administer(act.principal, [tag])
    removed = glossary.remove_terms(tag, term, translation)
    if not removed:
        told = f" {term[:60]!a}" if term is not None else ""
        raise NotFound(f"the glossary has no term{told} in {tag}: terms are named as they are written there.")
    return removed


def _read_csv(data: bytes, source_locale: str) -> GlossaryFile:
    return read_glossary_csv(data, source_locale)


_READERS = {GlossaryFormat.CSV: _read_csv, GlossaryFormat.TBX: read_tbx}

"""Translations in: one catalog's entries to the translations of a domain's subjects, with a report."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from verbena.catalogs.checks.blanks import check_blanks
from verbena.catalogs.checks.markup import check_markup
from verbena.catalogs.checks.targets import check_targets
from verbena.catalogs.checks.wording import check_wording
from verbena.catalogs.findings import Finding, FindingCode, Severity
from verbena.catalogs.po import read_po
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.language.tags import folder_of
from verbena.model.characters import tidy_text
from verbena.model.edition import Revision, SourceUnit, SubjectKind, SubjectName
from verbena.model.markup import hash_text, links_of
from verbena.model.translation import Translation, TranslationState
from verbena.store.contract import Drafts
from verbena.translating.domains import INTERFACE, read_domain
from verbena.translating.tag_notes import read_links


class IngestReport(Struct, frozen=True):
    """What became of a catalog: of the domain's units, how many are now as they stand in the counts.

    `accepted` counts all translations taken, `unchanged` those among them that were there already, `outdated` those
    made from an older source text, `initial` those that need work. `missing` units have no translation in the file.
    `changed` names the subjects that the store now holds otherwise.
    """

    domain: str
    locale: str
    units: int = 0
    accepted: int = 0
    unchanged: int = 0
    outdated: int = 0
    initial: int = 0
    missing: int = 0
    changed: tuple[SubjectName, ...] = ()
    findings: tuple[Finding, ...] = ()


def ingest_catalog(drafts: Drafts, domain: str, locale: str, data: bytes, at: datetime) -> IngestReport:
    """Make a PO file the translations of a domain in one locale, and tell what became of each entry.

    The file is the whole truth of its domain: a unit that it lacks, or whose entry has an error, is left without a
    translation, and falls back. What comes of an entry depends on the file and on the sources as they are; only the
    address of a link that neither tells is looked for in the translation that the store has. An entry's source is what
    its msgid says: a text that has changed since makes the translation outdated, and it is kept as long as all that it
    mentions is there. A translation whose text, state, origin and source stay as they were keeps its time; others are
    given `at`. All is written in one transaction, and nothing for a domain that is unknown.
    """
    revisions = read_domain(drafts, domain)
    catalog = read_po(data)
    findings = [*catalog.findings, *_check_file(catalog, revisions, domain, locale)]
    if any(finding.code in _FATAL for finding in findings):
        return IngestReport(domain, locale, findings=tuple(findings))
    entries = {entry.path: entry for entry in catalog.entries if not entry.obsolete}
    known = {path for revision in revisions for path in revision.units}
    findings += (_find_unknown(entry) for path, entry in entries.items() if path not in known)
    report = IngestReport(domain, locale, units=len(known))
    texts: dict[SubjectName, dict[str, Translation]] = {}
    for revision in revisions:
        rules = _Rules(_Named(revision, drafts), domain == INTERFACE)
        before = drafts.read_translations(revision.name).get(locale, {})
        after: dict[str, Translation] = {}
        for path, unit in revision.units.items():
            if (entry := entries.get(path)) is not None and entry.translation:
                translation, found = _translate(entry, unit, before.get(path), rules, at)
                findings += found
                after |= {path: translation} if translation else {}
        report = _count(report, revision, before, after)
        if before or after:
            texts[revision.name] = after
    changed = drafts.save_translations(locale, texts) if texts else ()
    missing = report.units - report.accepted
    return replace(report, missing=missing, changed=changed, findings=tuple(findings))


_FATAL = (FindingCode.DOMAIN_UNKNOWN, FindingCode.LANGUAGE_IS_SOURCE)


def _check_file(catalog: Catalog, revisions: tuple[Revision, ...], domain: str, locale: str) -> Iterator[Finding]:
    if not revisions:
        message = f"nothing that is loaded is called {domain}: name the file by an article's slug, or load the article"
        yield Finding(FindingCode.DOMAIN_UNKNOWN, message)
    if any(revision.locale == locale for revision in revisions):
        message = f"{domain} is written in {locale}: change its source, not a catalog"
        yield Finding(FindingCode.LANGUAGE_IS_SOURCE, message)
    if not catalog.entries and not catalog.findings:
        message = "no translation in it: all texts of this locale fall back; was the file cut off?"
        yield Finding(FindingCode.CATALOG_EMPTY, message, severity=Severity.WARNING)
    if (language := catalog.header.get("Language")) and language not in (folder_of(locale), locale):
        message = f"the header says Language: {language}, but the file is loaded as {locale}"
        yield Finding(FindingCode.LANGUAGE_DIFFERS, message, 1, None, Severity.WARNING)
    if (told := catalog.header.get("X-Domain")) and told != domain:
        message = f"the header says X-Domain: {told}, but the file is loaded as {domain}"
        yield Finding(FindingCode.DOMAIN_DIFFERS, message, 1, None, Severity.WARNING)


def _find_unknown(entry: CatalogEntry) -> Finding:
    message = "no source has this unit: it was removed, or the file is another article's"
    return Finding(FindingCode.UNIT_UNKNOWN, message, entry.line, entry.path, Severity.WARNING)


class _Rules(Struct, frozen=True):
    """What holds for all texts of one subject: what they may mention, and whether `{words}` are filled in."""

    named: Container[SubjectName]
    has_blanks: bool


class _Named:
    """What the texts of a subject may mention: what its source names, and any article, for links lead to those."""

    def __init__(self, revision: Revision, drafts: Drafts) -> None:
        self._direct = frozenset((revision.name, *revision.references))
        self._drafts = drafts

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, SubjectName) or name.kind is not SubjectKind.ARTICLE:
            return name in self._direct
        return name in self._direct or self._drafts.read_draft(name) is not None


def _translate(
    entry: CatalogEntry, unit: SourceUnit, before: Translation | None, rules: _Rules, at: datetime
) -> tuple[Translation | None, tuple[Finding, ...]]:
    current = links_of(unit.inlines)
    known = {**read_links(entry.note), **(links_of(before.inlines) if before else {}), **current}
    inlines, malformed = check_markup(entry, known)
    findings = [*malformed, *check_wording(entry, inlines)]
    if rules.has_blanks:
        findings += check_blanks(entry)
    if inlines is None:
        return None, tuple(findings)
    findings += check_targets(entry, inlines, rules.named, current)
    if any(finding.severity == Severity.ERROR for finding in findings):
        return None, tuple(findings)
    translation = Translation(tidy_text(inlines), hash_text(entry.source), entry.state, entry.origin, at)
    return (before if before and replace(before, updated_at=at) == translation else translation), tuple(findings)


def _count(
    report: IngestReport,
    revision: Revision,
    before: Mapping[str, Translation],
    after: Mapping[str, Translation],
) -> IngestReport:
    return replace(
        report,
        accepted=report.accepted + len(after),
        unchanged=report.unchanged + sum(before.get(path) == translation for path, translation in after.items()),
        outdated=report.outdated + sum(_is_outdated(revision.units[path], after[path]) for path in after),
        initial=report.initial + sum(one.state == TranslationState.INITIAL for one in after.values()),
    )


def _is_outdated(unit: SourceUnit, translation: Translation) -> bool:
    return translation.source_hash != unit.hash

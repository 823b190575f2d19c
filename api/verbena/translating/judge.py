"""What is to be thought of a catalog's entries: translations that can be taken, and findings for the others."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from verbena.catalogs.checks.blanks import check_blanks
from verbena.catalogs.checks.context import CheckContext
from verbena.catalogs.checks.markup import check_markup
from verbena.catalogs.checks.targets import check_targets
from verbena.catalogs.checks.translation import check_translation
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.characters import tidy_text
from verbena.model.edition import Revision, SourceUnit, SubjectKind, SubjectName
from verbena.model.finding_words import tell
from verbena.model.findings import Finding, FindingCode, has_errors
from verbena.model.markup import hash_text, links_of, write_markup
from verbena.model.rewording import has_same_words
from verbena.model.translation import Translation
from verbena.translating.belonging import FATAL, check_file
from verbena.translating.contexts import contexts_of
from verbena.translating.domains import INTERFACE, Domain, domain_of
from verbena.translating.sources import Sources
from verbena.translating.tag_notes import read_links


class Judgement(Struct, frozen=True):
    """The translations of each subject by path that can be taken, and all findings of a catalog.

    `refused` says that nothing of the file counts, because it belongs elsewhere.
    """

    translations: dict[SubjectName, dict[str, Translation]]
    findings: tuple[Finding, ...]
    refused: bool = False


def judge_catalog(catalog: Catalog, domain: Domain, locale: str, sources: Sources, at: datetime) -> Judgement:
    """What can be taken of a catalog, as that of a domain in a locale.

    An entry's source is what its msgid says: a text that has changed since makes the translation outdated, unless the
    change is marked as minor and is, and it is kept as long as all that it mentions is there. A translation whose text,
    state, origin and source stay as `sources` has them keeps its time; others are given `at`.
    """
    contexts = contexts_of(sources)
    findings = [*catalog.findings, *check_file(catalog, domain, locale, _read_articles(sources))]
    if any(finding.code in FATAL for finding in findings):
        return Judgement({}, tuple(findings), refused=True)
    entries = {entry.path: entry for entry in catalog.entries if not entry.obsolete}
    known = {path for revision in domain.revisions for path in revision.units}
    findings += (_find_unknown(entry) for path, entry in entries.items() if path not in known)
    texts: dict[SubjectName, dict[str, Translation]] = {}
    for revision in domain.revisions:
        rules = _find_rules(revision, sources, contexts.find(revision, locale))
        before = sources.read_translations(revision.name, locale).get(locale, {})
        texts[revision.name] = {}
        for path, unit in revision.units.items():
            if (entry := entries.get(path)) is not None and entry.translation:
                translation, found = _translate(entry, unit, before.get(path), rules, at)
                findings += found
                texts[revision.name] |= {path: translation} if translation else {}
    return Judgement(texts, tuple(findings))


def judge_unit(  # noqa: PLR0913 - all that one translation is judged by
    entry: CatalogEntry,
    revision: Revision,
    before: Translation | None,
    sources: Sources,
    at: datetime,
    *,
    locale: str,
) -> tuple[Translation | None, tuple[Finding, ...]]:
    """The translation that an entry makes of one unit of a subject, as `judge_catalog` would take it, and all findings.

    It is null where one of them is an error. `before` is the translation that there is already in the locale.
    """
    rules = _find_rules(revision, sources, contexts_of(sources).find(revision, locale))
    return _translate(entry, revision.units[entry.path], before, rules, at)


def _find_unknown(entry: CatalogEntry) -> Finding:
    return tell(FindingCode.UNIT_UNKNOWN, at=(entry.line, entry.path))


def _read_articles(sources: Sources) -> Iterator[Revision]:
    for name in sources.draft_names(SubjectKind.ARTICLE):
        if (article := sources.read_draft(name)) is not None:
            yield article


class _Rules(Struct, frozen=True):
    """What holds for all texts of one subject: what they may mention, and whether `{words}` are filled in."""

    named: Container[SubjectName]
    has_blanks: bool
    context: CheckContext
    is_minor: Callable[[str], bool]


def _find_rules(revision: Revision, sources: Sources, context: CheckContext) -> _Rules:
    return _Rules(_Named(revision, sources), domain_of(revision) == INTERFACE, context, revision.is_minor)


class _Named:
    """What the texts of a subject may mention: what its source names, and any article, for links lead to those."""

    def __init__(self, revision: Revision, sources: Sources) -> None:
        self._direct = frozenset((revision.name, *revision.references))
        self._sources = sources

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, SubjectName) or name.kind is not SubjectKind.ARTICLE:
            return name in self._direct
        return name in self._direct or self._sources.read_draft(name) is not None


def _translate(
    entry: CatalogEntry, unit: SourceUnit, before: Translation | None, rules: _Rules, at: datetime
) -> tuple[Translation | None, tuple[Finding, ...]]:
    current = links_of(unit.inlines)
    known = {**read_links(entry.note), **(links_of(before.inlines) if before else {}), **current}
    (source, inlines), malformed = check_markup(entry, known)
    findings = [*malformed, *check_translation(entry, source, inlines, replace(rules.context, limit=unit.limit))]
    if rules.has_blanks:
        findings += check_blanks(entry, unit.inlines)
    if inlines is None:
        return None, tuple(findings)
    findings += check_targets(entry, inlines, rules.named, current)
    if has_errors(findings):
        return None, tuple(findings)
    is_minor = rules.is_minor(entry.path) and has_same_words(entry.source, write_markup(unit.inlines))
    made_from = unit.hash if is_minor else hash_text(entry.source)
    translation = Translation(tidy_text(inlines), made_from, entry.state, entry.origin, at)
    return (before if before and _is_same(before, translation) else translation), tuple(findings)


def _is_same(before: Translation, translation: Translation) -> bool:
    return replace(before, updated_at=translation.updated_at) == translation


def is_outdated(unit: SourceUnit, translation: Translation) -> bool:
    """Whether a translation was made from another text than the unit has today."""
    return translation.source_hash != unit.hash

"""How far translations into a locale have come, catalog by catalog, by the rules by which readers are served."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice

from msgspec import Struct

from verbena.access.principal import Principal, require_drafts
from verbena.language.word_count import count_words
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.errors import BadUserInput, InvalidCursor
from verbena.model.inline import plain_words
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.store.cursors import Place, read_cursor, write_cursor
from verbena.translating.list_units import read_subjects
from verbena.translating.open_subject import require_domain
from verbena.translating.working_units import REVIEWED, Workbench, WorkingSubject, WorkingUnit

LOCALES_LIMIT = 100
"""The most locales that one question may name."""

DOMAINS_LIMIT = 100
"""The most catalogs that one question may name."""


class Coverage(Struct, frozen=True, rename="camel"):
    """How many units of a domain in a locale stand where; `domain` is null in a sum of several.

    Each unit is one of `missing`, `initial` (it needs work), `outdated` and `translated`; of the translated, which are
    what counts as complete for readers, `reviewed` are REVIEWED or FINAL, `final` are FINAL, and `machine` are of a
    machine and reviewed by nobody. `with_findings` have a translation with findings, or one that was refused.
    `words_left` are the words of the source texts of all that is not translated.
    """

    locale: str
    domain: str | None
    units: int = 0
    missing: int = 0
    initial: int = 0
    outdated: int = 0
    translated: int = 0
    reviewed: int = 0
    final: int = 0
    machine: int = 0
    with_findings: int = 0
    words_left: int = 0

    @property
    def share(self) -> float:
        """The share of the units that is translated, 0 to 1: of an article, its completeness once it is published."""
        return self.translated / self.units if self.units else 1.0


class CoveragePage(Struct, frozen=True):
    """Rows with the cursor of each; the list goes on where `has_next_page`."""

    rows: tuple[tuple[str, Coverage], ...]
    has_next_page: bool
    has_previous_page: bool


def list_coverage(
    store: Workbench,
    principal: Principal,
    wanted: CoverageWanted,
    first: int,
    after: str | None = None,
) -> CoveragePage:
    """The first rows after a cursor, at most `first`: one a locale of each domain in turn.

    A domain has no row in the locale that it is written in.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not see what is worked on in one of the locales.
        NotFound: where nothing is loaded that is called as a domain that is named.
        BadUserInput: for locales or domains that are none or too many.
        InvalidCursor: where `after` is no cursor of such a list.
    """
    locales = wanted.check()
    for locale in locales:
        require_drafts(principal, [locale])
    place = _read_place(after) if after is not None else None
    rows = _walk(store, _list_domains(store, wanted.domains), locales, place)
    found = list(islice(rows, first + 1))
    return CoveragePage(tuple(found[:first]), len(found) > first, place is not None)


class CoverageWanted(Struct, frozen=True):
    """The locales, and the domains, null for all."""

    locales: Sequence[str]
    domains: Sequence[str] | None = None

    def check(self) -> tuple[str, ...]:
        """The locales, each once, in the order of their tags.

        Raises:
            BadUserInput: for locales or domains that are none or too many.
        """
        if not 0 < len(self.locales) <= LOCALES_LIMIT:
            raise BadUserInput(f"locales: name 1 to {LOCALES_LIMIT}, not {len(self.locales)}.")
        if self.domains is not None and not 0 < len(self.domains) <= DOMAINS_LIMIT:
            raise BadUserInput(
                f"articles: name 1 to {DOMAINS_LIMIT}, not {len(self.domains)}; leave it out to mean all."
            )
        return tuple(sorted(set(self.locales)))


def cover_subjects(subjects: Iterable[WorkingSubject], locale: str, domain: str | None = None) -> Coverage:
    """How far subjects have come in a locale, all together."""
    counts: Counter[str] = Counter()
    for subject in subjects:
        for unit in subject.walk():
            counts.update(_count_unit(unit))
    return Coverage(locale, domain, **counts)


def add_up(rows: Iterable[Coverage], locale: str) -> Coverage:
    """The sum of what stands in several rows of a locale."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update({field: getattr(row, field) for field in Coverage.__struct_fields__[2:]})
    return Coverage(locale, None, **counts)


def _count_unit(unit: WorkingUnit) -> Iterator[str]:
    yield "units"
    kind = _classify(unit)
    yield kind
    if unit.findings or unit.refusal:
        yield "with_findings"
    if kind != "translated":
        yield from ("words_left",) * count_words(plain_words(unit.source.inlines), unit.source_locale)
        return
    translation = unit.translation
    assert translation is not None  # noqa: S101 - what is translated has one
    if translation.state in REVIEWED:
        yield "reviewed"
    elif translation.origin is TranslationOrigin.MACHINE:
        yield "machine"
    if translation.state is TranslationState.FINAL:
        yield "final"


def _classify(unit: WorkingUnit) -> str:
    if unit.translation is None:
        return "missing"
    if unit.translation.state is TranslationState.INITIAL:
        return "initial"
    return "outdated" if unit.is_outdated else "translated"


class _Group(Struct, frozen=True):
    """What has one row in each locale: an article, the interface's words, or all reference data."""

    sort: str
    names: tuple[SubjectName, ...]


class _Place(Struct, frozen=True):
    sort: str
    locale: str


_ORDER = "coverage"
_ARTICLE = SubjectKind.ARTICLE


def _read_place(cursor: str) -> _Place:
    place = read_cursor(cursor, _ORDER, int)
    sort, separator, locale = place.key.partition(" ")
    if not separator:
        raise InvalidCursor(f"{cursor[:40]!a} is no cursor of a coverage: leave `after` out to start anew")
    return _Place(sort, locale)


def _list_domains(store: Workbench, wanted: Sequence[str] | None) -> Iterator[_Group]:
    if wanted is None:
        names = store.draft_names()
    else:
        names = tuple(one.name for domain in dict.fromkeys(wanted) for one in require_domain(store, domain).revisions)
    for sort, group in groupby(sorted(names, key=lambda name: (_sort(name), name)), key=_sort):
        yield _Group(sort, tuple(group))


def _sort(name: SubjectName) -> str:
    match name.kind:
        case SubjectKind.ARTICLE:
            return f"2{name.key}"
        case SubjectKind.INTERFACE:
            return "0"
        case _:
            return "1"


def _walk(
    store: Workbench, groups: Iterable[_Group], locales: Sequence[str], after: _Place | None
) -> Iterator[tuple[str, Coverage]]:
    for group in groups:
        if after is not None and group.sort < after.sort:
            continue
        for locale in locales:
            if after is not None and (group.sort, locale) <= (after.sort, after.locale):
                continue
            subjects = read_subjects(store, locale, group.names)
            if (one := next(subjects, None)) is not None:
                cursor = write_cursor(Place(_ORDER, 0, f"{group.sort} {locale}"))
                yield cursor, cover_subjects(chain([one], subjects), locale, one.domain)

"""Lists of units to be worked on: those that meet a condition, page by page, of one catalog or of all."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from msgspec import Struct

from verbena.access.principal import Principal, require_drafts
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.errors import BadUserInput, InvalidCursor
from verbena.model.inline import plain_words
from verbena.model.markup import write_markup
from verbena.model.translation import TranslationState
from verbena.store.cursors import Place, read_cursor, write_cursor
from verbena.translating.open_subject import require_domain
from verbena.translating.working_units import Workbench, WorkingSubject, WorkingUnit

SEARCH_LIMIT = 200
"""The longest text searched for, in characters."""

SUBJECTS_LIMIT = 500
"""How many subjects are looked through for one page, at most: where few units meet a condition, a page may be short."""


class UnitFilter(Struct, frozen=True):
    """Which units are wanted, in a locale: of a domain or of everything, those that meet each condition not null.

    `states` are those of translations; with `missing`, units without a translation are wanted too, or alone where no
    states are named. `outdated` is met by those whose translation is, or by all others. `search` is met where the path,
    the source or the translation has these words, in any case and with any accents. `has_findings` is met where a check
    found something, or where a translation was refused, or by all others.
    """

    locale: str
    domain: str | None = None
    states: tuple[TranslationState, ...] | None = None
    missing: bool | None = None
    outdated: bool | None = None
    search: str | None = None
    has_findings: bool | None = None


class ListedUnit(Struct, frozen=True):
    """A unit with the cursor after which the list goes on."""

    cursor: str
    unit: WorkingUnit


class UnitsPage(Struct, frozen=True):
    """A page of a list.

    `cursor` is where to go on, also after a page without any; `total` counts the whole list where it is one catalog's,
    and is null elsewhere.
    """

    units: tuple[ListedUnit, ...]
    has_next_page: bool
    has_previous_page: bool
    cursor: str | None
    total: int | None


def list_units(
    store: Workbench, principal: Principal, wanted: UnitFilter, first: int, after: str | None = None
) -> UnitsPage:
    """The first units after a cursor, at most `first`, of those that meet the filter.

    They are in the order of their subjects' names, and within one in reading order. So what colleagues save meanwhile
    moves none of them, whether or not it still meets the condition: no unit comes twice, and none is passed over.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not see what is worked on in that locale.
        NotFound: where nothing is loaded that is called so.
        BadUserInput: where too much is searched for.
        InvalidCursor: where `after` is no cursor of such a list.
    """
    locale, domain = wanted.locale, wanted.domain
    require_drafts(principal, [locale])
    meets = _Condition(wanted)
    place = _read_place(after) if after is not None else None
    names = (
        store.draft_names()
        if domain is None
        else tuple(revision.name for revision in require_domain(store, domain).revisions)
    )
    ahead = [name for name in names if place is None or place.leaves(name)]
    found = list(islice(_find(store, locale, ahead[:SUBJECTS_LIMIT], meets, place), first + 1))
    listed = tuple(found[:first])
    is_cut = len(found) > first
    beyond = len(ahead) > SUBJECTS_LIMIT
    if is_cut or not ahead:
        cursor = listed[-1].cursor if listed else after
    else:
        cursor = _Place(ahead[:SUBJECTS_LIMIT][-1], "", _LAST).write()
    total = _count(store, locale, names, meets) if domain is not None else None
    return UnitsPage(listed, is_cut or beyond, place is not None, cursor, total)


class _Place(Struct, frozen=True):
    """Where a list goes on: after that unit of a subject, or after that many where it is no longer there."""

    subject: SubjectName
    path: str
    passed: int

    def leaves(self, name: SubjectName) -> bool:
        """Whether something of a subject may come after it."""
        return name > self.subject or (name == self.subject and self.passed < _LAST)

    def write(self) -> str:
        """The cursor."""
        return write_cursor(Place(_ORDER, self.passed, f"{self.subject.kind} {self.subject.key} {self.path}"))


_ORDER = "units"
_LAST = 2**31


def _read_place(cursor: str) -> _Place:
    place = read_cursor(cursor, _ORDER, int)
    kind, _, rest = place.key.partition(" ")
    key, _, path = rest.partition(" ")
    assert isinstance(place.sort, int)  # noqa: S101 - what `read_cursor` saw to
    try:
        return _Place(SubjectName(SubjectKind(kind), key), path, place.sort)
    except ValueError as error:
        raise InvalidCursor(f"{cursor[:40]!a} is no cursor of units: leave `after` out to start anew") from error


def _find(
    store: Workbench, locale: str, names: Sequence[SubjectName], meets: _Condition, after: _Place | None
) -> Iterator[ListedUnit]:
    for subject in read_subjects(store, locale, names):
        units = list(subject.walk())
        passed = _count_passed(units, after) if after and subject.name == after.subject else 0
        for number, unit in enumerate(units[passed:], passed + 1):
            if meets(unit):
                yield ListedUnit(_Place(subject.name, unit.path, number).write(), unit)


def _count_passed(units: Sequence[WorkingUnit], after: _Place) -> int:
    paths = [unit.path for unit in units]
    return paths.index(after.path) + 1 if after.path in paths else max(0, after.passed)


def _count(store: Workbench, locale: str, names: Sequence[SubjectName], meets: _Condition) -> int:
    return sum(meets(unit) for subject in read_subjects(store, locale, names) for unit in subject.walk())


_BATCH = 20


def read_subjects(store: Workbench, locale: str, names: Sequence[SubjectName]) -> Iterator[WorkingSubject]:
    """Those of these subjects that are translated into a locale, in their order; a few are in memory at a time."""
    for start in range(0, len(names), _BATCH):
        batch = names[start : start + _BATCH]
        drafts = store.read_drafts(batch, [locale])
        for name in batch:
            if (draft := drafts.get(name)) is not None and draft.revision.locale != locale and draft.revision.units:
                yield WorkingSubject(store, draft.revision, locale, draft.translations.get(locale, {}))


class _Condition:
    """Tells whether a unit meets a filter; what costs most is looked at last."""

    def __init__(self, wanted: UnitFilter) -> None:
        if wanted.search is not None and len(wanted.search) > SEARCH_LIMIT:
            raise BadUserInput(
                f"search: {len(wanted.search)} characters are more than {SEARCH_LIMIT}; search for fewer."
            )
        self._states: Collection[TranslationState] | None = wanted.states
        self._missing = wanted.missing
        self._outdated = wanted.outdated
        self._has_findings = wanted.has_findings
        self._words = fold_text(wanted.search or "")

    def __call__(self, unit: WorkingUnit) -> bool:
        return (
            self._meets_states(unit)
            and self._outdated in (None, unit.is_outdated)
            and (not self._words or self._meets_search(unit))
            and self._has_findings in (None, bool(unit.findings or unit.refusal))
        )

    def _meets_states(self, unit: WorkingUnit) -> bool:
        if unit.translation is None:
            return self._states is None if self._missing is None else self._missing
        if self._states is None:
            return not self._missing
        return unit.translation.state in self._states

    def _meets_search(self, unit: WorkingUnit) -> bool:
        texts = [unit.path, plain_words(unit.source.inlines), write_markup(unit.source.inlines)]
        if unit.translation is not None:
            texts += [plain_words(unit.translation.inlines), write_markup(unit.translation.inlines)]
        return any(self._words in fold_text(text) for text in texts)


def fold_text(text: str) -> str:
    """A text as it is searched: in one case, without accents and points, its blanks one space each.

    Marks that Unicode gives a combining class are left out after decomposition; vowel signs have none, and stay.
    """
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join("".join(one for one in decomposed if not unicodedata.combining(one)).split())

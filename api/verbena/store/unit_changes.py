"""Changes of single units within a writer's transaction: made where the unit is as it was seen, and left elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from verbena.model.change import Signature
from verbena.model.edition import SubjectName
from verbena.model.translation import Translation
from verbena.model.unit_event import Refusal
from verbena.store.subjects import find_subjects, number_subjects
from verbena.store.tables import translated, translation
from verbena.store.translation_rows import (
    UnitKey,
    delete_translations,
    digest_units,
    has_same_words,
    insert_translations,
    read_translation,
    says_same,
)
from verbena.store.unit_history import NewEvent, append_events
from verbena.store.unit_notes import Findings, drop_refusals, replace_findings, replace_refusals
from verbena.store.units import UnitChange

_Place = tuple[int, str]
_Texts = Mapping[_Place, dict[str, Translation]]


def make_changes(
    connection: Connection,
    changes: Sequence[UnitChange],
    at: datetime,
    signature: Signature,
    refusals: Sequence[Refusal],
) -> tuple[UnitChange, ...]:
    """As `verbena.store.units.Units.change_units`, within a transaction that no other writer runs beside."""
    numbers = _number_subjects(connection, changes, refusals)
    keyed = [(_find_key(numbers, change), change) for change in changes]
    work = _Work(_read_texts(connection, {(key.subject_id, key.locale) for key, _ in keyed if key}), signature)
    left = tuple(change for key, change in keyed if key is None or not work.make(key, change))
    work.write(connection)
    refused = {UnitKey(numbers[one.unit.subject], one.unit.locale, one.unit.path): one for one in refusals}
    replace_refusals(connection, refused)
    append_events(connection, work.events, at)
    return left


class _Work:
    """What comes of changes that are made one after the other: the last word on each unit, and all that happened."""

    def __init__(self, texts: _Texts, signature: Signature) -> None:
        self.events: list[NewEvent] = []
        self._texts = texts
        self._signature = signature
        self._altered: dict[UnitKey, Translation | None] = {}
        self._replaced: set[UnitKey] = set()
        self._findings: dict[UnitKey, Findings] = {}
        self._taken: set[UnitKey] = set()

    def make(self, key: UnitKey, change: UnitChange) -> bool:
        """Make a change; gives false where the unit is not as it was seen, and nothing is changed."""
        units = self._texts[key.subject_id, key.locale]
        before = units.get(key.path)
        if not says_same(before, change.before):
            return False
        after = before if says_same(before, change.after) else change.after
        if after is not before:
            self._alter(key, before, after)
        is_reworded = not has_same_words(before, after)
        if is_reworded or (change.findings and after is not None):
            self._findings[key] = () if after is None else change.findings
        if is_reworded and after is not None:
            self._taken.add(key)
        if before is not None or after is None or self._signature.by is not None:
            why = self._signature.why if change.why is None else change.why
            self.events.append(NewEvent(key, change.kind, before, after, Signature(self._signature.by, why)))
        return True

    def write(self, connection: Connection) -> None:
        """Write what was made, by a few statements however much it is."""
        delete_translations(connection, self._replaced)
        insert_translations(connection, {key: unit for key, unit in self._altered.items() if unit is not None})
        places = sorted({(key.subject_id, key.locale) for key in self._altered})
        _replace_digests(connection, {place: digest_units(self._texts[place]) for place in places})
        replace_findings(connection, self._findings)
        drop_refusals(connection, self._taken)

    def _alter(self, key: UnitKey, before: Translation | None, after: Translation | None) -> None:
        units = self._texts[key.subject_id, key.locale]
        self._altered[key] = after
        if before is not None:
            self._replaced.add(key)
        if after is None:
            del units[key.path]
        else:
            units[key.path] = after


def _number_subjects(
    connection: Connection, changes: Iterable[UnitChange], refusals: Iterable[Refusal]
) -> dict[SubjectName, int]:
    """The numbers of the subjects that are known, and of those that now get their first translation or refusal."""
    first = {one.unit.subject for one in changes if one.before is None} | {one.unit.subject for one in refusals}
    numbers = find_subjects(connection, sorted(first | {one.unit.subject for one in changes}))
    new = sorted(first - numbers.keys())
    return numbers | number_subjects(connection, new) if new else numbers


def _find_key(numbers: Mapping[SubjectName, int], change: UnitChange) -> UnitKey | None:
    unit = change.unit
    return UnitKey(numbers[unit.subject], unit.locale, unit.path) if unit.subject in numbers else None


def _read_texts(connection: Connection, places: Iterable[_Place]) -> _Texts:
    """All translations of each of these subjects in each of these locales: a digest is of all of them."""
    by_locale = defaultdict[str, list[int]](list)
    for number, locale in sorted(places):
        by_locale[locale].append(number)
    texts = defaultdict[_Place, dict[str, Translation]](dict)
    row = translation.c
    for locale, numbers in by_locale.items():
        for start in range(0, len(numbers), _AT_A_TIME):
            batch = numbers[start : start + _AT_A_TIME]
            rows = select(translation).where(row.subject_id.in_(batch), row.locale == locale)
            for found in connection.execute(rows):
                texts[found.subject_id, locale][found.path] = read_translation(found)
    return texts


def _replace_digests(connection: Connection, digests: Mapping[_Place, str]) -> None:
    if not digests:
        return
    this = (translated.c.subject_id == bindparam("of")) & (translated.c.locale == bindparam("in"))
    connection.execute(delete(translated).where(this), [{"of": number, "in": tag} for number, tag in digests])
    rows = [{"subject_id": number, "locale": tag, "digest": each} for (number, tag), each in digests.items() if each]
    if rows:
        connection.execute(insert(translated), rows)


# Well under the number of values that a statement may have on any database.
_AT_A_TIME = 500

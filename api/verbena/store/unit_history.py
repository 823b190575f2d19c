"""What happened to units, in the table `unit_event`: one total order without gaps, as the feed is one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct, msgpack
from sqlalchemy import Connection, Row, Select, func, insert, select

from verbena.model.change import Signature
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.inline import Inline
from verbena.model.translation import Translation
from verbena.model.unit_event import UnitEvent, UnitEventKind, UnitName
from verbena.store.columns import make_storable
from verbena.store.database import announce_unit_event
from verbena.store.feed import LAST
from verbena.store.numbered import find_numbers, tell_position
from verbena.store.tables import subject, translation
from verbena.store.translation_rows import UnitKey, read_translation
from verbena.store.unit_tables import unit_event
from verbena.store.units import EventsPage


class NewEvent(Struct, frozen=True):
    """What happened to a unit, before it has its number."""

    key: UnitKey
    kind: UnitEventKind
    before: Translation | None
    after: Translation | None
    signature: Signature


def append_events(connection: Connection, events: Sequence[NewEvent], at: datetime) -> None:
    """Add events at the end, and have whoever listens told of the last once they are kept.

    No other writer runs beside: so numbers have no gaps, even where a transaction is undone.
    """
    if not events:
        return
    newest = read_unit_position(connection)
    rows = [_write_row(newest + place, event, at) for place, event in enumerate(events, 1)]
    connection.execute(insert(unit_event), rows)
    announce_unit_event(connection, newest + len(rows))


def read_unit_position(connection: Connection) -> int:
    """The number of the newest event, 0 before the first."""
    return connection.scalar(select(func.max(unit_event.c.sequence))) or 0


def read_unit_history(connection: Connection, unit: UnitName, first: int, before: int | None) -> EventsPage:
    """As `verbena.store.units.Units.read_unit_history`; its position is the number to go on before."""
    row = unit_event.c
    asked = (
        _ask()
        .where(subject.c.kind == unit.subject.kind.value, subject.c.key == unit.subject.key)
        .where(row.locale == unit.locale, row.path == unit.path, row.sequence < (LAST if before is None else before))
        .order_by(row.sequence.desc())
        .limit(first + 1)
    )
    rows = connection.execute(asked).all()
    events = tuple(_read_row(found) for found in rows[:first])
    return EventsPage(events, len(rows) > first, events[-1].sequence if events else before or 0)


def read_unit_comments(connection: Connection, subject_id: int, locale: str) -> dict[str, tuple[UnitEvent, ...]]:
    """As `verbena.store.units.Units.read_unit_comments`."""
    row = unit_event.c
    asked = (
        _ask()
        .where(row.subject_id == subject_id, row.locale == locale, row.reason.is_not(None))
        .where(row.kind.in_([UnitEventKind.COMMENTED.value, UnitEventKind.REJECTED.value]))
        .order_by(row.path, row.sequence)
    )
    found: dict[str, list[UnitEvent]] = {}
    for event in connection.execute(asked):
        found.setdefault(event.path, []).append(_read_row(event))
    return {path: tuple(events) for path, events in found.items()}


def read_unit_events(connection: Connection, after: int, first: int, locales: Collection[str] | None) -> EventsPage:
    """As `verbena.store.units.Units.read_unit_events`, in a transaction that reads one state."""
    newest = read_unit_position(connection)
    numbers = find_numbers(connection, unit_event, after, first + 1, locales)
    page = numbers[:first]
    has_next = len(numbers) > first
    rows = connection.execute(_ask().where(unit_event.c.sequence.in_(page)).order_by(unit_event.c.sequence)).all()
    return EventsPage(tuple(_read_row(row) for row in rows), has_next, tell_position(page, has_next, after, newest))


def read_translators(connection: Connection, subject_id: int, locale: str) -> dict[str, str]:
    """As `verbena.store.units.Units.read_translators`, in a transaction that reads one state."""
    row = translation.c
    rows = select(translation).where(row.subject_id == subject_id, row.locale == locale)
    wanted = {found.path: read_translation(found).inlines for found in connection.execute(rows)}
    event = unit_event.c
    newest_first = (
        select(event.path, event.kind, event.actor, event.before, event.after)
        .where(event.subject_id == subject_id, event.locale == locale)
        # By path first: else the index by locale alone may be taken for its order, and all events there be read.
        .order_by(event.path, event.sequence.desc())
    )
    made: dict[str, str | None] = {}
    undoers: dict[str, str | None] = {}
    for path, kind, actor, before, after in connection.execute(newest_first):
        if path not in wanted:
            continue
        became = _read_words(after)
        if _read_words(before) == became:
            continue
        # What was loaded in bulk since is nobody's whom the history knows.
        if became != wanted[path]:
            if path not in undoers:
                del wanted[path]
            continue
        if kind == UnitEventKind.UNDONE.value:
            undoers.setdefault(path, actor)
            continue
        del wanted[path]
        made[path] = actor or undoers.get(path)
    return {path: by for path, by in sorted((undoers | made).items()) if by is not None}


def encode_translation(unit: Translation | None) -> bytes | None:
    """The bytes of a translation as it was, its time among them."""
    return None if unit is None else msgpack.encode(unit)


def decode_translation(data: bytes | None) -> Translation | None:
    """The translation that `encode_translation` made these bytes of."""
    return None if data is None else _translation.decode(data)


def _read_words(data: bytes | None) -> tuple[Inline, ...] | None:
    unit = decode_translation(data)
    return None if unit is None else unit.inlines


def _write_row(sequence: int, event: NewEvent, at: datetime) -> dict[str, Any]:
    by, why = event.signature.by, event.signature.why
    return {
        "sequence": sequence,
        **event.key._asdict(),
        "kind": event.kind.value,
        "at": at,
        "actor": None if by is None else make_storable(by),
        "reason": None if why is None else make_storable(why),
        "before": encode_translation(event.before),
        "after": encode_translation(event.after),
    }


def _ask() -> Select[*tuple[Any, ...]]:
    names = subject.c.kind.label("subject_kind"), subject.c.key.label("subject_key")
    return select(unit_event, *names).join_from(unit_event, subject)


def _read_row(row: Row[*tuple[Any, ...]]) -> UnitEvent:
    name = SubjectName(SubjectKind(row.subject_kind), row.subject_key)
    return UnitEvent(
        sequence=row.sequence,
        unit=UnitName(name, row.locale, row.path),
        kind=UnitEventKind(row.kind),
        at=row.at,
        before=decode_translation(row.before),
        after=decode_translation(row.after),
        signature=Signature(row.actor, row.reason),
    )


_translation = msgpack.Decoder(Translation)

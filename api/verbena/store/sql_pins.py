"""Pinned states in the table `pin`, and the thinning of old editions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Select, delete, insert, select, update

from verbena.model.change import UNSIGNED, Signature
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.errors import NotFound
from verbena.model.progress import Progress, Stage, no_progress
from verbena.store.assembling import tell_gone
from verbena.store.completion_log import ask_last_complete
from verbena.store.database import Database
from verbena.store.feed import LAST, read_position
from verbena.store.pins import Pin
from verbena.store.snapshots import ask_editions_at
from verbena.store.subjects import find_subjects
from verbena.store.tables import change, completion, current_edition, edition, pin, subject

# Editions in one transaction: few enough that publishers needn't wait.
_BATCH = 500


class SqlPins:
    """Implements `verbena.store.pins.Pins`."""

    database: Database

    def pin(self, name: SubjectName, sequence: int, at: datetime, signature: Signature = UNSIGNED) -> bool:
        """Keep the state of a subject at a change readable; gives whether it was not pinned before."""
        with self.database.writing() as connection:
            number = find_subjects(connection, [name]).get(name)
            state = connection.execute(ask_editions_at(), _name_state(name, sequence)).all()
            if number is None or not state or sequence > read_position(connection):
                raise NotFound(f"the {name.kind} {name.key} was not published at the change {sequence}: name another")
            gone = next((row for row in state if row.is_gone), None)
            if gone is not None:
                raise tell_gone(name, gone.number, gone.locale)
            if connection.execute(_find(number, sequence)).first() is not None:
                return False
            row = {"subject_id": number, "sequence": sequence, "at": at}
            connection.execute(insert(pin), row | {"actor": signature.by, "reason": signature.why})
            return True

    def unpin(self, name: SubjectName, sequence: int) -> bool:
        """Keep that state no longer; gives whether it was pinned."""
        with self.database.writing() as connection:
            number = find_subjects(connection, [name]).get(name)
            this = (pin.c.subject_id == number) & (pin.c.sequence == sequence)
            return number is not None and connection.execute(delete(pin).where(this)).rowcount > 0

    def pins(self) -> tuple[Pin, ...]:
        """All pinned states, by subject and number."""
        with self.database.asking() as connection:
            return _read_pins(connection)

    def thin(self, before: datetime, progress: Progress = no_progress) -> int:
        """Let go the texts of editions that were replaced before an instant; gives how many."""
        with self.database.reading() as connection:
            replaced = _find_replaced(connection, before)
            kept = _find_last_complete(connection)
        done = 0
        candidates = sorted(replaced - kept)
        for start in range(0, len(candidates), _BATCH):
            progress(Stage.THIN, start, len(candidates))
            batch = candidates[start : start + _BATCH]
            with self.database.writing() as connection:
                # What was pinned since is kept too; nothing that was replaced is ever shown as it was again.
                pinned = _find_states(connection, ((one.name, one.sequence) for one in _read_pins(connection)))
                gone = [number for number in batch if number not in pinned]
                connection.execute(update(edition).where(edition.c.id.in_(gone)).values(body=None))
            done += len(gone)
        progress(Stage.THIN, len(candidates), len(candidates))
        return done


def _find_replaced(connection: Connection, before: datetime) -> set[int]:
    """The editions with texts that are not shown any more, and were not since the instant."""
    later = change.alias("later")
    since = select(later.c.sequence).where(
        later.c.subject_id == change.c.subject_id,
        later.c.locale == change.c.locale,
        later.c.sequence > change.c.sequence,
        later.c.at < before,
    )
    is_shown = select(current_edition.c.edition_id).where(
        current_edition.c.subject_id == edition.c.subject_id, current_edition.c.edition_id == edition.c.id
    )
    rows = (
        select(edition.c.id)
        .join_from(edition, change, change.c.edition_id == edition.c.id)
        .where(edition.c.body.is_not(None), since.exists(), ~is_shown.exists())
    )
    # One that was told of again, such as under a new slug, has several changes: the last of them counts.
    shown_since = (
        select(edition.c.id)
        .join_from(edition, change, change.c.edition_id == edition.c.id)
        .where(edition.c.body.is_not(None), ~since.exists())
    )
    return set(connection.scalars(rows)) - set(connection.scalars(shown_since))


def _find_last_complete(connection: Connection) -> set[int]:
    """The editions that readers are given of a locale that was complete once and is not now."""
    once = (
        select(subject.c.kind, subject.c.key, completion.c.locale)
        .join_from(completion, subject)
        .join(
            current_edition,
            (current_edition.c.subject_id == completion.c.subject_id)
            & (current_edition.c.locale == completion.c.locale),
        )
        .where(completion.c.is_complete, ~current_edition.c.is_complete, subject.c.kind == SubjectKind.ARTICLE.value)
        .distinct()
    )
    states = []
    for kind, key, locale in connection.execute(once).all():
        values = {"kind": kind, "key": key, "tags": [locale], "until": LAST}
        complete_at = connection.scalar(ask_last_complete(), values)
        if complete_at is not None:
            states.append((SubjectName(SubjectKind(kind), key), complete_at))
    return _find_states(connection, states)


def _find_states(connection: Connection, states: Iterable[tuple[SubjectName, int]]) -> set[int]:
    """The editions that these states of subjects are made of, with those of what they name."""
    return {
        row.edition_id
        for name, sequence in states
        for row in connection.execute(ask_editions_at(), _name_state(name, sequence))
    }


def _name_state(name: SubjectName, sequence: int) -> dict[str, object]:
    return {"names": [(name.kind.value, name.key)], "at": sequence, "tags": []}


def _find(number: int, sequence: int) -> Select[*tuple[int]]:
    return select(pin.c.sequence).where(pin.c.subject_id == number, pin.c.sequence == sequence)


def _read_pins(connection: Connection) -> tuple[Pin, ...]:
    rows = select(subject.c.kind, subject.c.key, pin.c.sequence, pin.c.actor, pin.c.reason, pin.c.at)
    ordered = rows.join_from(pin, subject).order_by(subject.c.kind, subject.c.key, pin.c.sequence)
    return tuple(
        Pin(SubjectName(SubjectKind(row.kind), row.key), row.sequence, Signature(row.actor, row.reason), row.at)
        for row in connection.execute(ordered)
    )

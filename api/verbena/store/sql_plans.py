"""What is to be published or withdrawn at an instant, in the table `planned`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from verbena.model.change import UNSIGNED, ChangeKind, Signature
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.errors import ContentInvalid
from verbena.store.bodies import TranslatedBody, decode_translated, encode_body
from verbena.store.columns import count_microseconds
from verbena.store.database import Database
from verbena.store.feed import Feed, read_position
from verbena.store.holds import find_held, leave_out
from verbena.store.plans import Planned
from verbena.store.publications import publish_editions, withdraw_locales
from verbena.store.subjects import find_subjects
from verbena.store.tables import current_edition, planned, revision, subject
from verbena.store.values import Holds, NewEdition


class SqlPlans:
    """Implements `verbena.store.plans.Plans`."""

    database: Database

    def plan(
        self,
        editions: Sequence[NewEdition],
        due: datetime,
        signature: Signature = UNSIGNED,
        holds: Holds = Holds.LIFT,
    ) -> tuple[int, ...]:
        """Have these published at an instant, as they are now; gives their ids."""
        count_microseconds(due)
        with self.database.writing() as connection:
            held = find_held(connection, editions) if holds is Holds.RESPECT else ()
            wanted = leave_out(editions, held)
            numbers = find_subjects(connection, [new.name for new in wanted])
            rows = []
            # A source goes before its translations.
            for new in sorted(wanted, key=lambda new: new.translations is not None):
                _require_revision(connection, numbers.get(new.name), new)
                body = None if new.translations is None else encode_body(TranslatedBody(dict(new.translations)))
                text = {"revision": new.revision, "body": body, "title": new.title}
                rows.append(_write_row(numbers[new.name], new.locale, ChangeKind.PUBLISHED, due, signature) | text)
            return _insert(connection, rows)

    def plan_withdrawal(
        self, name: SubjectName, locales: Sequence[str], due: datetime, signature: Signature = UNSIGNED
    ) -> tuple[int, ...]:
        """Have these locales withdrawn at an instant, with the source all of them; gives their ids."""
        count_microseconds(due)
        with self.database.writing() as connection:
            number = find_subjects(connection, [name]).get(name)
            if number is None:
                raise ContentInvalid(f"nothing is loaded of the {name.kind} {name.key}: there is nothing to withdraw")
            rows = [_write_row(number, locale, ChangeKind.WITHDRAWN, due, signature) for locale in locales]
            return _insert(connection, rows)

    def planned(self) -> tuple[Planned, ...]:
        """All that is ahead, and what failed, in the order in which it is due."""
        with self.database.asking() as connection:
            return tuple(_read(row) for row in connection.execute(_ask()))

    def cancel_planned(self, ids: Collection[int]) -> tuple[Planned, ...]:
        """Let these not happen, or forget that they failed; gives those that were there."""
        with self.database.writing() as connection:
            rows = connection.execute(_ask().where(planned.c.id.in_(list(ids)))).all()
            connection.execute(delete(planned).where(planned.c.id.in_([row.id for row in rows])))
            return tuple(_read(row) for row in rows)

    def next_due(self) -> datetime | None:
        """When the first is due that has not failed."""
        with self.database.asking() as connection:
            due: datetime | None = connection.scalar(_next)
            return due

    def run_due(self, now: datetime) -> tuple[Planned, ...]:
        """Do what is due, each subject whole or not at all; gives it, with what failed."""
        done: list[Planned] = []
        while True:
            rows: Sequence[Row[*tuple[Any, ...]]] = ()
            try:
                with self.database.writing() as connection:
                    rows = _take_due(connection, now)
                    if not rows:
                        return tuple(done)
                    _require_unchanged(connection, rows)
                    _carry_out(connection, rows, now)
                    connection.execute(delete(planned).where(planned.c.id.in_([row.id for row in rows])))
                    _pass_on(connection, rows)
                done += [_read(row) for row in rows]
            except ContentInvalid as error:
                done += self._note_failure(rows, str(error))

    def _note_failure(self, rows: Sequence[Row[*tuple[Any, ...]]], failure: str) -> list[Planned]:
        with self.database.writing() as connection:
            these = planned.c.id.in_([row.id for row in rows])
            connection.execute(update(planned).where(these).values(failure=failure))
        return [replace(_read(row), failure=failure) for row in rows]


def _require_revision(connection: Connection, number: int | None, new: NewEdition) -> None:
    stored = select(revision.c.id).where(revision.c.subject_id == number, revision.c.hash == new.revision)
    if number is None or (new.translations is None and connection.scalar(stored) is None):
        raise ContentInvalid(
            f"the {new.name.kind} {new.name.key} has no revision {new.revision}: load it before you schedule it"
        )


def _write_row(number: int, locale: str, kind: ChangeKind, due: datetime, signature: Signature) -> dict[str, Any]:
    return {
        "subject_id": number,
        "locale": locale,
        "kind": kind.value,
        "due_at": due,
        "actor": signature.by,
        "reason": signature.why,
    }


def _insert(connection: Connection, rows: Sequence[dict[str, Any]]) -> tuple[int, ...]:
    new = insert(planned).values(sequence=read_position(connection)).returning(planned.c.id)
    return tuple(connection.execute(new.values(row)).scalar_one() for row in rows)


def _take_due(connection: Connection, now: datetime) -> Sequence[Row[*tuple[Any, ...]]]:
    """What is due of the subject whose turn it is, in the order in which it was decided."""
    due = _ask().where(planned.c.due_at <= now, planned.c.failure.is_(None))
    first = connection.execute(due.limit(1)).first()
    if first is None:
        return ()
    return connection.execute(due.where(planned.c.subject_id == first.subject_id)).all()


def _require_unchanged(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> None:
    """Refuse to publish over what somebody did to a locale after this was planned; a withdrawal stands in any case."""
    current = current_edition.c
    for row in rows:
        newest = select(current.sequence).where(current.subject_id == row.subject_id, current.locale == row.locale)
        if row.kind == ChangeKind.PUBLISHED.value and (connection.scalar(newest) or 0) > row.sequence:
            raise ContentInvalid(
                f"{row.key} in {row.locale} was published or withdrawn after this was planned: plan it anew"
            )


def _pass_on(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> None:
    """Let what was planned after these know of what they did: that was decided in their knowledge."""
    later = (planned.c.subject_id == rows[0].subject_id) & (planned.c.id > max(row.id for row in rows))
    connection.execute(update(planned).where(later).values(sequence=read_position(connection)))


def _carry_out(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]], now: datetime) -> None:
    for row in rows:
        item = _read(row)
        feed = Feed(connection, now, item.signature)
        if item.kind is ChangeKind.WITHDRAWN:
            withdraw_locales(connection, feed, item.name, [item.locale])
        else:
            translations = None if row.body is None else decode_translated(row.body).units
            new = NewEdition(item.name, item.locale, row.revision, translations, row.title)
            publish_editions(connection, feed, [new], Holds.LIFT)


def _ask() -> Select[*tuple[Any, ...]]:
    return (
        select(planned, subject.c.kind.label("subject_kind"), subject.c.key)
        .join_from(planned, subject)
        .order_by(planned.c.due_at, planned.c.id)
    )


def _read(row: Row[*tuple[Any, ...]]) -> Planned:
    name = SubjectName(SubjectKind(row.subject_kind), row.key)
    signature = Signature(row.actor, row.reason)
    return Planned(row.id, name, row.locale, ChangeKind(row.kind), row.due_at, signature, row.failure)


_next = select(func.min(planned.c.due_at)).where(planned.c.failure.is_(None))

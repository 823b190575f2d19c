"""A store brought to another migration, forward or back, and told what would be lost on the way."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from sqlalchemy import Connection, func, select

from verbena.store.database import Database
from verbena.store.migrating import list_migrations, move_schema, read_schema
from verbena.store.plain_tables import PlainTable, count_rows, list_tables


class Step(Struct, frozen=True):
    """Which migration a store was at, and which it is at now."""

    before: str
    after: str


class Loss(Struct, frozen=True):
    """What a migration back has no place for: a table's rows, or the values in one of its columns."""

    place: str
    rows: int


class WouldLose(Exception):
    """Nothing was done: going there would let go of `losses`."""

    def __init__(self, losses: tuple[Loss, ...]) -> None:
        super().__init__(", ".join(f"{loss.place} ({loss.rows})" for loss in losses))
        self.losses = losses


def step_store(database: Database, to: str | None = None, *, may_lose: bool = False) -> Step:
    """Bring a store to a migration, or to the newest, in one transaction.

    Raises:
        WouldLose: where going back would let go of something that is there, and may not.
        BadUserInput: where there is no such migration.
        StoreUnavailable: where the database does not answer, or a newer version has brought it further.
    """
    with database.writing() as connection:
        wanted = to or list_migrations()[-1]
        losses = _find_losses(connection, wanted)
        if losses and not may_lose:
            raise WouldLose(losses)
        return Step(*move_schema(connection, wanted))


def _find_losses(connection: Connection, to: str) -> tuple[Loss, ...]:
    known, before = list_migrations(), read_schema(connection)
    if to not in known or known.index(to) >= known.index(before):
        return ()
    left = {plain.name: {column.name for column in plain.clause.columns} for plain in list_tables(to)}
    losses = [
        Loss(place, number)
        for plain in list_tables(before)
        for place, number in _count_lost(connection, plain, left.get(plain.name))
    ]
    return tuple(loss for loss in losses if loss.rows)


def _count_lost(connection: Connection, plain: PlainTable, left: set[str] | None) -> Iterator[tuple[str, int]]:
    """What is in a table, or in those of its columns that are not left."""
    if left is None:
        yield plain.name, count_rows(connection, plain)
        return
    for column in plain.clause.columns:
        if column.name not in left:
            yield f"{plain.name}.{column.name}", connection.scalar(select(func.count(column))) or 0

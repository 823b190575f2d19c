"""Tables as a migration made them, with values as they are stored: what is copied, counted and compared as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from msgspec import Struct, msgpack
from sqlalchemy import BigInteger, Connection, Integer, MetaData, TableClause, column, func, make_url, select, table
from sqlalchemy.types import TypeEngine

from verbena.store.migrating import move_schema
from verbena.store.sqlite import create_sqlite_engine

Row = tuple[Any, ...]


class PlainTable(Struct, frozen=True):
    """One table: its columns in their order, and those of its primary key."""

    name: str
    clause: TableClause
    key: tuple[str, ...]


class TableDigest(Struct, frozen=True):
    """What a table holds: how many rows, and the SHA-256, in hexadecimal, of all of them in the order of their keys."""

    name: str
    rows: int
    digest: str


class Hasher:
    """Takes in the rows of a table one by one, in the order of their keys."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._rows = 0
        self._digest = hashlib.sha256()

    def take(self, rows: Sequence[Row]) -> None:
        """Take in some more rows."""
        self._rows += len(rows)
        for row in rows:
            self._digest.update(msgpack.encode(row))

    def finish(self) -> TableDigest:
        """What was taken in."""
        return TableDigest(self._name, self._rows, self._digest.hexdigest())


@cache
def list_tables(migration: str) -> tuple[PlainTable, ...]:
    """The tables of a database at a migration, none before those that they point to."""
    engine = create_sqlite_engine(make_url("sqlite://"))
    found = MetaData()
    with engine.begin() as connection:
        move_schema(connection, migration)
        found.reflect(connection)
    engine.dispose()
    return tuple(
        PlainTable(
            str(there.name),
            table(str(there.name), *(column(str(each.name), _find_type(each.type)) for each in there.columns)),
            tuple(str(each.name) for each in there.primary_key.columns),
        )
        for there in found.sorted_tables
        if there.name != "alembic_version"
    )


def count_rows(connection: Connection, plain: PlainTable) -> int:
    """How many rows a table has."""
    return connection.scalar(select(func.count()).select_from(plain.clause)) or 0


def read_batches(connection: Connection, plain: PlainTable) -> Iterator[list[Row]]:
    """All rows of a table in the order of its key, some at a time; no more than those are in memory."""
    rows = select(plain.clause).order_by(*(plain.clause.c[name] for name in plain.key))
    # Closed also where nobody asks for the rest: PostgreSQL would keep its cursor open.
    with connection.execute(rows, execution_options={"yield_per": _BATCH}) as result:
        for batch in result.partitions():
            yield [tuple(row) for row in batch]


def digest_table(connection: Connection, plain: PlainTable) -> TableDigest:
    """What a table holds."""
    hasher = Hasher(plain.name)
    for batch in read_batches(connection, plain):
        hasher.take(batch)
    return hasher.finish()


def _find_type(type_: TypeEngine[Any]) -> TypeEngine[Any]:
    # Numbers have 64 bits in SQLite whatever their type is called, and PostgreSQL is told a type with each.
    return BigInteger() if isinstance(type_, Integer) else type_


# Rows in memory at once: bodies of editions have some 10 kB each.
_BATCH = 500

"""The numbers that PostgreSQL gives to new rows, where rows came with numbers of their own."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from sqlalchemy import Connection, Integer, func, select, text

from verbena.store.every_table import metadata


class Numbering(Struct, frozen=True):
    """A table's own numbers: the newest that it has, 0 where it is empty, and the next that would be given."""

    table: str
    newest: int
    following: int


def move_numbers_ahead(connection: Connection) -> None:
    """Let new rows have numbers after those that are there; SQLite does so by itself."""
    for table in _numbered_tables(connection):
        connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), GREATEST(MAX(id), 1), MAX(id) IS NOT NULL)"  # noqa: S608 - a name of ours
                f" FROM {table}"
            )
        )


def read_numberings(connection: Connection) -> Iterator[Numbering]:
    """How each table would number its next row; none on SQLite, which looks at the newest each time."""
    for table in _numbered_tables(connection):
        sequence = connection.scalar(select(func.pg_get_serial_sequence(table, "id")))
        following = connection.scalar(
            text(f"SELECT CASE WHEN is_called THEN last_value + 1 ELSE last_value END FROM {sequence}")  # noqa: S608 - PostgreSQL's own quoting
        )
        number = metadata.tables[table].c.id
        yield Numbering(table, connection.scalar(select(func.max(number))) or 0, following or 0)


def _numbered_tables(connection: Connection) -> list[str]:
    """The tables that have a sequence for `id` in this database."""
    if connection.dialect.name != "postgresql":
        return []
    numbered = [
        table.name for table in metadata.sorted_tables if "id" in table.c and isinstance(table.c.id.type, Integer)
    ]
    there = connection.scalars(text("SELECT relname FROM pg_class WHERE pg_table_is_visible(oid) AND relkind = 'r'"))
    return sorted(set(numbered).intersection(there))

"""Rows of several tables side by side, each read once in the order of subjects; only those of one are in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select
from sqlalchemy.sql.expression import FromClause

AnyRow = Row[*tuple[Any, ...]]

# Rows fetched at once: bodies have some 10 kB each.
_BATCH = 200


def stream(connection: Connection, rows: Select[*tuple[Any, ...]]) -> Iterator[AnyRow]:
    """The rows one after the other, however many there are."""
    yield from connection.execute(rows, execution_options={"yield_per": _BATCH})


def count(connection: Connection, table: FromClause) -> int:
    """How many rows a table has."""
    return connection.scalar(select(func.count()).select_from(table)) or 0


class BySubject:
    """Gives the rows of one subject after the other; `rows` are sorted by their `subject_id`."""

    def __init__(self, connection: Connection, rows: Select[*tuple[Any, ...]]) -> None:
        self._rows = stream(connection, rows)
        self._next = next(self._rows, None)

    def take(self, subject_id: int) -> list[AnyRow]:
        """The rows of this subject; those of subjects before it are passed over."""
        taken = []
        while self._next is not None and self._next.subject_id <= subject_id:
            if self._next.subject_id == subject_id:
                taken.append(self._next)
            self._next = next(self._rows, None)
        return taken

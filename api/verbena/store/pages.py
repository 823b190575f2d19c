"""Pages read from the statements of a list."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select

from verbena.model.edition import SubjectKind, SubjectName
from verbena.store.cursors import Place, write_cursor
from verbena.store.values import ListedSubject, ListPage


class ListStatements(Struct, frozen=True):
    """What a page is read by: `following` gives the rest of the list as rows of `sort` and `key`, in its order.

    `preceding` tells whether anything comes before it, null where it is the whole list; `count` counts the whole list.
    """

    following: Select[*tuple[Any, ...]]
    preceding: Select[*tuple[Any, ...]] | None
    count: Select[*tuple[Any, ...]]


def read_page(connection: Connection, kind: SubjectKind, order: str, first: int, asked: ListStatements) -> ListPage:
    """The first entries, at most `first`, of what follows in a list of subjects of a kind."""
    rows = connection.execute(asked.following.limit(first + 1)).all()
    has_previous = asked.preceding is not None and bool(connection.scalar(asked.preceding))
    total = connection.scalar(asked.count)
    return ListPage(
        subjects=tuple(
            ListedSubject(SubjectName(kind, row.key), write_cursor(Place(order, row.sort, row.key)))
            for row in rows[:first]
        ),
        has_next_page=len(rows) > first,
        has_previous_page=has_previous,
        total_count=int(total or 0),
    )

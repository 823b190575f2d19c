"""Rows that have marks in common with a text (`verbena.language.text_marks`), likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Subquery, Table, func, literal, select, union_all

ROWS_LIMIT = 2_000
"""How many rows are looked at for each mark: one that more texts have tells little of any of them."""

# Whoever has the same words outdoes all others; who has the same two longest words, those who have one of them.
_WHOLE, _PAIR, _WORD = 100, 3, 2


def find_marked(table: Table, marks: Sequence[int], extra: Sequence[tuple[Select[Any], int]] = ()) -> Subquery:
    """The key columns of the rows of a table of marks that have any of these, and a `weight` for each that they have.

    The first mark is that of the whole text. `extra` are more questions for such rows, with the weight of each.
    """
    keys = [column for column in table.primary_key.columns if column.name != "mark"]
    walks = [
        (select(*keys).where(table.c.mark == mark).order_by(*keys).limit(ROWS_LIMIT), weight)
        for mark, weight in zip(marks, _weigh(len(marks)), strict=False)
    ]
    parts = [_weighted(walk, weight) for walk, weight in (*walks, *extra)]
    return union_all(*parts).subquery("found")


def order_by_weight(found: FromClause) -> ColumnElement[Any]:
    """The likeliest first, where rows are grouped."""
    return func.sum(found.c.weight).desc()


def _weigh(marks: int) -> Iterator[int]:
    yield _WHOLE
    if marks > 2:
        yield _PAIR
    for _ in count():
        yield _WORD


def _weighted(walk: Select[Any], weight: int) -> Select[Any]:
    rows = walk.subquery()
    return select(*rows.c, literal(weight).label("weight"))

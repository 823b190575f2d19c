"""Rows that are numbered in one order without gaps, read on from a number: changes, and what happens to units."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select, union_all


def find_numbers(
    connection: Connection, table: Table, after: int, first: int, locales: Collection[str] | None
) -> list[int]:
    """The first numbers after that one, at most `first`, of rows in these locales or in all.

    The table has an index by locale and number.
    """
    number = table.c.sequence
    if locales is None:
        asked: Any = select(number).where(number > after).order_by(number).limit(first)
    elif locales:
        # A walk along the index for each locale, merged.
        walks = [
            select(number).where(table.c.locale == locale, number > after).order_by(number).limit(first).subquery()
            for locale in dict.fromkeys(locales)
        ]
        merged = union_all(*(select(walk.c.sequence) for walk in walks)).subquery()
        asked = select(merged.c.sequence).order_by(merged.c.sequence).limit(first)
    else:
        return []
    return list(connection.scalars(asked))


def tell_position(page: Sequence[int], has_next: bool, after: int, newest: int) -> int:
    """The number to go on from after a page of such numbers, where `newest` is the newest of all."""
    # Where nothing follows, what was passed over is behind: a reader of a quiet locale needn't look at it again.
    return page[-1] if has_next and page else max(after, newest) if not has_next else after

"""The different values of an indexed column, each found by one look at the index: a DISTINCT would read every row."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CTE, func, select


def walk_values(column: Any) -> CTE:
    """Each value of the column, as `value`, and a null after the last. The column is the first of an index."""
    walk = select(func.min(column).label("value")).cte("walk", recursive=True)
    following = select(func.min(column)).where(column > walk.c.value).scalar_subquery()
    return walk.union_all(select(following).where(walk.c.value.is_not(None)))

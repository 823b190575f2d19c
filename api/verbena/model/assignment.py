"""Work that is given to somebody: an article, or another catalog, in a locale."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct


class Priority(StrEnum):
    """How much something matters, least first."""

    LOW = "LOW"
    NORMAL = "NORMAL"
    HIGH = "HIGH"
    URGENT = "URGENT"


class NewAssignment(Struct, frozen=True):
    """What somebody is to work on.

    `catalog` is an article's key, or `reference` or `interface` after CATALOG_MARK. `assignee` is a name as that of a
    token. `due` is the last day for it, null where there is none.
    """

    catalog: str
    locale: str
    assignee: str
    priority: Priority
    due: date | None
    note: str | None
    at: datetime
    by: str | None


class Assignment(Struct, frozen=True):
    """An assignment under its number."""

    number: int
    made: NewAssignment


CATALOG_MARK = "@"
"""Begins the name of a catalog that is no article's: no key begins with it."""

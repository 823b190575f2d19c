"""The end of the feed, where changes are added in one total order without gaps."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select

from verbena.store.tables import change


class ChangeKind(StrEnum):
    """What a change does to a subject in a locale."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Feed:
    """Adds changes within a transaction that no other writer runs beside.

    So numbers have no gaps, even where a transaction is undone, and are seen in their order: a reader who goes on from
    the newest number that it saw misses nothing.
    """

    def __init__(self, connection: Connection, at: datetime) -> None:
        self.at = at
        self._connection = connection
        self._newest = read_position(connection)

    def append(self, subject_id: int, locale: str, kind: ChangeKind, edition_id: int | None) -> int:
        """Add a change; gives its number."""
        self._newest += 1
        row = {
            "sequence": self._newest,
            "subject_id": subject_id,
            "locale": locale,
            "kind": kind.value,
            "edition_id": edition_id,
            "at": self.at,
        }
        self._connection.execute(insert(change), row)
        return self._newest


def read_position(connection: Connection) -> int:
    """The number of the newest change, 0 before the first."""
    return connection.scalar(_newest) or 0


_newest = select(func.max(change.c.sequence))

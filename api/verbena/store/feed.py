"""The end of the feed, where changes are added in one total order without gaps."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct, msgpack
from sqlalchemy import Connection, func, insert, select

from verbena.model.change import UNSIGNED, ChangeKind, SectionChanges, Signature
from verbena.store.database import announce_change
from verbena.store.tables import change, circumstance

LAST = 2**63 - 1
"""A number that no change comes after."""


class Redirection(Struct, frozen=True):
    """From which slug to the number of which subject."""

    slug: str | None
    target_id: int


class Circumstances(Struct, frozen=True):
    """What is told of a change beside what it does: the sections it touched, and where it leads."""

    sections: SectionChanges | None = None
    redirection: Redirection | None = None


class Feed:
    """Adds changes within a transaction that no other writer runs beside.

    So numbers have no gaps, even where a transaction is undone, and are seen in their order: a reader who goes on from
    the newest number that it saw misses nothing.
    """

    def __init__(self, connection: Connection, at: datetime, signature: Signature = UNSIGNED) -> None:
        self.at = at
        self._connection = connection
        self._signature = signature
        self._newest = read_position(connection)

    def append(
        self,
        subject_id: int,
        locale: str,
        kind: ChangeKind,
        edition_id: int | None,
        told: Circumstances,
    ) -> int:
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
        extra = {
            "actor": self._signature.by,
            "reason": self._signature.why,
            "slug": told.redirection and told.redirection.slug,
            "target_id": told.redirection and told.redirection.target_id,
            "sections": told.sections and msgpack.encode(told.sections),
        }
        if any(value is not None for value in extra.values()):
            self._connection.execute(insert(circumstance), {"sequence": self._newest, **extra})
        announce_change(self._connection, self._newest)
        return self._newest


def read_position(connection: Connection) -> int:
    """The number of the newest change, 0 before the first."""
    return connection.scalar(_newest) or 0


_newest = select(func.max(change.c.sequence))

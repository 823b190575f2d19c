"""What a store has acknowledged, written down by those to whom it did, on a disk that they wait for."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from msgspec import Struct, json
from sqlalchemy import select

from verbena.store import tables
from verbena.store.sql_store import SqlStore


class Entry(Struct, frozen=True):
    """An edition, or a withdrawal where the hash is null, that was acknowledged; `revision` is what it was made on."""

    key: str
    locale: str
    revision: str | None


class Ledger:
    """Takes down each acknowledgement before the next thing is done."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def note(self, entries: Iterable[Entry]) -> None:
        """Take these down, and wait for the disk."""
        self._file.write(b"".join(json.encode(entry) + b"\n" for entry in entries))
        self._file.flush()
        os.fsync(self._file.fileno())


def read_ledger(path: Path) -> list[Entry]:
    """All that was taken down; a last line that was cut off was never acknowledged to anybody."""
    if not path.exists():
        return []
    lines = path.read_bytes().split(b"\n")[:-1]
    return [json.decode(line, type=Entry) for line in lines]


def find_lost(store: SqlStore, entries: Iterable[Entry]) -> list[Entry]:
    """Those entries whose edition is not there, or which no change tells of."""
    subject, edition, change = tables.subject.c, tables.edition.c, tables.change.c
    published = (
        select(subject.key, edition.locale, edition.revision)
        .join_from(tables.edition, tables.subject)
        .join(tables.change, change.edition_id == edition.id)
    )
    withdrawn = (
        select(subject.key, change.locale, change.edition_id)
        .join_from(tables.change, tables.subject)
        .where(change.edition_id.is_(None))
    )
    with store.database.reading() as connection:
        there = {tuple(row) for rows in (published, withdrawn) for row in connection.execute(rows)}
    return [entry for entry in entries if (entry.key, entry.locale, entry.revision) not in there]

"""Imported memories, in the tables `memory_file`, `memory_entry` and `memory_mark`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from zlib import crc32

from msgspec import msgpack
from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from verbena.language.text_marks import mark_text
from verbena.model.change import Signature
from verbena.model.markup import MarkupError
from verbena.model.memory import MemoryEntry
from verbena.model.tagged_words import read_words
from verbena.model.translation import TranslationOrigin
from verbena.store.likeness import find_marked, order_by_weight
from verbena.store.memory import CANDIDATES_LIMIT, MemoryFile
from verbena.store.memory_tables import memory_entry, memory_file, memory_mark


def note_file(connection: Connection, name: str, at: datetime, signature: Signature) -> int:
    """Note that a file is imported; gives its number."""
    found = find_file(connection, name)
    if found is None:
        connection.execute(insert(memory_file), {"name": name, "at": at, "actor": signature.by})
        return find_file(connection, name) or 0
    connection.execute(update(memory_file).where(memory_file.c.id == found).values(at=at, actor=signature.by))
    return found


def find_file(connection: Connection, name: str) -> int | None:
    """The number of a file."""
    return connection.scalar(select(memory_file.c.id).where(memory_file.c.name == name))


def add_entries(connection: Connection, file_id: int, entries: Sequence[MemoryEntry]) -> tuple[set[str], int]:
    """Keep those that the file does not have yet; gives the digests of all, and how many were new."""
    wanted = {digest_entry(entry): entry for entry in entries}
    row = memory_entry.c
    known = _find_entries(connection, file_id, wanted)
    new = {digest: entry for digest, entry in wanted.items() if digest not in known}
    if new:
        values = [_write_row(file_id, digest, entry) for digest, entry in new.items()]
        connection.execute(insert(memory_entry), values)
        numbers = _find_entries(connection, file_id, new)
        marks = {(mark, numbers[digest]) for digest, entry in new.items() for mark in _mark_entry(entry)}
        if marks:
            connection.execute(insert(memory_mark), [{"mark": mark, "entry_id": one} for mark, one in sorted(marks)])
    # Whoever imports a file again may know more of an entry than it said before.
    told = (row.origin, row.at, row.actor)
    before = {
        digest: rest for digest, *rest in connection.execute(select(row.digest, *told).where(_are(file_id, known)))
    }
    if changed := [
        {"of": known[digest], "to": entry.origin.value, "then": entry.at, "who": entry.by}
        for digest, entry in wanted.items()
        if digest in known and [entry.origin.value, entry.at, entry.by] != list(before[digest])
    ]:
        to: dict[Any, Any] = {row.origin: bindparam("to"), row.at: bindparam("then"), row.actor: bindparam("who")}
        connection.execute(update(memory_entry).where(row.id == bindparam("of")).values(to), changed)
    return set(wanted), len(new)


def remove_entries(connection: Connection, file_id: int, kept: set[str] | None = None) -> int:
    """Take a file's entries out but for those kept, by digest; gives how many they were."""
    rows = connection.execute(select(memory_entry.c.id, memory_entry.c.digest).where(memory_entry.c.file_id == file_id))
    gone = [{"of": number} for number, digest in rows if kept is None or digest not in kept]
    if gone:
        connection.execute(delete(memory_mark).where(memory_mark.c.entry_id == bindparam("of")), gone)
        connection.execute(delete(memory_entry).where(memory_entry.c.id == bindparam("of")), gone)
    return len(gone)


def list_files(connection: Connection) -> tuple[MemoryFile, ...]:
    """Every file, by name."""
    counted: dict[int, dict[str, int]] = {}
    row = memory_entry.c
    rows = select(row.file_id, row.locale, func.count()).group_by(row.file_id, row.locale).order_by(row.locale)
    for file_id, locale, number in connection.execute(rows):
        counted.setdefault(file_id, {})[locale] = number
    files = connection.execute(select(memory_file).order_by(memory_file.c.name))
    return tuple(MemoryFile(one.name, counted.get(one.id, {}), one.at, one.actor) for one in files)


def read_entries(connection: Connection, locale: str, after: int, first: int) -> tuple[list[MemoryEntry], int]:
    """The first entries in a locale after that number, and the number to go on from."""
    rows = _ask().where(memory_entry.c.locale == locale, memory_entry.c.id > after).order_by(memory_entry.c.id)
    found = connection.execute(rows.limit(first)).all()
    return [_read_row(one) for one in found], found[-1].id if found else after


def find_similar_entries(
    connection: Connection, source_locale: str, locale: str, words: str
) -> tuple[MemoryEntry, ...]:
    """As `verbena.store.memory.Memory.find_similar_entries`."""
    found = find_marked(memory_mark, _mark(source_locale, locale, words))
    likeliest = (
        select(found.c.entry_id)
        .group_by(found.c.entry_id)
        .order_by(order_by_weight(found), found.c.entry_id)
        .limit(CANDIDATES_LIMIT)
    )
    numbers = list(connection.scalars(likeliest))
    rows = _ask().where(
        memory_entry.c.id.in_(numbers),
        memory_entry.c.source_locale == source_locale,
        memory_entry.c.locale == locale,
    )
    by_number = {one.id: _read_row(one) for one in connection.execute(rows)}
    return tuple(by_number[number] for number in numbers if number in by_number)


def digest_entry(entry: MemoryEntry) -> str:
    """What tells a file's entries from each other: both languages and both texts."""
    said = (entry.source_locale, entry.locale, entry.source, entry.target)
    return hashlib.sha256(msgpack.encode(said)).hexdigest()[:32]


def batches(entries: Iterable[MemoryEntry], size: int) -> Iterator[list[MemoryEntry]]:
    """The entries, so many at a time."""
    batch: list[MemoryEntry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _are(file_id: int, digests: Iterable[str]) -> Any:
    return (memory_entry.c.file_id == file_id) & memory_entry.c.digest.in_(list(digests))


def _find_entries(connection: Connection, file_id: int, digests: Iterable[str]) -> dict[str, int]:
    rows = select(memory_entry.c.digest, memory_entry.c.id).where(_are(file_id, digests))
    return dict(connection.execute(rows).all())


def _mark_entry(entry: MemoryEntry) -> tuple[int, ...]:
    try:
        return _mark(entry.source_locale, entry.locale, read_words(entry.source))
    except MarkupError:
        return ()


def _mark(source_locale: str, locale: str, words: str) -> tuple[int, ...]:
    # With the languages in it, a mark is found among entries of these alone.
    return tuple(
        crc32(f"{source_locale} {locale} {mark}".encode("utf-8", "replace")) & 0x7FFFFFFF for mark in mark_text(words)
    )


def _write_row(file_id: int, digest: str, entry: MemoryEntry) -> dict[str, Any]:
    return {
        "file_id": file_id,
        "digest": digest,
        "source_locale": entry.source_locale,
        "locale": entry.locale,
        "source": entry.source,
        "target": entry.target,
        "origin": entry.origin.value,
        "at": entry.at,
        "actor": entry.by,
    }


def _ask() -> Any:
    return select(memory_entry, memory_file.c.name).join_from(memory_entry, memory_file)


def _read_row(row: Row[*tuple[Any, ...]]) -> MemoryEntry:
    return MemoryEntry(
        source_locale=row.source_locale,
        locale=row.locale,
        source=row.source,
        target=row.target,
        origin=TranslationOrigin(row.origin),
        at=row.at,
        by=row.actor,
        file=row.name,
    )

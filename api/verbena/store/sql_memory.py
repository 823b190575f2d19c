"""Memories on a SQL database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import delete

from verbena.model.change import UNSIGNED, Signature
from verbena.model.memory import MemoryEntry
from verbena.store.columns import count_microseconds
from verbena.store.database import Database
from verbena.store.memory import MemoryFile, MemoryReport, SimilarUnit
from verbena.store.memory_entries import (
    add_entries,
    batches,
    find_file,
    find_similar_entries,
    list_files,
    note_file,
    read_entries,
    remove_entries,
)
from verbena.store.memory_tables import memory_file
from verbena.store.similar_units import find_similar_units
from verbena.store.source_marks import find_unmarked, write_marks

# Entries in one transaction: enough that commits don't count, few enough that other writers needn't wait.
_BATCH = 1000


class SqlMemory:
    """Implements `verbena.store.memory.Memory`."""

    database: Database

    def mark_drafts(self, at_most: int) -> int:
        """Note the marks of source texts that are new since the last time, of so many drafts; gives of how many."""
        with self.database.asking() as connection:
            if not find_unmarked(connection, 1):
                return 0
        with self.database.writing() as connection:
            unmarked = find_unmarked(connection, at_most)
            if unmarked:
                write_marks(connection, unmarked)
        return len(unmarked)

    def find_similar_units(self, source_locale: str, locale: str, path: str, words: str) -> tuple[SimilarUnit, ...]:
        """Translated units whose source text may be like `words`, likeliest first."""
        with self.database.reading() as connection:
            return find_similar_units(connection, source_locale, locale, path, words)

    def import_memory(
        self, file: str, entries: Iterable[MemoryEntry], at: datetime, signature: Signature = UNSIGNED
    ) -> MemoryReport:
        """Make these all that is remembered of a file, some in each transaction."""
        count_microseconds(at)  # refuses a moment without offset, before anything is written
        kept: set[str] = set()
        added = 0
        for batch in batches(entries, _BATCH):
            with self.database.writing() as connection:
                found, new = add_entries(connection, note_file(connection, file, at, signature), batch)
            kept |= found
            added += new
        with self.database.writing() as connection:
            removed = remove_entries(connection, note_file(connection, file, at, signature), kept)
        return MemoryReport(added, len(kept) - added, removed)

    def remove_memory(self, file: str) -> int:
        """Forget all that came from a file; gives how many entries that were."""
        with self.database.writing() as connection:
            number = find_file(connection, file)
            if number is None:
                return 0
            removed = remove_entries(connection, number)
            connection.execute(delete(memory_file).where(memory_file.c.id == number))
            return removed

    def list_memory(self) -> tuple[MemoryFile, ...]:
        """Every file that was imported, by name."""
        with self.database.reading() as connection:
            return list_files(connection)

    def read_memory(self, locale: str) -> Iterator[MemoryEntry]:
        """Every imported entry in a locale, some at a time."""
        after = 0
        while True:
            with self.database.asking() as connection:
                found, after = read_entries(connection, locale, after, _BATCH)
            if not found:
                return
            yield from found

    def find_similar_entries(self, source_locale: str, locale: str, words: str) -> tuple[MemoryEntry, ...]:
        """Imported entries whose source text may be like `words`, likeliest first."""
        with self.database.reading() as connection:
            return find_similar_entries(connection, source_locale, locale, words)

"""What every store does to find texts that are like another: among its own translations, and among imported ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from verbena.model.change import UNSIGNED, Signature
from verbena.model.edition import SourceUnit
from verbena.model.memory import MemoryEntry
from verbena.model.translation import Translation
from verbena.model.unit_event import UnitName

CANDIDATES_LIMIT = 200
"""How many texts that may be alike are looked at, of each kind."""


class SimilarUnit(Struct, frozen=True):
    """A translated unit whose source text may be like another: which it is, and what it says."""

    unit: UnitName
    source: SourceUnit
    translation: Translation


class MemoryFile(Struct, frozen=True):
    """A file that entries came from: how many they are, by locale, and when it was imported last, by whom."""

    name: str
    entries: dict[str, int]
    at: datetime
    by: str | None


class MemoryReport(Struct, frozen=True):
    """What became of a file's entries, by their number; `removed` are those that it no longer has."""

    added: int = 0
    unchanged: int = 0
    removed: int = 0


class Memory(Protocol):
    """The memory: the translations that are worked on, found by marks of their source texts, and imported files."""

    def mark_drafts(self, at_most: int) -> int:
        """Note the marks of source texts that are new since the last time, of so many drafts; gives of how many."""

    def find_similar_units(self, source_locale: str, locale: str, path: str, words: str) -> tuple[SimilarUnit, ...]:
        """Up to CANDIDATES_LIMIT translated units whose source text may be like `words`, likeliest first.

        Those at the same path come before others that are as likely. Each is of a draft in the source locale, at least
        TRANSLATED and not outdated. The time it takes does not grow with the number of texts.
        """

    def import_memory(
        self, file: str, entries: Iterable[MemoryEntry], at: datetime, signature: Signature = UNSIGNED
    ) -> MemoryReport:
        """Make these all that is remembered of a file, some in each transaction: what it has already stays untouched.

        Whoever breaks it off has a part of the new entries, and none of the old lost; importing again completes it.
        """

    def remove_memory(self, file: str) -> int:
        """Forget all that came from a file; gives how many entries that were."""

    def list_memory(self) -> tuple[MemoryFile, ...]:
        """Every file that was imported, by name."""

    def read_memory(self, locale: str) -> Iterator[MemoryEntry]:
        """Every imported entry in a locale, some at a time."""

    def find_similar_entries(self, source_locale: str, locale: str, words: str) -> Sequence[MemoryEntry]:
        """Up to CANDIDATES_LIMIT imported entries whose source text may be like `words`, likeliest first."""

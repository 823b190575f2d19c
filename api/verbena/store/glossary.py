"""What every store does for glossaries."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from msgspec import Struct

from verbena.model.glossary import GlossaryTerm


class GlossaryReport(Struct, frozen=True):
    """What became of terms that were saved, by their number."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


class GlossaryPage(Struct, frozen=True):
    """Some terms, each with the cursor that stands for it; `total_count` counts the whole list."""

    terms: tuple[tuple[str, GlossaryTerm], ...]
    has_next_page: bool
    has_previous_page: bool
    total_count: int


class Glossary(Protocol):
    """The terms of all languages. A term's locales, its words and its translation tell it from all others."""

    def save_terms(self, terms: Iterable[GlossaryTerm]) -> GlossaryReport:
        """Keep these, in one transaction, in place of those that are told from all others by the same."""

    def remove_terms(self, locale: str, term: str | None = None, translation: str | None = None) -> int:
        """Take terms out: all of a locale, those of a term, or one of its translations; gives how many there were.

        Terms are compared as they are written.
        """

    def list_terms(self, locale: str, first: int, after: str | None = None, search: str | None = None) -> GlossaryPage:
        """A page of the terms of a locale, sorted; those alone in which `search` occurs, in term or translation.

        Case makes no difference to either.

        Raises:
            InvalidCursor: where `after` is no cursor of such a list.
        """

    def read_terms(self, locale: str | None = None) -> tuple[GlossaryTerm, ...]:
        """All terms of a locale, or of all, sorted by locale and term."""

    def find_terms(self, source_locale: str, locale: str, heads: Collection[str]) -> tuple[GlossaryTerm, ...]:
        """The terms whose first word is a form of one of these (`verbena.language.word_forms`)."""

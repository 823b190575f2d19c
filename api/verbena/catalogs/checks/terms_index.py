"""The terms of a glossary, found in source texts, and their translations in translations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from verbena.catalogs.checks.words.known import words_of
from verbena.catalogs.checks.words.language_words import LETTER
from verbena.model.glossary import GlossaryTerm, TermStatus


class Term(Struct, frozen=True):
    """A term of the source language with all of its translations in one locale, the preferred ones first."""

    term: str
    allowed: tuple[str, ...]
    forbidden: tuple[str, ...]


class TermIndex:
    """A glossary's terms by how they begin; made once for many texts. It never changes."""

    def __init__(self, terms: Sequence[GlossaryTerm] = ()) -> None:
        grouped: dict[str, list[GlossaryTerm]] = {}
        for one in terms:
            grouped.setdefault(one.term, []).append(one)
        self._by_start: dict[str, list[tuple[Term, re.Pattern[str]]]] = {}
        for text, rows in grouped.items():
            allowed = sorted(
                (row for row in rows if row.status is not TermStatus.FORBIDDEN),
                key=lambda row: row.status,
                reverse=True,
            )
            forbidden = (row.translation for row in rows if row.status is TermStatus.FORBIDDEN)
            term = Term(text, tuple(row.translation for row in allowed), tuple(forbidden))
            words = r"[\s\u00a0-]+".join(map(re.escape, text.casefold().split()))
            pattern = re.compile(f"{words}(?:e?s)?(?!{LETTER})" if words_of(rows[0].source_locale).is_spaced else words)
            self._by_start.setdefault(text.casefold()[:_KEY], []).append((term, pattern))
        self._starts = re.compile(f"(?<!{LETTER})(?={LETTER})")

    def find(self, text: str) -> Iterator[Term]:
        """Each term that a source text has, once; none that is part of a longer one there."""
        if not self._by_start:
            return
        folded, after, seen = text.lower(), 0, set()
        for place in self._starts.finditer(folded):
            if place.start() < after:
                continue
            near = self._by_start.get(folded[place.start() : place.start() + _KEY], [])
            found = [(match.end(), term) for term, pattern in near if (match := pattern.match(folded, place.start()))]
            if found:
                after, term = max(found, key=lambda one: one[0])
                if term not in seen:
                    seen.add(term)
                    yield term


@lru_cache(maxsize=4096)
def loose_pattern(words: str, locale: str) -> re.Pattern[str]:
    """What finds a term's translation however it is inflected: each word's stem, in this order."""
    if not words_of(locale).is_spaced:
        return re.compile(re.escape(words), re.IGNORECASE)
    stems = [f"{re.escape(_stem(word))}{LETTER}*" for word in words.split()]
    return re.compile(r"[\s\u00a0\u202f-]+".join(stems), re.IGNORECASE)


@lru_cache(maxsize=4096)
def strict_pattern(words: str, locale: str) -> re.Pattern[str]:
    """What finds these very words, as whole words where words stand apart."""
    if not words_of(locale).is_spaced:
        return re.compile(re.escape(words), re.IGNORECASE)
    spelled = r"[\s\u00a0\u202f-]+".join(map(re.escape, words.split()))
    return re.compile(f"(?<!{LETTER}){spelled}(?:e?[sn])?(?!{LETTER})", re.IGNORECASE)


_KEY = 3
_LONG, _SHORT = 6, 4


def _stem(word: str) -> str:
    return word[:-2] if len(word) >= _LONG else word[:-1] if len(word) >= _SHORT else word

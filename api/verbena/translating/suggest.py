"""What a translator of a unit is offered: translations of texts that are like it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct
from rapidfuzz.distance import Indel

from verbena.model.edition import SourceUnit
from verbena.model.inline import plain_words
from verbena.model.markup import write_markup
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.model.unit_event import UnitName
from verbena.store.memory import Memory

LEAST_SIMILARITY = 0.6
"""How like a text must be for its translation to help: below, most of it would be written anew."""

SUGGESTIONS_LIMIT = 50
"""The most suggestions for one unit."""

_TAG = re.compile(r"<[^<>]+>")
# Where texts differ in a tag or in case alone, they are not the same.
_NEARLY = 0.99


class Suggestion(Struct, frozen=True, kw_only=True):
    """A translation of a text that is like the unit's, both as tagged strings.

    `similarity` is 1 where the tagged strings are the same, and below it the share of characters in the same order,
    each tag counted as one. `unit` is where it stands, with the `state` that it has there; or `file` is the memory that
    it was imported from. `is_same_path` says that it stands at the very path, so that nothing but the article differs.
    """

    similarity: float
    source: str
    target: str
    origin: TranslationOrigin
    state: TranslationState | None = None
    unit: UnitName | None = None
    file: str | None = None
    at: datetime | None = None
    by: str | None = None
    is_same_path: bool = False


def suggest(
    memory: Memory, unit: UnitName, source: SourceUnit, source_locale: str, first: int = 10
) -> tuple[Suggestion, ...]:
    """The likeliest translations of a unit, best first, each wording once: the project's own and imported ones.

    Of those that are equally like, what stands at the same path comes first, then what is in use here before what was
    imported, what was reviewed before what was not, and people's before machines'. The unit's own is not among them.
    """
    words = plain_words(source.inlines)
    compare = _Comparison(write_markup(source.inlines))
    found = [
        *_from_units(memory, unit, words, source_locale, compare),
        *_from_files(memory, unit, words, compare, source_locale),
    ]
    best: dict[str, Suggestion] = {}
    for one in sorted(found, key=_rank):
        best.setdefault(one.target, one)
    return tuple(best.values())[: min(first, SUGGESTIONS_LIMIT)]


class _Comparison:
    """How like a text others are."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tags: dict[str, str] = {}
        self._short = self._shorten(text)

    def measure(self, other: str) -> float:
        if other == self._text:
            return 1.0
        alike = Indel.normalized_similarity(self._short, self._shorten(other), score_cutoff=LEAST_SIMILARITY)
        return min(alike, _NEARLY)

    def _shorten(self, text: str) -> str:
        """The text with a character of its own for each tag, so that the length of its name is of no account."""
        return _TAG.sub(lambda tag: self._tags.setdefault(tag[0], chr(0xE000 + len(self._tags) % 0x1900)), text)


def _from_units(
    memory: Memory, unit: UnitName, words: str, source_locale: str, compare: _Comparison
) -> Iterator[Suggestion]:
    for one in memory.find_similar_units(source_locale, unit.locale, unit.path, words):
        source = write_markup(one.source.inlines)
        similarity = compare.measure(source)
        if one.unit != unit and similarity:
            yield Suggestion(
                similarity=similarity,
                source=source,
                target=write_markup(one.translation.inlines),
                origin=one.translation.origin,
                state=one.translation.state,
                unit=one.unit,
                at=one.translation.updated_at,
                is_same_path=one.unit.path == unit.path,
            )


def _from_files(
    memory: Memory, unit: UnitName, words: str, compare: _Comparison, source_locale: str
) -> Iterator[Suggestion]:
    for entry in memory.find_similar_entries(source_locale, unit.locale, words):
        if similarity := compare.measure(entry.source):
            yield Suggestion(
                similarity=similarity,
                source=entry.source,
                target=entry.target,
                origin=entry.origin,
                file=entry.file,
                at=entry.at,
                by=entry.by,
            )


_STATES = list(TranslationState)


def _rank(one: Suggestion) -> tuple[object, ...]:
    reviewed = _STATES.index(one.state) if one.state else 0
    is_machine = one.origin == TranslationOrigin.MACHINE
    made = -one.at.timestamp() if one.at else 0.0
    return -one.similarity, not one.is_same_path, one.unit is None, -reviewed, is_machine, made, one.source, one.target

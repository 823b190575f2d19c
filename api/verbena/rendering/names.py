"""What rendering is told about the things that a text mentions, each in the best language of its presentation."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from verbena.language.direction import TextDirection


class Phrase(Struct, frozen=True):
    """A few words without markup, with the language they are in and its direction."""

    text: str
    lang: str
    dir: TextDirection


class Names(Protocol):
    """Answers for every key that the text at hand may hold."""

    def medication(self, key: str) -> Phrase:
        """The generic name, in the chain's first language that has it."""

    def abbreviation_short(self, key: str) -> Phrase:
        """The short form, likewise."""

    def abbreviation_expansion(self, key: str) -> Phrase:
        """What the short form stands for, likewise."""

    def citation_number(self, key: str) -> int:
        """The number of a source in the article's list, from 1."""

    def citation_label(self, number: int) -> Phrase:
        """The accessible name of a mark that leads to one source: “Source 3”."""

    def article_href(self, key: str) -> str | None:
        """Where another article can be read in this presentation; null where it can't."""

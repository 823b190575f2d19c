"""What rendering asks about the things that a text mentions, answered from the texts' own presentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbena.language.direction import TextDirection
from verbena.language.formatting import format_number
from verbena.rendering.names import Phrase
from verbena.rendering.words import fill

if TYPE_CHECKING:
    from verbena.reading.article import ArticleView
    from verbena.reading.shelf import Shelf
    from verbena.reading.text import TextView


class ReferenceNames:
    """Answers for texts of reference data, which cite nothing and link to no article."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def medication(self, key: str) -> Phrase:
        """The generic name."""
        return _phrase(self._shelf.medication(key).generic_name)

    def abbreviation_short(self, key: str) -> Phrase:
        """The short form."""
        return _phrase(self._shelf.abbreviation(key).short)

    def abbreviation_expansion(self, key: str) -> Phrase:
        """What the short form stands for."""
        return _phrase(self._shelf.abbreviation(key).expansion)

    def citation_number(self, key: str) -> int:
        """Never asked: loading refuses citations in reference data."""
        raise LookupError(f"reference data cites {key}: loading should have refused it")

    def citation_label(self, number: int) -> Phrase:
        """The accessible name of a mark, “Source 3”, in the first language that has the words; else the number."""
        word = self._shelf.word("source-number")
        if word is None:
            return Phrase(str(number), "und", TextDirection.LTR)
        return Phrase(fill(word.value, number=format_number(number, word.lang)), word.lang, word.dir)

    def article_href(self, key: str) -> str | None:  # noqa: ARG002 - the protocol's signature
        """Never a link: an article is linked to from articles."""
        return None


class ArticleNames(ReferenceNames):
    """Answers for an article's own texts."""

    def __init__(self, article: ArticleView, shelf: Shelf) -> None:
        super().__init__(shelf)
        self._article = article

    def citation_number(self, key: str) -> int:
        """The source's number in the article."""
        return self._article.uses.numbers[key]

    def article_href(self, key: str) -> str:
        """The other article's address in the requested locale, by its key, which outlives slugs."""
        return f"{self._article.public_url}/{self._article.requested_locale}/{key}"


def _phrase(text: TextView) -> Phrase:
    return Phrase(text.value, text.lang, text.dir)

"""The view of a source as one article uses it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from verbena.reading.references import CitationView

if TYPE_CHECKING:
    from verbena.reading.article import ArticleView
    from verbena.reading.nodes import SectionView


class CitationUseView:
    """A source with its number in the article and the sections that cite it."""

    def __init__(self, key: str, article: ArticleView) -> None:
        self.number = article.uses.numbers[key]
        self._key = key
        self._article = article

    @cached_property
    def citation(self) -> CitationView:
        return self._article.shelf.citation(self._key)

    @cached_property
    def sections(self) -> tuple[SectionView, ...]:
        return self._article.find_sections(self._article.uses.citations[self._key])

"""What tests ask of a store's lists."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from verbena.store.contract import Store
from verbena.store.values import ArticleFilter, ArticleOrder, ListPage, ListQuery

ALL = ArticleFilter()


def query(
    condition: ArticleFilter = ALL, order: ArticleOrder = ArticleOrder.TITLE, size: int = 5, after: str | None = None
) -> ListQuery:
    return ListQuery(condition, order, size, after)


def walk(store: Store, asked: ListQuery, tags: Sequence[str] = (), source_ends: bool = True) -> list[ListPage]:
    """Every page of a list, each asked for with the last cursor of the one before."""
    pages: list[ListPage] = []
    while not pages or pages[-1].has_next_page:
        pages.append(store.list_articles(tags, source_ends, asked))
        if pages[-1].subjects:
            asked = replace(asked, after=pages[-1].subjects[-1].cursor)
    return pages

"""Pages of articles and of reference data, in Relay's shape."""

from __future__ import annotations

from typing import Generic, TypeVar, cast

from msgspec import Struct

from verbena.model.edition import SubjectKind
from verbena.model.errors import BadUserInput
from verbena.reading.article import ArticleView
from verbena.reading.library import Library
from verbena.reading.presentation import Presentation, show_published
from verbena.reading.read_article import read_articles
from verbena.reading.read_reference import read_references
from verbena.reading.references import MedicationView
from verbena.reading.weights import weigh_page
from verbena.store.values import ArticleFilter, ArticleOrder, ListPage, ListQuery

PAGE_LIMIT = 100
"""The most entries that one page holds."""

PAGE_DEFAULT = 20

Item = TypeVar("Item")


class EdgeView(Struct, Generic[Item], frozen=True):
    """One entry with the cursor that stands for it."""

    cursor: str
    node: Item


class PageInfoView(Struct, frozen=True):
    """Where a page stands in its list (Relay's Cursor Connections)."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


class ConnectionView(Struct, Generic[Item], frozen=True):
    """A page of a list; `total_count` counts the whole list."""

    edges: tuple[EdgeView[Item], ...]
    page_info: PageInfoView
    total_count: int

    @property
    def nodes(self) -> tuple[Item, ...]:
        """The entries alone."""
        return tuple(edge.node for edge in self.edges)


def list_articles(
    library: Library,
    presentation: Presentation,
    condition: ArticleFilter,
    order: ArticleOrder,
    page: PageRequest,
) -> ConnectionView[ArticleView]:
    """A page of the published articles that meet `condition`, each as `presentation` shows it, but for drafts.

    Raises:
        InvalidCursor: for a cursor of another list.
        BadUserInput: for a page size out of bounds.
    """
    query = ListQuery(condition, order, page.size(), page.after)
    presentation = show_published(presentation)

    def read() -> _KeptPage:
        tags = library.frame(presentation).tags
        return _KeptPage(library.store.list_articles(tags, presentation.fallback is None, query))

    listed = library.remember(("list", query, presentation), read).page
    articles = read_articles(library, [subject.name.key for subject in listed.subjects], presentation)
    return _connect(listed, articles)


def list_medications(library: Library, presentation: Presentation, page: PageRequest) -> ConnectionView[MedicationView]:
    """A page of the published medications, in the order of their keys.

    Raises:
        InvalidCursor: for a cursor of another list.
        BadUserInput: for a page size out of bounds.
    """
    size, after = page.size(), page.after

    def read() -> _KeptPage:
        return _KeptPage(library.store.list_subjects(SubjectKind.MEDICATION, size, after))

    listed = library.remember(("medications", size, after), read).page
    views = read_references(library, [subject.name for subject in listed.subjects], presentation)
    return _connect(listed, cast("list[MedicationView | None]", views))


class PageRequest(Struct, frozen=True):
    """What a caller asks of a list: at most `first` entries (the default where null) that come after a cursor."""

    first: int | None = None
    after: str | None = None

    def size(self) -> int:
        """The number of entries to give.

        Raises:
            BadUserInput: where it is negative or more than a page holds.
        """
        size = PAGE_DEFAULT if self.first is None else self.first
        if not 0 <= size <= PAGE_LIMIT:
            raise BadUserInput(f"first: {size} is not between 0 and {PAGE_LIMIT}; page on with `after` for more.")
        return size


class _KeptPage(Struct, frozen=True):
    page: ListPage

    @property
    def weight(self) -> int:
        return weigh_page(len(self.page.subjects))


def _connect(listed: ListPage, items: list[Item | None]) -> ConnectionView[Item]:
    # An entry can be gone by the time it is read, or not be shown: then the page is shorter, and its cursors stand.
    pairs = zip(listed.subjects, items, strict=True)
    edges = tuple(EdgeView(subject.cursor, item) for subject, item in pairs if item is not None)
    info = PageInfoView(
        has_next_page=listed.has_next_page,
        has_previous_page=listed.has_previous_page,
        start_cursor=listed.subjects[0].cursor if listed.subjects else None,
        end_cursor=listed.subjects[-1].cursor if listed.subjects else None,
    )
    return ConnectionView(edges, info, listed.total_count)

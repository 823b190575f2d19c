"""All articles in one presentation, page by page, with the place in the feed from which that is kept up to date."""

from __future__ import annotations

from msgspec import Struct

from verbena.model.errors import InvalidCursor
from verbena.reading.article import ArticleView
from verbena.reading.changes import write_feed_cursor
from verbena.reading.feed import find_position
from verbena.reading.library import Library
from verbena.reading.lists import EdgeView, PageInfoView, PageRequest, list_articles
from verbena.reading.presentation import Presentation
from verbena.store.cursors import Place, read_cursor, write_cursor
from verbena.store.values import ArticleFilter, ArticleOrder

_BUNDLE = "bundle"


class BundleView(Struct, frozen=True):
    """A page of a bundle; `changes_after` is the same cursor of the feed on every page of it."""

    edges: tuple[EdgeView[ArticleView], ...]
    page_info: PageInfoView
    total_count: int
    changes_after: str

    @property
    def nodes(self) -> tuple[ArticleView, ...]:
        """The articles alone."""
        return tuple(edge.node for edge in self.edges)


def read_bundle(library: Library, presentation: Presentation, page: PageRequest) -> BundleView:
    """A page of all articles that `presentation` shows.

    The place in the feed is taken before the first page is read, and goes with the cursors. So whatever changes while
    somebody reads page after page, and makes an article move among them, is told from there on.

    Raises:
        InvalidCursor: for a cursor of another list.
        BadUserInput: for a page size out of bounds.
    """
    start, after = _begin(library) if page.after is None else _go_on(library, page.after)
    listed = list_articles(library, presentation, ArticleFilter(), ArticleOrder.TITLE, PageRequest(page.first, after))
    info = listed.page_info
    return BundleView(
        tuple(EdgeView(_write(start, edge.cursor), edge.node) for edge in listed.edges),
        PageInfoView(
            has_next_page=info.has_next_page,
            has_previous_page=info.has_previous_page,
            start_cursor=info.start_cursor and _write(start, info.start_cursor),
            end_cursor=info.end_cursor and _write(start, info.end_cursor),
        ),
        listed.total_count,
        write_feed_cursor(start),
    )


def _begin(library: Library) -> tuple[int, None]:
    # What this process knows to be the newest change: nothing that it keeps is older than that.
    return library.position.now(), None


def _go_on(library: Library, cursor: str) -> tuple[int, str]:
    place = read_cursor(cursor, _BUNDLE, int)
    assert isinstance(place.sort, int)  # noqa: S101 - what `read_cursor` saw to
    try:
        return find_position(library, write_feed_cursor(place.sort)), place.key
    except InvalidCursor as error:
        raise InvalidCursor(f"{cursor[:40]!a} is no cursor of this server: leave `after` out to start anew") from error


def _write(start: int, cursor: str) -> str:
    return write_cursor(Place(_BUNDLE, start, cursor))

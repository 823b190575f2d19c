"""Pages of the feed of changes, and of one article's history."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.errors import InvalidCursor
from verbena.reading.changes import ChangeView, read_feed_cursor, require_locales, write_feed_cursor
from verbena.reading.library import Library
from verbena.reading.lists import EdgeView, PageInfoView, PageRequest
from verbena.store.values import ChangesPage


class EditionsView(Struct, frozen=True):
    """A page of an article's history."""

    edges: tuple[EdgeView[ChangeView], ...]
    page_info: PageInfoView

    @property
    def nodes(self) -> tuple[ChangeView, ...]:
        """The changes alone."""
        return tuple(edge.node for edge in self.edges)


class ChangesView(EditionsView, frozen=True):
    """A page of the feed; `cursor` is where to go on after it, on an empty page too."""

    cursor: str


def list_changes(library: Library, locales: Sequence[str] | None, page: PageRequest) -> ChangesView:
    """The first changes after the cursor `page.after`, or from the first on, in their order.

    Without `locales` they are those in every locale. Who goes on from the last cursor misses none, whoever publishes
    meanwhile.

    Raises:
        InvalidCursor: for a cursor of another list, or of a change that is not there.
        BadUserInput: for a page size out of bounds, and for locales that are none or too many.
    """
    wanted, size = require_locales(locales), page.size()
    after = 0 if page.after is None else find_position(library, page.after)
    found = library.store.read_changes(after, size, wanted)
    # Articles that are shown with the changes are then none from before them.
    library.position.learn(found.position)
    is_first = after == 0 or (wanted is not None and not _has_changes_until(library, after, wanted))
    edges, info = _connect(found, is_first=is_first)
    return ChangesView(edges, info, write_feed_cursor(found.position))


def list_editions(library: Library, key: str, locale: str | None, page: PageRequest) -> EditionsView:
    """What happened to the article with that key, newest first: in one locale, or in every.

    Raises:
        InvalidCursor: for a cursor of another list, or of a change that is not there.
        BadUserInput: for a page size out of bounds.
    """
    size, before = page.size(), None if page.after is None else find_position(library, page.after)
    name = SubjectName(SubjectKind.ARTICLE, key)
    found = library.store.read_history(name, locale, size, before)
    newest = () if before is None else library.store.read_history(name, locale, 1).changes
    is_first = before is None or not newest or newest[0].sequence < before
    return EditionsView(*_connect(found, is_first=is_first))


def find_position(library: Library, cursor: str) -> int:
    """The number of the change that a cursor of the feed stands for, or 0 for before the first.

    Raises:
        InvalidCursor: where it is no cursor of the feed, or of a change that is not there: one from before an older
            backup took the database's place, say, from which something would be missed.
        StoreUnavailable: where that can't be told now.
    """
    number = read_feed_cursor(cursor)
    if number < 0 or not library.position.has(number):
        raise InvalidCursor(f"{cursor[:40]!a} is the cursor of a change that is not there: begin anew with `bundle`.")
    return number


def _connect(found: ChangesPage, *, is_first: bool) -> tuple[tuple[EdgeView[ChangeView], ...], PageInfoView]:
    edges = tuple(EdgeView(view.cursor, view) for view in map(ChangeView, found.changes))
    info = PageInfoView(
        has_next_page=found.has_next_page,
        has_previous_page=not is_first,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    return edges, info


def _has_changes_until(library: Library, position: int, locales: Sequence[str]) -> bool:
    first = library.store.read_changes(0, 1, locales).changes
    return bool(first) and first[0].sequence <= position

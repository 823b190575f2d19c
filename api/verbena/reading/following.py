"""Following articles: each change as it happens, and those that were missed before."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from functools import partial

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar
from msgspec import Struct

from verbena.model.change import Change
from verbena.model.edition import SubjectKind
from verbena.model.errors import NotFound, StoreUnavailable
from verbena.reading.changes import ChangeView, require_locales
from verbena.reading.feed import find_position
from verbena.reading.library import Library
from verbena.store.contract import ChangesPage

_PAGE = 100
"""The most changes that are in memory for one follower: a slow one leaves the rest in the feed."""

_READERS = 4
"""How many threads read the feed for all followers of one server together; the others are for requests."""

_AGAIN = 0.2
"""Seconds after which the feed is read again where it did not yet have what was told."""

_AWAY = 1.0
"""Seconds between two looks whether the database is back."""


class Following(Struct, frozen=True):
    """What is followed: the article with that key, or all where null, in these locales, or in any.

    `position` is the number of the last change that is known already.
    """

    position: int
    key: str | None
    locales: tuple[str, ...] | None

    def meets(self, change: Change) -> bool:
        """Whether a change in one of the locales is of a followed article."""
        return change.name.kind is SubjectKind.ARTICLE and self.key in (None, change.name.key)


def begin_to_follow(library: Library, slug: str | None, locales: Sequence[str] | None, after: str | None) -> Following:
    """What a client follows that names an article by its slug, and the cursor `after` which it goes on.

    Without `slug` these are all articles; without `locales` all locales; without `after` it begins now.

    Raises:
        NotFound: where no published article is found by that slug.
        InvalidCursor: where `after` is no cursor of the feed, or of a change that is not there.
        BadUserInput: for locales that are none or too many.
        StoreUnavailable: where the store does not answer.
    """
    wanted = require_locales(locales)
    position = library.position.ask() if after is None else find_position(library, after)
    if slug is None:
        return Following(position, None, wanted)
    snapshot = library.store.read_article(slug, ())
    if snapshot is None:
        raise NotFound(f"{slug[:60]!a} is the slug of no published article: follow one that `articles` lists, or all.")
    return Following(position, snapshot.name.key, wanted)


async def follow(library: Library, following: Following) -> AsyncGenerator[ChangeView]:
    """Each change of what is followed, once and in order, until the server stops.

    Whoever is woken reads the feed from where they stand, so nothing is missed and nothing waits in memory. While the
    database is away there are no changes; it goes on by itself.
    """
    position = following.position
    with library.hub.listening() as listener:
        while not library.hub.is_closed:
            try:
                page = await _read_feed(library, position, following.locales)
            except StoreUnavailable:
                await listener.wait(_AWAY)
                continue
            # Whoever reads the article that a change is of finds none from before it.
            library.position.learn(page.position)
            for change in page.changes:
                if following.meets(change):
                    yield ChangeView(change)
            position = page.position
            if not page.has_next_page:
                await listener.wait(_AGAIN if library.position.is_beyond(position) else None)


async def _read_feed(library: Library, after: int, locales: Sequence[str] | None) -> ChangesPage:
    if library.position.is_away and not library.position.is_beyond(after):
        raise StoreUnavailable("the database is away, and there is nothing to catch up on")
    read = partial(library.store.read_changes, after, _PAGE, locales)
    return await to_thread.run_sync(read, limiter=_limit_readers())


def _limit_readers() -> CapacityLimiter:
    limiter = _readers.get(None)
    if limiter is None:
        limiter = CapacityLimiter(_READERS)
        _readers.set(limiter)
    return limiter


_readers: RunVar[CapacityLimiter | None] = RunVar("verbena_feed_readers")  # one for each event loop

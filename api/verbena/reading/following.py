"""Following articles: each change as it happens, and those that were missed before."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Hashable, Sequence
from functools import partial
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar
from msgspec import Struct

from verbena.model.change import Change
from verbena.model.edition import SubjectKind
from verbena.model.errors import NotFound, StoreUnavailable
from verbena.reading.changes import ChangeView, require_locales
from verbena.reading.feed import find_position
from verbena.reading.library import Library
from verbena.store.values import ChangesPage

Page = TypeVar("Page")

PAGE = 100
"""The most changes that are in memory for one follower: a slow one leaves the rest in the feed."""

_READERS = 4
"""How many threads read the feed for all followers of one server together; the others are for requests."""

AGAIN = 0.2
"""Seconds after which the feed is read again where it did not yet have what was told."""

AWAY = 1.0
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
                await listener.wait(AWAY)
                continue
            # Whoever reads the article that a change is of finds none from before it.
            library.position.learn(page.position)
            for change in page.changes:
                if following.meets(change):
                    yield ChangeView(change)
            position = page.position
            if not page.has_next_page:
                await listener.wait(AGAIN if library.position.is_beyond(position) else None)


async def _read_feed(library: Library, after: int, locales: tuple[str, ...] | None) -> ChangesPage:
    if library.position.is_away and not library.position.is_beyond(after):
        raise StoreUnavailable("the database is away, and there is nothing to catch up on")
    asked = "feed", id(library.store), after, locales
    return await find_readers().read(asked, partial(library.store.read_changes, after, PAGE, locales))


class _Readers:
    """The threads that read the feed for an event loop; who asks for a page that is being read waits for that."""

    def __init__(self) -> None:
        self._limiter = CapacityLimiter(_READERS)
        self._reading: dict[Hashable, asyncio.Task[Any]] = {}

    async def read(self, asked: Hashable, read: Callable[[], Page]) -> Page:
        """What `read` gives, by the name `asked`; it may be from a moment before it was asked for."""
        reading: asyncio.Task[Page] | None = self._reading.get(asked)
        if reading is None:
            reading = asyncio.create_task(to_thread.run_sync(read, limiter=self._limiter))
            self._reading[asked] = reading
            reading.add_done_callback(lambda done: self._forget(asked, done))
        # Who goes does not end it for the others.
        return await asyncio.shield(reading)

    def _forget(self, asked: Hashable, done: asyncio.Task[Any]) -> None:
        del self._reading[asked]
        if not done.cancelled():
            done.exception()  # told to those who wait, if any still do


def find_readers() -> _Readers:
    """Those of the running event loop."""
    readers = _readers.get(None)
    if readers is None:
        readers = _Readers()
        _readers.set(readers)
    return readers


_readers: RunVar[_Readers | None] = RunVar("verbena_feed_readers")

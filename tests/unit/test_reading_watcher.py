"""Following what is published, whoever publishes it, through the database's absences."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import cast

import pytest

from tests.support.leaving_stores import LeavingStore
from tests.support.libraries import PUBLIC_URL, Opened, show
from tests.support.stores import count_statements, open_migrated
from tests.support.subjects import day, make_article, publish
from tests.support.waiting import wait_until
from verbena.model.errors import StoreUnavailable
from verbena.reading.hub import Hub
from verbena.reading.library import Library
from verbena.reading.position import Position
from verbena.reading.watcher import Watcher
from verbena.store.contract import Notices, Store

_ENOUGH = 30.0  # seconds


class Watched:
    """A store that may go away, a library on it whose watcher runs, and each move that the watcher told of."""

    def __init__(self, store: Store) -> None:
        self.leaving = LeavingStore(store)
        self.moves: SimpleQueue[None] = SimpleQueue()
        self.library = Library(cast("Store", self.leaving), PUBLIC_URL, "en")
        self.library.position = Position(self.leaving.position, lambda: self.moves.put(None))

    def wait_for_move(self) -> int:
        """The position once it has moved, and had been told."""
        self.moves.get(timeout=_ENOUGH)
        return self.library.position.now()


@contextmanager
def watching(store: Store) -> Iterator[Watched]:
    watched = Watched(store)
    watcher = Watcher(cast("Store", watched.leaving), watched.library.position)
    watcher.start()
    try:
        yield watched
    finally:
        watcher.stop()


def test_the_hot_path_asks_the_store_nothing(opened: Opened) -> None:
    """While a watcher follows, an article that is kept is given without any statement."""
    store, _ = opened
    publish(store, make_article())
    with watching(store) as watched:
        wait_until(lambda: watched.library.position.is_followed)
        first = show(watched.library, "en")
        with count_statements() as statements:
            again = show(watched.library, "en")

    assert again is first
    assert [statement for statement in statements if "data_version" not in statement] == []


def test_what_another_process_publishes_is_seen(tmp_path: Path) -> None:
    """A commit on the same file by somebody else moves the position, and what is kept is let go."""
    url = f"sqlite:///{tmp_path / 'verbena.db'}"
    with open_migrated(url) as ours, open_migrated(url) as theirs, watching(ours) as watched:
        assert watched.wait_for_move() == 0
        publish(theirs, make_article())
        assert watched.wait_for_move() == 1
        before = show(watched.library, "en").title.value
        publish(theirs, make_article(texts={"title": "New"}), at=day(1))

        assert watched.wait_for_move() == 2
        assert (before, show(watched.library, "en").title.value) == ("About bones", "New")


def test_what_is_committed_while_the_connection_is_lost_is_seen(opened: Opened) -> None:
    """Notices may be lost with it: the position is asked for as soon as there is another."""
    store, _ = opened
    with watching(store) as watched:
        assert watched.wait_for_move() == 0
        watched.leaving.leave()
        wait_until(lambda: watched.library.position.is_away)
        publish(store, make_article())
        kept = watched.library.position.now()
        watched.leaving.come_back()

        assert (kept, watched.wait_for_move()) == (0, 1)
        assert not watched.library.position.is_away
    assert [ear.is_closed for ear in watched.leaving.ears] == [True, True]


def test_absences_are_logged_once_each(opened: Opened, caplog: pytest.LogCaptureFixture) -> None:
    """However often it tries, the log has one line when the database goes, with the reason, and one when it is back."""
    store, _ = opened
    with watching(store) as watched:
        watched.wait_for_move()
        for _ in range(2):
            watched.leaving.leave()
            wait_until(lambda: watched.library.position.is_away)
            tries = watched.leaving.tries
            wait_until(lambda tries=tries: watched.leaving.tries > tries + 2)  # type: ignore[misc]
            watched.leaving.come_back()
            wait_until(lambda: not watched.library.position.is_away)

    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert [("away" in line, "back" in line) for line in told] == [(True, False), (False, True)] * 2
    assert "the connection was lost" in told[0]


def test_once_stopped_the_store_is_asked_again(opened: Opened) -> None:
    """A position that nobody keeps up to date is not relied on."""
    store, _ = opened
    with watching(store) as watched:
        watched.wait_for_move()
    publish(store, make_article())

    assert watched.library.position.now() == 1


def test_it_waits_for_a_database_that_is_away_at_the_start(opened: Opened) -> None:
    """A server started before its database goes on as soon as that is there."""
    store, _ = opened
    watched = Watched(store)
    watched.leaving.leave()
    watcher = Watcher(cast("Store", watched.leaving), watched.library.position)
    watcher.start()
    try:
        wait_until(lambda: watched.library.position.is_away)
        with pytest.raises(StoreUnavailable):
            show(watched.library, "en")
        watched.leaving.come_back()

        assert watched.wait_for_move() == 0
    finally:
        watcher.stop()


def test_what_is_kept_is_served_while_the_store_is_away(opened: Opened) -> None:
    """With a watcher or without: hits are served, everything else fails, and all is well once it is back."""
    store, _ = opened
    publish(store, make_article())
    publish(store, make_article("hearts"))
    leaving = LeavingStore(store)
    library = Library(cast("Store", leaving), PUBLIC_URL, "en")
    shown = show(library, "en")

    leaving.leave()

    assert library.keeps_something()
    assert show(library, "en") is shown
    with pytest.raises(StoreUnavailable):
        show(library, "en", slug="hearts")
    leaving.come_back()
    assert show(library, "en", slug="hearts").title.value == "About hearts"


def test_listeners_are_woken_from_any_thread() -> None:
    """Each one hears what was told since it waited last, however many told it, and again after that."""
    hub = Hub()

    async def listen() -> list[int]:
        counts = []
        with hub.listening() as one, hub.listening() as other:
            counts.append(len(hub))
            for _ in range(2):
                await asyncio.gather(*(asyncio.to_thread(hub.tell) for _ in range(3)))
                for listener in (one, other):
                    async with asyncio.timeout(_ENOUGH):
                        await listener.wait()
        return [*counts, len(hub)]

    assert asyncio.run(listen()) == [2, 0]


def test_waiting_ends_with_its_time_and_with_the_hub() -> None:
    """Nobody waits longer than asked, and nobody at all once the server stops."""
    hub = Hub()

    async def listen() -> None:
        with hub.listening() as listener:
            async with asyncio.timeout(_ENOUGH):
                await listener.wait(0.01)
                waiting = asyncio.create_task(listener.wait())
                await asyncio.sleep(0)
                hub.close()
                await waiting
                await listener.wait()

    asyncio.run(listen())
    assert hub.is_closed


def test_replicas_position_counts_while_the_primary_is_away() -> None:
    """Where nobody can be heard but a position is told, which may be older than the one known, it is the one."""

    class Headless:
        newest = 5

        def position(self) -> int:
            return self.newest

        def listen(self) -> Notices:
            raise StoreUnavailable("the primary is away")

    store = Headless()
    position = Position(store.position)
    assert position.ask() == 5
    store.newest = 4
    watcher = Watcher(cast("Store", store), position)
    watcher.start()

    wait_until(lambda: position.is_away and position.ask_or_known() == 4)
    watcher.stop()

    assert position.now() == 4

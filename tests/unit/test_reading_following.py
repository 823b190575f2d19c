"""Following articles in the feed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from threading import Event
from typing import Any, cast

import pytest

from tests.support.leaving_stores import LeavingStore
from tests.support.libraries import PUBLIC_URL, Opened, show
from tests.support.subjects import day, make_article, make_topic, publish, translate
from tests.support.waiting import wait_until
from verbena.model.errors import BadUserInput, InvalidCursor, NotFound, StoreUnavailable
from verbena.reading import following
from verbena.reading.changes import ChangeView, read_feed_cursor, write_feed_cursor
from verbena.reading.feed import list_changes
from verbena.reading.following import Following, begin_to_follow, follow
from verbena.reading.library import Library
from verbena.reading.lists import PageRequest
from verbena.store.contract import Store

_ENOUGH = 30.0  # seconds


async def take(changes: AsyncGenerator[ChangeView], count: int) -> list[int]:
    """The numbers of the next changes."""
    async with asyncio.timeout(_ENOUGH):
        return [read_feed_cursor((await anext(changes)).cursor) for _ in range(count)]


def follow_while(
    library: Library, wanted: Following, count: int, act: Callable[[], object] = lambda: None
) -> list[int]:
    """The numbers of so many changes, of which some come from what `act` does once everything before it is read."""

    async def run() -> list[int]:
        async with aclosing(follow(library, wanted)) as changes:
            taken = asyncio.create_task(take(changes, count))
            await asyncio.sleep(0)
            await asyncio.to_thread(act)
            await asyncio.to_thread(library.position.ask)
            return await taken

    return asyncio.run(run())


def publish_titles(store: Store, *titles: str, key: str = "bones", locale: str | None = None) -> None:
    """Publish an article once for each title: one change each, or one in a locale after its source's first."""
    for title in titles:
        revision = make_article(key, {"title": title}, slug=key)
        publish(store, revision, {locale: translate(revision, title)} if locale else None, at=day(1))


def test_it_begins_with_what_comes(opened: Opened) -> None:
    """Without a cursor nothing from before is told, and everything from then on is, in order."""
    store, library = opened
    publish_titles(store, "1", "2")
    wanted = begin_to_follow(library, None, None, None)

    assert follow_while(library, wanted, 3, lambda: publish_titles(store, "3", "4", "5")) == [3, 4, 5]


@pytest.mark.parametrize("page", [1, 2, 100])
@pytest.mark.parametrize("after", range(6))
def test_it_goes_on_after_a_cursor(opened: Opened, monkeypatch: pytest.MonkeyPatch, page: int, after: int) -> None:
    """Whatever was missed is told, once and in order, however much is read at a time, and then what comes."""
    store, library = opened
    monkeypatch.setattr(following, "PAGE", page)
    publish_titles(store, "1", "2", "3", "4", "5")
    wanted = begin_to_follow(library, None, None, write_feed_cursor(after))

    told = follow_while(library, wanted, 7 - after, lambda: publish_titles(store, "6", "7"))

    assert told == list(range(after + 1, 8))


@pytest.mark.parametrize(
    ("slug", "locales", "numbers"),
    [
        (None, None, [1, 2, 4, 5]),
        ("bones", None, [1, 2]),
        ("hearts", None, [4, 5]),
        (None, ["ar"], [2, 5]),
        ("hearts", ["ar"], [5]),
        ("hearts", ["ar", "sw", "en", "en"], [4, 5]),
    ],
)
def test_only_what_is_followed_is_told(
    opened: Opened, slug: str | None, locales: Sequence[str] | None, numbers: list[int]
) -> None:
    """Changes of other articles, in other locales and of reference data are passed over."""
    store, library = opened
    publish_titles(store, "1", locale="ar")
    publish(store, make_topic("t"))
    publish_titles(store, "4", locale="ar", key="hearts")
    wanted = begin_to_follow(library, slug, locales, write_feed_cursor(0))

    # The last one is of each article in each locale, so that whatever was passed over was read.
    def end() -> None:
        for key in ("bones", "hearts"):
            publish_titles(store, "end", locale="ar", key=key)

    told = follow_while(library, wanted, len(numbers) + 1, end)

    assert told[:-1] == numbers
    assert told[-1] > 5


def test_an_article_is_followed_whatever_its_slug_becomes(opened: Opened) -> None:
    """The slug says which article is meant; an old one does, and the article may have others later, which is told."""
    store, library = opened
    publish(store, make_article(slug="bones"))
    publish(store, make_article(slug="skeleton"), at=day(1))
    wanted = begin_to_follow(library, "bones", None, None)
    before = store.position()
    moved = make_article(slug="frames")

    told = follow_while(library, wanted, 2, lambda: publish(store, moved, at=day(2)))

    assert wanted.key == "bones"
    assert told == [before + 1, before + 2] == [before + 1, store.position()]


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (("nothing", None, None), NotFound),
        ((None, [], None), BadUserInput),
        ((None, ["en"] * 101, None), BadUserInput),
        ((None, None, ""), InvalidCursor),
        ((None, None, "nonsense"), InvalidCursor),
        ((None, None, write_feed_cursor(1)), InvalidCursor),
    ],
)
def test_what_cannot_be_followed_is_refused(
    opened: Opened, asked: tuple[Any, Any, Any], error: type[Exception]
) -> None:
    """An unknown slug, no or too many locales, a cursor of nobody, and one from which something would be missed."""
    with pytest.raises(error):
        begin_to_follow(opened[1], *asked)


def test_a_cursor_of_a_list_is_none_of_the_feed(opened: Opened) -> None:
    """Each list has its own."""
    store, library = opened
    publish(store, make_topic("t"))
    publish(store, make_topic("u"))
    (topic, _) = store.list_subjects(make_topic("t").name.kind, 2, None).subjects

    with pytest.raises(InvalidCursor):
        begin_to_follow(library, None, None, topic.cursor)


def test_nothing_is_missed_while_the_database_is_away(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who follows waits for it, and is told what was published meanwhile once it is back."""
    store, _ = opened
    monkeypatch.setattr(following, "AWAY", 0.01)
    leaving = LeavingStore(store)
    library = Library(cast("Store", leaving), PUBLIC_URL, "en")
    publish_titles(store, "1")
    wanted = begin_to_follow(library, "bones", None, None)

    async def run() -> list[int]:
        async with aclosing(follow(library, wanted)) as changes:
            leaving.leave()
            taken = asyncio.create_task(take(changes, 2))
            tries = leaving.tries
            async with asyncio.timeout(_ENOUGH):
                while leaving.tries < tries + 3:  # noqa: ASYNC110 - the store's, which knows of no loop
                    await asyncio.sleep(0.01)
            publish_titles(store, "2", "3")
            leaving.come_back()
            return await taken

    assert asyncio.run(run()) == [2, 3]


def test_the_feed_is_not_asked_while_a_watcher_knows_better(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many who follow don't each run into a database that is known to be away."""
    store, _ = opened
    monkeypatch.setattr(following, "AWAY", 0.01)
    leaving = LeavingStore(store)
    library = Library(cast("Store", leaving), PUBLIC_URL, "en")
    publish_titles(store, "1")
    library.position.is_away = True
    tries = leaving.tries

    async def run() -> None:
        async with aclosing(follow(library, Following(0, None, None))) as changes:
            taken = asyncio.create_task(take(changes, 1))
            await asyncio.sleep(0.05)
            assert leaving.tries == tries
            library.position.is_away = False
            assert await taken == [1]

    asyncio.run(run())


def test_who_is_behind_catches_up_while_the_primary_is_away(opened: Opened) -> None:
    """What is known to be there may be on a replica: it is asked for."""
    store, library = opened
    publish_titles(store, "1", "2")
    library.position.ask()
    library.position.is_away = True

    async def run() -> list[int]:
        async with aclosing(follow(library, Following(1, None, None))) as changes:
            return await take(changes, 1)

    assert asyncio.run(run()) == [2]


def test_to_begin_needs_the_database(opened: Opened) -> None:
    """Where nobody knows what is newest, to begin now would mean to miss something, and no cursor is known to hold."""
    leaving = LeavingStore(opened[0])
    library = Library(cast("Store", leaving), PUBLIC_URL, "en")
    leaving.leave()

    for after in (None, write_feed_cursor(1)):
        with pytest.raises(StoreUnavailable):
            begin_to_follow(library, None, None, after)


def test_those_at_one_place_share_a_reading(opened: Opened) -> None:
    """However many are woken at once, the feed is read once for all of them, and one that goes disturbs nobody."""
    store, library = opened
    publish_titles(store, "1")
    asked: list[object] = []
    may_answer = Event()

    class Counted:
        def read_changes(self, *given: object) -> object:
            asked.append(given)
            may_answer.wait(_ENOUGH)
            return store.read_changes(0, 100)

    library.store = cast("Store", Counted())

    async def run() -> list[list[int]]:
        followers = [follow(library, Following(0, None, None)) for _ in range(10)]
        waiting = [asyncio.create_task(take(follower, 1)) for follower in followers]
        await asyncio.to_thread(wait_until, lambda: asked)
        waiting.pop(0).cancel()
        may_answer.set()
        return await asyncio.gather(*waiting)

    assert asyncio.run(run()) == [[1]] * 9
    assert len(asked) == 1


def test_what_a_replica_does_not_have_yet_is_waited_for(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the feed that is read lags behind the position that was told, it is read again."""
    store, library = opened
    monkeypatch.setattr(following, "AGAIN", 0.01)
    publish_titles(store, "1")
    (page,) = [store.read_changes(0, 10)]
    behind = [store.read_changes(1, 10)] * 3
    publish_titles(store, "2")

    class Lagging:
        def read_changes(self, *_: object) -> object:
            return behind.pop() if behind else store.read_changes(1, 10)

    library.position.ask()
    library.store = cast("Store", Lagging())

    assert page.position == 1
    assert follow_while_reading(library, Following(1, None, None)) == [2]
    assert behind == []


def follow_while_reading(library: Library, wanted: Following) -> list[int]:
    async def run() -> list[int]:
        async with aclosing(follow(library, wanted)) as changes:
            return await take(changes, 1)

    return asyncio.run(run())


def test_following_ends_with_the_server(opened: Opened) -> None:
    """Everybody who waits is let go, and nobody listens any more."""
    _, library = opened

    async def run() -> None:
        changes = follow(library, Following(0, None, None))
        waiting = asyncio.ensure_future(anext(changes, None))
        await asyncio.sleep(0.01)
        assert len(library.hub) == 1
        library.hub.close()
        async with asyncio.timeout(_ENOUGH):
            assert await waiting is None

    asyncio.run(run())
    assert len(library.hub) == 0


def test_an_article_is_never_older_than_the_change_that_is_told(opened: Opened) -> None:
    """Who is told of a change and reads the article gets none that was kept before it, whoever hears of it first."""
    store, library = opened
    publish_titles(store, "1")
    assert show(library, "en").title.value == "1"
    library.position.is_followed = True  # by a watcher that has not heard of the next one yet
    publish_titles(store, "2")
    before = show(library, "en").title.value

    async def run() -> str:
        async with aclosing(follow(library, Following(1, None, None))) as changes:
            await take(changes, 1)
            return show(library, "en").title.value

    assert (before, asyncio.run(run())) == ("1", "2")


def test_the_feed_shows_no_older_articles_than_its_changes(opened: Opened) -> None:
    """A page of changes, too, is news to a server that has not heard of them yet."""
    store, library = opened
    publish_titles(store, "1")
    assert show(library, "en").title.value == "1"
    library.position.is_followed = True
    publish_titles(store, "2")

    assert len(list_changes(library, ["en"], PageRequest(10, write_feed_cursor(1))).nodes) == 1
    assert show(library, "en").title.value == "2"

"""The version of an article: it changes with what is delivered, and names a state that can be come back to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import pytest

from tests.support.graph_client import FULL_ARTICLE, Answer, GraphClient
from tests.support.subjects import day, make_article, make_topic, publish, translate
from verbena.model.edition import Snapshot
from verbena.model.translation import TranslationState
from verbena.reading.library import Library
from verbena.store.contract import Reader, Store

OLD = make_article(texts={"title": "Old", "summary": "Summary"}, topics=("t",))
NEW = make_article(texts={"title": "New", "summary": "Summary"}, topics=("t",))
ARABIC = translate(OLD, "ar")


class ReaderOfThen:
    """A store's reading side in which articles are as they were at one change."""

    def __init__(self, store: Reader, change: int) -> None:
        self._store = store
        self._change = change

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def read_article(self, slug: str, tags: Sequence[str]) -> Snapshot | None:
        now = self._store.read_article(slug, tags)
        return now and self._store.read_snapshots([now.name], tags, self._change).get(now.name)


def read(client: GraphClient, locale: str = "ar") -> Answer:
    variables = {"slug": "bones", "section": "none", "locale": locale}
    article: Answer = client.ask(FULL_ARTICLE.read_text(), variables, operation="Article")["article"]
    return article


@pytest.fixture(autouse=True)
def _published(store: Store) -> None:
    """The old article in English and Arabic, its topic, and another article."""
    publish(store, make_topic("t"), at=day(0))
    publish(store, OLD, {"ar": ARABIC}, day(1))
    publish(store, make_article("other"), at=day(2))


CHANGES: dict[str, Callable[[Store], object]] = {
    "the source": lambda store: publish(store, NEW, at=day(3)),
    "a translation": lambda store: publish(store, OLD, {"ar": translate(OLD, "better")}, day(3)),
    "a state": lambda store: publish(store, OLD, {"ar": translate(OLD, "ar", state=TranslationState.FINAL)}, day(3)),
    "a topic": lambda store: publish(store, make_topic("t", "Renamed"), at=day(3)),
    "a topic's translation": lambda store: publish(store, make_topic("t"), {"ar": translate(make_topic("t"), "ar")}),
    "another locale": lambda store: publish(store, OLD, {"sw": translate(OLD, "sw")}, day(3)),
}
NO_CHANGES: dict[str, Callable[[Store], object]] = {
    "nothing": lambda store: publish(store, OLD, {"ar": ARABIC}, day(3)),
    "another article": lambda store: publish(store, make_article("other", {"title": "Changed"}), at=day(3)),
    "a new article": lambda store: publish(store, make_article("new"), at=day(3)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_version_changes_with_what_is_delivered(
    client: GraphClient, store: Store, change: Callable[[Store], object]
) -> None:
    """Whatever of the answer changes, the version does."""
    before = read(client)

    change(store)

    after = read(client)
    assert without_lists(after) != without_lists(before)
    assert after["version"] != before["version"]


@pytest.mark.parametrize("change", NO_CHANGES.values(), ids=NO_CHANGES)
def test_version_stays_with_what_is_delivered(
    client: GraphClient, store: Store, change: Callable[[Store], object]
) -> None:
    """What does not show in the article changes nothing of it."""
    before = read(client)

    change(store)

    after = read(client)
    assert without_lists(after) == without_lists(before)
    assert after["version"] == before["version"]


@pytest.mark.parametrize("locale", ["en", "ar", "sw"])
def test_a_version_can_be_read_again(client: GraphClient, store: Store, locale: str) -> None:
    """After newer editions in every locale the state that a version names is given again, word for word."""
    before = read(client, locale)
    change = store.position()
    publish(store, NEW, {"ar": translate(NEW, "new"), "sw": translate(NEW, "new")}, day(3))
    assert read(client, locale)["title"] != before["title"]

    then = GraphClient(Library(cast("Reader", ReaderOfThen(store, change)), "http://verbena.test", "en"))

    assert without_lists(read(then, locale)) == without_lists(before)


def without_lists(article: Answer) -> Answer:
    """The article without the articles that its topics list, which are as they are now."""
    return {**article, "topics": [{**topic, "articles": None} for topic in article["topics"]]}

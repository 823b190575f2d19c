"""Bundles: all articles page by page, and with the feed after them exactly what is published."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from tests.support.graph_client import GraphClient
from tests.support.offline_app import OfflineApp
from tests.support.subjects import article_name, day, edition, make_article, make_topic, publish, translate
from verbena.model.edition import Revision
from verbena.reading.changes import write_feed_cursor
from verbena.store.contract import Store
from verbena.store.cursors import Place, write_cursor
from verbena.store.values import Holds

PAGE = """query ($after: String, $first: Int, $locale: Locale!) {
  bundle(locale: $locale, after: $after, first: $first) {
    totalCount changesAfter pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { key } } nodes { key }
  } }"""
KEYS = [f"a{number}" for number in range(9)]

# What is shown: a locale, its fallback, and the locales whose changes are asked for.
SHOWN = {
    "all changes": ("ar", None, None),
    "a translation and its source": ("ar", None, ["ar", "en"]),
    "no other language": ("ar", [], ["ar", "en"]),
    "another fallback": ("sw", ["ar"], ["sw", "ar", "en"]),
    "a source": ("en", None, ["en"]),
}


class Publisher:
    """Does one thing after another to what is published, at random."""

    def __init__(self, store: Store, random: Random) -> None:
        self._store = store
        self._random = random
        self._steps: Iterator[int] = iter(range(10_000))

    def act(self) -> None:
        """Publish, translate, withdraw, redirect or rename an article, or rename a topic."""
        often = (self._write, self._write, self._translate)
        seldom = (self._withdraw, self._withdraw_all, self._redirect, self._rename_topic)
        self._random.choice((*often, *often, *seldom))(next(self._steps))

    def _write(self, step: int) -> None:
        new = self._make(self._random.choice(KEYS), step)
        self._store.save_revisions([new])
        locale = self._random.choice(["ar", "sw"])
        translated = [edition(new, locale, translate(new, f"{step}"))] if self._random.random() < 0.5 else []
        self._store.publish([edition(new), *translated], day(step), holds=Holds.LIFT)

    def _translate(self, step: int) -> None:
        if key := self._choose_published():
            name = article_name(key)
            draft = self._store.read_draft(name)
            assert draft is not None
            paths = self._random.sample(list(draft.units), self._random.randint(1, len(draft.units)))
            new = edition(draft, self._random.choice(["ar", "sw"]), translate(draft, f"{step}", paths))
            self._store.publish([new], day(step), holds=Holds.LIFT)

    def _withdraw(self, step: int) -> None:
        if key := self._choose_published():
            self._store.withdraw(article_name(key), [self._random.choice(["ar", "sw"])], day(step))

    def _withdraw_all(self, step: int) -> None:
        if key := self._choose_published():
            self._store.withdraw(article_name(key), None, day(step))

    def _redirect(self, step: int) -> None:
        key, target = self._choose_published(), self._choose_published()
        if key and target and key != target:
            self._store.redirect(article_name(key), article_name(target), day(step))

    def _rename_topic(self, step: int) -> None:
        publish(self._store, make_topic("t", f"Topic {step}"), at=day(step))

    def _choose_published(self) -> str | None:
        names = sorted(self._store.published_slugs().values())
        return self._random.choice(names).key if names else None

    def _make(self, key: str, step: int) -> Revision:
        title = f"{self._random.choice('abcxyz')} {step}"
        slug = f"{key}-{self._random.choice('nop')}"
        topics = ("t",) if self._random.random() < 0.5 else ()
        return make_article(key, {"title": title, "summary": f"S {step}"}, slug=slug, topics=topics)


@pytest.mark.parametrize("shown", SHOWN.values(), ids=SHOWN)
@pytest.mark.parametrize("seed", range(6))
def test_bundle_and_feed_give_what_is_published(
    client: GraphClient, store: Store, seed: int, shown: tuple[str, list[str] | None, list[str] | None]
) -> None:
    """Whatever is published, withdrawn, redirected and renamed between pages, an app ends with what a new one gets."""
    random = Random(seed)
    publisher = Publisher(store, random)
    publish(store, make_topic("t"))
    for key in KEYS[:6]:
        publish(store, make_article(key, topics=("t",)), {"ar": translate(make_article(key), "ar")})
    acts = iter(range(25))

    def act() -> None:
        for _ in zip(range(random.randint(0, 3)), acts, strict=False):
            publisher.act()

    app = OfflineApp(client, *shown, size=random.choice([1, 2, 3]))
    app.fill(act)
    app.catch_up(act)
    for _ in acts:
        publisher.act()
    app.catch_up()

    fresh = OfflineApp(client, *shown, size=100)
    fresh.fill()
    assert app.content == fresh.content
    assert len(store.read_changes(0, 1000).changes) > 20
    fresh.catch_up()
    assert app.content == fresh.content


@pytest.mark.parametrize("size", [1, 2, 4, 5])
def test_pages_repeat_where_to_go_on(client: GraphClient, store: Store, size: int) -> None:
    """Page by page comes each article once; all pages name the change before the first, whatever came since."""
    for key in KEYS[:4]:
        publish(store, make_article(key))
    keys: list[str] = []
    after = None
    while True:
        page = client.ask(PAGE, {"locale": "en", "after": after, "first": size})["bundle"]
        assert page["changesAfter"] == write_feed_cursor(4)
        assert page["pageInfo"]["hasPreviousPage"] is bool(keys)
        assert [edge["node"] for edge in page["edges"]] == page["nodes"]
        assert page["pageInfo"]["startCursor"] == page["edges"][0]["cursor"]
        keys += [node["key"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        publish(store, make_topic("t", f"Topic {len(keys)}"))
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert keys == KEYS[:4]
    assert page["totalCount"] == 4


def test_an_empty_bundle_begins_somewhere(client: GraphClient, store: Store) -> None:
    """Where nothing is shown there is a cursor all the same, after which the first article is told."""
    page = client.ask(PAGE, {"locale": "en"})["bundle"]
    assert (page["nodes"], page["totalCount"], page["changesAfter"]) == ([], 0, write_feed_cursor(0))

    publish(store, make_article("a0"))

    after = client.ask(
        "query ($after: String) { changes(after: $after) { nodes { key } } }", {"after": page["changesAfter"]}
    )
    assert after["changes"]["nodes"] == [{"key": "a0"}]


def test_forged_cursors_are_refused(client: GraphClient, store: Store) -> None:
    """A cursor of another list, or one with an altered part, is an error with the code INVALID_CURSOR."""
    publish(store, make_article("a0"))
    inner = client.ask("{ articles { edges { cursor } } }")["articles"]["edges"][0]["cursor"]
    forged = [
        "",
        "xyz",
        inner,
        write_feed_cursor(1),
        *(write_cursor(Place("bundle", number, inner)) for number in (-1, 2, 2**63 - 1)),
        write_cursor(Place("bundle", 1, "xyz")),
        write_cursor(Place("bundle", 1, write_feed_cursor(1))),
    ]

    for cursor in forged:
        error = client.refuse(PAGE, {"locale": "en", "after": cursor})
        assert error["extensions"]["code"] == "INVALID_CURSOR", cursor
    client.ask(PAGE, {"locale": "en", "after": write_cursor(Place("bundle", 1, inner))})

"""`fallback: []`: the article as it was when it was last complete in the locale or a parent of it, or nothing."""

from __future__ import annotations

import pytest

from tests.support.graph_client import Answer, GraphClient
from tests.support.subjects import day, make_article, publish, translate
from verbena.model.translation import TranslationState
from verbena.store.contract import Store

ASK = """query ($locale: Locale!, $fallback: [Locale!] = []) {
  article(slug: "bones", locale: $locale, fallback: $fallback) {
    id isOutdated locale version updatedAt
    title { id path value lang isFallback translation { isOutdated } }
    summary { id path value lang isFallback }
  }
}"""
OLD = {"title": "Old title", "summary": "Summary"}
NEW = {"title": "New title", "summary": "Summary"}


def read(client: GraphClient, locale: str) -> Answer | None:
    article: Answer | None = client.ask(ASK, {"locale": locale})["article"]
    return article


def must_read(client: GraphClient, locale: str) -> Answer:
    article = read(client, locale)
    assert article is not None
    return article


@pytest.mark.parametrize(("locale", "is_given"), [("en", True), ("en-GB", True), ("ar", False), ("xx", False)])
def test_the_source_is_always_complete(client: GraphClient, store: Store, locale: str, is_given: bool) -> None:
    """In its source language and those that it serves an article is given; where nothing is translated it is not."""
    publish(store, make_article(texts=OLD))

    assert (read(client, locale) is not None) is is_given


@pytest.mark.parametrize("paths", [["title"], ["summary"]])
def test_in_part_is_not_complete(client: GraphClient, store: Store, paths: list[str]) -> None:
    """What never had all its texts in the locale is not given, though it is with a fallback."""
    article = make_article(texts=OLD)
    publish(store, article, {"ar": translate(article, "ar", paths)})

    assert read(client, "ar") is None
    assert client.ask(ASK, {"locale": "ar", "fallback": None})["article"]["locale"] == "ar"


@pytest.mark.parametrize("locale", ["ar", "ar-EG"])
def test_complete_is_given_as_it_is(client: GraphClient, store: Store, locale: str) -> None:
    """A complete translation is given, to readers of its regions too, and isn't outdated."""
    article = make_article(texts=OLD)
    publish(store, article, {"ar": translate(article, "ar")})

    given = must_read(client, locale)

    assert given["isOutdated"] is False
    assert {given[path]["lang"] for path in OLD} == {"ar"}
    assert {given[path]["isFallback"] for path in OLD} == {False}


@pytest.mark.parametrize("locale", ["ar", "ar-EG"])
def test_what_was_complete_is_given_after_the_source_moved_on(client: GraphClient, store: Store, locale: str) -> None:
    """After the source changed, the last complete state is given again, told to be outdated."""
    old, new = make_article(texts=OLD), make_article(texts={**NEW, "extra.text": "More"})
    publish(store, old, {"ar": translate(old, "ar")}, day(0))
    before = must_read(client, locale)

    publish(store, new, at=day(1))

    after = must_read(client, locale)
    assert after["isOutdated"] is True
    assert after["title"] == {**before["title"], "translation": {"isOutdated": True}}
    assert (after["summary"], after["id"]) == (before["summary"], before["id"])
    assert after["version"] != before["version"]


def test_a_new_complete_translation_takes_its_place(client: GraphClient, store: Store) -> None:
    """As soon as the locale is complete again, that is given, and no longer outdated."""
    old, new = make_article(texts=OLD), make_article(texts=NEW)
    publish(store, old, {"ar": translate(old, "old")}, day(0))
    publish(store, new, at=day(1))

    publish(store, new, {"ar": translate(new, "new")}, day(2))

    given = must_read(client, "ar")
    assert (given["title"]["value"], given["isOutdated"]) == ("new title", False)


def test_an_incomplete_translation_does_not(client: GraphClient, store: Store) -> None:
    """A newer translation that lacks something is passed over for the older one that lacked nothing."""
    old, new = make_article(texts=OLD), make_article(texts={"title": "New title", "summary": "New summary"})
    publish(store, old, {"ar": translate(old, "old")}, day(0))

    publish(store, new, {"ar": translate(old, "old") | translate(new, "new", ["title"])}, day(1))

    given = must_read(client, "ar")
    assert [given[path]["value"] for path in NEW] == ["old title", "old summary"]
    assert given["isOutdated"] is True
    with_source = client.ask(ASK, {"locale": "ar", "fallback": None})["article"]
    assert [with_source[path]["value"] for path in NEW] == ["new title", "old summary"]


def test_parents_complete_each_other(client: GraphClient, store: Store) -> None:
    """A region's own words count together with those of its parent."""
    article = make_article(texts=OLD, locale="ar")
    publish(store, article, {"en": translate(article, "en"), "en-GB": translate(article, "en-GB", ["title"])})

    given = must_read(client, "en-GB")

    assert [(given[path]["value"], given[path]["isFallback"]) for path in OLD] == [
        ("en-GB title", False),
        ("en summary", False),
    ]


def test_older_views_are_fetched_again(client: GraphClient, store: Store) -> None:
    """Ids of an older state lead back to it, and not to the source of today."""
    old, new = make_article(texts=OLD), make_article(texts=NEW)
    publish(store, old, {"ar": translate(old, "ar", state=TranslationState.REVIEWED)}, day(0))
    publish(store, new, at=day(1))
    given = must_read(client, "ar")

    document = "query ($id: ID!) { node(id: $id) { ... on Text { value lang translation { state isOutdated } } } }"
    again = client.ask(document, {"id": given["title"]["id"]}, accept_language="en")["node"]

    assert again == {"value": "ar title", "lang": "ar", "translation": {"state": "REVIEWED", "isOutdated": True}}


def test_lists_have_what_was_complete_once(client: GraphClient, store: Store) -> None:
    """A list without another language holds just the articles that would be given so one by one."""
    complete, partial, moved = (make_article(key, OLD) for key in ("complete", "partial", "moved"))
    publish(store, complete, {"ar": translate(complete, "ar")})
    publish(store, partial, {"ar": translate(partial, "ar", ["title"])})
    publish(store, moved, {"ar": translate(moved, "ar")}, day(0))
    publish(store, make_article("moved", NEW), at=day(1))

    document = '{ articles(locale: "ar", fallback: []) { totalCount nodes { slug isOutdated title { lang } } } }'

    assert client.ask(document)["articles"] == {
        "totalCount": 2,
        "nodes": [
            {"slug": "complete", "isOutdated": False, "title": {"lang": "ar"}},
            {"slug": "moved", "isOutdated": True, "title": {"lang": "ar"}},
        ],
    }

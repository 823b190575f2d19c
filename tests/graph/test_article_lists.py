"""Which articles a list holds, and in which order."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.graph_client import GraphClient
from tests.support.subjects import day, make_article, make_medication, make_term, make_topic, publish, translate
from verbena.store.contract import Store

ASK = """query ($locale: Locale, $fallback: [Locale!], $filter: ArticleFilter, $order: ArticleOrder) {
  articles(locale: $locale, fallback: $fallback, filter: $filter, orderBy: $order) {
    totalCount nodes { key title { value lang } } } }"""


@pytest.fixture(autouse=True)
def filled(store: Store) -> None:
    """Articles a (day 0, cancer), b (day 1, cancer and bones, tamoxifen) and c (day 2, letrozole), named against that.

    `a` is in Arabic too, by a title that comes last there.
    """
    publish(store, make_term("drug-class.serm"))
    for key in ("cancer", "bones"):
        publish(store, make_topic(key))
    for key in ("tamoxifen", "letrozole"):
        publish(store, make_medication(key))
    a = make_article("a", {"title": "Zebra", "summary": "x"}, topics=("cancer",))
    b = make_article("b", {"title": "élan", "summary": "x"}, topics=("cancer", "bones"), medications=("tamoxifen",))
    c = make_article("c", {"title": "Data", "summary": "x"}, medications=("letrozole",), conditions=("bones",))
    publish(store, a, {"ar": translate(a, "ar")}, at=day(0))
    publish(store, b, at=day(1))
    publish(store, c, at=day(2))


def keys(client: GraphClient, **variables: Any) -> list[str]:
    page = client.ask(ASK, variables)["articles"]
    assert page["totalCount"] == len(page["nodes"])
    return [node["key"] for node in page["nodes"]]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (None, ["c", "b", "a"]),
        ("TITLE", ["c", "b", "a"]),
        ("UPDATED_NEWEST", ["c", "b", "a"]),
        ("PUBLISHED_NEWEST", ["c", "b", "a"]),
    ],
)
def test_orders(client: GraphClient, order: str | None, expected: list[str]) -> None:
    """By title as people sort, whatever the case and the accents, or newest first; by title where null."""
    assert keys(client, order=order) == expected


def test_orders_differ(client: GraphClient, store: Store) -> None:
    """An article that changes moves up in the one order and stays in the others."""
    a = make_article("a", {"title": "Zebra", "summary": "changed"}, topics=("cancer",))
    publish(store, a, at=day(3))

    orders = ("TITLE", "UPDATED_NEWEST", "PUBLISHED_NEWEST")
    assert [keys(client, order=order) for order in orders] == [["c", "b", "a"], ["a", "c", "b"], ["c", "b", "a"]]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (None, ["c", "b", "a"]),
        ({}, ["c", "b", "a"]),
        ({"topic": None, "medication": None, "publishedIn": None, "updatedSince": None}, ["c", "b", "a"]),
        ({"topic": "cancer"}, ["b", "a"]),
        ({"topic": "bones"}, ["b"]),
        ({"topic": "none"}, []),
        ({"topic": ""}, []),
        ({"topic": "a\0b"}, []),
        ({"medication": "tamoxifen"}, ["b"]),
        ({"medication": "letrozole"}, ["c"]),
        ({"medication": ""}, []),
        ({"publishedIn": "ar"}, ["a"]),
        ({"publishedIn": "EN"}, ["c", "b", "a"]),
        ({"publishedIn": "ar-EG"}, []),
        ({"updatedSince": "2026-01-02T12:00:00Z"}, ["c", "b"]),
        ({"updatedSince": "2026-01-02T14:00:00.000001+02:00"}, ["c"]),
        ({"updatedSince": "2027-01-01T00:00:00Z"}, []),
        ({"updatedSince": "0001-01-01T00:00:00+14:00"}, ["c", "b", "a"]),
        ({"updatedSince": "9999-12-31T23:59:59.999999-14:00"}, []),
        ({"topic": "cancer", "medication": "tamoxifen"}, ["b"]),
        ({"topic": "cancer", "publishedIn": "ar"}, ["a"]),
        ({"topic": "bones", "publishedIn": "ar"}, []),
    ],
)
def test_filters(client: GraphClient, condition: dict[str, Any] | None, expected: list[str]) -> None:
    """A list holds what meets every condition given, a null one being none; nothing meets an empty key."""
    assert keys(client, filter=condition) == expected


def test_titles_sort_in_the_language_shown(client: GraphClient) -> None:
    """Each article is sorted by the title that is shown of it."""
    nodes = client.ask(ASK, {"locale": "ar"})["articles"]["nodes"]

    assert [(node["key"], node["title"]["lang"]) for node in nodes] == [("a", "ar"), ("c", "en"), ("b", "en")]


def test_lists_present_like_articles(client: GraphClient) -> None:
    """What any list shows of an article is what `article` shows of it, ids and all."""
    parts = "{ id locale requestedLocale version isOutdated title { id value lang isFallback } }"
    data = client.ask(
        f"""query ($l: Locale) {{
          article(slug: "b", locale: $l) {parts}
          articles(locale: $l, filter: {{medication: "tamoxifen"}}) {{ nodes {parts} }}
          medication(key: "tamoxifen", locale: $l) {{ articles {{ nodes {parts} }} }}
          topics(locale: $l) {{ articles(first: 1) {{ nodes {parts} }} }} }}""",
        {"l": "ar-EG"},
    )

    article = data["article"]
    assert data["articles"]["nodes"] == [article]
    assert data["medication"]["articles"]["nodes"] == [article]
    assert data["topics"][0]["articles"]["nodes"] == [article]


def test_below_an_article_its_fallback_holds(client: GraphClient) -> None:
    """What stands below an article, lists of other articles too, keeps its locale and fallback."""
    document = """{ article(slug: "a", locale: "xx", fallback: ["ar"]) { locale topics { name { lang }
      articles { nodes { key requestedLocale title { lang } } } } } }"""

    article = client.ask(document)["article"]

    assert article["locale"] == "ar"
    assert article["topics"] == [
        {
            "name": {"lang": "en"},
            "articles": {"nodes": [{"key": "a", "requestedLocale": "xx", "title": {"lang": "ar"}}]},
        }
    ]

"""The feed of changes, and the history of one article."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.graph_client import Answer, GraphClient
from tests.support.subjects import (
    article_name,
    day,
    edition,
    make_article,
    make_topic,
    publish,
    topic_name,
    translate,
)
from verbena.model.change import Signature
from verbena.reading.changes import write_feed_cursor
from verbena.store.contract import Store
from verbena.store.cursors import Place, write_cursor

OLD = make_article(slug="old", topics=("t",))
NEW = make_article(texts={"title": "New", "summary": "Other"}, slug="new", topics=("t",))

PAGE = """query ($after: String, $locales: [Locale!], $first: Int) {
  changes(after: $after, locales: $locales, first: $first) {
    cursor pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { key } } nodes { cursor key locale kind }
  }
}"""
WHOLE = """{ changes(first: 100) { nodes {
  kind subjectKind key slug locale isSource at number by why
  sections { added changed removed elsewhere } redirection { oldSlug key slug }
} } }"""
HISTORY = """query ($locale: Locale, $first: Int, $after: String) { article(slug: "new") {
  editions(locale: $locale, first: $first, after: $after) {
    edges { cursor node { kind locale number by why } } nodes { kind locale number }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  } } }"""


@pytest.fixture
def _told(store: Store) -> None:
    """A topic, an article in two locales, of which one is withdrawn, that then moves to another slug: six changes."""
    publish(store, make_topic("t"), at=day(0))
    store.save_revisions([OLD])
    store.publish([edition(OLD), edition(OLD, "ar", translate(OLD, "ar"))], day(1), Signature("Amina", "Begin."))
    store.withdraw(article_name("bones"), ["ar"], day(2), Signature("Bo", "Wrong dose."))
    publish(store, NEW, at=day(3))


def read(client: GraphClient, **variables: Any) -> Answer:
    page: Answer = client.ask(PAGE, variables)["changes"]
    return page


def read_all(client: GraphClient, size: int, locales: list[str] | None = None) -> list[Answer]:
    """Every change, page by page."""
    seen: list[Answer] = []
    after = None
    while True:
        page = read(client, first=size, after=after, locales=locales)
        assert [edge["node"]["key"] for edge in page["edges"]] == [node["key"] for node in page["nodes"]]
        assert [edge["cursor"] for edge in page["edges"]] == [node["cursor"] for node in page["nodes"]]
        assert page["pageInfo"]["hasPreviousPage"] is bool(seen)
        seen += page["nodes"]
        after = page["cursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return seen
        assert page["pageInfo"]["endCursor"] == page["nodes"][-1]["cursor"]


@pytest.mark.usefixtures("_told")
def test_each_change_tells_what_it_did(client: GraphClient) -> None:
    """An entry names what changed, where, when, by whom and why, what it touched, and where a slug leads."""
    told = client.ask(WHOLE)["changes"]["nodes"]

    nothing = {"by": None, "why": None, "sections": None, "redirection": None}
    whole = {"added": [], "changed": [], "removed": [], "elsewhere": True}
    article = {**nothing, "subjectKind": "ARTICLE", "key": "bones", "slug": "new", "sections": whole}
    begun = {"kind": "PUBLISHED", "at": "2026-01-02T12:00:00Z", "number": 1, "by": "Amina", "why": "Begin."}
    withdrawn = {"kind": "WITHDRAWN", "at": "2026-01-03T12:00:00Z", "number": None, "by": "Bo", "why": "Wrong dose."}
    moved = {"kind": "REDIRECTED", "redirection": {"oldSlug": "old", "key": "bones", "slug": "new"}}
    topic = {**nothing, "subjectKind": "TOPIC", "key": "t", "slug": None, "locale": "en", "isSource": True}
    assert told == [
        {**topic, "kind": "PUBLISHED", "at": "2026-01-01T12:00:00Z", "number": 1},
        {**article, **begun, "locale": "en", "isSource": True},
        {**article, **begun, "locale": "ar", "isSource": False},
        {**article, **withdrawn, "locale": "ar", "isSource": False},
        {**article, "kind": "PUBLISHED", "locale": "en", "isSource": True, "at": "2026-01-04T12:00:00Z", "number": 2},
        {**article, **moved, "locale": "en", "isSource": True, "at": "2026-01-04T12:00:00Z", "number": 2},
    ]


@pytest.mark.usefixtures("_told")
@pytest.mark.parametrize("locales", [None, ["en"], ["ar"], ["ar", "en", "ar"], ["fr"]])
@pytest.mark.parametrize("size", [1, 2, 5, 6, 100])
def test_pages_make_up_the_feed(client: GraphClient, size: int, locales: list[str] | None) -> None:
    """Page by page comes each change in the locales asked for once, in order."""
    everything = read(client, first=100)["nodes"]

    wanted = [change for change in everything if locales is None or change["locale"] in locales]
    assert read_all(client, size, locales) == wanted
    assert len(everything) == 6


@pytest.mark.usefixtures("_told")
def test_who_reads_a_quiet_locale_goes_on_at_the_end(client: GraphClient, store: Store) -> None:
    """The cursor of an empty page is beyond what was passed over, and what comes later comes after it."""
    page = read(client, locales=["fr"])
    assert page["nodes"] == []
    assert page["cursor"] == write_feed_cursor(6)
    assert page["pageInfo"] == {
        "hasNextPage": False,
        "hasPreviousPage": False,
        "startCursor": None,
        "endCursor": None,
    }

    publish(store, NEW, {"fr": translate(NEW, "fr")}, day(5))

    (new,) = read(client, locales=["fr"], after=page["cursor"])["nodes"]
    assert (new["locale"], new["cursor"]) == ("fr", write_feed_cursor(7))


@pytest.mark.usefixtures("_told")
def test_changes_lead_to_the_article_then_and_now(client: GraphClient, store: Store) -> None:
    """`version` gives the article as of that change, and `article` as it is now, in the change's locale or another."""
    changes = client.ask("{ changes { nodes { kind key locale version article { locale title { value } } } } }")
    told = changes["changes"]["nodes"]
    then = 'query ($version: String!) { article(slug: "new", locale: "en", version: $version) { title { value } } }'

    assert [change["article"] and change["article"]["title"]["value"] for change in told] == [None, *["New"] * 5]
    titles = [client.ask(then, {"version": change["version"]})["article"] for change in told]
    assert [title and title["title"]["value"] for title in titles] == [None, *["About bones"] * 3, *["New"] * 2]

    store.withdraw(article_name("bones"), None, day(4))
    after = client.ask("{ changes { nodes { slug article { locale } } } }")["changes"]["nodes"]
    assert [change["article"] for change in after] == [None] * 7


@pytest.mark.usefixtures("_told")
def test_article_of_a_change_is_presented_as_asked(client: GraphClient, store: Store) -> None:
    """Without a locale it is the change's own; with one, that and its fallback."""
    publish(store, NEW, {"de": translate(NEW, "de")}, day(4))
    document = """query ($after: String, $locale: Locale, $fallback: [Locale!]) {
      changes(after: $after) { nodes { article(locale: $locale, fallback: $fallback) { title { lang } } } } }"""

    def ask(**variables: Any) -> Any:
        (change,) = client.ask(document, {"after": write_feed_cursor(6), **variables})["changes"]["nodes"]
        return change["article"] and change["article"]["title"]["lang"]

    assert ask() == "de"
    assert ask(locale="en") == "en"
    assert ask(locale="sw") == "en"
    assert ask(locale="sw", fallback=["de"]) == "de"
    assert ask(locale="sw", fallback=[]) is None


FORGED = {
    "none of ours": "xyz",
    "empty": "",
    "of another list": write_cursor(Place("TITLE", b"a", "a")),
    "before the first": write_feed_cursor(-1),
    "beyond the last": write_feed_cursor(7),
    "far beyond": write_feed_cursor(2**63 - 1),
}


@pytest.mark.usefixtures("_told")
@pytest.mark.parametrize("cursor", FORGED.values(), ids=FORGED)
def test_a_forged_cursor_is_refused(client: GraphClient, cursor: str) -> None:
    """A cursor that no change has, or that is beyond the newest, is an error in the feed and in histories."""
    assert client.refuse(PAGE, {"after": cursor})["extensions"]["code"] == "INVALID_CURSOR"
    assert client.refuse(HISTORY, {"after": cursor})["extensions"]["code"] == "INVALID_CURSOR"


def test_bounds_of_the_feed(client: GraphClient) -> None:
    """No locale, more than a hundred, and a page out of bounds are errors; an empty feed is none."""
    many = [f"x-{number}" for number in range(101)]
    for variables in ({"locales": []}, {"locales": many}, {"first": -1}, {"first": 101}):
        assert client.refuse(PAGE, variables)["extensions"]["code"] == "BAD_USER_INPUT", variables

    page = read(client, locales=many[:100])
    assert (page["nodes"], page["cursor"]) == ([], write_feed_cursor(0))


@pytest.mark.usefixtures("_told")
@pytest.mark.parametrize("size", [1, 2, 3, 5, 6])
@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        (
            None,
            [
                ("REDIRECTED", "en", 2),
                ("PUBLISHED", "en", 2),
                ("WITHDRAWN", "ar", None),
                ("PUBLISHED", "ar", 1),
                ("PUBLISHED", "en", 1),
            ],
        ),
        ("ar", [("WITHDRAWN", "ar", None), ("PUBLISHED", "ar", 1)]),
        ("fr", []),
    ],
)
def test_history_is_newest_first(client: GraphClient, locale: str | None, expected: list[object], size: int) -> None:
    """Page by page, the changes of the article alone come newest first, each once."""
    seen: list[object] = []
    after = None
    while True:
        page = client.ask(HISTORY, {"locale": locale, "first": size, "after": after})["article"]["editions"]
        assert page["pageInfo"]["hasPreviousPage"] is bool(seen)
        seen += [(node["kind"], node["locale"], node["number"]) for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert seen == expected


@pytest.mark.usefixtures("_told")
def test_history_says_who_and_why(client: GraphClient) -> None:
    """Whoever signed a change is named in the history with the reason, for every reader."""
    edges = client.ask(HISTORY, {"locale": "ar"})["article"]["editions"]["edges"]

    signed = [(edge["node"]["by"], edge["node"]["why"]) for edge in edges]
    assert signed == [("Bo", "Wrong dose."), ("Amina", "Begin.")]


@pytest.mark.usefixtures("_told")
def test_history_of_an_older_version_is_that_of_now(client: GraphClient, store: Store) -> None:
    """An article read at an older version has its whole history, the later changes among it."""
    version = client.ask('{ article(slug: "new") { version } }')["article"]["version"]
    publish(store, OLD, at=day(5))
    document = 'query ($version: String) { article(slug: "new", version: $version) { editions { nodes { number } } } }'

    then = client.ask(document, {"version": version})
    assert then == client.ask(document)
    assert then["article"]["editions"]["nodes"][0]["number"] == 3


def test_reference_data_has_no_history_of_articles(client: GraphClient, store: Store) -> None:
    """An article whose key is that of a topic has its own history."""
    publish(store, make_topic("bones"))
    publish(store, make_article(slug="new"))

    nodes = client.ask(HISTORY)["article"]["editions"]["nodes"]
    assert nodes == [{"kind": "PUBLISHED", "locale": "en", "number": 1}]
    assert store.read_history(topic_name("bones"), None, 9).changes[0].sequence == 1

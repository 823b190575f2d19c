"""Ids name a thing as presented, and fetch exactly that again."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import Any

import pytest

from tests.support.graph_client import FULL_ARTICLE, Answer, GraphClient, find_objects

SLUG = "breast-cancer-and-osteoporosis"
NODES_AT_ONCE = 100
NODE = "query ($id: ID!) { node(id: $id) { __typename id } }"
PRESENTATIONS: list[tuple[str | None, list[str] | None]] = [
    ("en", None),
    ("ar", None),
    ("sw", None),
    ("ar-EG", None),
    ("fr", ["ar"]),
    ("ar", []),
    (None, None),
]


def agree(one: object, other: object) -> bool:
    """Whether two answers say the same wherever both say something."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(agree(one[name], other[name]) for name in one.keys() & other.keys())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(agree, one, other))
    return one == other


def refetch(client: GraphClient, ids: list[str]) -> dict[str, Answer | None]:
    """What each id gives, in full, asked for without a locale by a client that prefers another language."""
    found: dict[str, Answer | None] = {}
    for start in range(0, len(ids), NODES_AT_ONCE):
        page = ids[start : start + NODES_AT_ONCE]
        data = client.ask(FULL_ARTICLE.read_text(), {"ids": page}, accept_language="he", operation="Refetch")
        found |= zip(page, data["nodes"], strict=True)
    return found


def assert_refetched(client: GraphClient, answer: Answer) -> None:
    """Each thing in the answer that has an id is given again by it: with each field that it has there, unchanged."""
    nodes = [found for found in find_objects(answer) if {"id", "__typename"} <= found.keys()]
    again = refetch(client, list(dict.fromkeys(node["id"] for node in nodes)))
    for node in nodes:
        given = again[node["id"]]
        assert given is not None, node
        assert node.keys() <= given.keys() | {"section"}
        assert agree(node, given), (node, given)


@pytest.mark.parametrize(("locale", "fallback"), PRESENTATIONS)
def test_everything_in_an_article_is_fetched_again(
    bundled: GraphClient, locale: str | None, fallback: list[str] | None
) -> None:
    """Every node of an answer comes back by its id alone, in the presentation that it stood in."""
    variables = {"slug": SLUG, "section": "connection", "locale": locale, "fallback": fallback}
    answer = bundled.ask(FULL_ARTICLE.read_text(), variables, accept_language="kr, sw, ar", operation="Article")

    assert_refetched(bundled, answer)


@pytest.mark.parametrize("locale", ["en", "ar", "he"])
def test_every_kind_of_node_is_fetched_again(whole: GraphClient, locale: str) -> None:
    """There is no kind of node or of place from which an id doesn't lead back."""
    variables = {"slug": "bones", "section": "more", "locale": locale}
    answer = whole.ask(FULL_ARTICLE.read_text(), variables, operation="Article")

    assert_refetched(whole, answer)


def test_words_and_lists_are_fetched_again(bundled: GraphClient) -> None:
    """Ids of the interface's words, of topics and of listed things lead back too."""
    parts = "{ __typename id path value html lang dir isFallback translation { state origin isOutdated updatedAt } }"
    answer = bundled.ask(
        "query ($l: Locale) {"
        f" labels(locale: $l) {{ key text {parts} }}"
        f" topics(locale: $l) {{ __typename id key name {parts} }}"
        f" medications(locale: $l) {{ nodes {{ __typename id key drugClass {parts} routes {parts} }} }}"
        f' medication(key: "tamoxifen", locale: $l) {{ __typename id genericName {parts} }}'
        f" articles(locale: $l) {{ edges {{ node {{ __typename id title {parts} }} }} }} }}",
        {"l": "sw"},
    )

    assert_refetched(bundled, answer)


def test_ids_are_of_one_thing(bundled: GraphClient) -> None:
    """In the answers of several presentations no id stands for two things, and no thing for the same view has two."""
    document = FULL_ARTICLE.read_text()
    things: dict[str, set[Any]] = {}
    for locale, fallback in PRESENTATIONS[:-1]:
        variables = {"slug": SLUG, "section": "connection", "locale": locale, "fallback": fallback}
        answer = bundled.ask(document, variables, operation="Article")
        for found in find_objects(answer):
            if {"id", "__typename"} <= found.keys():
                thing = (locale, str(fallback), found["__typename"], found.get("path") or found["key"])
                things.setdefault(found["id"], set()).add(thing)

    assert {len(seen) for seen in things.values()} == {1}
    assert len(things) == len({thing for seen in things.values() for thing in seen})


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "x",
        "=",
        "a b",
        "Ünï",
        "\ud800",
        "QXJ0aWNsZTox",
        urlsafe_b64encode(b"null").decode(),
        urlsafe_b64encode(b'["Article","article","bones","",[]]').decode(),
        urlsafe_b64encode(b'["Article","planet","bones","",["en"]]').decode(),
        urlsafe_b64encode(b'["Article", "article", "bones", "", ["en"]]').decode(),
        urlsafe_b64encode(b'["Article","article","bones","",["x y"]]').decode().rstrip("="),
        urlsafe_b64encode(b'["Article","article","bones","",["EN"]]').decode().rstrip("="),
        urlsafe_b64encode(b'["Article","article","bones","",["en"],["a_b"]]').decode().rstrip("="),
        "A" * 100_000,
    ],
)
def test_forged_ids_are_refused(bundled: GraphClient, forged: str) -> None:
    """What is no id of this server is an error that says which and what to do, however it was made."""
    error = bundled.refuse(NODE, {"id": forged})

    assert error["extensions"]["code"] == "INVALID_ID"
    assert error["path"] == ["node"]
    assert ascii(forged[:20])[:-1] in error["message"]
    assert "give an `id`" in error["message"]
    assert len(error["message"]) < 500


@pytest.mark.parametrize(
    "gone",
    [
        b'["Article","article","gone","",["en"]]',
        b'["Section","article","breast-cancer-and-osteoporosis","gone",["en"]]',
        b'["Section","article","breast-cancer-and-osteoporosis","",["en"]]',
        b'["Faq","article","breast-cancer-and-osteoporosis","connection",["en"]]',
        b'["Article","article","breast-cancer-and-osteoporosis","title",["en"]]',
        b'["Text","article","breast-cancer-and-osteoporosis","gone.text",["en"]]',
        b'["Text","article","breast-cancer-and-osteoporosis","",["en"]]',
        b'["Article","article","breast-cancer-and-osteoporosis","",["sw"],[]]',
        b'["Medication","medication","gone","",["en"]]',
        b'["Topic","medication","tamoxifen","",["en"]]',
        b'["Text","medication","tamoxifen","gone",["en"]]',
        b'["Text","term","role.gone","role.gone.name",["en"]]',
        b'["Term","term","role.author","",["en"]]',
        b'["Text","interface","other","sources.text",["en"]]',
        b'["Text","interface","interface","gone.text",["en"]]',
        b'["Text","interface","in\\u0000terface","gone.text",["en"]]',
    ],
)
def test_ids_of_what_is_gone_give_null(bundled: GraphClient, gone: bytes) -> None:
    """A well-formed id of something that is not published, or not to be shown so, is null and no error."""
    assert bundled.ask(NODE, {"id": urlsafe_b64encode(gone).decode().rstrip("=")}) == {"node": None}


def test_nodes_keep_the_order(bundled: GraphClient) -> None:
    """`nodes` has an entry for each id in its order, the same one twice and null for what is gone among them."""
    labels = bundled.ask("{ labels { text { id } } }")["labels"]
    first, second = (label["text"]["id"] for label in labels[:2])
    gone = urlsafe_b64encode(b'["Medication","medication","gone","",["en"]]').decode().rstrip("=")

    data = bundled.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": [second, gone, first, second]})

    assert data == {"nodes": [{"id": second}, None, {"id": first}, {"id": second}]}

"""Pages of lists in Relay's shape: one after the other they are the whole list, whatever happens in between."""

from __future__ import annotations

import pytest

from tests.support.graph_client import Answer, GraphClient
from tests.support.subjects import day, make_article, make_medication, make_term, make_topic, publish, topic_name
from verbena.store.contract import Store

PAGE = "edges { cursor node { key } } nodes { key } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
LISTS = {
    "articles": "list: articles(first: $first, after: $after) { ...P }",
    "medications": "list: medications(first: $first, after: $after) { ...M }",
    "of a medication": 'of: medication(key: "m00") { list: articles(first: $first, after: $after) { ...P } }',
    "of a topic": "of: topics { list: articles(first: $first, after: $after) { ...P } }",
}
COUNT = 7


def fill(store: Store, count: int = COUNT) -> None:
    """As many articles, all about one topic and naming one medication, and as many medications."""
    publish(store, make_term("drug-class.serm"))
    publish(store, make_topic("t"))
    for number in range(count):
        publish(store, make_medication(f"m{number:02}"))
    for number in range(count):
        article = make_article(f"a{number:02}", topics=("t",), medications=("m00",))
        publish(store, article, at=day(number))


def write_query(name: str) -> str:
    """A document that asks for a page of that list."""
    connection = "MedicationConnection" if name == "medications" else "ArticleConnection"
    return (
        f"query ($first: Int, $after: String) {{ {LISTS[name]} }}"
        f" fragment {'M' if name == 'medications' else 'P'} on {connection} {{ {PAGE} totalCount }}"
    )


def read(client: GraphClient, name: str, first: int | None = None, after: str | None = None) -> Answer:
    """One page of that list."""
    data = client.ask(write_query(name), {"first": first, "after": after})
    of = data.get("of", data)
    page: Answer = (of[0] if isinstance(of, list) else of)["list"]
    return page


def keys(page: Answer) -> list[str]:
    return [node["key"] for node in page["nodes"]]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8])
@pytest.mark.parametrize("name", LISTS)
def test_pages_make_up_the_list(client: GraphClient, store: Store, name: str, size: int) -> None:
    """Page by page comes each entry once, in order; each page tells truly what is before and after it."""
    fill(store)
    whole = keys(read(client, name, 100))
    seen: list[str] = []
    after = None
    while True:
        page = read(client, name, size, after)
        info = page["pageInfo"]
        assert info["hasPreviousPage"] is bool(seen)
        seen += keys(page)
        assert info["hasNextPage"] is (len(seen) < COUNT)
        assert page["totalCount"] == COUNT
        assert [edge["node"] for edge in page["edges"]] == page["nodes"]
        assert (info["startCursor"], info["endCursor"]) == (page["edges"][0]["cursor"], page["edges"][-1]["cursor"])
        after = info["endCursor"]
        if not info["hasNextPage"]:
            break

    assert seen == whole
    assert len(set(whole)) == COUNT


@pytest.mark.parametrize("name", LISTS)
def test_any_cursor_leads_on(client: GraphClient, store: Store, name: str) -> None:
    """The cursor of any edge, not just the last, is a place to go on from; cursors are the same at every asking."""
    fill(store)
    edges = read(client, name)["edges"]

    for place, edge in enumerate(edges):
        assert read(client, name, 100, edge["cursor"])["edges"] == edges[place + 1 :]


@pytest.mark.parametrize("name", LISTS)
def test_past_the_end(client: GraphClient, store: Store, name: str) -> None:
    """After the last entry comes an empty page, with something before it and no cursors."""
    fill(store)
    end = read(client, name)["pageInfo"]["endCursor"]

    page = read(client, name, 5, end)

    assert (page["edges"], page["nodes"], page["totalCount"]) == ([], [], COUNT)
    assert page["pageInfo"] == {
        "hasNextPage": False,
        "hasPreviousPage": True,
        "startCursor": None,
        "endCursor": None,
    }


@pytest.mark.parametrize("name", LISTS)
def test_no_entries_asked_for(client: GraphClient, store: Store, name: str) -> None:
    """A page of none tells the count and that there is more."""
    fill(store)

    page = read(client, name, 0)

    assert (page["edges"], page["totalCount"], page["pageInfo"]["hasNextPage"]) == ([], COUNT, True)


def test_nothing_published(client: GraphClient) -> None:
    """Where nothing is published the lists are empty, and none is an error."""
    data = client.ask(
        "{ articles { nodes { key } totalCount } medications { nodes { key } totalCount } topics { key } }"
    )

    empty = {"nodes": [], "totalCount": 0}
    assert data == {"articles": empty, "medications": empty, "topics": []}


@pytest.mark.parametrize("name", ["articles", "medications"])
def test_twenty_unless_told(client: GraphClient, store: Store, name: str) -> None:
    """A page has 20 entries where `first` is left out, and where it is null."""
    fill(store, 22)

    left_out = client.ask(f"{{ {name} {{ nodes {{ key }} }} }}")[name]

    assert len(left_out["nodes"]) == len(read(client, name)["nodes"]) == 20


@pytest.mark.parametrize("first", [-1, 101, 2**31 - 1, -(2**31)])
@pytest.mark.parametrize("name", LISTS)
def test_size_has_limits(client: GraphClient, store: Store, name: str, first: int) -> None:
    """A page of fewer than none or more than 100 entries is refused, with the limits."""
    fill(store, 1)

    error = client.refuse(write_query(name), {"first": first})

    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert str(first) in error["message"]
    assert "between 0 and 100" in error["message"]


@pytest.mark.parametrize("after", ["", "x", "====", "Ünï", "\ud800", "A" * 10_000, "gKCg"])
@pytest.mark.parametrize("name", LISTS)
def test_strange_cursors_are_refused(client: GraphClient, store: Store, name: str, after: str) -> None:
    """What no list gave as a cursor is refused, with what to do; it never means the start."""
    fill(store, 1)

    error = client.refuse(write_query(name), {"after": after})

    assert error["extensions"]["code"] == "INVALID_CURSOR"
    assert "leave `after` out" in error["message"]
    assert len(error["message"]) < 300


def test_cursors_of_another_list_are_refused(client: GraphClient, store: Store) -> None:
    """A cursor is good for the order that gave it alone."""
    fill(store)
    document = """query ($order: ArticleOrder, $after: String) {
      articles(orderBy: $order, after: $after) { pageInfo { startCursor } } }"""
    cursors = {
        order: client.ask(document, {"order": order})["articles"]["pageInfo"]["startCursor"]
        for order in ("TITLE", "UPDATED_NEWEST", "PUBLISHED_NEWEST")
    }
    cursors["MEDICATIONS"] = read(client, "medications")["pageInfo"]["startCursor"]

    for order in ("TITLE", "UPDATED_NEWEST", "PUBLISHED_NEWEST"):
        for other in cursors.keys() - {order}:
            error = client.refuse(document, {"order": order, "after": cursors[other]})
            assert error["extensions"]["code"] == "INVALID_CURSOR"


def test_cursors_outlive_what_they_stand_for(client: GraphClient, store: Store) -> None:
    """Entries that come in before a cursor, and a changed entry that gave it, lose and repeat nothing after it."""
    fill(store)
    page = read(client, "articles", 3)
    rest = keys(read(client, "articles", 100, page["pageInfo"]["endCursor"]))

    publish(store, make_article("new", {"title": "A first one", "summary": "New"}), at=day(20))
    last = make_article("a02", {"title": "About a02", "summary": "Reworded"}, topics=("t",), links=[topic_name("t")])
    publish(store, last, at=day(21))

    assert keys(read(client, "articles", 100, page["pageInfo"]["endCursor"])) == rest
    assert "new" in keys(read(client, "articles", 1))

"""How often the database is asked: once for an article, however much of it is wanted."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.support.graph_client import FULL_ARTICLE, GraphClient
from tests.support.stores import count_statements
from tests.support.subjects import article_name, make_article, make_medication, make_term, make_topic, publish
from verbena.model.edition import SourceUnit
from verbena.model.inline import ArticleLink, TextRun
from verbena.model.markup import hash_text, write_markup
from verbena.reading.library import Library
from verbena.store.contract import Store

SLUG = "breast-cancer-and-osteoporosis"
TITLE = 'query ($l: Locale) { article(slug: "breast-cancer-and-osteoporosis", locale: $l) { title { value } } }'
WHOLE = FULL_ARTICLE.read_text().replace("  articles(first: 5) {\n    ...ArticleConnectionParts\n  }\n", "")
NO_LISTS = WHOLE[: WHOLE.index("  editions(")] + WHOLE[WHOLE.index("  readingTimeMinutes\n") :]
"""Everything but lists of other articles and the history."""


def fresh(client: GraphClient) -> GraphClient:
    """A client of the same store that has asked nothing before."""
    return GraphClient(Library(client.library.store, client.library.public_url, "en"))


def asked_for_content(statements: Sequence[str]) -> list[str]:
    """The statements but those that only ask for the store's position or its locales."""
    marks = ("max(change.sequence)", "WITH RECURSIVE walk", "BEGIN")
    return [statement for statement in statements if not any(mark in statement for mark in marks)]


def drop_unused(document: str) -> str:
    """The document without the fragments that nothing spreads any more."""
    return document[: document.index("fragment ArticleConnectionParts")]


@pytest.mark.parametrize("locale", ["en", "ar", "sw"])
def test_one_statement_reads_an_article(bundled: GraphClient, locale: str) -> None:
    """The whole article with all that it names is read by one statement, the same as for its title alone."""
    with count_statements() as for_title:
        fresh(bundled).ask(TITLE, {"l": locale})
    client = fresh(bundled)
    with count_statements() as for_everything:
        variables = {"slug": SLUG, "section": "connection", "locale": locale}
        client.ask(drop_unused(NO_LISTS), variables, operation="Article")

    assert len(asked_for_content(for_everything)) == 1
    assert for_everything == for_title


def test_what_is_kept_is_not_read_again(bundled: GraphClient) -> None:
    """The second time only the store's position is asked for, once."""
    client = fresh(bundled)
    variables = {"slug": SLUG, "section": "connection", "locale": "ar"}
    first = client.ask(drop_unused(NO_LISTS), variables, operation="Article")
    with count_statements() as statements:
        again = client.ask(drop_unused(NO_LISTS), variables, operation="Article")

    assert again == first
    assert len(statements) == 1
    assert asked_for_content(statements) == []


def test_what_is_published_is_read_at_once(client: GraphClient, store: Store) -> None:
    """Nothing that is kept outlives a publication."""
    document = '{ article(slug: "bones") { title { value } } articles { nodes { title { value } } } }'
    publish(store, make_article(texts={"title": "Old", "summary": "x"}))
    before = client.ask(document)

    publish(store, make_article(texts={"title": "New", "summary": "x"}))

    after = client.ask(document)
    assert [before["article"]["title"]["value"], after["article"]["title"]["value"]] == ["Old", "New"]
    assert after["articles"] == {"nodes": [after["article"]]}


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_takes_as_many_statements_however_long(client: GraphClient, store: Store, count: int) -> None:
    """A page of articles is read together: for thirty the database is asked as often as for one."""
    publish(store, make_topic("t"))
    for number in range(count):
        publish(store, make_article(f"a{number}", topics=("t",)))

    with count_statements() as statements:
        data = client.ask("{ articles(first: 50) { nodes { title { value } topics { key name { value } } } } }")

    assert len(data["articles"]["nodes"]) == count
    assert len(asked_for_content(statements)) == 3  # the list, its length, and what is in it


@pytest.mark.parametrize("times", [1, 20])
def test_one_list_in_many_places_is_read_once(client: GraphClient, store: Store, times: int) -> None:
    """The articles of one topic are read once, at however many places of the answer they stand."""
    publish(store, make_topic("t"))
    publish(store, make_term("drug-class.serm"))
    publish(store, make_medication("m"))
    publish(store, make_article(topics=("t",), medications=("m",)))
    places = " ".join(f"p{place}: topics {{ articles {{ totalCount }} }}" for place in range(times))

    with count_statements() as statements:
        client.ask(f'{{ article(slug: "bones") {{ {places} }} }}')

    assert len(asked_for_content(statements)) == 3  # the article, which is in the list too, the list, and its length


@pytest.mark.parametrize("count", [1, 20])
def test_linked_articles_are_read_together(client: GraphClient, store: Store, count: int) -> None:
    """However many articles a text links to, they are read by one statement."""
    names = [f"other{number}" for number in range(count)]
    for name in names:
        publish(store, make_article(name))
    inlines = tuple(ArticleLink(name, (TextRun(name),)) for name in names)
    article = make_article(links=[article_name(name) for name in names])
    article.units["summary"] = SourceUnit(inlines, hash_text(write_markup(inlines)))
    publish(store, article)

    with count_statements() as statements:
        data = client.ask(
            '{ article(slug: "bones") { summary { inlines { ... on ArticleLink { article { key } } } } } }'
        )

    links = [run["article"]["key"] for run in data["article"]["summary"]["inlines"]]
    assert links == names
    assert len(asked_for_content(statements)) == 2

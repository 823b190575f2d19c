"""What the GraphQL language offers to those who write documents."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import build_client_schema, get_introspection_query, lexicographic_sort_schema, print_schema

from tests.support.graph_client import GraphClient, find_objects

SLUG = "breast-cancer-and-osteoporosis"


def test_fragments_on_node(whole: GraphClient) -> None:
    """A fragment on Node may be spread on whatever has an id, and gives the same as the fields themselves."""
    data = whole.ask(
        """{ article(slug: "bones") { ...N ownId: id sections { ...N ownId: id blocks { ...N ... on Node { ownId: id } }
             heading { ...N ownId: id } } topics { ...N ownId: id } } }
           fragment N on Node { __typename id ... on Section { key } ... on Text { path } ... on Topic { key } }"""
    )

    found = [one for one in find_objects(data["article"]) if "id" in one]
    assert all(one["id"] == one["ownId"] for one in found)
    assert {one["__typename"] for one in found} >= {"Article", "Section", "Topic", "Text", "ListBlock", "Callout"}
    for one in found:
        assert ("path" in one) == (one["__typename"] == "Text")
        assert ("key" in one) == (one["__typename"] in {"Section", "Topic"})


def test_fragments_on_block(whole: GraphClient) -> None:
    """A fragment on Block reads any block by its kind, and blocks read by their types alone are the same."""
    data = whole.ask(
        """{ article(slug: "bones") { section(key: "one") { id
               blocks { ...B }
               again: blocks { __typename ... on ListBlock { key items { key } } ... on Callout { key kind } }
             } } }
           fragment B on Block { __typename key ... on ListBlock { items { key } } ... on Callout { kind } }"""
    )

    section = data["article"]["section"]
    assert section["blocks"] == section["again"]
    assert [block["__typename"] for block in section["blocks"]] == ["ListBlock", "Callout"]


def test_fragments_on_inline(whole: GraphClient) -> None:
    """A fragment on Inline reads every run, and each kind of run has fields of its own."""
    data = whole.ask(
        """{ article(slug: "bones") { introduction { ... on Paragraph { text { inlines { ...I } } } } } }
           fragment I on Inline { __typename text ... on Link { href } ... on ArticleLink { href article { key } }
             ... on CitationMark { citations { number } } ... on MedicationMention { medication { key } }
             ... on AbbreviationMention { abbreviation { key } } }"""
    )

    runs = data["article"]["introduction"][0]["text"]["inlines"]
    by_kind: dict[str, set[str]] = {}
    for run in runs:
        by_kind.setdefault(run["__typename"], set()).update(run.keys() - {"__typename", "text"})
    assert by_kind == {
        "TextRun": set(),
        "Link": {"href"},
        "ArticleLink": {"href", "article"},
        "CitationMark": {"citations"},
        "MedicationMention": {"medication"},
        "AbbreviationMention": {"abbreviation"},
        "ForeignPhrase": set(),
    }
    assert [run["article"] for run in runs if run["__typename"] == "ArticleLink"] == [{"key": "bones"}]


def test_aliases(bundled: GraphClient) -> None:
    """One document may ask for one field several times, in several languages and with several arguments."""
    data = bundled.ask(
        f"""{{ english: article(slug: "{SLUG}", locale: "en") {{ ...A }}
               arabic: article(slug: "{SLUG}", locale: "ar") {{ ...A }} }}
            fragment A on Article {{ title {{ lang }} first: section(key: "connection") {{ key }}
              second: section(key: "bone-loss") {{ key }} none: section(key: "no-such") {{ key }} }}"""
    )

    sections = {"first": {"key": "connection"}, "second": {"key": "bone-loss"}, "none": None}
    assert data == {
        "english": {"title": {"lang": "en"}, **sections},
        "arabic": {"title": {"lang": "ar"}, **sections},
    }


@pytest.mark.parametrize("included", [True, False])
@pytest.mark.parametrize("skipped", [True, False])
def test_directives(bundled: GraphClient, included: bool, skipped: bool) -> None:
    """A field is there if it is included and not skipped, on fields, spreads and inline fragments alike."""
    data = bundled.ask(
        f"""query ($i: Boolean!, $s: Boolean!) {{ article(slug: "{SLUG}") {{ __typename
              key @include(if: $i) @skip(if: $s)
              ...F @include(if: $i) @skip(if: $s)
              ... on Node @include(if: $i) @skip(if: $s) {{ id }} }} }}
            fragment F on Article {{ slug }}""",
        {"i": included, "s": skipped},
    )

    expected = {"__typename", "key", "slug", "id"} if included and not skipped else {"__typename"}
    assert data["article"].keys() == expected


@pytest.mark.parametrize(
    ("declared", "variables"),
    [
        ("$slug: String!, $locale: Locale, $fallback: [Locale!]", {"locale": None, "fallback": None}),
        ("$slug: String!, $locale: Locale, $fallback: [Locale!]", {}),
        ('$slug: String!, $locale: Locale = "en", $fallback: [Locale!] = ["en"]', {}),
        ("$slug: String!, $locale: Locale, $fallback: [Locale!]", {"locale": "en", "fallback": ["en"]}),
        ("$slug: String!, $locale: Locale, $fallback: [Locale!]", {"locale": "en", "fallback": "en"}),
    ],
)
def test_variables(bundled: GraphClient, declared: str, variables: dict[str, Any]) -> None:
    """Variables may be null, left out, or have defaults, and one value stands for a list of it."""
    document = f"query ({declared}) {{ article(slug: $slug, locale: $locale, fallback: $fallback) {{ locale }} }}"

    assert bundled.ask(document, {"slug": SLUG, **variables}) == {"article": {"locale": "en"}}


def test_introspection(bundled: GraphClient) -> None:
    """Tools find the whole schema, descriptions and all, by asking for it."""
    data = bundled.ask(get_introspection_query(specified_by_url=True))

    found = print_schema(lexicographic_sort_schema(build_client_schema(data)))  # type: ignore[arg-type]
    assert found == print_schema(lexicographic_sort_schema(bundled.schema._schema))


def test_a_document_may_be_asked_again(bundled: GraphClient) -> None:
    """What is kept of a document for the next time changes no answer, whatever the variables are then."""
    document = f'query ($l: Locale) {{ article(slug: "{SLUG}", locale: $l) {{ title {{ lang value }} }} }}'
    first = [bundled.ask(document, {"l": locale}) for locale in ("en", "ar", "sw")]

    assert [bundled.ask(document, {"l": locale}) for locale in ("en", "ar", "sw")] == first
    assert [answer["article"]["title"]["lang"] for answer in first] == ["en", "ar", "sw"]

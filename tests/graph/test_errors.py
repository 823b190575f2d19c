"""Every error a client can cause says its code, the value that was wrong, and what to do next."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from tests.support.graph_client import GraphClient
from verbena.graph.answer import OperationUnclear
from verbena.graph.errors import MESSAGE_LIMIT
from verbena.graph.query import NODES_LIMIT
from verbena.graph.schema import TOKENS_LIMIT
from verbena.model.errors import ErrorCode

LOCALE = 'query ($l: Locale, $f: [Locale!]) { article(slug: "x", locale: $l, fallback: $f) { id } }'
SINCE = "query ($since: DateTime) { articles(filter: {updatedSince: $since}) { totalCount } }"
IDS = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"


@pytest.mark.parametrize(
    ("document", "variables", "code", "says"),
    [
        (LOCALE, {"l": "en_US!"}, "INVALID_LOCALE", ["'en_US!'", "letters A to Z, digits and hyphens"]),
        (LOCALE, {"l": ""}, "INVALID_LOCALE", ["it is empty", "looks like"]),
        (LOCALE, {"l": 5}, "INVALID_LOCALE", ["5 is not a string", "es-419"]),
        (LOCALE, {"f": ["en", "a b"]}, "INVALID_LOCALE", ["[1]", "'a b'"]),
        ('{ article(slug: "x", locale: "a b") { id } }', {}, "INVALID_LOCALE", ["'a b'"]),
        ('{ article(slug: "x", fallback: ["en", "a b"]) { id } }', {}, "INVALID_LOCALE", ["'a b'"]),
        (LOCALE, {"f": [f"en-x-{n}" for n in range(33)]}, "BAD_USER_INPUT", ["33 tags", "more than 32"]),
        ('{ articles(filter: {publishedIn: "a b"}) { totalCount } }', {}, "INVALID_LOCALE", ["'a b'"]),
        ('{ locales { name(in: "a b") } }', {}, "INVALID_LOCALE", ["'a b'"]),
        ('{ labels(locale: "a b") { key } }', {}, "INVALID_LOCALE", ["'a b'"]),
        (SINCE, {"since": "yesterday"}, "BAD_USER_INPUT", ["'yesterday'", "2026-11-23T08:30:00Z"]),
        (SINCE, {"since": "2026-01-01T00:00:00"}, "BAD_USER_INPUT", ["no offset", "+02:00"]),
        (SINCE, {"since": 5}, "BAD_USER_INPUT", ["5 is not", "ISO 8601"]),
        ('{ articles(filter: {updatedSince: "x"}) { totalCount } }', {}, "BAD_USER_INPUT", ["'x'", "ISO 8601"]),
        ("{ articles(first: 101) { totalCount } }", {}, "BAD_USER_INPUT", ["101", "between 0 and 100", "after"]),
        (IDS, {"ids": ["x"] * (NODES_LIMIT + 1)}, "BAD_USER_INPUT", ["101", "100", "several requests"]),
        (IDS, {"ids": ["x", "y"]}, "INVALID_ID", ["'x'", "give an `id`"]),
        ('{ node(id: "x") { id } }', {}, "INVALID_ID", ["'x'", "give an `id`"]),
        ('{ articles(after: "x") { totalCount } }', {}, "INVALID_CURSOR", ["'x'", "leave `after` out"]),
        ('{ medications(after: "x") { totalCount } }', {}, "INVALID_CURSOR", ["'x'", "leave `after` out"]),
        ('{ article(slug: "x"', {}, "GRAPHQL_PARSE_FAILED", ["Expected", "<EOF>"]),
        ('{ article(slug: "\\ud800") { id } }', {}, "GRAPHQL_PARSE_FAILED", ["\\ud800"]),
        ("{ artikle }", {}, "GRAPHQL_VALIDATION_FAILED", ["'artikle'", "Did you mean 'article'"]),
        ("{ article { id } }", {}, "GRAPHQL_VALIDATION_FAILED", ["slug", "String!"]),
        ('{ articles(first: "1") { totalCount } }', {}, "GRAPHQL_VALIDATION_FAILED", ["Int", '"1"']),
        ("{ articles(first: 1.5) { totalCount } }", {}, "GRAPHQL_VALIDATION_FAILED", ["Int", "1.5"]),
        ("{ articles(orderBy: BEST) { totalCount } }", {}, "GRAPHQL_VALIDATION_FAILED", ["'BEST'", "ArticleOrder"]),
        ("mutation { publish }", {}, "GRAPHQL_VALIDATION_FAILED", ["publish", "Mutation"]),
        ("query { articleChanged { key } }", {}, "GRAPHQL_VALIDATION_FAILED", ["articleChanged", "Query"]),
        ("query ($s: String!) { medication(key: $s) { id } }", {}, "GRAPHQL_VALIDATION_FAILED", ["'$s'", "String!"]),
        (IDS, {"ids": None}, "GRAPHQL_VALIDATION_FAILED", ["'$ids'", "[ID!]!"]),
    ],
)
def test_errors_are_told(
    bundled: GraphClient, document: str, variables: dict[str, Any], code: str, says: list[str]
) -> None:
    """The code is of the closed list, and the message holds the value and the way out."""
    error = bundled.refuse(document, variables)

    assert error["extensions"] == {"code": code}
    assert code in set(ErrorCode)
    for part in says:
        assert part in error["message"]
    assert error["locations"]


@pytest.mark.parametrize(
    ("document", "operation", "says"),
    [
        ("query A { __typename } query B { __typename }", None, "one of A, B"),
        ("{ __typename } { __typename }", None, "2 operations"),
        ("query A { __typename }", "B", "'B'"),
        ("{ __typename }", "A", "'A'"),
        ("query A { __typename }", "", "''"),
        ("fragment F on Query { __typename }", None, "no operation"),
    ],
)
def test_no_operation_is_guessed(bundled: GraphClient, document: str, operation: str | None, says: str) -> None:
    """Where the operation that is meant can't be told, none is executed."""
    with pytest.raises(OperationUnclear, match=says) as refused:
        bundled.execute(document, operation=operation)

    assert refused.value.code == ErrorCode.OPERATION_RESOLUTION_FAILURE


@pytest.mark.parametrize("operation", ["A", "B"])
def test_a_named_operation_is_executed(bundled: GraphClient, operation: str) -> None:
    """Of several operations the one that is named is executed."""
    data = bundled.ask("query A { a: __typename } query B { b: __typename }", operation=operation)

    assert data == {operation.lower(): "Query"}


@pytest.mark.parametrize(
    "document",
    [
        "{" + " __typename" * TOKENS_LIMIT + "}",
        "{ topics { key } #" + "\n#" * TOKENS_LIMIT + "\n}",
        "{ a" * 4000,
        "{ a" * 3000 + "}" * 3000,
        "{ articles(fallback: " + "[" * 4000 + "]" * 4000 + ") { totalCount } }",
        "query ($x: " + "[" * 4000 + "Int" + "]" * 4000 + ") { __typename }",
    ],
    ids=["long", "comments", "open", "deep", "value", "type"],
)
def test_documents_have_limits(bundled: GraphClient, document: str) -> None:
    """A document that is too long or nested too deeply is refused as such, however it came to be so."""
    error = bundled.refuse(document)

    assert error["extensions"] == {"code": "DOCUMENT_TOO_LARGE"}
    assert "ask for less" in error["message"]


def test_the_longest_document(bundled: GraphClient) -> None:
    """A document just within the limit is answered."""
    names = [f"f{number}" for number in range((TOKENS_LIMIT - 4) // 3)]

    answer = bundled.ask(f"{{ {' '.join(f'{name}: __typename' for name in names)} }}")

    assert answer == dict.fromkeys(names, "Query")


def test_fragments_that_multiply(bundled: GraphClient) -> None:
    """Sixty fragments that each spread the next one twice are no more work than sixty."""
    fragments = [f"fragment F{number} on Topic {{ ...F{number + 1} ...F{number + 1} }}" for number in range(60)]
    document = f"{{ topics {{ ...F0 }} }} {' '.join(fragments)} fragment F60 on Topic {{ key }}"

    assert bundled.ask(document)["topics"][0] == {"key": "breast-cancer"}


def test_fragments_that_go_in_circles(bundled: GraphClient) -> None:
    """Fragments that lead back to themselves are refused."""
    error = bundled.refuse("{ topics { ...A } } fragment A on Topic { ...B } fragment B on Topic { key ...A }")

    assert error["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert "'A'" in error["message"]


@pytest.mark.parametrize("digits", [100, 100_000])
def test_long_values_are_not_echoed(bundled: GraphClient, digits: int) -> None:
    """However long what was wrong is, the message has an end."""
    error = bundled.refuse(f"{{ articles(first: 1{'0' * digits}) {{ totalCount }} }}")

    assert error["extensions"] == {"code": "GRAPHQL_VALIDATION_FAILED"}
    assert len(error["message"]) <= MESSAGE_LIMIT + 1


def test_many_errors_are_told_together(bundled: GraphClient) -> None:
    """All that is wrong with a document is told at once, each with its code."""
    answer = bundled.execute('{ a b article(slug: "x", locale: "!") { c } }')

    codes = sorted(error["extensions"]["code"] for error in answer["errors"])
    assert codes == ["GRAPHQL_VALIDATION_FAILED"] * 3 + ["INVALID_LOCALE"]
    assert "data" not in answer


def test_a_client_error_leaves_the_rest(bundled: GraphClient) -> None:
    """Where one field that may be null fails, the others are answered."""
    answer = bundled.execute('{ node(id: "x") { id } topics { key } }')

    assert answer["data"]["node"] is None
    assert answer["data"]["topics"]
    assert [error["path"] for error in answer["errors"]] == [["node"]]


def test_client_errors_are_not_logged(bundled: GraphClient, caplog: pytest.LogCaptureFixture) -> None:
    """Nobody who runs the server is troubled by what clients get wrong."""
    with caplog.at_level(logging.DEBUG):
        bundled.refuse('{ node(id: "x") { id } }')
        bundled.refuse("{ nope }")
        bundled.refuse("{")

    assert [record for record in caplog.records if record.name.startswith(("verbena", "strawberry"))] == []


def test_errors_are_json(bundled: GraphClient) -> None:
    """An error can be written as JSON as it is."""
    answer = bundled.execute(IDS, {"ids": ["\ud800"]})

    assert json.loads(json.dumps(answer, allow_nan=False)) == answer


@pytest.mark.parametrize("slug", ["\ud800", "a\0b", "x" * 10_000, "\U0001f600", " "], ids=ascii)
def test_a_slug_can_be_any_text(client: GraphClient, slug: str) -> None:
    """Whatever is asked for, what no article can be called is not there: half a character is no error of the server."""
    document = "query ($slug: String!) { article(slug: $slug) { key } }"

    assert client.ask(document, {"slug": slug}) == {"article": None}

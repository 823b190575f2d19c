"""Bodies that are no GraphQL request, or a strange one: each is told from the others, and none is an error of ours."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.support.site import Site
from tests.web.answers import SLUG, read_answer, read_data, read_refusal
from verbena.web.graphql_request import BODY_LIMIT

_QUERY = "{ __typename }"
_FIRST = "query ($first: Int) { articles(first: $first) { nodes { slug } } }"


def _post(site: Site, body: bytes) -> httpx.Response:
    return site.request("POST", "/graphql", content=body, headers={"content-type": "application/json"})


def _post_json(site: Site, **parameters: Any) -> httpx.Response:
    return _post(site, json.dumps(parameters).encode())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"{",
        b"nonsense",
        b'{"query": "{ __typename }"} {}',
        b'\xef\xbb\xbf{"query": "{ __typename }"}',
        b'{"query": "{ __typename \xff }"}',
        '{"query": "{ __typename }"}'.encode("utf-16"),
        b'{"query": "\\ud800"}',
        b'{"query": "{ __typename }", "variables": {"a": "\\udc00"}}',
        b'{"query": "{ __typename }", "variables": {"a": NaN}}',
        b'{"query": "{ __typename }", "variables": {"a": 1e999}}',
        b'{"query": "{ __typename }", "variables": {"a": ' + b"9" * 100_000 + b"}}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"query": "{ __typename }", "variables": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    ],
    ids=lambda body: repr(body[:24]),
)
def test_bodies_that_are_not_json_are_refused(site: Site, body: bytes) -> None:
    """What is no JSON text in UTF-8, or holds more than values can, is refused without being repeated."""
    response = _post(site, body)

    assert read_refusal(response) == (400, "BAD_REQUEST")
    assert len(response.content) < 400


@pytest.mark.parametrize("body", [b"null", b"1", b'"{ __typename }"', b"[]", b'[{"query": "{ __typename }"}]'])
def test_bodies_that_are_no_object_are_refused(site: Site, body: bytes) -> None:
    """A request is one JSON object; a batch of them is not taken."""
    assert read_refusal(_post(site, body)) == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"query": None},
        {"query": ""},
        {"query": 1},
        {"query": ["{ __typename }"]},
        {"query": {"a": 1}},
        {"Query": _QUERY},
        {"query": _QUERY, "variables": []},
        {"query": _QUERY, "variables": "{}"},
        {"query": _QUERY, "variables": 1},
        {"query": _QUERY, "operationName": 1},
        {"query": _QUERY, "operationName": {}},
        {"query": _QUERY, "extensions": []},
    ],
)
def test_parameters_of_the_wrong_type_are_refused(site: Site, parameters: dict[str, Any]) -> None:
    """A missing query, and a parameter that is not of its type, are refused."""
    assert read_refusal(_post_json(site, **parameters)) == (400, "BAD_REQUEST")


@pytest.mark.parametrize("name", ["variables", "extensions"])
@pytest.mark.parametrize("value", ["{", "[]", "1", "{'a': 1}", "[" * 5000, "\ud800"])
def test_parameters_of_get_are_checked_alike(site: Site, name: str, value: str) -> None:
    """What is JSON in a query string is refused where it is not."""
    query = httpx.QueryParams({"query": _QUERY})
    address = f"/graphql?{query}&{name}=" + "".join(f"%{byte:02x}" for byte in value.encode("utf-8", "surrogatepass"))

    assert read_refusal(site.request("GET", address)) == (400, "BAD_REQUEST")


def test_null_and_unknown_parameters_are_let_be(site: Site) -> None:
    """Null is as good as missing, and parameters that the server doesn't know are for other servers."""
    response = _post_json(site, query=_QUERY, variables=None, operationName=None, extensions=None, id="1", trace=[])

    assert read_data(response) == {"__typename": "Query"}


@pytest.mark.parametrize(
    "document", [" ", "#", "\ufeff", "\0", "{ a\0 }", "fragment f on Query { __typename }", "{", "query {", "𝒳"]
)
def test_documents_without_an_operation_are_told(site: Site, document: str) -> None:
    """A document that can't be parsed, or has nothing to execute, is an error of the client's."""
    answer = read_answer(_post_json(site, query=document))

    assert "data" not in answer
    assert answer["errors"][0]["extensions"]["code"] in ("GRAPHQL_PARSE_FAILED", "OPERATION_RESOLUTION_FAILURE")


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ("query A { __typename } query B { __typename }", None),
        ("query A { __typename } query B { __typename }", "C"),
        ("{ __typename }", "C"),
        ("query A { __typename }", ""),
        ("query A { __typename }", "x" * 100_000),
        ("query A { __typename }", "\0"),
    ],
)
def test_operation_must_be_clear(site: Site, document: str, name: str | None) -> None:
    """Where it can't be told which operation is meant, none is executed."""
    response = _post_json(site, query=document, operationName=name)

    assert read_refusal(response) == (400, "OPERATION_RESOLUTION_FAILURE")
    assert len(response.content) < 400


def test_named_operation_is_executed(site: Site) -> None:
    """Of several operations the one that is named is executed."""
    response = _post_json(site, query="query A { a: __typename } query B { b: __typename }", operationName="B")

    assert read_data(response) == {"b": "Query"}


@pytest.mark.parametrize(
    ("length", "expected"), [(BODY_LIMIT, (200, None)), (BODY_LIMIT + 1, (413, "PAYLOAD_TOO_LARGE"))]
)
def test_longest_body(site: Site, length: int, expected: tuple[int, str | None]) -> None:
    """A body of the limit's length is read, and one byte more is refused with 413."""
    body = json.dumps({"query": _QUERY}).encode()

    answer = _post(site, body + b" " * (length - len(body)))

    errors = read_answer(answer).get("errors", [{"extensions": {"code": None}}])
    assert (answer.status_code, errors[0]["extensions"]["code"]) == expected


@pytest.mark.parametrize("value", [10**400, -(10**4000), 1e308, "1" * 100_000, {"a": ["b"] * 10_000}, [[]] * 10_000])
def test_wrong_values_are_not_repeated_at_length(site: Site, value: object) -> None:
    """A variable that is not of its type is told, and shown in short."""
    response = _post_json(site, query=_FIRST, variables={"first": value})

    assert read_answer(response)["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert len(response.content) < 2000


@pytest.mark.parametrize("value", ["9" * 100_000, "9" * 4000, f'"{"x" * 100_000}"', "[" * 100 + "]" * 100, "$x" * 3000])
@pytest.mark.parametrize("argument", ["first", "locale", "after"])
def test_wrong_literals_are_not_repeated_at_length(site: Site, argument: str, value: str) -> None:
    """A literal in the document, however long, is an error of the client's that is told in short."""
    response = _post_json(site, query=f"{{ articles({argument}: {value}) {{ nodes {{ slug }} }} }}")

    codes = {error["extensions"]["code"] for error in read_answer(response)["errors"]}
    assert codes & {"GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED", "INVALID_LOCALE", "INVALID_CURSOR"}
    assert len(response.content) < 20_000


@pytest.mark.parametrize("depth", [20, 60, 120, 1000])
def test_deep_documents_are_no_error_of_ours(site: Site, depth: int) -> None:
    """A document is answered or said to be too large, however deep it is nested."""
    selection = 'section(key: "none") { article { ' * depth + "slug" + " } }" * depth
    deep_parents = "parent { " * depth + "key" + " }" * depth
    deep_articles = f'{{ article(slug: "{SLUG}") {{ sections {{ article {{ sections {{ {deep_parents} }} }} }} }} }}'

    for document in (f'{{ article(slug: "{SLUG}") {{ {selection} }} }}', deep_articles):
        answer = read_answer(_post_json(site, query=document))
        codes = {error["extensions"]["code"] for error in answer.get("errors", [])}
        assert codes <= {"DOCUMENT_TOO_LARGE"}


@pytest.mark.parametrize("text", ["\0", "a\0b", "\u2028", "🦴", "\u202e", "' OR 1=1 --", "%"])
def test_any_character_may_stand_in_a_value(site: Site, text: str) -> None:
    """A string of any characters is a value like others."""
    query = "query ($slug: String!) { article(slug: $slug) { slug } }"

    assert read_data(_post_json(site, query=query, variables={"slug": text})) == {"article": None}

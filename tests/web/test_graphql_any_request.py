"""Whatever is sent to the GraphQL address gets a well-formed answer, and nothing of it is an error of ours."""

from __future__ import annotations

import json
import string
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.site import Site
from tests.web.answers import read_answer

_EXPLORED = settings(max_examples=150)

_TEXTS = st.text(st.characters(exclude_categories=()), max_size=30)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=8,
)
_WORDS = st.sampled_from(
    """{ } ( ) [ ] : $ @ ! | & = # " \"\"\" ... ...on query mutation subscription fragment on article articles nodes
    locale first:-1 first:101 after:null key node id:1 @skip(if:true) @include(if:$v) @defer @stream __typename __schema
    $v:Int slug:"breast-cancer-and-osteoporosis" 1e9 null é""".split()  # noqa: SIM905 - easier to read
)
_DOCUMENTS = st.lists(_WORDS, max_size=25).map(" ".join) | _TEXTS
_HEADER_VALUES = st.text(string.printable, max_size=60).map(lambda text: text.replace("\r", "").replace("\n", ""))
_HEADERS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "accept-language", "content-type", "content-encoding", "x-anything"]),
        _HEADER_VALUES
        | st.sampled_from(["application/json", "application/graphql-response+json", "text/html", "ar;q=0.5", "gzip"]),
    ),
    max_size=4,
)


def _check(site: Site, method: str, headers: list[tuple[str, str]], **parts: Any) -> None:
    encoded = [(name, value.encode("latin-1", "replace")) for name, value in headers]
    response = site.request(method, "/graphql", headers=encoded, **parts)

    assert response.status_code in (200, 400, 405, 413, 415)
    if method != "HEAD" and not response.headers["content-type"].startswith("text/html"):
        codes = {error["extensions"]["code"] for error in read_answer(response).get("errors", [])}
        assert "INTERNAL_SERVER_ERROR" not in codes


@_EXPLORED
@given(st.sampled_from(["POST", "POST", "PUT"]), _HEADERS, st.binary(max_size=200))
def test_any_bytes(site: Site, method: str, headers: list[tuple[str, str]], body: bytes) -> None:
    """Any bytes under any headers are answered."""
    _check(site, method, [("content-type", "application/json"), *headers], content=body)


@_EXPLORED
@given(_DOCUMENTS, _VALUES, _VALUES, _VALUES)
@example("{ __typename }", {"v": float("nan")}, None, None)
def test_any_parameters(site: Site, query: Any, variables: Any, operation_name: Any, extensions: Any) -> None:
    """Any JSON under the names of the parameters is answered."""
    parameters = {"query": query, "variables": variables, "operationName": operation_name, "extensions": extensions}

    _check(site, "POST", [("content-type", "application/json")], content=json.dumps(parameters))


@_EXPLORED
@given(_DOCUMENTS, st.dictionaries(st.sampled_from(["v", "slug", "locale"]), _VALUES, max_size=3))
def test_any_document(site: Site, document: str, variables: dict[str, Any]) -> None:
    """Any words of the language in any order, with any variables, are answered."""
    body = json.dumps({"query": f"query ($v: Int) {{ {document} }}", "variables": variables})

    _check(site, "POST", [("content-type", "application/json")], content=body)


@_EXPLORED
@given(
    st.sampled_from(["GET", "HEAD"]),
    _HEADERS,
    st.lists(
        st.tuples(st.sampled_from(["query", "variables", "operationName", "extensions", "q"]), st.binary(max_size=30)),
        max_size=5,
    ),
)
def test_any_query_string(
    site: Site, method: str, headers: list[tuple[str, str]], parameters: list[tuple[str, bytes]]
) -> None:
    """Any bytes in the address, and any parameter several times, are answered."""
    address = "&".join(f"{name}={''.join(f'%{byte:02x}' for byte in value)}" for name, value in parameters)

    _check(site, method, headers, params=address)

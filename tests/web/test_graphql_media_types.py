"""What media types requests and answers have."""

from __future__ import annotations

import gzip
import json

import pytest

from tests.support.site import Site
from tests.web.answers import GRAPHQL_RESPONSE, JSON, read_answer, read_data, read_refusal

_QUERY = "{ __typename }"
_BODY = json.dumps({"query": _QUERY}).encode()


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("application/json", JSON),
        ("application/graphql-response+json", GRAPHQL_RESPONSE),
        ("APPLICATION/GRAPHQL-RESPONSE+JSON", GRAPHQL_RESPONSE),
        ("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", GRAPHQL_RESPONSE),
        ("application/graphql-response+json;q=0, application/json", JSON),
        ("application/graphql-response+json; q=0.000, */*", JSON),
        ("application/graphql-response+json;q=0.5, application/json", GRAPHQL_RESPONSE),
        ("*/*", JSON),
        ("application/*", JSON),
        ("", JSON),
        ("text/event-stream, application/json", JSON),
        ("multipart/mixed;deferSpec=20220824, application/json", JSON),
        ("application/graphql-response+json, application/json, text/event-stream, multipart/mixed", GRAPHQL_RESPONSE),
        ("text/event-stream", JSON),
        ("multipart/mixed", JSON),
        ("image/png", JSON),
        (";;,,=", JSON),
    ],
)
def test_answer_is_one_json_document(site: Site, accept: str, expected: str) -> None:
    """Whatever a client lists, the answer is one JSON document in UTF-8, of the new media type where that is listed."""
    response = site.request("POST", "/graphql", json={"query": _QUERY}, headers={"accept": accept})

    assert read_data(response) == {"__typename": "Query"}
    assert response.headers["content-type"] == expected
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "Accept" in response.headers["vary"].split(", ")


def test_accept_may_be_missing_or_in_lines(site: Site) -> None:
    """Without Accept it is application/json; several lines are one list (RFC 9110 section 5.3)."""
    lines = [("accept", "application/json"), ("accept", "application/graphql-response+json")]
    none, several = (
        site.request("POST", "/graphql", content=_BODY, headers=[("content-type", "application/json"), *headers])
        for headers in ([("accept", "")], lines)
    )

    assert (none.headers["content-type"], several.headers["content-type"]) == (JSON, GRAPHQL_RESPONSE)


@pytest.mark.parametrize(
    "document", ["{", "{ nothing }", "query ($first: Int!) { articles(first: $first) { nodes { slug } } }"]
)
def test_status_tells_what_was_not_executed(site: Site, document: str) -> None:
    """The new media type says by 400 that nothing was executed; the old one says 200, as clients of old expect."""
    new, old = (
        site.request("POST", "/graphql", json={"query": document}, headers={"accept": accept})
        for accept in (GRAPHQL_RESPONSE, JSON)
    )

    assert (new.status_code, old.status_code) == (400, 200)
    assert read_answer(new) == read_answer(old)
    assert set(read_answer(new)) == {"errors"}


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "application/json; charset=utf-8",
        'application/json;charset="UTF-8"',
        "Application/JSON ; Charset=UTF-8",
    ],
)
def test_json_in_utf8_is_taken(site: Site, content_type: str) -> None:
    """Media type and charset are compared as RFC 9110 has it, without regard to case, quotes and blanks."""
    response = site.request("POST", "/graphql", content=_BODY, headers={"content-type": content_type})

    assert read_data(response) == {"__typename": "Query"}


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/graphql",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=iso-8859-1",
        "application/jsonp",
        "é" * 500,
    ],
)
def test_other_media_types_are_refused(site: Site, content_type: str) -> None:
    """What is not JSON in UTF-8 is refused with 415 and the type that is right: a form of another site sends none."""
    response = site.request("POST", "/graphql", content=_BODY, headers={"content-type": content_type.encode()})

    assert read_refusal(response) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert response.headers["accept"] == "application/json"


@pytest.mark.parametrize("encoding", ["gzip", "br", "gzip, identity"])
def test_encoded_bodies_are_refused(site: Site, encoding: str) -> None:
    """A compressed body is refused with 415 and the encoding that is right (RFC 9110 section 12.5.3)."""
    headers = {"content-type": "application/json", "content-encoding": encoding}

    response = site.request("POST", "/graphql", content=gzip.compress(_BODY), headers=headers)

    assert read_refusal(response) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert response.headers["accept-encoding"] == "identity"


def test_identity_is_no_encoding(site: Site) -> None:
    """A body said to be encoded as itself is taken."""
    headers = {"content-type": "application/json", "content-encoding": "Identity"}

    assert read_data(site.request("POST", "/graphql", content=_BODY, headers=headers)) == {"__typename": "Query"}

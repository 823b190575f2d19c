"""What goes wrong on the server: nothing of it is told but an id, under which all of it is logged."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest

from tests.support.failing_stores import ask_failing
from tests.support.site import Site
from tests.web.answers import read_answer
from verbena.model.errors import StoreUnavailable

_SECRET = "password=hunter2"
_DIGEST = "0" * 64
_UNAVAILABLE = StoreUnavailable("the disk is gone")


@pytest.mark.parametrize(
    ("method", "path", "parts"),
    [
        ("POST", "/graphql", {"json": {"query": "{ locales { tag } }"}}),
        ("POST", "/graphql", {"json": {"query": "{ articles { nodes { slug } } }"}}),
        ("GET", "/graphql", {"headers": {"accept": "text/html"}}),
        ("GET", f"/figures/{_DIGEST}/a.svg", {}),
    ],
)
def test_unforeseen_errors_are_masked(
    caplog: pytest.LogCaptureFixture, method: str, path: str, parts: dict[str, Any]
) -> None:
    """At every address clients are told an id, and the log has the whole error under that id."""
    with caplog.at_level(logging.ERROR):
        response = ask_failing(RuntimeError(_SECRET), method, path, **parts)

    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert _SECRET not in response.text
    (record,) = [record for record in caplog.records if error["extensions"]["id"] in record.getMessage()]
    assert record.exc_info
    assert str(record.exc_info[1]) == _SECRET


def test_ids_are_new_each_time() -> None:
    """Two errors have two ids."""
    responses = [ask_failing(RuntimeError(), "GET", f"/figures/{_DIGEST}/a.svg") for _ in range(2)]

    assert len({response.json()["errors"][0]["extensions"]["id"] for response in responses}) == 2
    assert {response.status_code for response in responses} == {500}


@pytest.mark.parametrize(
    ("path", "headers"), [("/graphql", {"accept": "text/html"}), (f"/figures/{_DIGEST}/a.svg", {})]
)
def test_database_that_does_not_answer_is_503(path: str, headers: dict[str, str]) -> None:
    """Pages and figures that can't be read now may be asked for again, and no cache keeps the answer."""
    response = ask_failing(_UNAVAILABLE, "GET", path, headers=headers)

    assert (response.status_code, response.headers["cache-control"]) == (503, "no-store")
    assert response.json()["errors"][0]["extensions"]["code"] == "STORE_UNAVAILABLE"


def test_graphql_tells_that_the_database_does_not_answer() -> None:
    """In GraphQL it is the error of the field, with its code."""
    response = ask_failing(_UNAVAILABLE, "POST", "/graphql", json={"query": "{ locales { tag } }"})

    (error,) = read_answer(response)["errors"]
    assert (error["path"], error["extensions"]) == (["locales"], {"code": "STORE_UNAVAILABLE"})


@pytest.mark.parametrize(
    "query", ["{", "{ nothing }", '{ articles(locale: "!!") { nodes { slug } } }', '{ node(id: "x") { id } }']
)
def test_mistakes_of_clients_are_not_logged(site: Site, caplog: pytest.LogCaptureFixture, query: str) -> None:
    """What a client did wrong is told to the client alone: a log that anyone can fill is of no use."""
    with caplog.at_level(logging.DEBUG):
        response = site.request("POST", "/graphql", json={"query": query})

    assert "errors" in read_answer(response)
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_client_that_leaves_is_no_error(site: Site) -> None:
    """Where the connection ends before the body does, nothing is answered and nothing fails."""
    sent: list[object] = []
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json"), (b"content-length", b"100")],
    }

    async def receive() -> dict[str, object]:
        return {"type": "http.disconnect"}

    async def send(message: object) -> None:
        sent.append(message)

    asyncio.run(site.app(scope, receive, send))

    assert sent == []

"""Subscriptions over server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Iterator
from typing import Any

import httpx
import pytest
from starlette.types import Message

from tests.support.sockets import serve_app
from tests.support.stores import open_migrated
from tests.support.subjects import START, make_article, publish
from tests.web.answers import JSON, read_data, read_refusal
from verbena.access.tokens import issue_token
from verbena.graph.schema import build_schema
from verbena.model.token import Grants
from verbena.reading.changes import write_feed_cursor
from verbena.reading.library import Library
from verbena.store.contract import Store
from verbena.web.app import build_app
from verbena.web.event_stream import EventStream

_FOLLOW = (
    "subscription ($slug: String, $after: String) { articleChanged(slug: $slug, after: $after) { locale number } }"
)
_START = {"after": write_feed_cursor(0)}
_EVENTS = {"Accept": "text/event-stream"}
_FIRST = {"data": {"articleChanged": {"locale": "en", "number": 1}}}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with one article, published once."""
    with open_migrated(f"sqlite:///{tmp_path_factory.mktemp('events') / 'verbena.db'}") as opened:
        publish(opened, make_article())
        yield opened


@pytest.fixture(scope="module")
def url(store: Store) -> Iterator[str]:
    library = Library(store, "http://health.example", "en")
    with serve_app(build_app(store, library, build_schema())) as host:
        yield f"http://{host}/graphql"


def read_events(response: httpx.Response, count: int) -> list[tuple[str, Any]]:
    """The next events: each its name, and its data as JSON, null where that is empty."""
    events: list[tuple[str, Any]] = []
    name = ""
    for line in response.iter_lines():
        field, _, value = line.partition(":")
        if field == "event":
            name = value.strip()
        elif field == "data":
            events.append((name, json.loads(value) if value.strip() else None))
        if len(events) == count:
            break
    return events


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("accept", ["text/event-stream", "application/json;q=0.5, TEXT/Event-Stream ;q=1"])
def test_a_subscription_is_a_stream(url: str, method: str, accept: str) -> None:
    """Asked for by GET or POST, each change is an event; nobody between keeps anything of it."""
    if method == "GET":
        asked: dict[str, Any] = {"params": {"query": _FOLLOW, "variables": json.dumps(_START)}}
    else:
        asked = {"json": {"query": _FOLLOW, "variables": _START}}
    with httpx.stream(method, url, headers={"Accept": accept}, **asked, timeout=30) as response:
        assert (response.status_code, response.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
        assert response.headers["cache-control"] == "no-cache"
        assert response.headers["vary"] == "Accept"
        assert read_events(response, 1) == [("next", _FIRST)]


@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        ("subscription { articleChanged { nothing } }", {}, "GRAPHQL_VALIDATION_FAILED"),
        (_FOLLOW, {"slug": 1}, "GRAPHQL_VALIDATION_FAILED"),
        (_FOLLOW, {"slug": "nothing"}, "NOT_FOUND"),
        (_FOLLOW, {"after": "nothing"}, "INVALID_CURSOR"),
    ],
)
def test_what_cannot_be_followed_is_told_in_the_stream(
    url: str, query: str, variables: dict[str, Any], code: str
) -> None:
    """As the protocol has it: an event with the errors, and the end."""
    asked = {"query": query, "variables": variables}
    with httpx.stream("POST", url, headers=_EVENTS, json=asked, timeout=30) as response:
        (_, told), end = read_events(response, 2)

    assert response.status_code == 200
    assert set(told) == {"errors"}
    assert told["errors"][0]["extensions"]["code"] == code
    assert end == ("complete", None)


@pytest.mark.parametrize(
    "accept", ["text/event-stream", "text/event-stream, */*", "application/json, text/event-stream"]
)
def test_a_query_is_no_stream(url: str, accept: str) -> None:
    """Clients that name event streams with whatever they ask get a query's answer as JSON."""
    response = httpx.post(url, json={"query": "{ locales { tag } }"}, headers={"Accept": accept})

    assert response.headers["content-type"] == JSON
    assert read_data(response) == {"locales": [{"tag": "en"}]}


@pytest.mark.parametrize("accept", ["application/json", "*/*", "text/event-stream;q=0", "text/event-streams"])
def test_who_takes_no_stream_gets_none(url: str, accept: str) -> None:
    """406 says how a subscription can be had."""
    refused = httpx.post(url, json={"query": _FOLLOW}, headers={"Accept": accept})

    assert read_refusal(refused) == (406, "BAD_REQUEST")
    assert "text/event-stream" in refused.json()["errors"][0]["message"]


def test_head_is_no_stream(url: str) -> None:
    """HEAD ends with its headers, and there would be no end to wait for."""
    assert httpx.head(url, params={"query": _FOLLOW}, headers=_EVENTS).status_code == 406


def test_who_follows_with_a_token_is_known_first(url: str, store: Store) -> None:
    """A token that does not hold is refused before the stream, and with one that does nobody keeps what is told."""
    token = issue_token(store, "Amina", Grants(drafts=("sw",)), START, None).text
    asked = {"query": _FOLLOW, "variables": _START}
    refused = httpx.post(url, json=asked, headers={**_EVENTS, "Authorization": "Bearer nonsense"})
    with httpx.stream(
        "POST", url, json=asked, headers={**_EVENTS, "Authorization": f"Bearer {token}"}, timeout=30
    ) as response:
        told = read_events(response, 1)

    assert read_refusal(refused) == (401, "UNAUTHENTICATED")
    assert told == [("next", _FIRST)]
    assert response.headers["cache-control"] == "private, no-store"
    assert response.headers["vary"] == "Accept, Authorization"


class Exchange:
    """One request over ASGI: what was sent, and a client that goes when it is told to."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.is_over = False
        self.gone = asyncio.Event()
        self.sent = asyncio.Event()
        self.reads = asyncio.Event()
        self.reads.set()

    async def receive(self) -> Message:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self.parts.append(message.get("body", b""))
        self.is_over = message.get("more_body") is False
        self.sent.set()
        await self.reads.wait()

    async def wait_for(self, part: bytes, times: int = 1) -> None:
        async with asyncio.timeout(30):
            while self.parts.count(part) < times:
                await self.sent.wait()
                self.sent.clear()


class Answers:
    """Answers that come when they are told to, and whether they were let go of."""

    def __init__(self) -> None:
        self.coming: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self.is_closed = False

    async def give(self) -> AsyncGenerator[dict[str, Any]]:
        try:
            while (answer := await self.coming.get()) is not None:
                yield answer
        finally:
            self.is_closed = True


def stream(act: Any, *, is_stopping: bool = False, heartbeat: float = 30) -> tuple[Exchange, Answers]:
    """What a stream sends while `act(exchange, answers)` goes on, to its end."""

    async def run() -> tuple[Exchange, Answers]:
        exchange, answers = Exchange(), Answers()
        events = EventStream(answers.give(), lambda: is_stopping, {}, heartbeat)
        async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
            tasks.create_task(events({}, exchange.receive, exchange.send))
            await act(exchange, answers)
        return exchange, answers

    return asyncio.run(run())


def test_silence_is_filled() -> None:
    """At once and again after each while a comment is sent, which clients pass over; answers go on coming."""

    async def act(exchange: Exchange, answers: Answers) -> None:
        await exchange.wait_for(b":\n\n", 3)
        answers.coming.put_nowait({"data": 1})
        await exchange.wait_for(b'event: next\ndata: {"data":1}\n\n')
        answers.coming.put_nowait(None)

    exchange, answers = stream(act, heartbeat=0.01)

    assert exchange.parts[:2] == [b"", b":\n\n"]
    assert exchange.parts[-2:] == [b"event: complete\ndata:\n\n", b""]
    assert exchange.is_over
    assert answers.is_closed


def test_a_client_that_goes_ends_the_subscription() -> None:
    """Nothing is read for it any more."""

    async def act(exchange: Exchange, answers: Answers) -> None:
        answers.coming.put_nowait({"data": 1})
        await exchange.wait_for(b'event: next\ndata: {"data":1}\n\n')
        exchange.gone.set()

    exchange, answers = stream(act)

    assert answers.is_closed
    assert b"event: complete\ndata:\n\n" not in exchange.parts


def test_the_end_of_the_server_is_no_end_of_a_subscription() -> None:
    """The stream ends without `complete`, so that clients come again."""

    async def act(exchange: Exchange, answers: Answers) -> None:
        await exchange.wait_for(b":\n\n")
        answers.coming.put_nowait(None)

    exchange, answers = stream(act, is_stopping=True)

    assert exchange.parts == [b"", b":\n\n", b""]
    assert exchange.is_over
    assert answers.is_closed


def test_a_slow_client_is_waited_for() -> None:
    """No answer is asked for before the one before has been sent: nothing piles up."""

    async def act(exchange: Exchange, answers: Answers) -> None:
        await exchange.wait_for(b":\n\n")
        exchange.reads.clear()
        for number in range(3):
            answers.coming.put_nowait({"data": number})
        answers.coming.put_nowait(None)
        await exchange.wait_for(b'event: next\ndata: {"data":0}\n\n')
        for _ in range(10):
            await asyncio.sleep(0)
        assert answers.coming.qsize() == 3
        exchange.reads.set()

    exchange, _ = stream(act)

    assert sum(b"next" in part for part in exchange.parts) == 3

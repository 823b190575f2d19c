"""GraphQL over WebSocket: the protocol graphql-transport-ws, message by message."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from tests.support.sockets import Session, open_session, serve_app
from tests.support.stores import open_migrated
from tests.support.subjects import day, make_article, publish
from verbena.access.tokens import issue_token, revoke_token
from verbena.graph.schema import build_schema
from verbena.model.token import Grants
from verbena.reading.changes import write_feed_cursor
from verbena.reading.library import Library
from verbena.store.contract import Store
from verbena.web import graphql_socket
from verbena.web.app import build_app
from verbena.web.graphql_request import BODY_LIMIT
from verbena.web.graphql_socket import OPERATIONS_LIMIT

_PROTOCOL = "graphql-transport-ws"
_QUERY = "{ locales { tag } }"
_FOLLOW = (
    "subscription ($slug: String, $after: String) { articleChanged(slug: $slug, after: $after) { locale number } }"
)
_START = write_feed_cursor(0)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with one article, published once."""
    with open_migrated(f"sqlite:///{tmp_path_factory.mktemp('socket') / 'verbena.db'}") as opened:
        publish(opened, make_article())
        yield opened


@pytest.fixture(scope="module")
def host(store: Store) -> Iterator[str]:
    """Where a server is that allows one other origin."""
    library = Library(store, "http://health.example", "en")
    with serve_app(build_app(store, library, build_schema(), ["https://app.example"])) as place:
        yield place


@contextmanager
def connect(
    host: str, headers: dict[str, str] | None = None, payload: dict[str, Any] | None = None, origin: str | None = None
) -> Iterator[Session]:
    """A connection that was acknowledged."""
    with open_session(host, [_PROTOCOL], headers, origin) as session:
        assert session.subprotocol == _PROTOCOL
        session.send({"type": "connection_init", **({"payload": payload} if payload else {})})
        assert session.receive() == {"type": "connection_ack"}
        yield session


def subscribe(session: Session, name: str, query: str, **variables: Any) -> None:
    session.send({"id": name, "type": "subscribe", "payload": {"query": query, "variables": variables}})


def test_operations_are_answered(host: str) -> None:
    """A query is told and is complete; its id may be used again at once."""
    with connect(host) as session:
        for _ in range(2):
            subscribe(session, "1", _QUERY)
            told = [session.receive() for _ in range(2)]

            assert told == [
                {"type": "next", "id": "1", "payload": {"data": {"locales": [{"tag": "en"}]}}},
                {"type": "complete", "id": "1"},
            ]


def test_a_subscription_tells_what_was_and_what_comes(host: str, store: Store) -> None:
    """After a cursor, what was missed is told, and then each change as it is published, until the client ends it."""
    with connect(host) as session:
        subscribe(session, "a", _FOLLOW, after=_START)
        before = session.receive()
        publish(store, make_article(texts={"title": f"New {store.position()}"}), at=day(1))
        after = session.receive()
        session.send({"id": "a", "type": "complete"})
        session.send({"id": "never begun", "type": "complete"})
        publish(store, make_article(texts={"title": f"New {store.position()}"}), at=day(1))
        subscribe(session, "a", _QUERY)
        rest = [session.receive() for _ in range(2)]

    assert before == {"type": "next", "id": "a", "payload": {"data": {"articleChanged": {"locale": "en", "number": 1}}}}
    assert after["payload"]["data"]["articleChanged"]["number"] == 2
    assert [(message["type"], message["id"]) for message in rest] == [("next", "a"), ("complete", "a")]


def test_each_change_comes_with_the_article_of_then(host: str, store: Store) -> None:
    """What one event has read is not given again by the next, though both are of one subscription."""
    query = """subscription ($after: String) {
      articleChanged(after: $after) { article(locale: "en") { title { value } } }
    }"""
    titles = ["One", "Two", "Three"]
    told = []
    with connect(host) as session:
        subscribe(session, "a", query, after=write_feed_cursor(store.position()))
        for title in titles:
            publish(store, make_article(texts={"title": title}), at=day(1))
            told.append(session.receive()["payload"]["data"]["articleChanged"]["article"]["title"]["value"])

    assert told == titles


@pytest.mark.parametrize(
    ("query", "variables", "codes"),
    [
        ("{", {}, ["GRAPHQL_PARSE_FAILED"]),
        ("{ a b }", {}, ["GRAPHQL_VALIDATION_FAILED"] * 2),
        ("query A { locales { tag } } query B { locales { tag } }", {}, ["OPERATION_RESOLUTION_FAILURE"]),
        ("subscription { articleChanged { a } }", {}, ["GRAPHQL_VALIDATION_FAILED"]),
        (_FOLLOW, {"slug": 1}, ["GRAPHQL_VALIDATION_FAILED"]),
        (_FOLLOW, {"slug": "nothing"}, ["NOT_FOUND"]),
        (_FOLLOW, {"after": "nothing"}, ["INVALID_CURSOR"]),
        ("{ a " * 5000, {}, ["DOCUMENT_TOO_LARGE"]),
    ],
)
def test_what_is_not_executed_is_an_error(host: str, query: str, variables: dict[str, Any], codes: list[str]) -> None:
    """Errors have the codes that they have over HTTP; the operation has ended with them, and the connection has not."""
    with connect(host) as session:
        subscribe(session, "1", query, **variables)
        told = session.receive()
        subscribe(session, "1", _QUERY)

        assert (told["type"], told["id"]) == ("error", "1")
        assert [error["extensions"]["code"] for error in told["payload"]] == codes
        assert session.receive()["type"] == "next"


def test_errors_of_fields_come_with_their_answer(host: str) -> None:
    """What was executed is an answer, whatever failed in it."""
    with connect(host) as session:
        subscribe(session, "1", '{ locales { tag } node(id: "x") { id } }')
        told = session.receive()

    assert told["type"] == "next"
    assert told["payload"]["data"] == {"locales": [{"tag": "en"}], "node": None}
    assert told["payload"]["errors"][0]["extensions"] == {"code": "INVALID_ID"}


@pytest.mark.parametrize("offered", [[], ["graphql-ws"], ["nonsense"]])
def test_other_protocols_are_refused(host: str, offered: list[str]) -> None:
    """The old protocol graphql-ws, another one and none end with 4406."""
    with open_session(host, offered) as session:
        assert session.read_closed() == (4406, "Subprotocol not acceptable")


def test_whoever_does_not_begin_is_let_go(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection without connection_init ends with 4408, pings or not."""
    assert graphql_socket.INIT_WITHIN == 3
    monkeypatch.setattr(graphql_socket, "INIT_WITHIN", 0.05)
    with open_session(host, [_PROTOCOL]) as session:
        session.send({"type": "ping"})
        assert session.receive() == {"type": "pong"}
        assert session.read_closed()[0] == 4408


def test_nothing_is_executed_before_the_beginning(host: str) -> None:
    """An operation without connection_init ends the connection with 4401."""
    with open_session(host, [_PROTOCOL]) as session:
        subscribe(session, "1", _QUERY)
        assert session.read_closed() == (4401, "Unauthorized")


def test_it_begins_once(host: str) -> None:
    """A second connection_init ends the connection with 4429."""
    with connect(host) as session:
        session.send({"type": "connection_init"})
        assert session.read_closed() == (4429, "Too many initialisation requests")


def test_ids_are_used_once_at_a_time(host: str) -> None:
    """A second operation under an id that runs ends the connection with 4409, which names it while there is room."""
    with connect(host) as session:
        name = "é" * 200
        subscribe(session, name, _FOLLOW)
        subscribe(session, name, _QUERY)
        code, reason = session.read_closed()

    assert code == 4409
    assert reason.startswith("Subscriber for ééé")
    assert len(reason.encode()) <= 123


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "[]",
        "null",
        "1",
        '"ping"',
        "{}",
        '{"type": 1}',
        '{"type": "start"}',
        '{"type": "subscribe"}',
        '{"type": "subscribe", "id": "1"}',
        '{"type": "subscribe", "id": 1, "payload": {"query": "{a}"}}',
        '{"type": "subscribe", "id": "", "payload": {"query": "{a}"}}',
        '{"type": "subscribe", "id": "1", "payload": "{a}"}',
        '{"type": "subscribe", "id": "1", "payload": {}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": ""}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "{a}", "variables": []}}',
        '{"type": "complete"}',
        '{"type": "ping", "payload": 1}',
        '{"type": "ping", "payload": ' + "[" * 100_000,
        '{"type": "connection_init"}}',
    ],
    ids=lambda text: text[:70],
)
@pytest.mark.parametrize("begun", [True, False])
def test_malformed_messages_end_the_connection(host: str, text: str, begun: bool) -> None:
    """What is no message of the protocol ends the connection with 4400, before its beginning and after it."""
    with open_session(host, [_PROTOCOL]) as session:
        if begun:
            session.send({"type": "connection_init"})
            session.receive()
        session.send(text)
        code, reason = session.read_closed()

    assert code == 4400
    assert reason.startswith("Invalid message: ")


def test_bytes_are_no_message(host: str) -> None:
    """Messages are text."""
    with connect(host) as session:
        session.send(b'{"type": "ping"}')
        assert session.read_closed()[0] == 4400


def test_messages_have_a_longest_length(host: str) -> None:
    """As long as a body over HTTP may be; a longer one ends the connection with 1009."""
    with connect(host) as session:
        subscribe(session, "1", _QUERY + " " * (BODY_LIMIT - 1000))
        told = session.receive()
        session.receive()
        subscribe(session, "2", _QUERY + " " * BODY_LIMIT)

        assert told["type"] == "next"
        assert session.read_closed()[0] == 1009


@pytest.mark.parametrize("payload", [{}, {"payload": {"at": 1}}])
def test_pings_are_answered_with_what_they_bring(host: str, payload: dict[str, Any]) -> None:
    """A client that measures how far the server is gets its payload back; a pong of its own is let be."""
    with connect(host) as session:
        session.send({"type": "pong", **payload})
        session.send({"type": "ping", **payload})

        assert session.receive() == {"type": "pong", **payload}


def test_so_many_operations_and_no_more(host: str) -> None:
    """One too many is an error of that one; the others go on, and there is room again when one ends."""
    with connect(host) as session:
        for number in range(OPERATIONS_LIMIT):
            subscribe(session, str(number), _FOLLOW)
        subscribe(session, "more", _QUERY)
        refused = session.receive()
        session.send({"id": "0", "type": "complete"})
        subscribe(session, "more", _QUERY)

        assert (refused["type"], refused["id"]) == ("error", "more")
        assert refused["payload"][0]["extensions"]["code"] == "BAD_USER_INPUT"
        assert session.receive()["type"] == "next"


@pytest.mark.parametrize("by", ["header", "payload", "payload in small letters"])
def test_tokens_are_taken_and_refused(host: str, store: Store, by: str) -> None:
    """A token in the handshake or in connection_init holds or ends the connection with 4403.

    One that is revoked later ends no connection, but every further operation.
    """
    issued = issue_token(store, "Amina", Grants(drafts=("sw",)), datetime.now(UTC), None)

    def give(token: str) -> dict[str, Any]:
        name = "authorization" if by == "payload in small letters" else "Authorization"
        return {"headers" if by == "header" else "payload": {name: f"Bearer {token}"}}

    with connect(host, **give(issued.text)) as session:
        subscribe(session, "1", _QUERY)
        told = [session.receive()["type"] for _ in range(2)]
        revoke_token(store, issued.token.id, datetime.now(UTC))
        subscribe(session, "1", _QUERY)
        refused = session.receive()
    given = give(issued.text)
    with open_session(host, [_PROTOCOL], given.get("headers", {})) as session:
        session.send({"type": "connection_init", "payload": given.get("payload", {})})
        code, reason = session.read_closed()

    assert told == ["next", "complete"]
    assert refused["payload"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert code == 4403
    assert reason.startswith("Forbidden: ")
    assert issued.text not in reason


def test_authorization_is_text(host: str) -> None:
    """Anything else under that name is no message."""
    with open_session(host, [_PROTOCOL]) as session:
        session.send({"type": "connection_init", "payload": {"Authorization": 1}})
        assert session.read_closed()[0] == 4400


@pytest.mark.parametrize(
    ("origin", "is_taken"),
    [
        (None, True),
        ("http://health.example", True),
        ("HTTP://Health.Example:80", True),
        ("http://{host}", True),
        ("https://{host}", True),
        ("https://app.example", True),
        ("https://app.example:443", True),
        ("https://health.example", False),
        ("http://app.example", False),
        ("https://app.example:8443", False),
        ("https://evil.example", False),
        ("https://app.example.evil.example", False),
        ("null", False),
        ("", False),
        ("file://", False),
        ("https://[", False),
        ("https://app.example:x", False),
    ],
)
def test_pages_of_others_may_not_connect(host: str, origin: str | None, is_taken: bool) -> None:
    """The server's own pages, by its public address or the name asked, and those that were allowed: no others (403)."""
    given = None if origin is None else origin.format(host=host)
    if is_taken:
        with connect(host, origin=given):
            return

    with pytest.raises(InvalidStatus) as denied, open_session(host, [_PROTOCOL], origin=given):
        pass

    assert denied.value.response.status_code == 403


def test_the_end_of_the_server_is_no_end_of_a_subscription(tmp_path: Path) -> None:
    """Connections are closed with 1012 and without `complete`, so that clients come again."""
    with open_migrated(f"sqlite:///{tmp_path / 'verbena.db'}") as store:
        publish(store, make_article())
        library = Library(store, "http://health.example", "en")
        with serve_app(build_app(store, library, build_schema())) as host, connect(host) as session:
            subscribe(session, "a", _FOLLOW, after=_START)
            session.receive()
            library.hub.close()

            assert session.read_closed() == (1012, "Service restart")

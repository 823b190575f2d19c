"""What colleagues do to units, told as it happens over WebSocket and server-sent events."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from tests.support.sockets import Session, open_session, serve_app
from tests.support.stores import open_migrated
from tests.support.subjects import topic_name
from tests.support.workbench import BARAKA, JUMA, SUMMARY, TITLE, act, fill_workbench, save, see
from verbena.access.principal import Principal
from verbena.access.tokens import issue_token, revoke_token
from verbena.graph import context
from verbena.graph.schema import build_schema
from verbena.model.token import Grants
from verbena.model.unit_event import UnitName
from verbena.reading.following_units import write_event_cursor
from verbena.reading.library import Library
from verbena.store.contract import Store
from verbena.translating.review_unit import review_unit
from verbena.web.app import build_app

_FOLLOW = """subscription ($locales: [Locale!]!, $article: String, $after: String) {
  translationUnitChanged(locales: $locales, article: $article, after: $after) {
    cursor kind by locale path before { text { tagged } state } after { text { tagged value } state }
    unit { path target { state text { tagged } } } } }"""
_START = write_event_cursor(0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_migrated(f"sqlite:///{tmp_path / 'verbena.db'}") as opened:
        fill_workbench(opened)
        yield opened


@contextmanager
def serve(store: Store) -> Iterator[str]:
    library = Library(store, "http://health.example", "en")
    with serve_app(build_app(store, library, build_schema())) as host:
        yield host


def authorize(store: Store, **grants: tuple[str, ...]) -> dict[str, str]:
    made = issue_token(store, "Rehema", Grants(**grants), datetime.now(UTC), None)
    return {"Authorization": f"Bearer {made.text}"}


@contextmanager
def follow(host: str, headers: dict[str, str], **variables: object) -> Iterator[Session]:
    """A connection that follows units in Swahili, unless told otherwise."""
    with open_session(host, ["graphql-transport-ws"], headers) as session:
        session.send({"type": "connection_init"})
        assert session.receive() == {"type": "connection_ack"}
        payload = {"query": _FOLLOW, "variables": {"locales": ["sw"], **variables}}
        session.send({"type": "subscribe", "id": "1", "payload": payload})
        yield session


def receive(session: Session) -> Any:
    message = session.receive()
    assert message["type"] == "next", message
    return message["payload"]["data"]["translationUnitChanged"]


def test_colleagues_are_followed(store: Store) -> None:
    """What somebody saves and reviews is told at once, with what it was before and the unit as it is now."""
    with serve(store) as host, follow(host, authorize(store, drafts=("sw",)), after=_START) as session:
        save(store, "Kuhusu mifupa")
        event = receive(session)
        assert event == {
            "cursor": write_event_cursor(1),
            "kind": "SAVED",
            "by": "Amina",
            "locale": "sw",
            "path": "title",
            "before": None,
            "after": {"text": {"tagged": "Kuhusu mifupa", "value": "Kuhusu mifupa"}, "state": "TRANSLATED"},
            "unit": {"path": "title", "target": {"state": "TRANSLATED", "text": {"tagged": "Kuhusu mifupa"}}},
        }

        review_unit(store, act(JUMA), TITLE, see(store).version)
        event = receive(session)
        assert (event["kind"], event["before"]["state"], event["after"]["state"]) == (
            "REVIEWED",
            "TRANSLATED",
            "REVIEWED",
        )


def test_nothing_is_missed_by_who_comes_back(store: Store) -> None:
    """After a cursor everything that was done meanwhile is told, once and in order; other locales and articles not."""
    for number in range(205):
        save(store, f"Mifupa {number}")
    save(store, "Kwa ufupi", name=SUMMARY)
    with serve(store) as host:
        with follow(host, authorize(store, review=("sw",)), after=write_event_cursor(3)) as session:
            assert [receive(session)["cursor"] for _ in range(203)] == [
                write_event_cursor(number) for number in range(4, 207)
            ]
        with follow(host, authorize(store, drafts=("ar",)), after=_START, locales=["ar"]) as session:
            save(store, "Mifupa yetu")
            arabic = Principal("Omar", Grants(translate=("ar",)))
            save(store, "العظام", arabic, replace(TITLE, locale="ar"))
            assert receive(session)["locale"] == "ar"
        with follow(host, authorize(store, drafts=("sw",)), after=_START, article="reference") as session:
            topic = UnitName(topic_name("t"), "sw", "topic.t.name")
            save(store, "Afya", name=topic)
            assert receive(session)["path"] == "topic.t.name"


def test_events_are_a_stream(store: Store) -> None:
    """Over server-sent events too, each is told as it happens."""
    save(store, "Mifupa")
    with (
        serve(store) as host,
        httpx.Client(trust_env=False) as client,
        client.stream(
            "POST",
            f"http://{host}/graphql",
            json={"query": _FOLLOW, "variables": {"locales": ["sw"], "after": _START}},
            headers={"Accept": "text/event-stream", **authorize(store, drafts=("sw",))},
            timeout=30,
        ) as response,
    ):
        found = []
        for line in response.iter_lines():
            if line.startswith("data:") and line[5:].strip():
                found.append(json.loads(line[5:])["data"]["translationUnitChanged"]["by"])
                if len(found) == 1:
                    save(store, "Mifupa yetu", BARAKA)
                else:
                    break

    assert found == ["Amina", "Baraka"]


@pytest.mark.parametrize(
    ("grants", "code"),
    [
        (None, "UNAUTHENTICATED"),
        ({"publish": ("*",)}, "FORBIDDEN"),
        ({"drafts": ("ar",)}, "FORBIDDEN"),
        ({"translate": ("sw-KE", "en")}, "FORBIDDEN"),
    ],
)
def test_who_may_not_follow(store: Store, grants: dict[str, tuple[str, ...]] | None, code: str) -> None:
    """It takes a grant that shows drafts of each of the locales; without one nothing is told."""
    save(store, "Mifupa")
    headers = {} if grants is None else authorize(store, **grants)
    asked: list[dict[str, object]] = [{"after": _START}, {"locales": ["ar", "sw"]}, {"article": "absent"}]
    with serve(store) as host:
        for variables in asked:
            with follow(host, headers, **variables) as session:
                message = session.receive()
                assert message["type"] in {"error", "next"}
                assert code in json.dumps(message)
                assert "Mifupa" not in json.dumps(message)


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"after": "x"}, "INVALID_CURSOR"),
        ({"after": write_event_cursor(2)}, "INVALID_CURSOR"),
        ({"after": write_event_cursor(-1)}, "INVALID_CURSOR"),
        ({"locales": []}, "BAD_USER_INPUT"),
        ({"article": "absent"}, "NOT_FOUND"),
    ],
)
def test_what_can_not_be_followed(store: Store, variables: dict[str, object], code: str) -> None:
    """A cursor of nothing that happened, no locale, and what is not loaded are errors."""
    save(store, "Mifupa")
    with serve(store) as host, follow(host, authorize(store, drafts=("sw",)), **variables) as session:
        assert code in json.dumps(session.receive())


def test_a_revoked_token_is_told_nothing_more(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever follows with a token that holds no longer is refused at the next event, and is not told of it."""
    monkeypatch.setattr(context, "_HOLDS", 0.0)
    made = issue_token(store, "Rehema", Grants(drafts=("sw",)), datetime.now(UTC), None)
    with serve(store) as host, follow(host, {"Authorization": f"Bearer {made.text}"}, after=_START) as session:
        save(store, "Mifupa")
        assert receive(session)["kind"] == "SAVED"
        revoke_token(store, made.token.id, datetime.now(UTC))
        save(store, "Mifupa yetu")

        message = session.receive()

        assert message["type"] == "error"
        assert message["payload"][0]["extensions"]["code"] == "UNAUTHENTICATED"
        assert "yetu" not in json.dumps(message)


@pytest.mark.parametrize("new_database", ["sqlite-file", "postgresql"], indirect=True)
def test_what_others_commit_is_told(new_database: Callable[[], str]) -> None:
    """What another process does on the same database wakes those who follow here."""
    url = new_database()
    with open_migrated(url) as ours, open_migrated(url) as theirs:
        fill_workbench(ours)
        with serve(ours) as host, follow(host, authorize(ours, drafts=("sw",)), after=_START) as session:
            for number in range(3):
                save(theirs, f"Mifupa {number}")
                assert receive(session)["after"]["text"]["tagged"] == f"Mifupa {number}"

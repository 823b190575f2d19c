"""Messages of what happened reach those who asked for them: none is lost, and none is sent to where it may not go."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from tests.support.http_receiver import Receiver, run_receiver
from tests.support.stores import open_migrated
from tests.support.subjects import article_name, day, make_article, publish, translate
from tests.support.webhook_desk import LOOPBACK, OPERATOR, WebhookDesk, open_desk, verify
from verbena.access.principal import ANONYMOUS, Principal
from verbena.model.change import Signature
from verbena.model.errors import BadUserInput, Forbidden, NotFound, Unauthenticated
from verbena.model.token import Grants
from verbena.model.translation import TranslationState
from verbena.model.unit_event import UnitEventKind, UnitName
from verbena.model.webhook import WebhookEvent
from verbena.outgoing.exchange import Policy
from verbena.publishing.acting import Act
from verbena.store.contract import Store
from verbena.store.units import UnitChange
from verbena.webhooks.back_off import ATTEMPTS
from verbena.webhooks.manage import (
    NewWebhook,
    add_webhook,
    list_deliveries,
    list_webhooks,
    remove_webhook,
    retry_webhook,
)
from verbena.webhooks.outbox import fill_outbox

ADA = Signature("Ada", "why not")


@pytest.fixture
def store() -> Iterator[Store]:
    with open_migrated("sqlite://") as opened:
        yield opened


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with run_receiver() as running:
        yield running


@pytest.fixture
def desk(store: Store, receiver: Receiver) -> WebhookDesk:
    return open_desk(store, receiver)


def publish_bones(store: Store, text: str = "Bones", at: int = 1) -> None:
    revision = make_article("bones", {"title": text})
    store.save_revisions([revision])
    store.save_translations("ar", {revision.name: translate(revision, "ar")})
    publish(store, revision, {"ar": translate(revision, "ar")}, day(at))


def review_title(store: Store) -> None:
    draft = store.read_draft(article_name("bones"))
    assert draft is not None
    translated = translate(draft, "ar")["title"]
    before = store.read_translations(draft.name, "ar")["ar"]["title"]
    reviewed = replace(translated, state=TranslationState.REVIEWED)
    change = UnitChange(UnitName(draft.name, "ar", "title"), UnitEventKind.REVIEWED, before, reviewed)
    assert store.change_units([change], day(2), ADA) == ()


def read_bodies(desk: WebhookDesk) -> list[dict[str, Any]]:
    return [json.loads(received.body) for received in desk.take()]


def test_messages_are_told_and_signed(desk: WebhookDesk) -> None:
    """What is published is told in the feed's order, each message signed, under an id of its own."""
    publish_bones(desk.store)

    done = desk.deliver()

    assert [one.attempt.failure for one in done] == [None, None, None]
    received = desk.take()
    for one in received:
        verify(desk.webhook, one)
        assert one.headers["content-type"] == "application/json"
    assert len({one.headers["webhook-id"] for one in received}) == 3
    bodies = [json.loads(one.body) for one in received]
    assert [(body["type"], body["data"]["locale"]) for body in bodies] == [
        ("edition.published", "en"),
        ("source.changed", "en"),
        ("edition.published", "ar"),
    ]
    assert bodies[2]["timestamp"] == "2026-01-02T12:00:00Z"
    data = bodies[2]["data"]
    assert (data["kind"], data["key"], data["slug"], data["edition"]) == ("article", "bones", "bones", 1)
    assert desk.deliver() == []


def test_withdrawals_are_told(desk: WebhookDesk) -> None:
    """What is withdrawn or redirected is told, with where it leads to."""
    publish_bones(desk.store)
    publish(desk.store, make_article("other"), None, day(2))
    desk.deliver()
    desk.take()

    desk.store.withdraw(article_name("bones"), ["ar"], day(3), ADA)
    desk.store.redirect(article_name("bones"), article_name("other"), day(4), ADA)
    desk.deliver()

    bodies = read_bodies(desk)
    assert [(body["type"], body["data"]["locale"]) for body in bodies] == [
        ("edition.withdrawn", "ar"),
        ("edition.withdrawn", "en"),
    ]
    assert (bodies[0]["data"]["by"], bodies[0]["data"]["why"]) == ("Ada", "why not")
    assert bodies[1]["data"]["redirectedTo"] == "other"


def test_reviews_are_told(desk: WebhookDesk) -> None:
    """A unit that comes to be reviewed is told with who did it; one that is only saved or commented on is not."""
    publish_bones(desk.store)
    desk.deliver()
    desk.take()

    review_title(desk.store)
    unit = UnitName(article_name("bones"), "ar", "title")
    now = desk.store.read_translations(unit.subject, "ar")["ar"]["title"]
    desk.store.change_units([UnitChange(unit, UnitEventKind.COMMENTED, now, now, (), "Well")], day(3), ADA)
    desk.deliver()

    (body,) = read_bodies(desk)
    told = {name: body["data"][name] for name in ("kind", "key", "path", "locale", "state", "by")}
    assert body["type"] == "unit.reviewed"
    assert told == {
        "kind": "article",
        "key": "bones",
        "path": "title",
        "locale": "ar",
        "state": "REVIEWED",
        "by": "Ada",
    }


def test_only_what_is_wanted_is_told(store: Store, receiver: Receiver) -> None:
    """A webhook gets the events and locales that it asked for, from when it was added."""
    publish_bones(store, "Before")
    desk = open_desk(store, receiver, ("edition.published",), ("ar",))
    publish_bones(store, "After", 2)

    desk.deliver()

    (body,) = read_bodies(desk)
    assert (body["type"], body["data"]["locale"], body["data"]["edition"]) == ("edition.published", "ar", 2)


@pytest.mark.parametrize("status", [300, 302, 400, 404, 429, 500, 503])
def test_failures_come_again(desk: WebhookDesk, status: int) -> None:
    """Whatever answer is no success, the message comes again later under the same id, with a signature of then."""
    publish_bones(desk.store)
    desk.receiver.answering = lambda _: (status, {"Location": "/elsewhere"}, b"no")

    failed = desk.deliver()
    first = desk.take()
    assert desk.deliver() == []
    desk.wait(seconds=10)
    desk.receiver.answering = lambda _: (200, {}, b"x" * 1000)
    again = desk.deliver()
    second = desk.take()

    assert [one.attempt.failure is None for one in (*failed, *again)] == [False] * 3 + [True] * 3
    assert {one.headers["webhook-id"]: one.body for one in first} == {
        one.headers["webhook-id"]: one.body for one in second
    }
    for one in second:
        verify(desk.webhook, one)
    assert {one.path for one in second} == {"/in"}
    assert int(second[0].headers["webhook-timestamp"]) == int(first[0].headers["webhook-timestamp"]) + 10


def test_gone_is_told_nothing_more(desk: WebhookDesk) -> None:
    """An answer of 410 ends it: nothing else is sent, until somebody says so."""
    publish_bones(desk.store)
    desk.receiver.answering = lambda _: (410, {}, b"")

    assert len(desk.deliver()) == 1
    desk.wait(days=2)
    assert desk.deliver() == []
    assert "410" in (desk.look().disabled_why or "")
    desk.receiver.answering = lambda _: (204, {}, b"")
    retry_webhook(desk.store, replace(OPERATOR, now=desk.now), desk.webhook.id)

    assert [one.attempt.failure for one in desk.deliver()] == [None] * 3


def test_long_failure_disables(desk: WebhookDesk) -> None:
    """A webhook that has taken nothing for days is told nothing more, and of everything since once it is enabled."""
    publish_bones(desk.store)
    desk.receiver.answering = lambda _: (500, {}, b"")
    for _ in range(3 * ATTEMPTS):
        desk.deliver()
        desk.wait(hours=31)
    assert desk.look().disabled_at is not None
    assert len(desk.take()) < 3 * ATTEMPTS
    publish_bones(desk.store, "Meanwhile", 5)
    assert desk.deliver() == []

    desk.receiver.answering = lambda _: (204, {}, b"")
    retry_webhook(desk.store, replace(OPERATOR, now=desk.now), desk.webhook.id)
    desk.deliver()

    assert [body["data"]["edition"] for body in read_bodies(desk)] == [1, 1, 1, 2, 2, 2]


def test_it_is_given_up(desk: WebhookDesk) -> None:
    """A message that is never taken is tried so many times, and then kept as given up while others go on."""
    publish_bones(desk.store)
    (kept, *_) = (delivery.message.id for delivery in reversed(_fill(desk)))
    desk.receiver.answering = lambda asked: (500 if asked.headers["webhook-id"] == kept else 200, {}, b"")
    attempts = 0
    for number in range(2 * ATTEMPTS):
        attempts += sum(one.delivery.message.id == kept for one in desk.deliver())
        publish_bones(desk.store, f"Again {number}", 2 + number)
        desk.wait(hours=31)

    given_up = next(
        one for one in list_deliveries(desk.store, OPERATOR, desk.webhook.id, 999) if one.message.id == kept
    )
    assert attempts == ATTEMPTS == given_up.attempts
    assert (given_up.due_at, given_up.delivered_at, given_up.failure) == (None, None, "it answered 500")
    assert desk.look().disabled_at is None


def _fill(desk: WebhookDesk) -> tuple[Any, ...]:
    fill_outbox(desk.store, desk.now)
    return desk.store.list_deliveries(None, 99)


def test_crash_between_loses_nothing(desk: WebhookDesk) -> None:
    """Where a server ends while it sends, or before it notes what came of it, another sends it again after a while."""
    publish_bones(desk.store)
    _fill(desk)
    claimed = desk.store.claim_delivery(desk.webhook.id, desk.now, desk.now + timedelta(seconds=40))
    assert claimed is not None

    assert claimed.message.id not in {one.delivery.message.id for one in desk.deliver()}
    desk.wait(seconds=41)

    assert [one.delivery.message.id for one in desk.deliver()] == [claimed.message.id]


def test_nothing_is_made_twice(desk: WebhookDesk) -> None:
    """However often the outbox is filled, each event is one message; many of them are made by pages."""
    for number in range(220):
        publish(desk.store, make_article(f"a{number}"), None, day(1))

    for _ in range(3):
        fill_outbox(desk.store, desk.now)

    made = desk.store.list_deliveries(None, 9999)
    assert len(made) == 440
    changes = [(json.loads(one.message.body)["data"]["change"], one.message.event) for one in made]
    assert len(set(changes)) == 440


@pytest.mark.parametrize("url", ["https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest/meta-data/"])
def test_inside_is_not_reached(store: Store, receiver: Receiver, url: str) -> None:
    """Nothing is sent to an address that is not public unless its network is allowed; what is wrong is told."""
    desk = open_desk(store, receiver, ("source.changed",))
    inside = add_webhook(store, OPERATOR, Policy(), NewWebhook(url, ("source.changed",)))
    publish_bones(store)

    done = {one.delivery.webhook: one.attempt.failure for one in desk.deliver(Policy())}

    assert "allow its network" in (done[inside.id] or "")
    assert "allow its network" in (done[desk.webhook.id] or "")
    assert desk.take() == []


@pytest.mark.parametrize("url", ["", "hooks.example", "ftp://hooks.example/", "https://u:p@hooks.example/"])
def test_no_urls_are_refused(store: Store, url: str) -> None:
    """What is no URL for requests is refused when it is added."""
    with pytest.raises(BadUserInput):
        add_webhook(store, OPERATOR, LOOPBACK, NewWebhook(url))


def test_http_is_refused(store: Store) -> None:
    """A URL by http is refused where no network is allowed, for it could never be reached."""
    with pytest.raises(BadUserInput, match="VERBENA_WEBHOOK_NETWORKS"):
        add_webhook(store, OPERATOR, Policy(), NewWebhook("http://hooks.example/"))
    with pytest.raises(BadUserInput, match="no event"):
        add_webhook(store, OPERATOR, LOOPBACK, NewWebhook("https://hooks.example/", ("edition.eaten",)))


@pytest.mark.parametrize(
    "grants",
    [
        Grants(),
        Grants(("*",), ("*",)),
        Grants(translate=("*",), review=("*",)),
        Grants(administer=("ar", "en")),
    ],
)
def test_others_may_not(desk: WebhookDesk, grants: Grants) -> None:
    """Whoever does not administer every locale may neither see nor change webhooks."""
    act = Act(Principal("Eve", grants), day(1))

    for attempt in (
        lambda: add_webhook(desk.store, act, LOOPBACK, NewWebhook("https://hooks.example/")),
        lambda: list_webhooks(desk.store, act),
        lambda: remove_webhook(desk.store, act, desk.webhook.id),
        lambda: retry_webhook(desk.store, act, desk.webhook.id),
        lambda: list_deliveries(desk.store, act, None, 9),
    ):
        with pytest.raises(Forbidden):
            attempt()
    with pytest.raises(Unauthenticated):
        list_webhooks(desk.store, replace(act, principal=ANONYMOUS))


def test_unknown_ones_are_told(store: Store) -> None:
    """What names no webhook is told so."""
    with pytest.raises(NotFound, match="verbena webhooks list"):
        remove_webhook(store, OPERATOR, "nobody")
    with pytest.raises(NotFound):
        retry_webhook(store, OPERATOR, "nobody")
    with pytest.raises(NotFound):
        list_deliveries(store, OPERATOR, "nobody", 9)


def test_secret_is_not_in_logs(desk: WebhookDesk) -> None:
    """What a program prints of a webhook has no secret in it."""
    assert desk.webhook.secret not in repr(desk.webhook)
    assert desk.webhook.secret.startswith("whsec_")
    assert desk.webhook.events == ()
    assert all(desk.webhook.wants(event, "ar") for event in WebhookEvent)

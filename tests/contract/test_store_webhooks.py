"""Webhooks and their outbox: no message is lost, doubled or had by two, whoever works on it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from msgspec.structs import replace

from tests.support.subjects import START, day
from verbena.model.webhook import Attempt, Message, Webhook, WebhookEvent
from verbena.store.contract import Store

MINUTE = timedelta(minutes=1)
HOOK = Webhook(
    id="4k2m9x0qp7ab",
    url="https://hooks.example/in?a=b",
    secret="whsec_c2VjcmV0",
    events=(WebhookEvent.SOURCE_CHANGED, WebhookEvent.UNIT_REVIEWED),
    locales=("ar", "es-MX"),
    created_at=START,
    created_by="Ada Ångström",
    change_position=3,
    unit_position=0,
)


def message(name: str, at: int = 0) -> Message:
    return Message(name, WebhookEvent.SOURCE_CHANGED, b'{"\xd9\x85":1}', day(at))


@pytest.fixture
def hook(store: Store) -> Webhook:
    store.save_webhook(HOOK)
    return HOOK


def test_webhooks_are_kept(store: Store, hook: Webhook) -> None:
    """A webhook comes back as it was saved, the oldest first, and is gone with its messages when it is removed."""
    older = replace(hook, id="older", events=(), locales=(), created_by=None, created_at=START - MINUTE)
    store.save_webhook(older)
    store.queue_messages(hook, [message("m1")], 4, 2)

    assert store.list_webhooks() == (older, replace(hook, change_position=4, unit_position=2))
    removed = store.remove_webhook(hook.id)
    assert removed is not None
    assert removed.id == hook.id
    assert store.list_webhooks() == (older,)
    assert store.list_deliveries(None, 9) == ()
    assert store.remove_webhook(hook.id) is None


def test_messages_are_queued_once(store: Store, hook: Webhook) -> None:
    """Of two who make messages of the same events, the first alone has them queued."""
    assert store.queue_messages(hook, [message("m1"), message("m2")], 5, 0)
    assert not store.queue_messages(hook, [message("m3"), message("m4")], 5, 0)
    assert not store.queue_messages(replace(hook, id="nobody"), [message("m5")], 5, 0)

    assert [delivery.message for delivery in store.list_deliveries(hook.id, 9)] == [message("m2"), message("m1")]


def test_delivery_is_had_by_one(store: Store, hook: Webhook) -> None:
    """A message that is claimed is nobody else's until the claim is over; then it is anybody's again."""
    store.queue_messages(hook, [message("m1")], 5, 0)

    mine = store.claim_delivery(hook.id, day(0), day(0) + MINUTE)
    assert mine is not None
    assert store.claim_delivery(hook.id, day(0) + MINUTE / 2, day(1)) is None
    assert store.list_waiting(day(0) + MINUTE / 2) == ()
    assert store.list_waiting(day(0) + MINUTE) == (hook.id,)
    theirs = store.claim_delivery(hook.id, day(0) + MINUTE, day(2))

    assert theirs is not None
    assert theirs.message == mine.message
    assert not store.finish_delivery(mine, day(0) + MINUTE, Attempt(day(0) + MINUTE, 200))
    assert store.finish_delivery(theirs, day(2), Attempt(day(1), 204))
    (done,) = store.list_deliveries(hook.id, 9)
    assert (done.attempts, done.due_at, done.delivered_at, done.status) == (1, None, day(1), 204)


def test_many_claim_at_once(store: Store, hook: Webhook) -> None:
    """However many work on one outbox, each message is had by one of them."""
    store.queue_messages(hook, [message(f"m{number}") for number in range(40)], 5, 0)
    barrier = Barrier(4)

    def take(_: int) -> list[str]:
        barrier.wait()
        found = []
        while (delivery := store.claim_delivery(hook.id, day(1), day(2))) is not None:
            found.append(delivery.message.id)
        return found

    with ThreadPoolExecutor(4) as pool:
        taken = [name for names in pool.map(take, range(4)) for name in names]

    assert sorted(taken) == sorted(f"m{number}" for number in range(40))


def test_failures_are_tried_again(store: Store, hook: Webhook) -> None:
    """A message that failed is due at its next instant, told with why; since when nothing was taken is kept."""
    store.queue_messages(hook, [message("m1")], 5, 0)
    for attempt in (1, 2):
        delivery = store.claim_delivery(hook.id, day(attempt), day(attempt) + MINUTE)
        assert delivery is not None
        assert delivery.attempts == attempt - 1
        failed = Attempt(day(attempt), 500, "it answered 500 \ud800", day(attempt + 1))
        assert store.finish_delivery(delivery, day(attempt) + MINUTE, failed)

    (waiting,) = store.list_deliveries(hook.id, 9)
    assert (waiting.attempts, waiting.due_at, waiting.status) == (2, day(3), 500)
    assert waiting.failure is not None
    assert waiting.failure.startswith("it answered 500")
    assert store.list_waiting(day(3) - MINUTE) == ()
    assert store.list_webhooks()[0].failing_since == day(1)
    again = store.claim_delivery(hook.id, day(3), day(4))
    assert again is not None
    store.finish_delivery(again, day(4), Attempt(day(3), 200))
    assert store.list_webhooks()[0].failing_since is None


def test_disabled_is_told_nothing(store: Store, hook: Webhook) -> None:
    """Nothing is due for a webhook that is disabled; once it is enabled, all that it has not taken is, from anew."""
    store.queue_messages(hook, [message("m1"), message("m2"), message("m3")], 5, 0)
    taken = store.claim_delivery(hook.id, day(0), day(1))
    assert taken is not None
    store.finish_delivery(taken, day(1), Attempt(day(0), 200))
    failing = store.claim_delivery(hook.id, day(0), day(1))
    assert failing is not None
    store.finish_delivery(failing, day(1), Attempt(day(0), 410, "it answered 410", None, "it is gone"))

    (disabled,) = store.list_webhooks()
    assert (disabled.disabled_at, disabled.disabled_why, disabled.failing_since) == (day(0), "it is gone", day(0))
    assert store.list_waiting(day(9)) == ()
    assert store.claim_delivery(hook.id, day(9), day(10)) is None
    enabled = store.enable_webhook(hook.id, day(9))

    assert enabled == replace(hook, change_position=5)
    assert store.list_waiting(day(9)) == (hook.id,)
    due = [delivery.message.id for delivery in store.list_deliveries(hook.id, 9) if delivery.due_at == day(9)]
    assert due == ["m3", "m2"]
    assert store.enable_webhook("nobody", day(9)) is None


def test_old_deliveries_are_forgotten(store: Store, hook: Webhook) -> None:
    """Messages that were taken long ago go; those that were not stay."""
    store.queue_messages(hook, [message(f"m{number}", number) for number in range(3)], 5, 0)
    for number in (0, 1):
        delivery = store.claim_delivery(hook.id, day(number), day(9))
        assert delivery is not None
        store.finish_delivery(delivery, day(9), Attempt(day(number), 200))

    assert store.forget_deliveries(day(1)) == 1
    assert store.forget_deliveries(day(1)) == 0
    assert [delivery.message.id for delivery in store.list_deliveries(None, 9)] == ["m2", "m1"]

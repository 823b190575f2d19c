"""Delivering what is in the outbox: one attempt at a time, and what follows from how it ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from verbena.model.webhook import Attempt, Delivery, Webhook
from verbena.outgoing.exchange import Failed, Policy, Refused, Request, exchange
from verbena.store.contract import Store
from verbena.webhooks.back_off import back_off
from verbena.webhooks.signing import sign

DISABLE_AFTER = timedelta(days=3)
"""How long a webhook may take nothing before it is told nothing any more."""

_GONE = 410

Now = Callable[[], datetime]


class Delivered(Struct, frozen=True):
    """A delivery as it was claimed, and how the attempt ended."""

    delivery: Delivery
    attempt: Attempt


def read_clock() -> datetime:
    """The present in UTC."""
    return datetime.now(UTC)


def deliver_next(
    store: Store, webhook: str, policy: Policy, now: Now = read_clock, due_by: datetime | None = None
) -> Delivered | None:
    """Try the message that has been due longest for a webhook; null where none is due, or it is gone or disabled.

    Where `due_by` is given, only one that was due by then.

    The claim lasts twice as long as an attempt may take. Where a server ends before it has noted how an attempt ended,
    the message is tried again then, so that a receiver may get it twice, under one id.
    """
    claimed_until = now() + timedelta(seconds=2 * policy.seconds + 10)
    found = next((one for one in store.list_webhooks() if one.id == webhook), None)
    delivery = store.claim_delivery(webhook, due_by or now(), claimed_until) if found else None
    if found is None or delivery is None:
        return None
    attempt = _try(found, delivery, policy, now)
    store.finish_delivery(delivery, claimed_until, attempt)
    return Delivered(delivery, attempt)


def _try(webhook: Webhook, delivery: Delivery, policy: Policy, now: Now) -> Attempt:
    began = now()
    message = delivery.message
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Verbena",
        **sign(webhook.secret, message.id, began, message.body),
    }
    status = None
    try:
        # What a receiver says beside its status is nothing to us, so none of it is read.
        status = exchange(Request("POST", webhook.url, headers, message.body), policy).status
    except (Refused, Failed) as error:
        failure = str(error)
    else:
        if 200 <= status < 300:
            return Attempt(now(), status)
        failure = f"it answered {status}"
    at = now()
    if status == _GONE:
        return Attempt(at, status, failure, None, "it answered 410: it is gone for good")
    delay = back_off(delivery.attempts + 1)
    is_long = at - (webhook.failing_since or at) >= DISABLE_AFTER
    disables = f"it has taken nothing for {DISABLE_AFTER.days} days" if is_long else None
    return Attempt(at, status, failure, None if delay is None else at + delay, disables)

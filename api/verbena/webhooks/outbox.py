"""Filling the outbox: each event becomes one message for each webhook that wants it, whatever is broken off between."""

from __future__ import annotations

from datetime import datetime, timedelta

from verbena.model.webhook import Webhook
from verbena.store.contract import Store
from verbena.webhooks.messages import make_messages

KEEP_DELIVERED = timedelta(days=30)
"""How long messages that were taken are kept."""

_AT_ONCE = 200


def fill_outbox(store: Store, now: datetime) -> None:
    """Queue messages of all that happened since the last were made, for each webhook that is not disabled.

    Messages and the positions that they were made up to are kept in one transaction, and only by whoever saw the
    positions of before: so none is lost and none is made twice, however many do this at once. A disabled webhook
    keeps its positions, and is told of everything since when it is enabled.
    """
    newest: tuple[int, int] | None = None
    for webhook in store.list_webhooks():
        if webhook.disabled_at is None:
            newest = newest or (store.position(), store.unit_position())
            if (webhook.change_position, webhook.unit_position) != newest:
                _catch_up(store, webhook, now)


def _catch_up(store: Store, webhook: Webhook, now: datetime) -> None:
    seen: Webhook | None = webhook
    while seen is not None:
        changes = store.read_changes(seen.change_position, _AT_ONCE)
        events = store.read_unit_events(seen.unit_position, _AT_ONCE)
        messages = list(make_messages(seen, changes.changes, events.events, now))
        queued = store.queue_messages(seen, messages, changes.position, events.position)
        more = queued and (changes.has_next_page or events.has_next_page)
        seen = _find(store, webhook.id) if more else None


def _find(store: Store, webhook: str) -> Webhook | None:
    return next((one for one in store.list_webhooks() if one.id == webhook), None)

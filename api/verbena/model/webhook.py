"""Whom to tell of what happens, and the messages by which that is done."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class WebhookEvent(StrEnum):
    """What a message tells of; documented in docs/how-to/tell-others-by-webhooks.md, and never renamed."""

    SOURCE_CHANGED = "source.changed"
    EDITION_PUBLISHED = "edition.published"
    EDITION_WITHDRAWN = "edition.withdrawn"
    UNIT_REVIEWED = "unit.reviewed"


class Webhook(Struct, frozen=True):
    """An address that is told of some events in some locales; none of either means all.

    The positions are the newest change and the newest event of a unit of which messages were made. `failing_since` is
    when it was tried first after it last took a message, null where that went well. One that is disabled is told
    nothing until somebody enables it; `disabled_why` says why it was.
    """

    id: str
    url: str
    secret: str
    events: tuple[WebhookEvent, ...]
    locales: tuple[str, ...]
    created_at: datetime
    created_by: str | None
    change_position: int
    unit_position: int
    failing_since: datetime | None = None
    disabled_at: datetime | None = None
    disabled_why: str | None = None

    def __repr__(self) -> str:
        return f"Webhook({self.id!r})"  # the secret in a log would be a leak

    def wants(self, event: WebhookEvent, locale: str) -> bool:
        """Whether it is told of that event in that very locale."""
        return event in (self.events or tuple(WebhookEvent)) and locale in (self.locales or (locale,))


class Message(Struct, frozen=True):
    """One message to one webhook: its body is sent as it is at each attempt, under the same id."""

    id: str
    event: WebhookEvent
    body: bytes
    made_at: datetime


class Delivery(Struct, frozen=True):
    """What became of a message so far.

    `due_at` is when it is tried next, null where it was taken or is tried no more. `status` is that of the newest
    answer, `failure` why the newest attempt was none that succeeded.
    """

    number: int
    webhook: str
    message: Message
    attempts: int
    due_at: datetime | None
    delivered_at: datetime | None = None
    status: int | None = None
    failure: str | None = None


class Attempt(Struct, frozen=True):
    """How one attempt to deliver a message ended at an instant.

    `failure` is null where it was taken. `next_at` is when to try again, null for never. `disables` says why the
    webhook is to be told nothing any more.
    """

    at: datetime
    status: int | None = None
    failure: str | None = None
    next_at: datetime | None = None
    disables: str | None = None

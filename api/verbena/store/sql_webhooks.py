"""Webhooks and their outbox, in the tables `webhook` and `webhook_delivery`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, literal, or_, select, update

from verbena.model.webhook import Attempt, Delivery, Message, Webhook, WebhookEvent
from verbena.store.columns import Instant, make_storable
from verbena.store.database import Database
from verbena.store.webhook_tables import webhook as hook
from verbena.store.webhook_tables import webhook_delivery as outbox


class SqlWebhooks:
    """Implements `verbena.store.webhooks.Webhooks`. No two writers run at once: so a claim is had by one alone."""

    database: Database

    def save_webhook(self, new: Webhook) -> None:
        """Keep a new webhook."""
        with self.database.writing() as connection:
            connection.execute(insert(hook), _write_webhook(new))

    def list_webhooks(self) -> tuple[Webhook, ...]:
        """Every webhook, oldest first."""
        with self.database.asking() as connection:
            return tuple(map(_read_webhook, connection.execute(select(hook).order_by(hook.c.created_at, hook.c.id))))

    def remove_webhook(self, webhook: str) -> Webhook | None:
        """Forget a webhook and all its messages; gives it as it was."""
        with self.database.writing() as connection:
            row = connection.execute(select(hook).where(hook.c.id == webhook)).one_or_none()
            connection.execute(delete(outbox).where(outbox.c.webhook_id == webhook))
            connection.execute(delete(hook).where(hook.c.id == webhook))
        return None if row is None else _read_webhook(row)

    def queue_messages(
        self, webhook: Webhook, messages: Sequence[Message], change_position: int, unit_position: int
    ) -> bool:
        """Put messages into the outbox of a webhook, unless somebody else did meanwhile."""
        seen = and_(
            hook.c.id == webhook.id,
            hook.c.change_position == webhook.change_position,
            hook.c.unit_position == webhook.unit_position,
        )
        reached = {"change_position": change_position, "unit_position": unit_position}
        with self.database.writing() as connection:
            if connection.execute(update(hook).where(seen).values(**reached)).rowcount != 1:
                return False
            if messages:
                connection.execute(insert(outbox), [_write_message(webhook, message) for message in messages])
            return True

    def list_waiting(self, now: datetime) -> tuple[str, ...]:
        """The webhooks for which some message is due, that are not disabled."""
        asked = select(outbox.c.webhook_id).join_from(outbox, hook).where(_is_due(now)).distinct()
        with self.database.asking() as connection:
            return tuple(sorted(connection.scalars(asked)))

    def claim_delivery(self, webhook: str, now: datetime, until: datetime) -> Delivery | None:
        """The message that has been due longest for a webhook, for the caller alone until that instant."""
        longest = (
            select(outbox)
            .join_from(outbox, hook)
            .where(outbox.c.webhook_id == webhook, _is_due(now))
            .order_by(outbox.c.due_at, outbox.c.id)
            .limit(1)
        )
        with self.database.writing() as connection:
            row = connection.execute(longest).one_or_none()
            if row is None:
                return None
            connection.execute(update(outbox).where(outbox.c.id == row.id).values(claimed_until=until))
            return _read_delivery(row)

    def finish_delivery(self, delivery: Delivery, claimed_until: datetime, attempt: Attempt) -> bool:
        """Note how an attempt ended; False where the caller's claim is over and the message somebody else's."""
        mine = and_(outbox.c.id == delivery.number, outbox.c.claimed_until == claimed_until)
        noted = {
            "attempts": outbox.c.attempts + 1,
            "due_at": attempt.next_at,
            "claimed_until": None,
            "delivered_at": attempt.at if attempt.failure is None else None,
            "status": attempt.status,
            "failure": None if attempt.failure is None else make_storable(attempt.failure),
        }
        with self.database.writing() as connection:
            if connection.execute(update(outbox).where(mine).values(**noted)).rowcount != 1:
                return False
            _note_health(connection, delivery.webhook, attempt)
            return True

    def list_deliveries(self, webhook: str | None, first: int) -> tuple[Delivery, ...]:
        """The newest deliveries of a webhook, or of all, newest first."""
        asked = select(outbox).order_by(outbox.c.id.desc()).limit(first)
        if webhook is not None:
            asked = asked.where(outbox.c.webhook_id == webhook)
        with self.database.asking() as connection:
            return tuple(map(_read_delivery, connection.execute(asked)))

    def enable_webhook(self, webhook: str, now: datetime) -> Webhook | None:
        """Let a webhook be told again, and have all that it has not taken due, as if never tried; gives it."""
        this = hook.c.id == webhook
        anew: dict[str, Any] = {"failing_since": None, "disabled_at": None, "disabled_why": None}
        waiting = and_(outbox.c.webhook_id == webhook, outbox.c.delivered_at.is_(None))
        with self.database.writing() as connection:
            connection.execute(update(hook).where(this).values(**anew))
            connection.execute(update(outbox).where(waiting).values(due_at=now, attempts=0))
            row = connection.execute(select(hook).where(this)).one_or_none()
        return None if row is None else _read_webhook(row)

    def forget_deliveries(self, before: datetime) -> int:
        """Forget the messages that were taken before that instant; gives how many."""
        old = outbox.c.delivered_at < before
        with self.database.asking() as connection:
            if not connection.scalar(select(func.count()).select_from(outbox).where(old)):
                return 0
        with self.database.writing() as connection:
            return connection.execute(delete(outbox).where(old)).rowcount


def _is_due(now: datetime) -> ColumnElement[bool]:
    free = or_(outbox.c.claimed_until.is_(None), outbox.c.claimed_until <= now)
    return and_(outbox.c.due_at <= now, free, hook.c.disabled_at.is_(None))


def _note_health(connection: Connection, webhook: str, attempt: Attempt) -> None:
    """Note of a webhook whether it takes messages, and since when not."""
    health: dict[str, Any] = {"failing_since": None}
    if attempt.failure is not None:
        health = {"failing_since": func.coalesce(hook.c.failing_since, literal(attempt.at, Instant))}
    if attempt.disables is not None:
        health |= {"disabled_at": attempt.at, "disabled_why": attempt.disables}
    connection.execute(update(hook).where(hook.c.id == webhook).values(**health))


def _write_webhook(new: Webhook) -> dict[str, Any]:
    return {
        "id": new.id,
        "url": new.url,
        "secret": new.secret,
        "events": " ".join(new.events),
        "locales": " ".join(new.locales),
        "created_at": new.created_at,
        "actor": None if new.created_by is None else make_storable(new.created_by),
        "change_position": new.change_position,
        "unit_position": new.unit_position,
        "failing_since": new.failing_since,
        "disabled_at": new.disabled_at,
        "disabled_why": new.disabled_why,
    }


def _read_webhook(row: Row[*tuple[Any, ...]]) -> Webhook:
    return Webhook(
        id=row.id,
        url=row.url,
        secret=row.secret,
        events=tuple(map(WebhookEvent, row.events.split())),
        locales=tuple(row.locales.split()),
        created_at=row.created_at,
        created_by=row.actor,
        change_position=row.change_position,
        unit_position=row.unit_position,
        failing_since=row.failing_since,
        disabled_at=row.disabled_at,
        disabled_why=row.disabled_why,
    )


def _write_message(webhook: Webhook, message: Message) -> dict[str, Any]:
    return {
        "webhook_id": webhook.id,
        "message_id": message.id,
        "event": message.event.value,
        "body": message.body,
        "made_at": message.made_at,
        "attempts": 0,
        "due_at": message.made_at,
    }


def _read_delivery(row: Row[*tuple[Any, ...]]) -> Delivery:
    return Delivery(
        number=row.id,
        webhook=row.webhook_id,
        message=Message(row.message_id, WebhookEvent(row.event), row.body, row.made_at),
        attempts=row.attempts,
        due_at=row.due_at,
        delivered_at=row.delivered_at,
        status=row.status,
        failure=row.failure,
    )

"""What every store does for webhooks: who is told, and an outbox that loses no message and gives each to one sender."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from verbena.model.webhook import Attempt, Delivery, Message, Webhook


class Webhooks(Protocol):
    """Webhooks and their deliveries. Several servers may work on one outbox."""

    def save_webhook(self, new: Webhook) -> None:
        """Keep a new webhook."""

    def list_webhooks(self) -> tuple[Webhook, ...]:
        """Every webhook, oldest first; cheap enough to ask each second."""

    def remove_webhook(self, webhook: str) -> Webhook | None:
        """Forget a webhook and all its messages; gives it as it was."""

    def queue_messages(
        self, webhook: Webhook, messages: Sequence[Message], change_position: int, unit_position: int
    ) -> bool:
        """Put messages, due at once, into the outbox of a webhook, which has told of all up to these positions then.

        Nothing is done, and False given, where its positions are others than in `webhook`: somebody else was first.
        """

    def list_waiting(self, now: datetime) -> tuple[str, ...]:
        """The webhooks for which some message is due, that are not disabled."""

    def claim_delivery(self, webhook: str, now: datetime, until: datetime) -> Delivery | None:
        """The message that has been due longest for a webhook, for the caller alone until that instant.

        Null where none is due, or the webhook is disabled or gone.
        """

    def finish_delivery(self, delivery: Delivery, claimed_until: datetime, attempt: Attempt) -> bool:
        """Note how an attempt ended; False where the caller's claim is over and the message somebody else's."""

    def list_deliveries(self, webhook: str | None, first: int) -> tuple[Delivery, ...]:
        """The newest deliveries of a webhook, or of all, newest first."""

    def enable_webhook(self, webhook: str, now: datetime) -> Webhook | None:
        """Let a webhook be told again, and have all that it has not taken due, as if never tried; gives it."""

    def forget_deliveries(self, before: datetime) -> int:
        """Forget the messages that were taken before that instant; gives how many."""

"""A store with a webhook that is told of all, by a receiver on this machine, at instants that the test says."""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import ip_network

from msgspec import Struct
from standardwebhooks.webhooks import Webhook as Verifier

from tests.support.http_receiver import Received, Receiver
from tests.support.subjects import day
from verbena.access.principal import act_as_operator
from verbena.model.webhook import Webhook
from verbena.outgoing.exchange import Policy
from verbena.publishing.acting import Act
from verbena.store.contract import Store
from verbena.webhooks.courier import deliver_due
from verbena.webhooks.deliver import Delivered
from verbena.webhooks.manage import NewWebhook, add_webhook

LOOPBACK = Policy((ip_network("127.0.0.0/8"),), 5.0)
OPERATOR = Act(act_as_operator("Ada"), day(0))


class WebhookDesk(Struct):
    """A webhook with its receiver. The present is `now`, and stands still until the test moves it."""

    store: Store
    receiver: Receiver
    webhook: Webhook
    now: datetime

    def deliver(self, policy: Policy = LOOPBACK) -> list[Delivered]:
        """Deliver all that is due at present."""
        return list(deliver_due(self.store, policy, lambda: self.now))

    def wait(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)

    def look(self) -> Webhook:
        """The webhook as it is now."""
        (found,) = [one for one in self.store.list_webhooks() if one.id == self.webhook.id]
        return found

    def take(self) -> list[Received]:
        """What was received since the last time."""
        taken = [*self.receiver.received]
        self.receiver.received.clear()
        return taken


def open_desk(
    store: Store, receiver: Receiver, events: tuple[str, ...] = (), locales: tuple[str, ...] = ()
) -> WebhookDesk:
    """A desk with a new webhook."""
    webhook = add_webhook(store, OPERATOR, LOOPBACK, NewWebhook(receiver.url("/in"), events, locales))
    return WebhookDesk(store, receiver, webhook, day(100))


def verify(webhook: Webhook, received: Received) -> None:
    """Check a signature as receivers do, but for its time."""
    verifier = Verifier(webhook.secret)
    message, at = received.headers["webhook-id"], int(received.headers["webhook-timestamp"])
    signed = verifier.sign(message, datetime.fromtimestamp(at).astimezone(), received.body.decode())
    assert signed == received.headers["webhook-signature"]

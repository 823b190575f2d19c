"""Adding, removing and mending webhooks, by those who administer everything."""

from __future__ import annotations

import secrets
import string

from msgspec import Struct

from verbena.access.principal import require_administer
from verbena.model.errors import BadUserInput, NotFound
from verbena.model.token import EVERY_LOCALE
from verbena.model.webhook import Delivery, Webhook, WebhookEvent
from verbena.outgoing.exchange import Policy, Refused, check_url
from verbena.publishing.acting import Act
from verbena.store.contract import Store
from verbena.webhooks.signing import draw_secret

DELIVERIES_LIMIT = 1000

_ID_LENGTH = 12
_ID_CHARACTERS = string.ascii_lowercase + string.digits


class NewWebhook(Struct, frozen=True):
    """What somebody wants to have told: these events in these locales, of none given all."""

    url: str
    events: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()


def add_webhook(store: Store, act: Act, policy: Policy, wanted: NewWebhook) -> Webhook:
    """Have a URL told of what happens from now on; gives it with its secret. Locales are canonical tags.

    The URL's addresses are judged each time that it is told something, not now.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not administer every locale.
        BadUserInput: for a URL that no request can go to, or an event that there is not.
    """
    require_administer(act.principal, [EVERY_LOCALE])
    try:
        parts = check_url(wanted.url)
    except Refused as error:
        raise BadUserInput(str(error)) from error
    if parts.scheme != "https" and not policy.networks:
        raise BadUserInput(
            f"{wanted.url[:100]!a} is not https: set VERBENA_WEBHOOK_NETWORKS to reach networks of yours by http."
        )
    webhook = Webhook(
        id="".join(secrets.choice(_ID_CHARACTERS) for _ in range(_ID_LENGTH)),
        url=wanted.url,
        secret=draw_secret(),
        events=tuple(sorted(set(map(_read_event, wanted.events)))),
        locales=tuple(sorted(set(wanted.locales))),
        created_at=act.now,
        created_by=act.principal.name,
        change_position=store.position(),
        unit_position=store.unit_position(),
    )
    store.save_webhook(webhook)
    return webhook


def list_webhooks(store: Store, act: Act) -> tuple[Webhook, ...]:
    """Every webhook, oldest first.

    Raises:
        Unauthenticated: as `add_webhook`.
        Forbidden: as `add_webhook`.
    """
    require_administer(act.principal, [EVERY_LOCALE])
    return store.list_webhooks()


def remove_webhook(store: Store, act: Act, webhook: str) -> Webhook:
    """Tell a webhook nothing any more, and forget its messages.

    Raises:
        Unauthenticated: as `add_webhook`.
        Forbidden: as `add_webhook`.
        NotFound: where there is none with that id.
    """
    require_administer(act.principal, [EVERY_LOCALE])
    return _require(store.remove_webhook(webhook), webhook)


def retry_webhook(store: Store, act: Act, webhook: str) -> Webhook:
    """Enable a webhook, and have all that it has not taken tried again, from the first attempt.

    Raises:
        Unauthenticated: as `add_webhook`.
        Forbidden: as `add_webhook`.
        NotFound: where there is none with that id.
    """
    require_administer(act.principal, [EVERY_LOCALE])
    return _require(store.enable_webhook(webhook, act.now), webhook)


def list_deliveries(store: Store, act: Act, webhook: str | None, first: int) -> tuple[Delivery, ...]:
    """What became of the newest messages of a webhook, or of all, newest first.

    Raises:
        Unauthenticated: as `add_webhook`.
        Forbidden: as `add_webhook`.
        NotFound: where there is none with that id.
    """
    require_administer(act.principal, [EVERY_LOCALE])
    if webhook is not None and all(one.id != webhook for one in store.list_webhooks()):
        _require(None, webhook)
    return store.list_deliveries(webhook, min(first, DELIVERIES_LIMIT))


def _read_event(text: str) -> WebhookEvent:
    try:
        return WebhookEvent(text)
    except ValueError:
        raise BadUserInput(f"{text[:60]!a} is no event: name one of {', '.join(WebhookEvent)}.") from None


def _require(webhook: Webhook | None, named: str) -> Webhook:
    if webhook is None:
        raise NotFound(f"no webhook has the id {named[:20]!a}: `verbena webhooks list` names them all.")
    return webhook

"""`verbena webhooks`: whom to tell of what happens."""

from __future__ import annotations

import os
import sys
from datetime import datetime

import click

from verbena.bootstrap import open_services
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.json_output import AS_JSON, print_json
from verbena.cli.signing import read_act
from verbena.cli.tables import format_table
from verbena.language.tags import parse_tag
from verbena.model.webhook import Delivery, Webhook, WebhookEvent
from verbena.settings import read_settings
from verbena.webhooks.courier import deliver_due
from verbena.webhooks.manage import (
    DELIVERIES_LIMIT,
    NewWebhook,
    add_webhook,
    list_deliveries,
    list_webhooks,
    remove_webhook,
    retry_webhook,
)


@click.group()
def webhooks() -> None:
    """Webhooks: addresses that are told of what happens, by signed requests.

    Servers deliver by themselves. Requests go to public addresses, by https; VERBENA_WEBHOOK_NETWORKS allows others.

    \b
    Examples:
      verbena webhooks add https://hooks.example/verbena --event edition.published
      verbena webhooks list
      verbena webhooks deliveries --first 20
    """


@webhooks.command(short_help="Have an address told, and show its secret once.", epilog=tell_exit_codes("it can't be"))
@click.argument("url")
@click.option(
    "--event",
    "events",
    type=click.Choice([event.value for event in WebhookEvent]),
    multiple=True,
    help="Of this; may be given several times. Without it, of all.",
)
@click.option(
    "--locale", "locales", metavar="LOCALE", multiple=True, help="In this locale alone; may be given several times."
)
@AS_JSON
def add(url: str, events: tuple[str, ...], locales: tuple[str, ...], *, as_json: bool) -> None:
    """Have URL told of what happens from now on, and print the secret that its messages are signed with.

    Whoever gets the messages checks them with the secret, by any library for Standard Webhooks. It is not shown again.

    \b
    Examples:
      verbena webhooks add https://hooks.example/verbena
      verbena webhooks add https://hooks.example/ar --event unit.reviewed --event edition.published --locale ar
    """
    tags = tuple(parse_tag(locale) for locale in locales)
    with open_services(read_settings(os.environ)) as services:
        webhook = add_webhook(services.store, read_act(), services.webhook_policy, NewWebhook(url, events, tags))
    if as_json:
        print_json({"secret": webhook.secret, **_describe(webhook)})
        return
    click.echo(webhook.secret)
    click.echo(f"{webhook.id} is told from now on. Keep its secret safe: it is not shown again.", err=True)


@webhooks.command("list", short_help="List every webhook.", epilog=tell_exit_codes("the store can't be used"))
@AS_JSON
def list_all(*, as_json: bool) -> None:
    """List every webhook: what it is told, and whether it takes it. Secrets are not shown.

    \b
    Examples:
      verbena webhooks list
      verbena webhooks list --json | jq '.[] | select(.state != "active")'
    """
    with open_services(read_settings(os.environ)) as services:
        found = list_webhooks(services.store, read_act())
    if as_json:
        print_json([_describe(webhook) for webhook in found])
    elif found:
        rows = [
            (one.id, one.url, " ".join(one.events) or "all", " ".join(one.locales) or "all", _tell_state(one))
            for one in found
        ]
        click.echo(format_table(("ID", "URL", "EVENTS", "LOCALES", "STATE"), rows, words=5))
    else:
        click.echo("There is no webhook: `verbena webhooks add` makes one.", err=True)


@webhooks.command(short_help="Tell an address nothing any more.", epilog=tell_exit_codes("no webhook has the id"))
@click.argument("webhook", metavar="ID")
def remove(webhook: str) -> None:
    """Tell the webhook with this ID nothing any more, and forget its messages.

    \b
    Examples:
      verbena webhooks remove 4k2m9x0qp7ab
    """
    with open_services(read_settings(os.environ)) as services:
        removed = remove_webhook(services.store, read_act(), webhook)
    click.echo(f"{removed.id}\t{removed.url}\tremoved")


@webhooks.command(short_help="Tell what became of messages.", epilog=tell_exit_codes("no webhook has the id"))
@click.argument("webhook", metavar="ID", required=False)
@click.option(
    "--first", type=click.IntRange(1, DELIVERIES_LIMIT), default=50, show_default=True, help="How many, newest first."
)
@AS_JSON
def deliveries(webhook: str | None, first: int, *, as_json: bool) -> None:
    """Tell what became of the newest messages of the webhook with this ID, or of all.

    \b
    Examples:
      verbena webhooks deliveries
      verbena webhooks deliveries 4k2m9x0qp7ab --json | jq '.[] | select(.failure)'
    """
    with open_services(read_settings(os.environ)) as services:
        found = list_deliveries(services.store, read_act(), webhook, first)
    if as_json:
        print_json([_describe_delivery(delivery) for delivery in found])
        return
    rows = [(one.message.id, one.webhook, one.message.event, str(one.attempts), _tell_delivery(one)) for one in found]
    click.echo(format_table(("MESSAGE", "WEBHOOK", "EVENT", "TRIES", "STATE"), rows, words=5))


@webhooks.command(short_help="Enable a webhook, and try again.", epilog=tell_exit_codes("no webhook has the id"))
@click.argument("webhook", metavar="ID")
def retry(webhook: str) -> None:
    """Enable the webhook with this ID where it was disabled, and have all that it has not taken tried again.

    \b
    Examples:
      verbena webhooks retry 4k2m9x0qp7ab
    """
    with open_services(read_settings(os.environ)) as services:
        enabled = retry_webhook(services.store, read_act(), webhook)
    click.echo(f"{enabled.id}\t{enabled.url}\t{_tell_state(enabled)}")


@webhooks.command(short_help="Deliver what is due.", epilog=tell_exit_codes("a message was not taken"))
def deliver() -> None:
    """Make messages of what has happened, and deliver all that are due. Servers do so by themselves.

    \b
    Examples:
      verbena webhooks deliver
    """
    failed = 0
    with open_services(read_settings(os.environ)) as services:
        for done in deliver_due(services.store, services.webhook_policy):
            failed += done.attempt.failure is not None
            click.echo(f"{done.delivery.message.id}\t{done.delivery.webhook}\t{done.attempt.failure or 'delivered'}")
    sys.exit(1 if failed else 0)


def _describe(webhook: Webhook) -> dict[str, object]:
    """What may be told of a webhook: all but its secret."""
    return {
        "id": webhook.id,
        "url": webhook.url,
        "events": webhook.events or tuple(WebhookEvent),
        "locales": webhook.locales,
        "state": "active" if webhook.disabled_at is None else "disabled",
        "createdAt": webhook.created_at,
        "createdBy": webhook.created_by,
        "failingSince": webhook.failing_since,
        "disabledAt": webhook.disabled_at,
        "disabledWhy": webhook.disabled_why,
    }


def _describe_delivery(delivery: Delivery) -> dict[str, object]:
    return {
        "message": delivery.message.id,
        "webhook": delivery.webhook,
        "event": delivery.message.event,
        "madeAt": delivery.message.made_at,
        "attempts": delivery.attempts,
        "dueAt": delivery.due_at,
        "deliveredAt": delivery.delivered_at,
        "status": delivery.status,
        "failure": delivery.failure,
    }


def _tell_state(webhook: Webhook) -> str:
    if webhook.disabled_at is not None:
        return f"disabled {_tell(webhook.disabled_at)}: {webhook.disabled_why}"
    return f"failing since {_tell(webhook.failing_since)}" if webhook.failing_since else "active"


def _tell_delivery(delivery: Delivery) -> str:
    if delivery.delivered_at is not None:
        return f"delivered {_tell(delivery.delivered_at)}"
    ahead = f"due {_tell(delivery.due_at)}" if delivery.due_at else "given up"
    return f"{ahead}: {delivery.failure}" if delivery.failure else ahead


def _tell(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"

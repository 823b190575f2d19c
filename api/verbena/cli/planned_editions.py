"""`verbena editions scheduled`, `cancel` and `run-due`: what is to be published or withdrawn at an instant."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

import click

from verbena.bootstrap import open_services
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.json_output import AS_JSON, print_json
from verbena.cli.signing import read_act
from verbena.cli.tables import format_table
from verbena.publishing.due import run_due
from verbena.publishing.planned import cancel_planned, list_planned
from verbena.settings import read_settings
from verbena.store.plans import Planned


@click.command(short_help="List what is planned.", epilog=tell_exit_codes("the store can't be used"))
@AS_JSON
def scheduled(*, as_json: bool) -> None:
    """List what is to be published or withdrawn, in the order in which it is due, and what failed when it was.

    \b
    Examples:
      verbena editions scheduled
      verbena editions scheduled --json | jq '.[] | select(.failure)'
    """
    with open_services(read_settings(os.environ)) as services:
        found = list_planned(services.store, read_act().principal)
    if as_json:
        print_json([describe_planned(planned) for planned in found])
    elif found:
        print_planned(found)
    else:
        click.echo("Nothing is planned.", err=True)


@click.command(short_help="Let what is planned not happen.", epilog=tell_exit_codes("nothing is planned under the id"))
@click.argument("ids", metavar="ID", nargs=-1, required=True)
def cancel(ids: tuple[str, ...]) -> None:
    """Let what is planned under each ID not happen, or forget that it failed.

    \b
    Examples:
      verbena editions cancel 7
    """
    with open_services(read_settings(os.environ)) as services:
        cancelled = [cancel_planned(services.store, read_act().principal, one) for one in ids]
    print_planned(cancelled)


@click.command("run-due", short_help="Do what is due.", epilog=tell_exit_codes("something that was due failed"))
@AS_JSON
def run_all_due(*, as_json: bool) -> None:
    """Do what is due now, and tell of it. Servers do so by themselves; this is for where none runs.

    \b
    Examples:
      verbena editions run-due
    """
    with open_services(read_settings(os.environ)) as services:
        done = run_due(services.store, datetime.now(UTC))
    if as_json:
        print_json([describe_planned(planned) for planned in done])
    elif done:
        print_planned(done)
    else:
        click.echo("Nothing is due.", err=True)
    sys.exit(1 if any(planned.failure for planned in done) else 0)


def print_planned(found: Sequence[Planned]) -> None:
    """Print what is planned as a table."""
    rows = [
        (
            str(planned.id),
            f"{planned.due.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC",
            f"{'publish' if planned.kind == 'published' else 'withdraw'} {planned.name.kind} {planned.name.key}",
            planned.locale,
            planned.signature.by or "",
            planned.failure or planned.signature.why or "",
        )
        for planned in found
    ]
    click.echo(format_table(("ID", "DUE", "WHAT", "LOCALE", "BY", "WHY"), rows, words=6))


def describe_planned(planned: Planned) -> dict[str, object]:
    """What is planned, for scripts."""
    return {
        "id": str(planned.id),
        "kind": planned.kind,
        "subjectKind": planned.name.kind,
        "key": planned.name.key,
        "locale": planned.locale,
        "at": planned.due,
        "by": planned.signature.by,
        "why": planned.signature.why,
        "failure": planned.failure,
    }

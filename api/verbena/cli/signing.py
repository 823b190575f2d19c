"""Who does something at the command line, why, and when: the options that say so, and what they come to."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps

import click

from verbena.access.principal import act_as_operator
from verbena.access.tokens import NAME_LIMIT
from verbena.cli.operator import find_operator
from verbena.publishing.acting import Act, read_reason
from verbena.publishing.required_states import read_required_states
from verbena.settings import read_settings


def _read_instant(_context: click.Context, _parameter: click.Parameter, text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text[:60]!r} is no instant: write one such as 2027-01-31T08:00:00Z.") from error
    if instant.tzinfo is None:
        raise click.BadParameter(f"{text} has no offset from UTC: end it with Z, or an offset such as +02:00.")
    return instant


def _read_name(_context: click.Context, _parameter: click.Parameter, text: str | None) -> str | None:
    if text is not None and (not text.strip() or not text.isprintable() or len(text) > NAME_LIMIT):
        raise click.BadParameter(f"write a name, in 1 to {NAME_LIMIT} characters.")
    return text


Command = Callable[..., None]

_WHY = click.option("--why", metavar="REASON", help="Why, for the history, which everybody can read.")
_BY = click.option(
    "--by", metavar="NAME", callback=_read_name, help="Who does it, for the history; your user name where left out."
)
_AT = click.option(
    "--at", metavar="INSTANT", callback=_read_instant, help="Do it then, such as 2027-01-31T08:00:00Z, and not at once."
)


def signed(command: Command) -> Command:
    """A command with the options --why and --by, which is given what they come to as `act`."""

    @wraps(command)
    def run(*args: object, why: str | None, by: str | None, at: datetime | None = None, **options: object) -> None:
        command(*args, act=read_act(by, why, at), **options)

    return _WHY(_BY(run))


def signed_at(command: Command) -> Command:
    """A command with the options --why, --by, and --at for doing it later, which is given all that as `act`."""
    return _AT(signed(command))


def read_act(by: str | None = None, why: str | None = None, at: datetime | None = None) -> Act:
    """What is done by whoever runs the command, who may do everything.

    Raises:
        BadUserInput: for a reason that is too long, or no text, or a setting that can't be.
    """
    principal = find_operator() if by is None else act_as_operator(by.strip())
    required = read_required_states(read_settings(os.environ).required_states)
    return Act(principal, datetime.now(UTC), read_reason(why), at, required)

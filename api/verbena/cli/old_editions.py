"""`verbena editions pin`, `unpin`, `pins` and `thin`: which old texts stay, and letting the others go."""

from __future__ import annotations

import os
import re
import sys
from datetime import UTC, datetime, timedelta

import click

from verbena.bootstrap import open_services
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.json_output import AS_JSON, print_json
from verbena.cli.progress import ProgressLine
from verbena.cli.signing import read_act, signed
from verbena.cli.tables import format_table
from verbena.publishing.acting import Act
from verbena.publishing.pins import pin_version, unpin_version
from verbena.reading.versions import ANY_LANGUAGES, read_version, write_version
from verbena.settings import read_settings
from verbena.store.pins import Pin

_DAYS = re.compile(r"(0|[1-9][0-9]{0,4})d", re.ASCII)


@click.command(
    short_help="Keep a version readable for good.", epilog=tell_exit_codes("there is no such article or version")
)
@click.argument("slug")
@click.argument("version")
@signed
def pin(slug: str, version: str, *, act: Act) -> None:
    """Keep the article SLUG as it was at VERSION, in every locale, readable when old texts are let go.

    \b
    Examples:
      verbena editions pin bone-health 1.-.4711 --why 'Cited in a guideline.'
    """
    with open_services(read_settings(os.environ)) as services:
        made = pin_version(services.store, act, slug, read_version(version))
    _print_pins([made])


@click.command(short_help="Keep a version no longer.", epilog=tell_exit_codes("that version is not pinned"))
@click.argument("slug")
@click.argument("version")
def unpin(slug: str, version: str) -> None:
    """Let the VERSION of the article SLUG be let go like others from now on.

    \b
    Examples:
      verbena editions unpin bone-health 1.-.4711
    """
    with open_services(read_settings(os.environ)) as services:
        gone = unpin_version(services.store, read_act().principal, slug, read_version(version))
    _print_pins([gone])


@click.command(short_help="List what is pinned.", epilog=tell_exit_codes("the store can't be used"))
@AS_JSON
def pins(*, as_json: bool) -> None:
    """List the versions that are kept readable for good, with who said so and why.

    \b
    Examples:
      verbena editions pins
      verbena editions pins --json | jq -r '.[].version'
    """
    with open_services(read_settings(os.environ)) as services:
        found = services.store.pins()
    if as_json:
        print_json([_describe(one) for one in found])
    elif found:
        _print_pins(found)
    else:
        click.echo("Nothing is pinned.", err=True)


def _read_age(_context: click.Context, _parameter: click.Parameter, text: str) -> timedelta:
    days = _DAYS.fullmatch(text)
    if days is None:
        raise click.BadParameter(f"{text[:60]!r} is no age: write days, such as 365d.")
    return timedelta(days=int(days[1]))


@click.command(short_help="Let old texts go.", epilog=tell_exit_codes("the store can't be used"))
@click.option(
    "--older-than", required=True, callback=_read_age, metavar="DAYS", help="Replaced so long ago, such as 365d."
)
@AS_JSON
def thin(*, older_than: timedelta, as_json: bool) -> None:
    """Let go the texts of editions that were replaced longer ago, to save room: this can't be undone.

    They stay in the feed and the history, and cursors hold. Kept are what is shown now, what is pinned, and the states
    in which an article was last complete in a locale.

    \b
    Examples:
      verbena editions thin --older-than 365d
    """
    with open_services(read_settings(os.environ)) as services, ProgressLine(sys.stderr) as progress:
        gone = services.store.thin(datetime.now(UTC) - older_than, progress)
    if as_json:
        print_json({"thinned": gone})
    else:
        click.echo(f"Let go the texts of {gone} editions.", err=True)


def _print_pins(found: list[Pin] | tuple[Pin, ...]) -> None:
    rows = [
        (
            f"{one.name.kind} {one.name.key}",
            write_version(ANY_LANGUAGES, one.sequence),
            f"{one.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
            one.signature.by or "",
            one.signature.why or "",
        )
        for one in found
    ]
    click.echo(format_table(("WHAT", "VERSION", "SINCE", "BY", "WHY"), rows, words=5))


def _describe(one: Pin) -> dict[str, object]:
    return {
        "subjectKind": one.name.kind,
        "key": one.name.key,
        "version": write_version(ANY_LANGUAGES, one.sequence),
        "at": one.at,
        "by": one.signature.by,
        "why": one.signature.why,
    }

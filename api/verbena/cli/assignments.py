"""`verbena assignments`: who does what by when."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

import click

from verbena.bootstrap import Services, open_services
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.json_output import AS_JSON, print_json
from verbena.cli.signing import read_act
from verbena.cli.tables import format_table
from verbena.language.tags import parse_tag
from verbena.model.assignment import Assignment, Priority
from verbena.settings import read_settings
from verbena.translating.assignments import (
    AssignmentsWanted,
    Work,
    assign_work,
    list_assignments,
    measure_progress,
    unassign_work,
)

_ALL = 10_000


@click.group()
def assignments() -> None:
    """Assignments: who translates what into which language by when, and how far it is.

    \b
    Examples:
      verbena assignments add bone-health sw "Amina" --due 2027-01-31 --priority high
      verbena assignments list --overdue
      verbena assignments remove 7
    """


@assignments.command(short_help="Give somebody work.", epilog=tell_exit_codes("there is no such article"))
@click.argument("domain", metavar="ARTICLE")
@click.argument("locale")
@click.argument("assignee", metavar="NAME")
@click.option(
    "--priority",
    type=click.Choice([one.value.lower() for one in Priority]),
    default="normal",
    show_default=True,
    help="How much it matters.",
)
@click.option("--due", metavar="DAY", help="The last day for it, such as 2027-01-31.")
@click.option("--note", metavar="TEXT", help="A word to whoever does it.")
def add(  # noqa: PLR0913, PLR0917 - each is an option of its own
    domain: str, locale: str, assignee: str, priority: str, due: str | None, note: str | None
) -> None:
    """Give NAME the ARTICLE to translate into LOCALE, by its slug; `reference` and `interface` count as articles.

    NAME is that of a token. The same work given again takes the place of what it was.

    \b
    Examples:
      verbena assignments add bone-health sw "Amina" --due 2027-01-31
      verbena assignments add interface sw "Amina" --priority urgent --note "for the launch"
    """
    work = Work(domain, parse_tag(locale), assignee, Priority(priority.upper()), _read_day(due), note)
    with open_services(read_settings(os.environ)) as services:
        assigned = assign_work(services.store, read_act(), work)
        click.echo("\t".join(_tell(services, assigned)))


@assignments.command("list", short_help="List assignments.", epilog=tell_exit_codes("the store can't be used"))
@click.option("--assignee", metavar="NAME", help="Those of this person.")
@click.option(
    "--locale", "locales", metavar="LOCALE", multiple=True, help="In this locale; may be given several times."
)
@click.option("--overdue", is_flag=True, help="Those that were due before today, in UTC.")
@AS_JSON
def list_all(assignee: str | None, locales: tuple[str, ...], *, overdue: bool, as_json: bool) -> None:
    """List assignments with how far each is, what is due first at the top.

    \b
    Examples:
      verbena assignments list --assignee "Amina"
      verbena assignments list --overdue --json | jq '.[].assignee'
    """
    tags = tuple(parse_tag(locale) for locale in locales) or None
    wanted = AssignmentsWanted(assignee, tags, datetime.now(UTC).date() if overdue else None)
    with open_services(read_settings(os.environ)) as services:
        found = list_assignments(services.store, read_act().principal, wanted, _ALL).assignments
        if as_json:
            print_json([_describe(services, one) for one in found])
        elif found:
            click.echo(format_table(_HEADINGS, [_tell(services, one) for one in found], words=6))
        else:
            click.echo("There is no such assignment.", err=True)


@assignments.command(short_help="Take work back.", epilog=tell_exit_codes("no assignment has the number"))
@click.argument("number", type=int)
def remove(number: int) -> None:
    """Take back the assignment of this NUMBER. What was translated stays.

    \b
    Examples:
      verbena assignments remove 7
    """
    with open_services(read_settings(os.environ)) as services:
        removed = unassign_work(services.store, read_act(), number)
        click.echo("\t".join(_tell(services, removed)))


_HEADINGS = ("NUMBER", "DUE", "PRIORITY", "NAME", "LOCALE", "ARTICLE", "DONE", "WORDS LEFT")


def _read_day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(
            f"{text[:60]!r} is no day: write one such as 2027-01-31.", param_hint="--due"
        ) from error


def _tell(services: Services, assignment: Assignment) -> tuple[str, ...]:
    made, coverage = assignment.made, measure_progress(services.store, assignment)
    return (
        str(assignment.number),
        made.due.isoformat() if made.due else "–",
        made.priority.value,
        made.assignee,
        made.locale,
        (coverage.domain if coverage else None) or made.catalog,
        f"{coverage.share:.0%}" if coverage else "–",
        str(coverage.words_left) if coverage else "–",
    )


def _describe(services: Services, assignment: Assignment) -> dict[str, object]:
    made, coverage = assignment.made, measure_progress(services.store, assignment)
    return {
        "number": assignment.number,
        "article": (coverage.domain if coverage else None) or made.catalog,
        "locale": made.locale,
        "assignee": made.assignee,
        "priority": made.priority,
        "due": made.due,
        "note": made.note,
        "at": made.at,
        "by": made.by,
        "coverage": coverage,
    }

"""`verbena reports`: what readers say is wrong, and what they are answered."""

from __future__ import annotations

import os

import click

from verbena.bootstrap import open_services
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.json_output import AS_JSON, print_json
from verbena.cli.signing import read_act
from verbena.cli.tables import format_table
from verbena.language.tags import parse_tag
from verbena.model.report import Report, ReportState
from verbena.settings import read_settings
from verbena.store.reports import ReportFilter
from verbena.translating.reports import close_report, list_reports, read_report


@click.group()
def reports() -> None:
    """Readers' reports: what they say is wrong with a text, and what they are answered.

    Readers report without an account, by the GraphQL mutation `reportText`. Who they are is not kept.

    \b
    Examples:
      verbena reports list --locale ar
      verbena reports show 7
      verbena reports close 7 "You are right: it is mended since today."
    """


@reports.command("list", short_help="List reports.", epilog=tell_exit_codes("the store can't be used"))
@click.option(
    "--locale", "locales", metavar="LOCALE", multiple=True, help="In this locale; may be given several times."
)
@click.option(
    "--state",
    type=click.Choice(["open", "closed", "all"]),
    default="open",
    show_default=True,
    help="Those that are open, closed, or both.",
)
@click.option("--first", type=click.IntRange(1, 1000), default=50, show_default=True, help="How many, newest first.")
@AS_JSON
def list_all(locales: tuple[str, ...], state: str, first: int, *, as_json: bool) -> None:
    """List reports, newest first: those that are open, where nothing else is said.

    \b
    Examples:
      verbena reports list
      verbena reports list --locale ar --state all --json | jq '.[].message'
    """
    tags = tuple(parse_tag(locale) for locale in locales) or None
    wanted = ReportFilter(tags, None if state == "all" else ReportState(state.upper()))
    with open_services(read_settings(os.environ)) as services:
        page = list_reports(services.store, read_act().principal, wanted, first)
    if as_json:
        print_json([_describe(report) for report in page.reports])
    elif page.reports:
        click.echo(format_table(_HEADINGS, [_tell(report) for report in page.reports], words=6))
        if page.has_next_page:
            click.echo("There are more: give a larger --first.", err=True)
    else:
        click.echo("There is no such report.", err=True)


@reports.command(short_help="Show a report whole.", epilog=tell_exit_codes("no report has the number"))
@click.argument("number", type=int)
@AS_JSON
def show(number: int, *, as_json: bool) -> None:
    """Show the report of this NUMBER whole: what the reader saw, what they say, and what they were answered.

    \b
    Examples:
      verbena reports show 7
    """
    with open_services(read_settings(os.environ)) as services:
        report = read_report(services.store, read_act().principal, number)
    described = _describe(report)
    if as_json:
        print_json(described)
        return
    for name, value in described.items():
        if value is not None:
            click.echo(f"{name}: {value}")


@reports.command(short_help="Close a report with an answer.", epilog=tell_exit_codes("no report has the number"))
@click.argument("number", type=int)
@click.argument("answer")
def close(number: int, answer: str) -> None:
    """Close the report of this NUMBER with an ANSWER, which its reader may read.

    \b
    Examples:
      verbena reports close 7 "Thank you: it says 1.5 mg since today."
    """
    with open_services(read_settings(os.environ)) as services:
        report = close_report(services.store, read_act(), number, answer)
    click.echo("\t".join(_tell(report)))


_HEADINGS = ("NUMBER", "STATE", "LOCALE", "WHERE", "MADE", "MESSAGE")


def _tell(report: Report) -> tuple[str, ...]:
    made, unit = report.made, report.made.unit
    message = " ".join(made.message.split())
    shown = message if len(message) <= 60 else f"{message[:59]}…"
    where = f"{unit.subject.key} {unit.path}"
    return str(report.number), report.state.value, unit.locale, where, f"{made.made_at:%Y-%m-%d %H:%M}", shown


def _describe(report: Report) -> dict[str, object]:
    """All that is told of a report: not the hash of its receipt."""
    made, unit = report.made, report.made.unit
    return {
        "number": report.number,
        "state": report.state,
        "kind": unit.subject.kind,
        "key": unit.subject.key,
        "path": unit.path,
        "locale": unit.locale,
        "madeAt": made.made_at,
        "shown": made.shown,
        "quote": made.quote,
        "version": made.version,
        "message": made.message,
        "answer": report.answer,
        "closedAt": report.closed_at,
        "closedBy": report.closed_by,
    }

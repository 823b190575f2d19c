"""`verbena editions`: what was published of an article, taking it back, and going back."""

from __future__ import annotations

import os
from datetime import UTC

import click

from verbena.bootstrap import open_services
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.json_output import AS_JSON, print_json
from verbena.cli.loading import print_published
from verbena.cli.old_editions import pin, pins, thin, unpin
from verbena.cli.planned_editions import cancel, describe_planned, print_planned, run_all_due, scheduled
from verbena.cli.signing import read_act, signed, signed_at
from verbena.cli.tables import format_table
from verbena.language.tags import parse_tag
from verbena.publishing.acting import Act
from verbena.publishing.named_articles import find_subject
from verbena.publishing.redirect import redirect_article
from verbena.publishing.roll_back import roll_back_article
from verbena.publishing.withdraw import withdraw_article
from verbena.reading.changes import ChangeView
from verbena.settings import read_settings


@click.group()
def editions() -> None:
    """Editions: the history of an article, taking it back, going back, and what happens later.

    What is done here is signed with your user name, or with --by, and readers see it at once.

    \b
    Examples:
      verbena editions list bone-health
      verbena editions withdraw bone-health --locale ar --why 'A wrong dose.'
      verbena editions roll-back bone-health ar 3 --why 'Before the wrong dose.'
    """


@editions.command("list", short_help="List an article's history.", epilog=tell_exit_codes("there is no such article"))
@click.argument("slug")
@click.option("--locale", help="Only in this locale.")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many entries at most."
)
@AS_JSON
def list_editions(slug: str, locale: str | None, limit: int, *, as_json: bool) -> None:
    """List what happened to the article SLUG, newest first: each edition, withdrawal and redirection.

    \b
    Examples:
      verbena editions list bone-health --locale ar
      verbena editions list bone-health --json | jq -r '.[0].version'
    """
    tag = parse_tag(locale) if locale else None
    with open_services(read_settings(os.environ)) as services:
        name, _ = find_subject(services.store, read_act().principal, slug)
        found = [ChangeView(change) for change in services.store.read_history(name, tag, limit).changes]
    if as_json:
        print_json([_describe(change) for change in found])
        return
    rows = [
        (
            f"{change.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
            change.kind.value,
            change.locale,
            "" if change.number is None else str(change.number),
            change.version,
            change.by or "",
            change.why or "",
        )
        for change in found
    ]
    click.echo(format_table(("AT", "WHAT", "LOCALE", "NUMBER", "VERSION", "BY", "WHY"), rows, words=7))


@editions.command(
    short_help="Take an article back.", epilog=tell_exit_codes("the article is not published, or not there")
)
@click.argument("slug")
@click.option("--locale", "locales", multiple=True, help="Only in this locale; may be given several times.")
@signed_at
@AS_JSON
def withdraw(slug: str, locales: tuple[str, ...], *, act: Act, as_json: bool) -> None:
    """Withdraw the article SLUG: it is not served any more, in any locale or in those named.

    Without its source locale it is served in none. What is withdrawn stays so until somebody publishes its locale by
    name: `verbena articles publish SLUG --locale LOCALE`.

    \b
    Examples:
      verbena editions withdraw bone-health --locale ar --why 'A wrong dose.'
      verbena editions withdraw flu-season --at 2027-04-01T00:00:00Z
    """
    tags = [*map(parse_tag, locales)] or None
    with open_services(read_settings(os.environ)) as services:
        done = withdraw_article(services.store, act, slug, tags)
    if as_json:
        planned = [describe_planned(one) for one in done.planned]
        print_json({"slug": slug, "withdrawn": done.locales, "planned": planned})
    elif done.planned:
        print_planned(done.planned)
    else:
        click.echo(f"{slug}\twithdrawn in {' '.join(done.locales)}")


@editions.command(short_help="Lead an address to another article.", epilog=tell_exit_codes("an article is not there"))
@click.argument("slug")
@click.argument("to")
@signed
@AS_JSON
def redirect(slug: str, to: str, *, act: Act, as_json: bool) -> None:
    """Withdraw the article SLUG, and let its address, and all that led to it, lead to the published article TO.

    \b
    Examples:
      verbena editions redirect brittle-bones bone-health --why 'They say the same.'
    """
    with open_services(read_settings(os.environ)) as services:
        done = redirect_article(services.store, act, slug, to)
    if as_json:
        print_json({"from": done.from_slug, "to": done.to_slug, "withdrawn": done.locales})
    else:
        click.echo(f"{done.from_slug}\tleads to {done.to_slug}")


@editions.command(
    "roll-back", short_help="Publish an older edition again.", epilog=tell_exit_codes("there is no such edition")
)
@click.argument("slug")
@click.argument("locale")
@click.argument("number", type=int)
@signed
@AS_JSON
def roll_back(slug: str, locale: str, number: int, *, act: Act, as_json: bool) -> None:
    """Publish what edition NUMBER of the article SLUG said in LOCALE, as a new edition.

    It stays so until somebody publishes that locale by name; what is loaded is not touched. `verbena editions list`
    tells the numbers.

    \b
    Examples:
      verbena editions roll-back bone-health ar 3 --why 'Before the wrong dose.'
    """
    with open_services(read_settings(os.environ)) as services:
        report = roll_back_article(services.store, act, slug, parse_tag(locale), number).report
    if as_json:
        print_json(report)
    elif report:
        print_published(report)


def _describe(change: ChangeView) -> dict[str, object]:
    """One entry, for scripts."""
    redirection = change.redirection
    return {
        "at": change.at,
        "kind": change.kind,
        "locale": change.locale,
        "number": change.number,
        "version": change.version,
        "by": change.by,
        "why": change.why,
        "sections": change.sections,
        "leadsTo": redirection and redirection.slug,
    }


for command in (scheduled, cancel, run_all_due, pin, unpin, pins, thin):
    editions.add_command(command)

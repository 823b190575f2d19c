"""`verbena catalogs draft`: drafts by machine."""

from __future__ import annotations

import os
import sys

import click

from verbena.bootstrap import open_services
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.json_output import AS_JSON, print_json
from verbena.cli.signing import read_act
from verbena.language.tags import parse_tag
from verbena.outgoing.machine import MachineFailed
from verbena.settings import read_settings
from verbena.translating.machine_drafts import UNITS_LIMIT, WantedDrafts, draft_translations


@click.command(
    short_help="Have a machine draft what nobody has translated.",
    epilog=tell_exit_codes("the service fails, or a draft is refused; the others are kept"),
)
@click.argument("tag", metavar="LOCALE")
@click.argument("domains", metavar="ARTICLE", nargs=-1)
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=UNITS_LIMIT, show_default=True, help="Draft at most so many."
)
@click.option("--dry-run", is_flag=True, help="Only tell what would be sent; nothing is asked for.")
@AS_JSON
def draft(tag: str, domains: tuple[str, ...], limit: int, *, dry_run: bool, as_json: bool) -> None:
    """Have a machine translate into LOCALE what nobody has, of each ARTICLE by its slug, or of everything.

    `reference` and `interface` count as articles. VERBENA_MACHINE_URL names the service, which gets the texts. Drafts
    are marked as a machine's, and no reader gets one until a person has looked at it. No text of a person's is touched.

    \b
    Examples:
      verbena catalogs draft sw --dry-run
      verbena catalogs draft sw breast-cancer-and-osteoporosis --limit 50
    """
    wanted = WantedDrafts(parse_tag(tag), domains, limit)
    with open_services(read_settings(os.environ)) as services:
        machine = None if dry_run else services.open_machine()
        report = draft_translations(services.store, read_act(), machine, wanted)
    if as_json:
        print_json(report)
    else:
        for unit in report.units:
            told = "would be drafted" if dry_run else unit.refused or "drafted"
            click.echo(f"{unit.domain}\t{unit.path}\t{told}")
        if report.left:
            click.echo(f"{report.left} more are left.", err=True)
    if report.failure:
        raise MachineFailed(report.failure)
    sys.exit(1 if any(unit.refused for unit in report.units) else 0)

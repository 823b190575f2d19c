"""`verbena catalogs coverage`: how far translations in the store have come."""

from __future__ import annotations

import os

import click

from verbena.bootstrap import open_services
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.json_output import AS_JSON, print_json
from verbena.cli.signing import read_act
from verbena.cli.tables import format_table
from verbena.language.tags import parse_tag
from verbena.model.errors import NotFound
from verbena.settings import read_settings
from verbena.translating.coverage import Coverage, CoverageWanted, add_up, list_coverage

_EVERY_ROW = 1_000_000


@click.command(
    short_help="Tell how far translations in the store are.", epilog=tell_exit_codes("there is no such article")
)
@click.argument("tags", metavar="[LOCALE]...", nargs=-1)
@click.option(
    "--article", "domains", metavar="ARTICLE", multiple=True, help="Of this, by its slug; may be given several times."
)
@AS_JSON
def coverage(tags: tuple[str, ...], domains: tuple[str, ...], *, as_json: bool) -> None:
    """Count the units of each article in each LOCALE, or in all that have translations: as the store has them.

    `status` counts what is in the files instead. Below the rows stands the sum for each locale. REVIEWED counts among
    TRANSLATED; UNREVIEWED are what a machine made and nobody has looked at.

    \b
    Examples:
      verbena catalogs coverage
      verbena catalogs coverage sw ar --article bone-health --json | jq '.[].wordsLeft'
    """
    with open_services(read_settings(os.environ)) as services:
        named = tuple(parse_tag(tag) for tag in tags)
        locales = named or tuple(sorted({locale for locale, _ in services.store.translated()}))
        if not locales:
            raise NotFound("nothing is translated yet: name a locale to see what there would be to do.")
        wanted = CoverageWanted(locales, domains or None)
        page = list_coverage(services.store, read_act().principal, wanted, _EVERY_ROW)
    rows = sorted((row for _, row in page.rows), key=lambda row: row.locale)
    if as_json:
        print_json(rows)
        return
    sums = [add_up((row for row in rows if row.locale == locale), locale) for locale in sorted(set(locales))]
    click.echo(format_table(_HEADINGS, [_tell(row) for row in (*rows, *sums)], words=2))


_HEADINGS = (
    *("LOCALE", "ARTICLE", "UNITS", "TRANSLATED", "REVIEWED", "UNREVIEWED", "INITIAL", "OUTDATED", "MISSING"),
    *("FINDINGS", "DONE", "WORDS LEFT"),
)


def _tell(row: Coverage) -> tuple[str, ...]:
    counts = (row.units, row.translated, row.reviewed, row.machine, row.initial, row.outdated, row.missing)
    done = f"{row.share:.0%}"
    return row.locale, row.domain or "(all)", *map(str, counts), str(row.with_findings), done, str(row.words_left)

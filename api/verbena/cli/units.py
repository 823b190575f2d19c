"""`verbena units`: what there is to translate, unit by unit."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC

import click

from verbena.bootstrap import open_services
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.json_output import AS_JSON, print_json
from verbena.cli.operator import find_operator
from verbena.cli.tables import format_table
from verbena.cli.unit_changes import comment, reject, review, save, undo
from verbena.cli.unit_places import open_place, place_arguments
from verbena.language.tags import parse_tag
from verbena.model.markup import write_markup
from verbena.model.translation import TranslationState
from verbena.settings import read_settings
from verbena.translating.list_units import UnitFilter, list_units
from verbena.translating.working_units import Workbench, WorkingUnit, read_history

_SHOWN = 60
"""How much of a text stands in a table, in characters."""

_STATES = click.Choice([state.value for state in TranslationState], case_sensitive=False)


@click.group()
def units() -> None:
    """Units: what there is to translate, with what was done to each, and changing them one by one.

    CATALOG is an article's slug, `reference` or `interface`. What is done here is signed with your user name, or with
    --by, and is refused as it is over GraphQL: nobody reviews what they have written themselves.

    \b
    Examples:
      verbena units list sw bone-health --missing
      verbena units show sw bone-health lifestyle.p1.text
      verbena units save sw bone-health title 'Afya ya mifupa'
    """


@units.command("list", short_help="List what there is to translate.", epilog=tell_exit_codes("nothing is called so"))
@click.argument("locale")
@click.argument("catalog", required=False)
@click.option("--state", "states", type=_STATES, multiple=True, help="In this state; may be given several times.")
@click.option("--missing", is_flag=True, help="Without a translation, besides those in a --state.")
@click.option("--outdated", is_flag=True, help="Whose translation was made from another text than today's.")
@click.option("--findings", is_flag=True, help="In which a check found something.")
@click.option("--search", metavar="WORDS", help="With these words in the path, the source or the translation.")
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=100, show_default=True, help="How many units at most."
)
@AS_JSON
def list_(  # noqa: PLR0913 - each is an option
    locale: str,
    catalog: str | None,
    *,
    states: tuple[str, ...],
    missing: bool,
    outdated: bool,
    findings: bool,
    search: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """List the units of CATALOG, or of all catalogs, that are translated into LOCALE and meet every condition.

    \b
    Examples:
      verbena units list sw bone-health
      verbena units list sw --state initial --missing --json | jq -r '.[].path'
    """
    wanted = UnitFilter(
        parse_tag(locale),
        catalog,
        tuple(TranslationState(state.upper()) for state in states) or None,
        True if missing else None,
        True if outdated else None,
        search,
        True if findings else None,
    )
    with open_services(read_settings(os.environ)) as services:
        found = list(_list_all(services.store, wanted, limit))
    if as_json:
        print_json(found)
        return
    headings = ("CATALOG", "PATH", "STATE", "SOURCE", "TRANSLATION")
    click.echo(format_table(headings, [_write_row(unit) for unit in found], words=len(headings)))


@units.command(short_help="Show a unit.", epilog=tell_exit_codes("there is no such unit"))
@place_arguments
@AS_JSON
def show(place: Callable[[Workbench], WorkingUnit], *, as_json: bool) -> None:
    """Show the unit at PATH of CATALOG in LOCALE: its source, its translation, and what is known of both.

    \b
    Example:
      verbena units show sw bone-health lifestyle.p1.text
    """
    with open_place(place) as unit:
        described = _describe(unit)
    if as_json:
        print_json(described)
        return
    for field, value in described.items():
        if value not in (None, "", [], False):
            told = "\n  ".join(["", *map(str, value)]) if isinstance(value, list) else f" {value}"
            click.echo(f"{field}:{told}")


@units.command(short_help="List what was done to a unit.", epilog=tell_exit_codes("there is no such unit"))
@place_arguments
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many entries at most."
)
@AS_JSON
def history(place: Callable[[Workbench], WorkingUnit], limit: int, *, as_json: bool) -> None:
    """List what was done to the unit at PATH of CATALOG in LOCALE, newest first, with the number that undo takes.

    \b
    Example:
      verbena units history sw bone-health title
    """
    with open_place(place) as unit:
        events = list(read_history(unit.subject.store, unit.name, limit))
    if as_json:
        print_json(
            [
                {
                    "number": event.sequence,
                    "kind": event.kind,
                    "at": event.at,
                    "by": event.signature.by,
                    "why": event.signature.why,
                    "before": event.before and write_markup(event.before.inlines),
                    "after": event.after and write_markup(event.after.inlines),
                    "state": event.after and event.after.state,
                }
                for event in events
            ]
        )
        return
    rows = [
        (
            str(event.sequence),
            f"{event.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
            event.kind.lower(),
            event.after.state.lower() if event.after else "",
            event.signature.by or "",
            _shorten(event.signature.why or (write_markup(event.after.inlines) if event.after else "")),
        )
        for event in events
    ]
    headings = ("NUMBER", "AT", "KIND", "STATE", "BY", "WHY OR TEXT")
    click.echo(format_table(headings, rows, words=len(headings)))


for _command in (save, review, reject, comment, undo):
    units.add_command(_command)


def _list_all(store: Workbench, wanted: UnitFilter, limit: int) -> Iterator[dict[str, object]]:
    """Up to so many units, page by page: each is described before the next page is read."""
    after, principal = None, find_operator()
    while limit > 0:
        page = list_units(store, principal, wanted, min(limit, 100), after)
        yield from (_describe(one.unit) for one in page.units)
        limit -= len(page.units)
        after = page.cursor
        if not page.has_next_page:
            return


def _describe(unit: WorkingUnit) -> dict[str, object]:
    translation, refusal = unit.translation, unit.refusal
    return {
        "catalog": unit.subject.domain,
        "path": unit.path,
        "locale": unit.subject.locale,
        "description": unit.description,
        "above": list(unit.above),
        "notes": list(unit.tag_notes),
        "limit": unit.source.limit,
        "source": write_markup(unit.source.inlines),
        "sourceHash": unit.source.hash,
        "translation": write_markup(translation.inlines) if translation else None,
        "state": translation.state if translation else None,
        "origin": translation.origin if translation else None,
        "isOutdated": unit.is_outdated,
        "translator": unit.translator,
        "version": unit.version,
        "findings": [f"{one.severity}: {one.code}: {one.message}" for one in unit.findings],
        "refused": refusal.text if refusal else None,
        "refusedFor": [f"{one.severity}: {one.code}: {one.message}" for one in refusal.findings] if refusal else [],
    }


def _write_row(unit: dict[str, object]) -> tuple[str, ...]:
    state = "outdated" if unit["isOutdated"] else str(unit["state"] or "missing").lower()
    texts = (_shorten(str(unit[field] or "")) for field in ("source", "translation"))
    return (str(unit["catalog"]), str(unit["path"]), state, *texts)


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"

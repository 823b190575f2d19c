"""What the commands on catalogs tell people."""

from __future__ import annotations

from collections.abc import Sequence

import click

from verbena.cli.tables import format_table
from verbena.language.tags import folder_of
from verbena.translating.init import NewCatalog
from verbena.translating.status import CatalogStatus
from verbena.translating.update import UpdatedCatalog


def print_updated(updated: Sequence[UpdatedCatalog]) -> None:
    """Tell what became of each catalog: findings and the sum on standard error, each change a line on output."""
    for one in updated:
        for finding in one.findings:
            click.echo(finding.locate(one.file), err=True)
        if one.is_changed:
            click.echo(f"{one.file}: {_tell(one)}.")
    left = sum(one.has_errors for one in updated)
    changed = sum(one.is_changed for one in updated)
    errors = f", {left} with errors left as they are" if left else ""
    click.echo(f"{len(updated)} catalogs, {changed} changed{errors}.", err=True)


def print_new(made: Sequence[NewCatalog]) -> None:
    """Name each catalog that was made on standard output, and say on standard error how many there are."""
    for one in made:
        click.echo(f"{one.file}: new, {one.units} texts to translate.")
    click.echo(f"{len(made)} new catalogs.", err=True)


def print_status(rows: Sequence[CatalogStatus]) -> None:
    """Print how far each catalog is, a line each, below headings."""
    click.echo(format_table(_HEADINGS, [_describe(row) for row in rows], words=2))


def _tell(one: UpdatedCatalog) -> str:
    counts = {
        "new": one.merged.added,
        "now fuzzy": one.merged.reworded,
        "back again": one.merged.revived,
        "obsolete": one.merged.retired,
    }
    told = [f"was {one.was}"] if one.was else []
    told += [f"{len(paths)} {name}" for name, paths in counts.items() if paths]
    return ", ".join(told) or "comments and places brought up to date"


_HEADINGS = ("locale", "domain", "translated", "fuzzy", "outdated", "missing", "share", "words left", "errors")


def _describe(row: CatalogStatus) -> tuple[str, ...]:
    # Rounded down: what is not complete must not say so.
    share = f"{row.translated * 100 // row.units}%"
    counts = (row.translated, row.fuzzy, row.outdated, row.missing)
    return (folder_of(row.locale), row.domain, *map(str, counts), share, str(row.words_left), str(row.errors))

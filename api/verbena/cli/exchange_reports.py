"""What the commands tell of files that were imported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from verbena.cli.tables import format_table
from verbena.translating.import_report import ImportOutcome, ImportReport


def print_reports(reports: Sequence[tuple[Path, ImportReport]]) -> None:
    """Each finding as a line on standard error, and a table of what became of the units of each file."""
    for file, report in reports:
        for finding in report.all_findings():
            click.echo(finding.locate(str(file)), err=True)
    headings = ("file", "domain", "locale", *(outcome.lower() for outcome in ImportOutcome), "comments")
    click.echo(format_table(headings, [_describe(file, report) for file, report in reports], words=3))
    if any(report.is_dry_run for _, report in reports):
        click.echo("Nothing was written.", err=True)
    for file, report in reports:
        if report.is_refused:
            click.echo(f"{file}: nothing of it was taken.", err=True)


def _describe(file: Path, report: ImportReport) -> tuple[str, ...]:
    counts = map(str, report.counts().values())
    return (str(file), report.domain, report.locale, *counts, str(report.comments))

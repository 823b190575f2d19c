"""`verbena memory`: what was translated before, here and elsewhere."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from verbena.bootstrap import open_services
from verbena.catalogs.xml_reading import BYTES_LIMIT
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.files import read_given, tell_findings
from verbena.cli.glossary import DRY_RUN
from verbena.cli.json_output import AS_JSON, print_json
from verbena.cli.signing import read_act
from verbena.cli.tables import format_table
from verbena.model.findings import has_errors
from verbena.settings import read_settings
from verbena.translating.memories import MemoryUpload, export_memory, import_memory, list_memory, remove_memory


@click.group()
def memory() -> None:
    """The translation memory: what was translated before, and is suggested where a text is like it.

    All translations that are loaded are in it by themselves. Those of other programs come as TMX files.
    """


@memory.command("import", short_help="Take a TMX file in.", epilog=tell_exit_codes("the file has an error"))
@click.argument("file", metavar="FILE")
@click.option("--name", metavar="NAME", help="What the memory is called; the file's name where left out.")
@click.option(
    "--source-locale", metavar="LOCALE", help="The language translated from, where a unit of the file names none."
)
@DRY_RUN
@AS_JSON
def import_file(file: str, name: str | None, source_locale: str | None, *, dry_run: bool, as_json: bool) -> None:
    """Take in FILE, a memory in TMX 1.4 or older; - is standard input, which needs --name.

    What the file says is then all that is remembered under its name: new entries are added, and those that it no longer
    has are forgotten, so the same file again changes nothing. Where it can't be read to its end, nothing is taken.

    \b
    Examples:
      verbena memory import old-leaflets.tmx
      verbena memory import --name leaflets 2026-11.tmx --dry-run
    """
    upload = MemoryUpload(name or Path(file).name, read_given(file, BYTES_LIMIT), source_locale, dry_run=dry_run)
    with open_services(read_settings(os.environ)) as services:
        done = import_memory(services.store, read_act(), upload)
    tell_findings(file, done.findings, done.found)
    if as_json:
        print_json(done)
    else:
        report = done.report
        click.echo(
            f"{report.added} entries {'would be ' if dry_run else ''}added, {report.removed} forgotten,"
            f" {report.unchanged} as they were; translated into {', '.join(done.locales) or 'no language'}."
        )
    sys.exit(1 if has_errors(done.findings) else 0)


@memory.command(short_help="Write translations as TMX.", epilog=tell_exit_codes("the store can't be used"))
@click.argument("locale", metavar="LOCALE")
def export(locale: str) -> None:
    """Write all translations into LOCALE to standard output, as TMX 1.4: those loaded here, and those imported.

    Of those loaded here, those that are translated at least and not outdated.

    \b
    Examples:
      verbena memory export es > es.tmx
    """
    with open_services(read_settings(os.environ)) as services:
        for part in export_memory(services.store, read_act(), locale):
            sys.stdout.buffer.write(part.encode())


@memory.command("list", short_help="List what was imported.", epilog=tell_exit_codes("the store can't be used"))
@AS_JSON
def list_all(*, as_json: bool) -> None:
    """List the files that were imported: how many entries each has, by locale, when it came, and by whom.

    \b
    Examples:
      verbena memory list
    """
    with open_services(read_settings(os.environ)) as services:
        found = list_memory(services.store, read_act())
    if as_json:
        print_json(found)
    elif found:
        rows = [
            (
                one.name,
                ", ".join(f"{tag} {number}" for tag, number in one.entries.items()),
                f"{one.at:%Y-%m-%d}",
                one.by or "",
            )
            for one in found
        ]
        click.echo(format_table(("NAME", "ENTRIES", "IMPORTED", "BY"), rows, words=4))
    else:
        click.echo("No memory was imported: `verbena memory import` takes one in.", err=True)


@memory.command(short_help="Forget what was imported.", epilog=tell_exit_codes("no memory has the name"))
@click.argument("name", metavar="NAME")
def remove(name: str) -> None:
    """Forget all entries that came under NAME.

    \b
    Examples:
      verbena memory remove old-leaflets.tmx
    """
    with open_services(read_settings(os.environ)) as services:
        removed = remove_memory(services.store, read_act(), name)
    click.echo(f"{removed} entries forgotten.")

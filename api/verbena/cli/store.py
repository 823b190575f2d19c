"""`verbena store`: the database as a whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from verbena.bootstrap import find_database, open_whole_database
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.progress import ProgressLine
from verbena.cli.tables import format_table
from verbena.publishing.prepare import read_title
from verbena.settings import read_settings
from verbena.store.backup_files import restore_backup, write_backup
from verbena.store.checking import check_store
from verbena.store.copying import copy_store
from verbena.store.opening import name_place
from verbena.store.plain_tables import TableDigest
from verbena.store.stepping import WouldLose, step_store

_AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, for scripts.")
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def store() -> None:
    """The database as a whole: check it, back it up, move it to another, migrate it.

    All of these may be run while servers read and others publish, on SQLite and on PostgreSQL.

    \b
    Examples:
      verbena store check
      verbena store backup /backups/health.backup
      verbena store copy --to postgresql://verbena@db.example/verbena
    """


@store.command(short_help="Bring the tables to another migration.", epilog=tell_exit_codes("the store can't be used"))
@click.option("--to", "revision", metavar="MIGRATION", help="Which one, such as 0002, or base; else the newest.")
@click.option("--yes", is_flag=True, help="Don't ask before something is let go of.")
def migrate(revision: str | None, *, yes: bool) -> None:
    """Bring the tables to the newest migration, or to the one that --to names, forward or back.

    Other commands and servers migrate forward by themselves when they start. Going back is for an older version of
    Verbena; what that has no place for is named, and let go of only when you say so.

    \b
    Examples:
      verbena store migrate
      verbena store migrate --to 0002
    """
    settings = read_settings(os.environ)
    with open_whole_database(settings, find_database(settings)) as database:
        try:
            step = step_store(database, revision, may_lose=yes)
        except WouldLose as refused:
            click.echo("This would let go of:", err=True)
            for loss in refused.losses:
                click.echo(f"  {loss.place}: {loss.rows}", err=True)
            click.confirm("Go back all the same?", abort=True, err=True)
            step = step_store(database, revision, may_lose=True)
    if step.before == step.after:
        click.echo(f"The tables are at {step.after} already.")
    else:
        click.echo(f"Migrated from {step.before} to {step.after}.")


@store.command(
    short_help="Name everything that is wrong in the store.", epilog=tell_exit_codes("there is something wrong")
)
@_AS_JSON
def check(*, as_json: bool) -> None:
    """Name everything that is wrong in the store, and exit with 1 where there is anything.

    Every text is read and compared with its hash, and everything that the tables say twice is compared: the feed, what
    each locale shows, how complete it is, lists, slugs. The store is looked at as it is at one moment.

    \b
    Examples:
      verbena store check
      verbena store check --json | jq -r '.[].code' | sort | uniq -c
    """
    settings = read_settings(os.environ)
    number = 0
    opened = open_whole_database(settings, find_database(settings), must_exist=True)
    with opened as database, ProgressLine(sys.stderr) as progress:
        # One by one: a store may have more that is wrong than there is memory for.
        for number, finding in enumerate(check_store(database, read_title, progress), 1):
            written = msgspec.json.encode(finding).decode()
            click.echo(f"{'[' if number == 1 else ','}\n  {written}" if as_json else str(finding), nl=not as_json)
    if as_json:
        click.echo("\n]" if number else "[]")
    else:
        click.echo(f"Found: {number}." if number else "All is sound.", err=True)
    sys.exit(1 if number else 0)


@store.command(
    short_help="Write everything into one file.", epilog=tell_exit_codes("the store or the file can't be used")
)
@click.argument("file", type=_FILE)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@_AS_JSON
def backup(file: Path, *, force: bool, as_json: bool) -> None:
    """Write everything in the store, as it is at one moment, into FILE, while others read and publish.

    FILE is there only once it is whole and on the disk. It is a SQLite database, whatever the store is on; keep it
    safe, as it holds drafts and the hashes of tokens.

    \b
    Examples:
      verbena store backup health.backup
      verbena store backup --force /backups/newest.backup
    """
    settings = read_settings(os.environ)
    source = open_whole_database(settings, find_database(settings), must_exist=True)
    with source as database, ProgressLine(sys.stderr) as progress:
        written = write_backup(database, file, force=force, progress=progress)
    _tell(written, f"Backed up to {file}", as_json=as_json)


@store.command(
    short_help="Take everything out of a backup.",
    epilog=tell_exit_codes("the file is damaged, the store holds something or can't be used"),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Let go of what the store holds now.")
@_AS_JSON
def restore(file: Path, *, replace: bool, as_json: bool) -> None:
    """Take everything in FILE, which `verbena store backup` wrote, into an empty store: all of it or nothing.

    The file is compared with its own digests first. With --replace, the store may hold something, which goes in the
    same moment as the new comes. Start servers anew afterwards: they keep what they have read.

    \b
    Examples:
      verbena store restore health.backup
      verbena store restore --replace /backups/newest.backup
    """
    settings = read_settings(os.environ)
    with open_whole_database(settings, find_database(settings)) as database, ProgressLine(sys.stderr) as progress:
        restored = restore_backup(file, database, replace=replace, progress=progress)
    _tell(restored, f"Restored from {file}", as_json=as_json)


@store.command(
    short_help="Move everything to another database.",
    epilog=tell_exit_codes("the target holds something or one of the two can't be used"),
)
@click.option("--to", "target", metavar="URL", required=True, help="The database to write to, which must be empty.")
@click.option("--from", "source", metavar="URL", help="The database to read from; else VERBENA_DATABASE_URL.")
@_AS_JSON
def copy(target: str, source: str | None, *, as_json: bool) -> None:
    """Copy everything in the store, as it is at one moment, into another database, of the same kind or the other.

    Every table is read again from its new place and compared before anything is kept there. What is published in the
    old place after that moment is not in the new one.

    \b
    Examples:
      verbena store copy --to postgresql://verbena@db.example/verbena
      verbena store copy --from postgresql://verbena@db.example/verbena --to sqlite:////data/verbena.db
    """
    settings = read_settings(os.environ)
    origin = source or find_database(settings)
    with (
        open_whole_database(settings, origin, must_exist=True) as database,
        open_whole_database(settings, target) as other,
        ProgressLine(sys.stderr) as progress,
    ):
        copied = copy_store(database, other, progress=progress)
    _tell(copied, f"Copied from {name_place(origin)} to {name_place(target)}", as_json=as_json)


def _tell(tables: Sequence[TableDigest], done: str, *, as_json: bool) -> None:
    """What each table holds on standard output, and a sentence beside it."""
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(tables), indent=2).decode())
    else:
        rows = [(table.name, table.digest, str(table.rows)) for table in tables]
        click.echo(format_table(("TABLE", "SHA-256", "ROWS"), rows, words=2))
    click.echo(f"{done}: {sum(table.rows for table in tables)} rows, and every table as it was.", err=True)

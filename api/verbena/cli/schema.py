"""`verbena schema`: the GraphQL schema as a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from verbena.cli.exit_codes import tell_exit_codes
from verbena.graph.schema import build_schema, export_schema


@click.group()
def schema() -> None:
    """The GraphQL schema."""


@schema.command(epilog=tell_exit_codes("the file differs or can't be written"))
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file instead of standard output.",
)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where --output's file is not what it would be.")
def export(output: Path | None, *, check: bool) -> None:
    """Print the schema in GraphQL's schema definition language.

    \b
    Examples:
      verbena schema export --output schema/schema.graphql
      verbena schema export --check --output schema/schema.graphql
    """
    exported = export_schema(build_schema())
    if output is None:
        if check:
            raise click.UsageError("--check needs --output: the file to compare with.")
        click.echo(exported, nl=False)
    elif not check:
        output.write_bytes(exported.encode())
    elif not output.exists() or output.read_bytes() != exported.encode():
        click.echo(f"{output} is not the schema of this code: export it again and look at the difference.", err=True)
        sys.exit(1)

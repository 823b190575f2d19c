"""Results as JSON, for scripts."""

from __future__ import annotations

import click
import msgspec

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, for scripts.")


def print_json(value: object) -> None:
    """Print a value as indented JSON."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())

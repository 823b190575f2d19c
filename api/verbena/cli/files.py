"""Files that a command is given, and what is found in them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from verbena.model.errors import BadUserInput
from verbena.model.findings import Finding


def read_given(file: str, limit: int) -> bytes:
    """The bytes of a file by its name, `-` for standard input.

    Raises:
        BadUserInput: where there are more than `limit`; no more of them are read.
        OSError: where it can't be read.
    """
    if file == "-":
        data = sys.stdin.buffer.read(limit + 1)
    else:
        with Path(file).open("rb") as opened:
            data = opened.read(limit + 1)
    if len(data) > limit:
        raise BadUserInput(f"{file} has more than {limit} bytes: split it, and import the parts.")
    return data


def tell_findings(file: str, findings: Sequence[Finding], found: int) -> None:
    """Each finding on standard error, a line each, and how many more there are of all that were `found`."""
    for finding in findings:
        click.echo(finding.locate(file), err=True)
    if found > len(findings):
        click.echo(f"… and {found - len(findings)} findings more.", err=True)

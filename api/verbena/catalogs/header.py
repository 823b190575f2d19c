"""The header of a catalog as text: a line for each field, as gettext writes them."""

from __future__ import annotations

from collections.abc import Mapping


def read_header(text: str) -> dict[str, str]:
    """The fields by name; a line that is none belongs to the one before."""
    fields: dict[str, str] = {}
    name = ""
    for line in text.rstrip("\n").split("\n"):
        before, colon, value = line.partition(":")
        if colon and not before[:1].isspace():
            name = before.strip()
            fields[name] = value.strip()
        elif name:
            fields[name] += f"\n{line}"
    return fields


def write_header(fields: Mapping[str, str]) -> str:
    """The fields in their order, one a line."""
    return "\n".join(f"{name}: {value}" for name, value in fields.items())

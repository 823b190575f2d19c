"""The schemas of metadata and reference data are sound, and tell editors what each field is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from verbena.resources import find_resource

NAMES = sorted(path.name for path in find_resource("schema").glob("*.schema.json"))


def test_there_is_a_schema_for_each_file() -> None:
    """An article's metadata and each reference file have a schema."""
    files = ("abbreviations", "article", "citations", "contributors", "interface", "medications", "terms", "topics")

    assert [f"{name}.schema.json" for name in files] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_valid(name: str) -> None:
    """Each schema holds by the meta-schema of JSON Schema 2020-12."""
    Draft202012Validator.check_schema(read(name))

    assert read(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", [name for name in NAMES if name != "citations.schema.json"])
def test_schema_describes_every_field(name: str) -> None:
    """Editors show a field's description: each has one, and no object takes fields that are not listed."""
    objects = [schema for schema in walk(read(name)) if "properties" in schema]

    assert all(schema["additionalProperties"] is False for schema in objects)
    fields = [item for schema in objects for item in schema["properties"].items()]
    assert [name for name, field in fields if not field.get("description")] == []


def read(name: str) -> dict[str, Any]:
    return json.loads((find_resource("schema") / name).read_text("utf-8"))


def walk(schema: object) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from walk(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from walk(value)

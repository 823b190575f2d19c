"""Metadata and reference data against their JSON Schemas, each violation a problem at its line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
from jsonschema import Draft202012Validator, ValidationError

from verbena.authoring.located import Located, Path
from verbena.authoring.problems import ProblemCode, ProblemLog
from verbena.authoring.violations import describe_violation
from verbena.resources import find_resource


def check_against(schema: str, located: Located, log: ProblemLog) -> bool:
    """Log every violation of `schema/<schema>.schema.json`; tells whether there was none."""
    clean = True
    for error in read_schema(schema).iter_errors(located.value):
        for path, code, message in _describe(error):
            clean = False
            log.add(located.line_of(*path), code, message)
    return clean


@cache
def read_schema(name: str) -> Draft202012Validator:
    """The validator of `schema/<name>.schema.json`, its formats included; read from the file once."""
    schema = msgspec.json.decode((find_resource("schema") / f"{name}.schema.json").read_bytes())
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _describe(error: ValidationError) -> Iterator[tuple[Path, ProblemCode, str]]:
    path: Path = tuple(error.absolute_path)
    where = _name(path)
    schema: dict[str, Any] = error.schema  # type: ignore[assignment]  # boolean schemas are not among ours
    instance: Any = error.instance
    match error.validator:
        case "required":
            missing = error.message.split("'")[1]
            keyed = missing == "key" and bool({"claims", "notices"} & set(path))
            code = ProblemCode.MISSING_KEY if keyed else ProblemCode.MISSING_FIELD
            hint = "; `verbena articles keys` gives one" if keyed else ""
            yield path, code, f"{where} has no {missing}{hint}"
        case "additionalProperties":
            for name in instance:
                if name not in schema["properties"]:
                    known = ", ".join(schema["properties"])
                    yield (*path, name), ProblemCode.UNKNOWN_FIELD, f"{where} has no field {name!r}; known are {known}"
        case "propertyNames":
            yield path, ProblemCode.UNKNOWN_FIELD, f"{where} has no field {error.instance!r}"
        case "pattern" if path and path[-1] == "key":
            yield path, ProblemCode.MALFORMED_KEY, f"{error.instance!r} is no key: {schema['description']}"
        case _:
            hint = f" ({schema['description']})" if "description" in schema else ""
            yield path, ProblemCode.INVALID_FIELD, f"{where} {describe_violation(error)}{hint}"


def _name(path: Path) -> str:
    text = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.lstrip(".") or "the metadata"

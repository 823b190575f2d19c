"""What a JSON Schema has against a value, in words for people who never saw one."""

from __future__ import annotations

from typing import Any

from jsonschema import ValidationError

_KINDS = {
    "string": "a text",
    "array": "a list",
    "object": "fields with values",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}
_LONGEST = 40


def describe_violation(error: ValidationError) -> str:
    """The end of a sentence that begins with the field's name: what is wrong, with the value."""
    wanted: Any = error.validator_value
    instance: Any = error.instance
    value = _name_value(instance)
    match error.validator:
        case "type":
            kinds = [_KINDS[kind] for kind in ([wanted] if isinstance(wanted, str) else wanted) if kind != "null"]
            return f"is {value}; write {' or '.join(kinds)}"
        case "uniqueItems":
            twice = next(item for at, item in enumerate(instance) if item in instance[:at])
            return f"has {_name_value(twice) if isinstance(twice, str) else 'the same entry'} twice; keep one"
        case "enum":
            return f"is {value}; it can be {', '.join(map(str, wanted))}"
        case "format" if wanted == "date":
            return f"is {value}; write a day that there is, such as 2026-11-23"
        case "pattern" | "format":
            return f"is {value}, which is not written as it must be"
        case "not":
            return f"can't be {value}"
        case "minLength" | "minItems" | "minProperties":
            return "is empty; fill it, or delete it"
        case "maxLength":
            return f"is longer than {wanted} characters"
        case "maxItems":
            return f"has more than {wanted} entries"
        case _:
            return f"is not as it must be: {error.message}"


def _name_value(value: Any) -> str:
    match value:
        case None:
            return "empty"
        case bool():
            return str(value).lower()
        case list():
            return "a list"
        case dict():
            return "fields with values"
        case _:
            text = str(value)
            return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")

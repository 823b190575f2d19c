"""What kinds there are in the model, by its annotations, and which of them a value has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import msgspec


def walk_values(value: Any) -> Iterator[Any]:
    """Every struct in a value, and every other value in its fields and tuples."""
    if isinstance(value, tuple):
        for part in value:
            yield from walk_values(part)
    elif isinstance(value, msgspec.Struct):
        yield value
        for field in value.__struct_fields__:
            yield from walk_values(getattr(value, field))
    else:
        yield value


def model_structs(annotation: Any) -> set[type[msgspec.Struct]]:
    """Every struct that the annotations of a struct lead to."""
    found: set[type[msgspec.Struct]] = set()
    ahead = [annotation]
    while ahead:
        one = ahead.pop()
        ahead += get_args(one)
        if isinstance(one, type) and issubclass(one, msgspec.Struct) and one not in found:
            found.add(one)
            ahead += get_type_hints(one).values()
    return found

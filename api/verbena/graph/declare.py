"""How the schema's types are declared over the views that stand for them."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar, dataclass_transform

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

Declared = TypeVar("Declared", bound=type)
Described = TypeVar("Described", bound=type[Enum])


@dataclass_transform(field_specifiers=(strawberry.field,))
def view_type(represents: Callable[[Any], bool], *, description: str) -> Callable[[Declared], Declared]:
    """Declare a type that implements interfaces: `represents` tells whether an object is one of its views."""

    def declare(cls: Declared) -> Declared:
        # Read by strawberry, which would else ask whether the object is an instance of the declaring class.
        cls.is_type_of = staticmethod(lambda value, _info: represents(value))  # type: ignore[attr-defined]
        return strawberry.type(cls, description=description)

    return declare


def describe_enum(cls: Described, description: str, values: dict[str, str]) -> Described:
    """Make an enumeration of the model one of the schema, with a description for each of its values."""
    strawberry.enum(cls, description=description)
    definition: StrawberryEnumDefinition = cls.__strawberry_definition__  # type: ignore[attr-defined]  # just set
    for value in definition.values:
        value.description = values[value.name]
    return cls

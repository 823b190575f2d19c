"""What strawberry gives for an argument or an input field that was left out, as reading takes it."""

from __future__ import annotations

from typing import TypeVar

import strawberry

Value = TypeVar("Value")


def read_argument(value: Value | None) -> Value | None:
    """The value as it was given; one left out (UNSET) and one that is null mean the same, an empty string does not."""
    return None if value is strawberry.UNSET else value

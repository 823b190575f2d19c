"""The arguments that every connection takes."""

from __future__ import annotations

from typing import Annotated

import strawberry

from verbena.reading.lists import PAGE_DEFAULT, PAGE_LIMIT

FIRST = Annotated[
    int | None,
    strawberry.argument(description=f"How many entries at most, 0 to {PAGE_LIMIT}; {PAGE_DEFAULT} where null."),
]
AFTER = Annotated[
    str | None,
    strawberry.argument(description="A cursor of this very list: the entries after it are given; null for the start."),
]

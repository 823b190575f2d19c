"""The arguments that many fields take: which page, and in which languages."""

from __future__ import annotations

from typing import Annotated

import strawberry

from verbena.graph.scalars import Locale
from verbena.reading.lists import PAGE_DEFAULT, PAGE_LIMIT
from verbena.reading.presentation import TAGS_LIMIT

FIRST = Annotated[
    int | None,
    strawberry.argument(description=f"How many entries at most, 0 to {PAGE_LIMIT}; {PAGE_DEFAULT} where null."),
]
AFTER = Annotated[
    str | None,
    strawberry.argument(description="A cursor of this very list: the entries after it are given; null for the start."),
]
LOCALE = Annotated[
    Locale | None,
    strawberry.argument(description="The locale wanted; where left out, the Accept-Language list takes its place."),
]
FALLBACK = Annotated[
    list[Locale] | None,
    strawberry.argument(
        description=(
            f"What to try after `locale`, best first, in place of the source locale; at most {TAGS_LIMIT} tags. [] "
            "means no other language: what was never complete in `locale` is then not given."
        )
    ),
]

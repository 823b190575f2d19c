"""Locales, and the interface's words."""

from __future__ import annotations

from typing import Annotated

import strawberry

from verbena.graph.arguments import read_argument
from verbena.graph.context import GraphInfo
from verbena.graph.scalars import Locale
from verbena.graph.types.text import Text
from verbena.language.direction import TextDirection
from verbena.reading.locales import LocaleView


@strawberry.type(description="A locale that the server publishes in.")
class LocaleInfo:
    tag: Locale = strawberry.field(description="The locale's tag.")
    autonym: str = strawberry.field(
        description="The locale's name for itself, such as “العربية”; the tag where CLDR knows none."
    )

    @strawberry.field(description="The locale's name in another language; the tag where CLDR knows none.")
    @staticmethod
    def name(
        parent: strawberry.Parent[LocaleView],
        info: GraphInfo,
        in_: Annotated[
            Locale | None,
            strawberry.argument(
                name="in", description="The language to name it in; where left out, the one that the caller prefers."
            ),
        ] = strawberry.UNSET,
    ) -> str:
        """Name the locale in the language asked for."""
        return parent.name(read_argument(in_) or info.context.present(None, None).wanted[0])

    dir: TextDirection = strawberry.field(description="The base direction of its script.")
    script: str | None = strawberry.field(description="Its script as an ISO 15924 code; null where that is not known.")
    chain: list[Locale] = strawberry.field(
        description="The tags that are tried for it, best first: itself, what it falls back to, the default locale."
    )
    is_default: bool = strawberry.field(description="Served where nothing else was asked for.")


@strawberry.type(
    description=(
        "A word of the interface (“Sources”, “Frequently asked questions”) that front ends need and should not "
        "translate again."
    )
)
class Label:
    key: str = strawberry.field(description="Names the word; the same in every locale.")
    text: Text = strawberry.field(
        description="The word; a part in braces, such as {number}, is a blank for front ends to fill."
    )

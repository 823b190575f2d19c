"""Texts with all that presents them: the Node interface, Text and Translation."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from verbena.graph.declare import describe_enum, view_type
from verbena.graph.scalars import Locale
from verbena.language.direction import TextDirection
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.reading.text import TextView

if TYPE_CHECKING:
    from verbena.graph.types.inlines import Inline

describe_enum(
    TextDirection,
    "The base direction of a text (Unicode Standard Annex 9; HTML's `dir`).",
    {"LTR": "Left to right.", "RTL": "Right to left."},
)
describe_enum(
    TranslationState,
    "The states of XLIFF 2.1 (section 4.7.2.10), least first.",
    {
        "INITIAL": "Needs work; never served to readers.",
        "TRANSLATED": "Translated; nobody has reviewed it.",
        "REVIEWED": "Reviewed by somebody else than its translator.",
        "FINAL": "Reviewed and signed off.",
    },
)
describe_enum(
    TranslationOrigin,
    "Who made a translation.",
    {"HUMAN": "A person.", "MACHINE": "A machine; its state tells whether a person has reviewed it since."},
)


@strawberry.interface(
    description=(
        "A thing that a client's cache can keep and fetch again.\n\n"
        "`id` is opaque. It names the thing *as presented*: with its locale, explicit fallback, pinned version and "
        "preview. So the French and the English view of one section have two ids, and `node(id:)` gives back exactly "
        "the same view. What is the same in every locale is `key` (and an article's slug)."
    )
)
class Node:
    id: strawberry.ID = strawberry.field(description="Names this view of this thing, and fetches it again.")

    @staticmethod
    def resolve_type(value: Any, _info: Any, _type: Any) -> str:
        """The type that the view stands for."""
        return str(value.type_name)


@strawberry.type(description="How a translation came about, and whether it still fits its source.")
class Translation:
    state: TranslationState = strawberry.field(description="How far it has come.")
    origin: TranslationOrigin = strawberry.field(description="Who made it.")
    is_outdated: bool = strawberry.field(
        description=(
            "The source text has changed since this was translated. Apart from `state`: a reviewed text can be "
            "outdated."
        )
    )
    updated_at: datetime = strawberry.field(description="When the text, its state or its origin last changed.")


@view_type(
    lambda value: isinstance(value, TextView),
    description="Text in one language, with all that a renderer or a screen reader needs to present it.",
)
class Text(Node):
    path: str = strawberry.field(
        description=(
            "Where it stands, such as `lifestyle.p1.text`: the same in every locale; what a reader's report of a wrong "
            "sentence names, and the msgctxt of its entry in a gettext catalog."
        )
    )
    value: str = strawberry.field(
        description="Plain text: no markup and no citation marks. Safe as an accessible name."
    )
    html: str = strawberry.field(
        description=(
            "Phrasing-content HTML, escaped and sanitised: lang and dir on foreign parts, abbr with its expansion, "
            "citation links (to `#citation-<key>`) with accessible names. Put it into an element that has this text's "
            "`lang` and `dir`."
        )
    )
    inlines: list[Annotated[Inline, strawberry.lazy("verbena.graph.types.inlines")]] = strawberry.field(
        description="The same text as typed runs, in reading order: joined, their `text` is what a reader sees."
    )
    lang: Locale = strawberry.field(description="The language actually delivered.")
    dir: TextDirection = strawberry.field(description="The base direction of that language.")
    is_fallback: bool = strawberry.field(
        description=(
            "True where `lang` is neither the requested locale nor one of its parents (fr serves fr-CA without being a "
            "fallback)."
        )
    )
    translation: Translation | None = strawberry.field(
        description="How this translation came about; null where `lang` is the source language."
    )

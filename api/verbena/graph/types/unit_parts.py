"""What units are made of: texts, findings, and what differs in a source."""

from __future__ import annotations

from datetime import datetime

import strawberry

import verbena.graph.types.text  # noqa: F401 - describes the enumerations
from verbena.graph.context import GraphInfo
from verbena.graph.declare import describe_enum
from verbena.graph.scalars import Locale
from verbena.graph.unit_views import FindingView, UnitTextView
from verbena.language.direction import TextDirection
from verbena.model.findings import Severity
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.translating.difference import SegmentKind

describe_enum(
    SegmentKind,
    "Where a piece of two wordings stands.",
    {"EQUAL": "In both.", "INSERTED": "In the new one alone.", "DELETED": "In the old one alone."},
)
describe_enum(
    Severity,
    "What a finding means for a translation.",
    {"ERROR": "The translation is not taken.", "WARNING": "It is taken, and should be looked at."},
)


@strawberry.type(description="A text as it is worked on.")
class UnitText:
    tagged: str = strawberry.field(
        description=(
            "The text with tags that name what they stand for, such as `<m.tamoxifen/>`: the content of an XML "
            "element, in which `&`, `<` and `>` are escaped. It is what is translated and saved."
        )
    )
    hash: str = strawberry.field(description="Names the text; equal texts have equal hashes.")
    lang: Locale = strawberry.field(description="The language that it is in.")
    dir: TextDirection = strawberry.field(description="The base direction of that language.")

    @strawberry.field(
        description="The words as readers would see them, without markup and citation marks; null where it is gone.",
        graphql_type=str | None,
    )
    @staticmethod
    async def value(parent: strawberry.Parent[UnitTextView], info: GraphInfo) -> str | None:
        """Render it."""
        return await info.context.read(lambda _: parent.render_value())

    @strawberry.field(
        description=(
            "Phrasing-content HTML, escaped, with names of medications and the like in the text's language; other "
            "articles are not linked to. Put it into an element that has this text's `lang` and `dir`. Null where it "
            "is gone."
        ),
        graphql_type=str | None,
    )
    @staticmethod
    async def html(parent: strawberry.Parent[UnitTextView], info: GraphInfo) -> str | None:
        """Render it."""
        return await info.context.read(lambda _: parent.render_html())


@strawberry.type(description="A piece of two wordings of a text.")
class TextSegment:
    kind: SegmentKind = strawberry.field(description="Where it stands.")
    text: str = strawberry.field(description="The piece, of the tagged text.")


@strawberry.type(description="The source text that an outdated translation was made from.")
class FormerSource:
    text: UnitText = strawberry.field(description="What it said.")
    difference: list[TextSegment] = strawberry.field(
        description=(
            "What differs in the source of today, word by word and in order: what is EQUAL or DELETED makes up the "
            "former text, what is EQUAL or INSERTED that of today."
        )
    )


@strawberry.type(description="One thing that a check found in a translation.")
class TranslationFinding:
    code: str = strawberry.field(description="What it is, from a closed list.")
    severity: Severity = strawberry.field(description="What it means for the translation.")
    start: int | None = strawberry.field(
        description="Where it begins in the tagged text, in characters from 0; null where it is about all of it."
    )
    end: int | None = strawberry.field(description="Where it ends, likewise.")

    @strawberry.field(
        description=(
            "What was found, and what to do, for people: in the first language of the Accept-Language list that the "
            "interface's words are in."
        ),
        graphql_type=str,
    )
    @staticmethod
    async def message(parent: strawberry.Parent[FindingView], info: GraphInfo) -> str:
        """Tell it."""
        return await info.context.tell_finding(parent.finding)


@strawberry.type(description="A translation that was not taken, because of errors in it.")
class TranslationRefusal:
    tagged: str = strawberry.field(description="The text as it came, which may be malformed.")
    source_hash: str = strawberry.field(description="The hash of the source text that it was made from.")
    state: TranslationState = strawberry.field(description="The state that it came in.")
    origin: TranslationOrigin = strawberry.field(description="Who made it.")
    at: datetime = strawberry.field(description="When it came.")
    by: str | None = strawberry.field(description="Who sent it; null where nobody said.")
    findings: list[TranslationFinding] = strawberry.field(description="What is wrong with it, and what else was found.")

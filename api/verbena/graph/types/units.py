"""Units as those work on them who translate."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

import verbena.graph.types.changes  # noqa: F401 - describes the enumerations
from verbena.graph.arguments import read_argument
from verbena.graph.context import GraphInfo
from verbena.graph.declare import describe_enum, view_type
from verbena.graph.paging import FIRST
from verbena.graph.report_views import ReportView, show_unit_reports
from verbena.graph.scalars import Locale
from verbena.graph.types.paging import PageInfo
from verbena.graph.types.suggestions import HelpedUnit
from verbena.graph.types.text import Node
from verbena.graph.types.unit_parts import FormerSource, TranslationFinding, TranslationRefusal, UnitText
from verbena.graph.unit_history import HistoryView, list_comments, list_history
from verbena.graph.unit_views import (
    FindingView,
    FormerSourceView,
    RefusalView,
    UnitEventView,
    UnitTranslationView,
    UnitView,
)
from verbena.model.edition import SubjectKind
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.model.unit_event import UnitEventKind
from verbena.reading.lists import PAGE_DEFAULT, PageRequest

if TYPE_CHECKING:
    from verbena.graph.types.reports import Report

describe_enum(
    UnitEventKind,
    "What somebody did to a unit in a locale.",
    {
        "SAVED": "A translation was saved.",
        "IMPORTED": "A translation came in with a file.",
        "REVIEWED": "Somebody else than its translator said that it is good, or signed it off.",
        "REJECTED": "A reviewer sent it back, and said why.",
        "COMMENTED": "Somebody said something about it; nothing else changed.",
        "UNDONE": "It was made again what it was before something else was done.",
        "RENEWED": "Its source changed in punctuation or markup alone, so that it is a translation of the new text.",
        "REMOVED": "The translation was taken away.",
    },
)

BEFORE = Annotated[
    str | None,
    strawberry.argument(description="The `cursor` of an event: those before it are given; null for the newest."),
]


@strawberry.type(description="The translation that a unit has, whatever its state.")
class UnitTranslation:
    text: UnitText = strawberry.field(description="What it says.")
    state: TranslationState = strawberry.field(description="How far it has come.")
    origin: TranslationOrigin = strawberry.field(description="Who made it.")
    is_outdated: bool = strawberry.field(description="It was made from another text than the source has today.")
    updated_at: datetime = strawberry.field(description="When the text, its state or its origin last changed.")
    source_hash: str = strawberry.field(description="The hash of the source text that it was made from.")

    @strawberry.field(description="Who wrote its words; null where nobody knows.", graphql_type=str | None)
    @staticmethod
    async def translator(parent: strawberry.Parent[UnitTranslationView], info: GraphInfo) -> str | None:
        """Find the translator."""
        return await info.context.read(lambda _: parent.unit.translator)

    @strawberry.field(
        description="Who reviewed it or signed it off, as it is now; null where nobody did or nobody knows.",
        graphql_type=str | None,
    )
    @staticmethod
    async def reviewer(parent: strawberry.Parent[UnitTranslationView], info: GraphInfo) -> str | None:
        """Find the reviewer."""
        return await info.context.read(lambda _: parent.unit.find_reviewer())

    @strawberry.field(
        description=(
            "The source text that it was made from, and what differs in today's; null where it is today's, or that "
            "text is kept no longer."
        ),
        graphql_type=FormerSource | None,
    )
    @staticmethod
    async def source_made_from(
        parent: strawberry.Parent[UnitTranslationView], info: GraphInfo
    ) -> FormerSourceView | None:
        """Find the older source."""
        return await info.context.read(lambda _: parent.find_former_source())


@strawberry.type(description="What a translation was before or after something happened to it.")
class PastTranslation:
    text: UnitText = strawberry.field(description="What it said.")
    state: TranslationState = strawberry.field(description="How far it had come.")
    origin: TranslationOrigin = strawberry.field(description="Who made it.")
    source_hash: str = strawberry.field(description="The hash of the source text that it was made from.")


@strawberry.type(
    description="Something that somebody did to a unit in a locale. Events are in one order without gaps, and stay."
)
class TranslationUnitEvent:
    cursor: str = strawberry.field(description="Names this event: to go on after it, or to undo it.")
    kind: UnitEventKind = strawberry.field(description="What was done.")
    at: datetime = strawberry.field(description="When it was done.")
    by: str | None = strawberry.field(description="Who did it; null where nobody said.")
    why: str | None = strawberry.field(description="Why, or the comment; null where nobody said.")
    locale: Locale = strawberry.field(description="The locale that is translated into.")
    subject_kind: SubjectKind = strawberry.field(description="What kind of thing the unit is of.")
    key: str = strawberry.field(description="The key of that thing, such as `Article.key`.")
    path: str = strawberry.field(description="The unit's path.")
    unit_id: strawberry.ID = strawberry.field(description="The `TranslationUnit.id` of the unit.")
    before: PastTranslation | None = strawberry.field(description="The translation before; null where there was none.")
    after: PastTranslation | None = strawberry.field(description="The translation after; null where there is none.")

    @strawberry.field(
        description="The unit as it is now; null where its source has it no more.",
        graphql_type=Annotated["TranslationUnit", strawberry.lazy("verbena.graph.types.units")] | None,
    )
    @staticmethod
    async def unit(parent: strawberry.Parent[UnitEventView], info: GraphInfo) -> UnitView | None:
        """Read the unit."""
        return await info.context.read(lambda _: parent.find_unit())


@strawberry.type(description="One event in a unit's history.")
class TranslationUnitEventEdge:
    cursor: str = strawberry.field(description="The event's own.")
    node: TranslationUnitEvent = strawberry.field(description="The event.")


@strawberry.type(description="A page of a unit's history, newest first.")
class TranslationUnitEventConnection:
    edges: list[TranslationUnitEventEdge] = strawberry.field(description="The events with their cursors, newest first.")
    nodes: list[TranslationUnitEvent] = strawberry.field(description="The events alone, newest first.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in the history.")


@view_type(
    lambda value: isinstance(value, UnitView),
    description=(
        "One text that can be translated, in one locale, as it is worked on: the source as it is loaded, and the "
        "translation whatever its state. Only those are given it who may see drafts of that locale."
    ),
)
class TranslationUnit(HelpedUnit, Node):
    catalog: str = strawberry.field(
        description="What is translated together with it: the article's slug, or `reference`, or `interface`."
    )
    subject_kind: SubjectKind = strawberry.field(description="What kind of thing it is of.")
    key: str = strawberry.field(description="The key of that thing, such as `Article.key`.")
    path: str = strawberry.field(description="Where it stands there: `Text.path`.")
    locale: Locale = strawberry.field(description="The locale that it is translated into.")
    source_locale: Locale = strawberry.field(description="The language of its source.")
    description: str = strawberry.field(description="What it is, such as “Heading of rank 2”; in English.")
    above: list[str] = strawberry.field(description="The headings above it in the source, outermost first.")
    notes: list[str] = strawberry.field(description="What each tag of the source stands for; in English.")
    limit: int | None = strawberry.field(
        description="How many characters a translation may have; null where there is room for any."
    )
    version: str = strawberry.field(
        description=(
            "Names the translation as it is, or that there is none: what is sent as `base` with a change. It is "
            "another one exactly when the words, their source, the state or the origin are."
        )
    )
    source: UnitText = strawberry.field(description="The text to be translated.")
    target: UnitTranslation | None = strawberry.field(description="The translation; null where it is missing.")

    @strawberry.field(
        description="What the checks found in the translation, and let pass.", graphql_type=list[TranslationFinding]
    )
    @staticmethod
    async def findings(parent: strawberry.Parent[UnitView], info: GraphInfo) -> tuple[FindingView, ...]:
        """Read the findings."""
        return await info.context.read(lambda _: tuple(map(FindingView, parent.unit.findings)))

    @strawberry.field(
        description="Open reports of readers on it, in this locale; the newest, at most 100.",
        graphql_type=list[Annotated["Report", strawberry.lazy("verbena.graph.types.reports")]],
    )
    @staticmethod
    async def reports(parent: strawberry.Parent[UnitView], info: GraphInfo) -> tuple[ReportView, ...]:
        """Read the reports."""
        return await info.context.read(show_unit_reports, parent)

    @strawberry.field(
        description="The newest translation that was not taken; null where there is none, or one was taken since.",
        graphql_type=TranslationRefusal | None,
    )
    @staticmethod
    async def refusal(parent: strawberry.Parent[UnitView], info: GraphInfo) -> RefusalView | None:
        """Read the refusal."""
        refusal = await info.context.read(lambda _: parent.unit.refusal)
        return RefusalView(refusal) if refusal else None

    @strawberry.field(
        description="What happened to it in this locale, newest first.", graphql_type=TranslationUnitEventConnection
    )
    @staticmethod
    async def history(
        parent: strawberry.Parent[UnitView],
        info: GraphInfo,
        first: FIRST = PAGE_DEFAULT,
        after: BEFORE = strawberry.UNSET,
    ) -> HistoryView:
        """Read the history."""
        page = PageRequest(first, read_argument(after))
        return await info.context.read(lambda _: list_history(parent.unit, page))

    @strawberry.field(
        description="The newest comments, rejections with their reasons among them, newest first.",
        graphql_type=list[TranslationUnitEvent],
    )
    @staticmethod
    async def comments(
        parent: strawberry.Parent[UnitView], info: GraphInfo, first: FIRST = PAGE_DEFAULT
    ) -> list[UnitEventView]:
        """Read the comments."""
        return await info.context.read(lambda _: list_comments(parent.unit, PageRequest(first).size()))


@strawberry.type(description="One unit in a list.")
class TranslationUnitEdge:
    cursor: str = strawberry.field(description="Names this place in the list.")
    node: TranslationUnit = strawberry.field(description="The unit.")


@strawberry.type(
    description=(
        "A page of a list of units. Its order follows from the sources alone, so that whoever pages on gets each unit "
        "once, whatever colleagues save meanwhile."
    )
)
class TranslationUnitConnection:
    edges: list[TranslationUnitEdge] = strawberry.field(description="The units with their cursors, in order.")
    nodes: list[TranslationUnit] = strawberry.field(description="The units alone, in order.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in the list.")
    cursor: str | None = strawberry.field(
        description=(
            "Where to go on after this page, on an empty one too: where few units of many articles meet the "
            "conditions, a page may be short or empty though more come after it. Null on an empty list's first page."
        )
    )
    total_count: int | None = strawberry.field(
        description="How many units the whole list has, where an article is named; null elsewhere."
    )

"""Work that is given to people, and drafts by machine."""

from __future__ import annotations

from datetime import date, datetime

import strawberry

from verbena.graph.assignment_views import AssignmentView
from verbena.graph.context import GraphInfo
from verbena.graph.declare import describe_enum
from verbena.graph.scalars import Locale
from verbena.graph.types.coverage import Coverage
from verbena.graph.types.paging import PageInfo
from verbena.graph.types.problems import Problem
from verbena.model.assignment import Priority
from verbena.translating.coverage import Coverage as CoverageValue
from verbena.translating.machine_drafts import UNITS_LIMIT

describe_enum(
    Priority,
    "How much something matters.",
    {"LOW": "When there is time.", "NORMAL": "As other work.", "HIGH": "Before other work.", "URGENT": "Now."},
)

_CATALOG = "The article's slug, or `reference`, or `interface`."
_PROBLEMS = "Why nothing was done; none where all is well."


@strawberry.type(description="Work that was given to somebody: an article, or another catalog, in a locale.")
class Assignment:
    number: int = strawberry.field(description="What `unassignWork` takes.")
    locale: Locale = strawberry.field(description="The locale to translate into.")
    assignee: str = strawberry.field(description="Who does it: the name of their token.")
    priority: Priority = strawberry.field(description="How much it matters.")
    due: date | None = strawberry.field(description="The last day for it; null where there is none.")
    is_overdue: bool = strawberry.field(description="That day is over, in UTC.")
    note: str | None = strawberry.field(description="A word to whoever does it; null where there is none.")
    at: datetime = strawberry.field(description="When it was given.")
    by: str | None = strawberry.field(description="Who gave it.")

    @strawberry.field(
        description="How far it has come, and what it is called; null where nothing of it is loaded any more.",
        graphql_type=Coverage | None,
    )
    @staticmethod
    async def coverage(parent: strawberry.Parent[AssignmentView], info: GraphInfo) -> CoverageValue | None:
        """Count the units."""
        return await info.context.read(parent.measure)


@strawberry.type(description="One entry of a list of assignments.")
class AssignmentEdge:
    cursor: str = strawberry.field(description="Names this place in the list.")
    node: Assignment = strawberry.field(description="The assignment.")


@strawberry.type(description="A page of assignments: what is due first, and of a day what matters most.")
class AssignmentConnection:
    edges: list[AssignmentEdge] = strawberry.field(description="The assignments with their cursors, in order.")
    nodes: list[Assignment] = strawberry.field(description="The assignments alone, in order.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in the list.")
    total_count: int = strawberry.field(description="How many the whole list has.")


@strawberry.input(description="What to give to whom.")
class AssignWorkInput:
    article: str = strawberry.field(description=_CATALOG)
    locale: Locale = strawberry.field(description="The locale to translate into.")
    assignee: str = strawberry.field(description="Who does it: the name of their token.")
    priority: Priority = strawberry.field(default=Priority.NORMAL, description="How much it matters.")
    due: date | None = strawberry.field(default=strawberry.UNSET, description="The last day for it.")
    note: str | None = strawberry.field(default=strawberry.UNSET, description="A word to whoever does it.")


@strawberry.input(description="What to take back.")
class UnassignWorkInput:
    number: int = strawberry.field(description="The `Assignment.number`.")


@strawberry.type(description="What came of `assignWork`.")
class AssignWorkPayload:
    outcome: Assignment | None = strawberry.field(
        name="assignment", description="The work as it was given; null where there is a problem."
    )
    problems: list[Problem] = strawberry.field(description=_PROBLEMS)


@strawberry.type(description="What came of `unassignWork`.")
class UnassignWorkPayload:
    outcome: Assignment | None = strawberry.field(
        name="assignment", description="The work as it was; null where there is a problem."
    )
    problems: list[Problem] = strawberry.field(description=_PROBLEMS)


@strawberry.input(description="What a machine is to draft.")
class DraftTranslationsInput:
    articles: list[str] = strawberry.field(description="Articles by slug, `reference` and `interface`, 1 to 100.")
    locale: Locale = strawberry.field(description="The locale to translate into.")
    limit: int = strawberry.field(default=50, description=f"The most units to draft, 1 to {UNITS_LIMIT}.")


@strawberry.type(description="What became of a unit that a machine was to draft.")
class DraftedUnit:
    domain: str = strawberry.field(name="catalog", description=_CATALOG)
    path: str = strawberry.field(description="The unit's path.")
    refused: str | None = strawberry.field(description="Why its draft was not taken; null where it was.")


@strawberry.type(description="What came of a run of drafts.")
class DraftsReport:
    units: list[DraftedUnit] = strawberry.field(description="The units that were sent, in reading order.")
    left: int = strawberry.field(description="How many more there are to draft.")
    failure: str | None = strawberry.field(
        description="Why the run ended early, what was drafted before being kept; null where it did not."
    )


@strawberry.type(description="What came of `draftTranslations`.")
class DraftTranslationsPayload:
    outcome: DraftsReport | None = strawberry.field(
        name="drafts", description="What became of the units; null where there is a problem."
    )
    problems: list[Problem] = strawberry.field(description=_PROBLEMS)

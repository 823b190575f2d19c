"""Work given to people, and drafts that a machine is asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Annotated, TypeVar

import strawberry

from verbena.access.principal import require_translate
from verbena.graph.arguments import read_argument
from verbena.graph.assignment_views import AssignmentsView, AssignmentView, show_assignments
from verbena.graph.context import GraphInfo, RequestContext
from verbena.graph.outcomes import PayloadView, attempt
from verbena.graph.paging import AFTER, FIRST
from verbena.graph.scalars import Locale
from verbena.graph.types import assignments as types
from verbena.model.assignment import Assignment
from verbena.model.errors import BadUserInput
from verbena.publishing.acting import Act
from verbena.reading.lists import PAGE_DEFAULT, PageRequest
from verbena.store.contract import Store
from verbena.translating.assignments import AssignmentsWanted, Work, assign_work, unassign_work
from verbena.translating.coverage import DOMAINS_LIMIT
from verbena.translating.machine_drafts import UNITS_LIMIT, DraftsReport, WantedDrafts, draft_translations

Given = TypeVar("Given")
Input = Annotated[Given, strawberry.argument(description="What to do.")]


@strawberry.type
class AssignmentQuery:
    @strawberry.field(
        description=(
            "Work that was given to people, what is due first before the rest. With one's own name as `assignee`, any "
            "token lists its own; others' work is listed in the locales that the token administers (UNAUTHENTICATED "
            "without a token, FORBIDDEN with another)."
        ),
        graphql_type=types.AssignmentConnection,
    )
    async def assignments(
        self,
        info: GraphInfo,
        assignee: Annotated[
            str | None, strawberry.argument(description="This person's; anybody's where null.")
        ] = strawberry.UNSET,
        locales: Annotated[
            list[Locale] | None, strawberry.argument(description="Into these locales; into any where null.")
        ] = strawberry.UNSET,
        overdue: Annotated[bool, strawberry.argument(description="Only what was due before today, in UTC.")] = False,
        first: FIRST = PAGE_DEFAULT,
        after: AFTER = strawberry.UNSET,
    ) -> AssignmentsView:
        """List the assignments."""
        today = datetime.now(UTC).date()
        wanted = AssignmentsWanted(read_argument(assignee), read_argument(locales), today if overdue else None)
        page = PageRequest(first, read_argument(after))
        return await info.context.read(show_assignments, info.context.principal, wanted, page)


@strawberry.type
class AssignmentMutation:
    @strawberry.mutation(
        description=(
            "Give somebody an article to translate. It takes a token that administers the locale. The same work given "
            "again takes the place of what it was."
        ),
        graphql_type=types.AssignWorkPayload | None,
    )
    async def assign_work(
        self,
        info: GraphInfo,
        input: Input[types.AssignWorkInput],  # noqa: A002 - the contract's name
    ) -> PayloadView[AssignmentView]:
        """Give the work."""
        due, note = read_argument(input.due), read_argument(input.note)
        work = Work(input.article, input.locale, input.assignee, input.priority, due, note)
        return await attempt(info, partial(_assign, work=work), AssignmentView)

    @strawberry.mutation(
        description="Take work back; what was translated stays. It takes a token that administers the locale.",
        graphql_type=types.UnassignWorkPayload | None,
    )
    async def unassign_work(
        self,
        info: GraphInfo,
        input: Input[types.UnassignWorkInput],  # noqa: A002
    ) -> PayloadView[AssignmentView]:
        """Take it back."""
        return await attempt(info, partial(_unassign, number=input.number), AssignmentView)

    @strawberry.mutation(
        description=(
            "Have a machine draft what nobody has translated, where a service is set up (MACHINE_FAILED elsewhere). It "
            "takes a token that may translate into the locale. Drafts are INITIAL and of origin MACHINE, so that no "
            "reader gets one until a person has looked at it; no text of a person's is touched."
        ),
        graphql_type=types.DraftTranslationsPayload | None,
    )
    async def draft_translations(
        self,
        info: GraphInfo,
        input: Input[types.DraftTranslationsInput],  # noqa: A002
    ) -> PayloadView[DraftsReport]:
        """Have them drafted."""
        wanted = WantedDrafts(input.locale, tuple(input.articles), input.limit)
        return await attempt(info, partial(_draft, context=info.context, wanted=wanted), _same)


def _assign(store: Store, act: Act, work: Work) -> Assignment:
    return assign_work(store, act, work)


def _unassign(store: Store, act: Act, number: int) -> Assignment:
    return unassign_work(store, act, number)


def _draft(store: Store, act: Act, context: RequestContext, wanted: WantedDrafts) -> DraftsReport:
    if not 0 < len(wanted.domains) <= DOMAINS_LIMIT:
        raise BadUserInput(f"articles: name 1 to {DOMAINS_LIMIT}, not {len(wanted.domains)}.")
    if not 0 < wanted.limit <= UNITS_LIMIT:
        raise BadUserInput(f"limit: {wanted.limit} is not between 1 and {UNITS_LIMIT}.")
    require_translate(act.principal, [wanted.locale])
    return draft_translations(store, act, context.surroundings.open_machine(), wanted)


def _same(report: DraftsReport) -> DraftsReport:
    return report

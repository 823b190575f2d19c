"""Readers' reports: made by anybody, read and closed by those who may."""

from __future__ import annotations

from functools import partial
from typing import Annotated, TypeVar

import strawberry

from verbena.graph.arguments import read_argument
from verbena.graph.context import GraphInfo, RequestContext
from verbena.graph.outcomes import PayloadView, attempt
from verbena.graph.paging import AFTER, FIRST
from verbena.graph.report_views import ReportsView, ReportView, show_report, show_reports
from verbena.graph.scalars import Locale
from verbena.graph.types import reports as types
from verbena.model.errors import BadUserInput
from verbena.model.report import Report, ReportState
from verbena.publishing.acting import Act
from verbena.reading.lists import PAGE_DEFAULT, PageRequest
from verbena.reading.reported import ReportedPlace, ShownText, find_shown, find_shown_at
from verbena.store.contract import Store
from verbena.store.reports import ReportFilter
from verbena.translating.reports import Told, close_report, make_report

Given = TypeVar("Given")
Input = Annotated[Given, strawberry.argument(description="What to do.")]


@strawberry.type
class ReportQuery:
    @strawberry.field(
        description=(
            "Readers' reports, newest first: in a locale, or in all whose drafts the token may see. Without a token it "
            "is an error with the code UNAUTHENTICATED, with one that may not see drafts there FORBIDDEN."
        ),
        graphql_type=types.ReportConnection,
    )
    async def reports(
        self,
        info: GraphInfo,
        locale: Annotated[
            Locale | None, strawberry.argument(description="The language that was shown.")
        ] = strawberry.UNSET,
        state: Annotated[
            ReportState | None, strawberry.argument(description="In this state; in any where null.")
        ] = strawberry.UNSET,
        first: FIRST = PAGE_DEFAULT,
        after: AFTER = strawberry.UNSET,
    ) -> ReportsView:
        """List the reports."""
        named = read_argument(locale)
        wanted = ReportFilter(None if named is None else (named,), read_argument(state))
        page = PageRequest(first, read_argument(after))
        return await info.context.read(show_reports, info.context.principal, wanted, page)

    @strawberry.field(
        description="What became of a report, for whoever made it; null where the receipt is none of this server's.",
        graphql_type=types.ReportReceipt | None,
    )
    async def report(self, info: GraphInfo, receipt: types.RECEIPT) -> ReportView | None:
        """Read the answer."""
        return await info.context.read(show_report, receipt)


@strawberry.type
class ReportMutation:
    @strawberry.mutation(
        description=(
            "Report that something is wrong with a text, without an account. It lands at the text's unit in the "
            "language that was shown. Reports are few in a time from one place and in all (RATE_LIMITED)."
        ),
        graphql_type=types.ReportTextPayload | None,
    )
    async def report_text(
        self,
        info: GraphInfo,
        input: Input[types.ReportTextInput],  # noqa: A002 - the contract's name
    ) -> PayloadView[str]:
        """Keep the report."""
        return await attempt(info, partial(_report, context=info.context, given=input), str)

    @strawberry.mutation(
        description="Answer a reader's report. It takes a token that administers the report's locale.",
        graphql_type=types.CloseReportPayload | None,
    )
    async def close_report(
        self,
        info: GraphInfo,
        input: Input[types.CloseReportInput],  # noqa: A002
    ) -> PayloadView[ReportView]:
        """Close it."""
        return await attempt(info, partial(_close, number=input.number, answer=input.answer), ReportView)


def _report(store: Store, act: Act, context: RequestContext, given: types.ReportTextInput) -> str:
    """Keep what a reader says; gives the receipt."""
    if context.surroundings.gate is not None:
        context.surroundings.gate.admit(store, context.client, act.now)
    shown = _find(act, context, given)
    told = Told(given.message, read_argument(given.quote), read_argument(given.version))
    return make_report(store, shown.unit, shown.value, told, act.now).receipt


def _find(act: Act, context: RequestContext, given: types.ReportTextInput) -> ShownText:
    text_id, slug, path = (read_argument(one) for one in (given.text, given.article, given.path))
    if text_id is not None and slug is None and path is None:
        return find_shown(context.library, act.principal, text_id)
    if text_id is not None or slug is None or path is None:
        raise BadUserInput("name one text: by `text`, its id, or by `article` and `path`.")
    presentation = context.present(read_argument(given.locale), read_argument(given.fallback))
    return find_shown_at(context.library, ReportedPlace(slug, path, presentation, read_argument(given.version)))


def _close(store: Store, act: Act, number: int, answer: str) -> Report:
    return close_report(store, act, number, answer)

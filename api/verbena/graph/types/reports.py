"""Readers' reports: what is taken, and what is told of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry

from verbena.graph.declare import describe_enum
from verbena.graph.scalars import Locale
from verbena.graph.types.paging import PageInfo
from verbena.graph.types.problems import Problem
from verbena.model.edition import SubjectKind
from verbena.model.report import ReportState
from verbena.translating.reports import MESSAGE_LIMIT, QUOTE_LIMIT

describe_enum(
    ReportState,
    "Whether somebody has dealt with a reader's report.",
    {"OPEN": "Nobody has answered it.", "CLOSED": "It was answered."},
)


@strawberry.type(description="What whoever made a report may know of it.")
class ReportReceipt:
    state: ReportState = strawberry.field(description="Whether it was answered.")
    made_at: datetime = strawberry.field(description="When it was made.")
    answer: str | None = strawberry.field(description="What it was answered; null while it is open.")
    closed_at: datetime | None = strawberry.field(description="When it was answered; null while it is open.")


@strawberry.type(
    description="What a reader says is wrong with a text, for those who may see drafts of the locale that it was in."
)
class Report:
    number: int = strawberry.field(description="What `closeReport` takes.")
    state: ReportState = strawberry.field(description="Whether it was answered.")
    subject_kind: SubjectKind = strawberry.field(description="What kind of thing the text is of.")
    key: str = strawberry.field(description="The key of that thing, such as `Article.key`.")
    path: str = strawberry.field(description="The text's `Text.path`.")
    locale: Locale = strawberry.field(description="The language that the text was shown in.")
    shown: str = strawberry.field(description="The text as the reader saw it, without markup.")
    quote: str | None = strawberry.field(description="The part that they mean; null where they did not say.")
    message: str = strawberry.field(description="What they say is wrong.")
    version: str | None = strawberry.field(description="The version of the article that they read; null if unknown.")
    made_at: datetime = strawberry.field(description="When it was made.")
    answer: str | None = strawberry.field(description="What it was answered; null while it is open.")
    closed_at: datetime | None = strawberry.field(description="When it was answered; null while it is open.")
    closed_by: str | None = strawberry.field(description="Who answered it; null while it is open.")


@strawberry.type(description="One entry of a list of reports.")
class ReportEdge:
    cursor: str = strawberry.field(description="Names this place in the list.")
    node: Report = strawberry.field(description="The report.")


@strawberry.type(description="A page of reports, newest first.")
class ReportConnection:
    edges: list[ReportEdge] = strawberry.field(description="The reports with their cursors, in order.")
    nodes: list[Report] = strawberry.field(description="The reports alone, in order.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in the list.")


@strawberry.input(
    description="What is wrong with which text: named by its id, or by `article` and `path` with the languages wanted."
)
class ReportTextInput:
    text: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="The `Text.id`; then nothing else names the text."
    )
    article: str | None = strawberry.field(default=strawberry.UNSET, description="The slug of a published article.")
    path: str | None = strawberry.field(default=strawberry.UNSET, description="The `Text.path` in that article.")
    locale: Locale | None = strawberry.field(
        default=strawberry.UNSET, description="The locale that it was asked for in; Accept-Language where null."
    )
    fallback: list[Locale] | None = strawberry.field(
        default=strawberry.UNSET, description="The fallback that it was asked for with, as `article` takes it."
    )
    version: str | None = strawberry.field(
        default=strawberry.UNSET, description="The `Article.version` that was read; the present one where null."
    )
    message: str = strawberry.field(
        description=f"What is wrong, in plain text of at most {MESSAGE_LIMIT} characters. Say nothing of who you are."
    )
    quote: str | None = strawberry.field(
        default=strawberry.UNSET,
        description=f"The part of the text that is meant, at most {QUOTE_LIMIT} characters.",
    )


@strawberry.input(description="Which report to close, and how it is answered.")
class CloseReportInput:
    number: int = strawberry.field(description="The `Report.number`.")
    answer: str = strawberry.field(description=f"What its reader is told, in at most {MESSAGE_LIMIT} characters.")


@strawberry.type(description="What came of `reportText`.")
class ReportTextPayload:
    outcome: str | None = strawberry.field(
        name="receipt",
        description="What `report` takes to read the answer, given this once; null where there is a problem.",
    )
    problems: list[Problem] = strawberry.field(description="Why nothing was kept; none where all is well.")


@strawberry.type(description="What came of `closeReport`.")
class CloseReportPayload:
    outcome: Report | None = strawberry.field(
        name="report", description="The report as it is now; null where there is a problem."
    )
    problems: list[Problem] = strawberry.field(description="Why nothing was done; none where all is well.")


RECEIPT = Annotated[str, strawberry.argument(description="What `reportText` gave.")]

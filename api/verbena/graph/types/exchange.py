"""Catalogs as files, and what became of one that was sent."""

from __future__ import annotations

import strawberry

import verbena.graph.types.unit_parts  # noqa: F401 - describes the enumerations
from verbena.catalogs.formats import FORMATS, CatalogFormat
from verbena.graph.context import GraphInfo
from verbena.graph.declare import describe_enum
from verbena.graph.exchange_views import ImportFindingView
from verbena.graph.scalars import Locale
from verbena.graph.types.problems import Problem
from verbena.model.findings import Severity
from verbena.translating.import_report import ImportOutcome

describe_enum(
    CatalogFormat,
    "A format of catalogs.",
    {facts.format.name: f"{facts.title}; files end with `{facts.suffix}`." for facts in FORMATS},
)
describe_enum(
    ImportOutcome,
    "What became of a unit of a file.",
    {
        "ACCEPTED": "It is the translation now.",
        "UNCHANGED": "Nobody has touched it in the file, or it says what is here already.",
        "CONFLICTING": "It was changed in the file, and here since the file was made: what is here stays.",
        "OUTDATED": "It is the translation now, and was made from an older text than the source has.",
        "UNKNOWN": "The source has no such unit.",
        "REJECTED": "There is an error in it; its words are kept as the unit's refusal.",
    },
)


@strawberry.type(description="A catalog as a file.")
class CatalogText:
    content: str = strawberry.field(description="The file, in UTF-8. Equal states give equal files.")
    etag: str = strawberry.field(
        description="Names the state that it was made from: that of `/catalogs/<locale>/<domain>.<suffix>`."
    )
    entries: int = strawberry.field(description="How many units are in it.")


@strawberry.type(description="What there is to say of an imported file or of one of its units.")
class ImportFinding:
    code: str = strawberry.field(description="What it is, from the closed list of findings.")
    severity: Severity = strawberry.field(description="Whether something is left out because of it.")
    line: int = strawberry.field(description="The line of the file that it is on, from 1.")
    start: int | None = strawberry.field(
        description="Where it begins in the translation as a tagged text, in characters; null where it is about all."
    )
    end: int | None = strawberry.field(description="Where it ends there.")

    @strawberry.field(
        description="What is wrong, and what to do, in the language that the client prefers; it may change.",
        graphql_type=str,
    )
    @staticmethod
    async def message(parent: strawberry.Parent[ImportFindingView], info: GraphInfo) -> str:
        """Tell it."""
        return await info.context.tell_finding(parent.finding)


@strawberry.type(description="A unit of an imported file.")
class ImportedUnit:
    path: str = strawberry.field(description="Its path, as `Text.path`.")
    line: int = strawberry.field(description="The line of the file that it is on, from 1.")
    outcome: ImportOutcome = strawberry.field(description="What became of it.")
    findings: list[ImportFinding] = strawberry.field(description="What there is to say of it.")


@strawberry.type(description="How many units an outcome has.")
class ImportCount:
    outcome: ImportOutcome = strawberry.field(description="The outcome.")
    count: int = strawberry.field(description="How many.")


@strawberry.type(description="What became of a file that was sent, or would become of it in a dry run.")
class CatalogImport:
    domain: str = strawberry.field(description="The article's slug, or `reference`, or `interface`.")
    locale: Locale = strawberry.field(description="The locale that it translates into.")
    is_dry_run: bool = strawberry.field(description="Nothing was written.")
    is_refused: bool = strawberry.field(description="It is another article's or language's: nothing of it was taken.")
    counts: list[ImportCount] = strawberry.field(description="Every outcome with its units counted.")
    comments: int = strawberry.field(description="How many comments were new.")
    units: list[ImportedUnit] = strawberry.field(description="Each unit of the file, in its order.")
    findings: list[ImportFinding] = strawberry.field(description="What there is to say of the file as a whole.")


@strawberry.input(description="A file of translations.")
class ImportCatalogInput:
    domain: str = strawberry.field(description="Whose texts: an article's slug, or `reference`, or `interface`.")
    locale: Locale = strawberry.field(description="The locale that it translates into.")
    format: CatalogFormat = strawberry.field(description="Its format.")
    content: str = strawberry.field(description="The file's text.")
    dry_run: bool | None = strawberry.field(default=False, description="Write nothing, and tell what would be done.")
    force: bool | None = strawberry.field(
        default=False, description="Take what it says whatever was changed here since it was made."
    )
    why: str | None = strawberry.field(
        default=strawberry.UNSET, description="Why, for those who read the history; at most 1,000 characters."
    )


@strawberry.type(description="What came of `importCatalog`.")
class ImportCatalogPayload:
    outcome: CatalogImport | None = strawberry.field(
        name="report", description="What became of each unit; null where there is a problem."
    )
    problems: list[Problem] = strawberry.field(description="Why nothing was done; none where all is well.")

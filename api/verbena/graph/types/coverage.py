"""How far translations have come."""

from __future__ import annotations

import strawberry

from verbena.graph.scalars import Locale
from verbena.graph.types.paging import PageInfo


@strawberry.type(
    description=(
        "How many units stand where, of what is translated together in one locale. Each unit is one of `missing`, "
        "`initial`, `outdated` and `translated`."
    )
)
class Coverage:
    locale: Locale = strawberry.field(description="The locale that is translated into.")
    domain: str | None = strawberry.field(
        name="catalog",
        description="The article's slug, or `reference`, or `interface`; null where several are added up.",
    )
    units: int = strawberry.field(description="All units.")
    missing: int = strawberry.field(description="Those without a translation.")
    initial: int = strawberry.field(description="Those whose translation needs work.")
    outdated: int = strawberry.field(description="Those whose translation was made from another text, INITIAL apart.")
    translated: int = strawberry.field(
        description="Those that count as complete for readers: neither missing nor outdated, nor INITIAL."
    )
    reviewed: int = strawberry.field(description="The translated ones that are REVIEWED or FINAL.")
    final: int = strawberry.field(description="The translated ones that are FINAL.")
    machine: int = strawberry.field(description="The translated ones that a machine made and nobody has reviewed.")
    with_findings: int = strawberry.field(
        description="Those whose translation has findings, or of which one was not taken."
    )
    words_left: int = strawberry.field(description="The words of the source texts of all that is not translated.")
    share: float = strawberry.field(
        description="The share of `translated`, 0 to 1: an article's completeness, once it is published so."
    )


@strawberry.type(description="One row of the coverage.")
class CoverageEdge:
    cursor: str = strawberry.field(description="Names this place in the list.")
    node: Coverage = strawberry.field(description="The row.")


@strawberry.type(
    description="A page of the coverage: the interface, the reference data, then each article, a row for each locale."
)
class CoverageConnection:
    edges: list[CoverageEdge] = strawberry.field(description="The rows with their cursors, in order.")
    nodes: list[Coverage] = strawberry.field(description="The rows alone, in order.")
    totals: list[Coverage] = strawberry.field(description="The sum of this page's rows, for each locale on it.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in the list.")

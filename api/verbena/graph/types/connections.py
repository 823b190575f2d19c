"""Relay's connections (Cursor Connections Specification) over articles, bundles and medications."""

from __future__ import annotations

from datetime import datetime

import strawberry

from verbena.graph.declare import describe_enum
from verbena.graph.scalars import Locale
from verbena.graph.types.article import Article
from verbena.graph.types.paging import PageInfo
from verbena.graph.types.references import Medication
from verbena.store.values import ArticleOrder

describe_enum(
    ArticleOrder,
    "How a list of articles is sorted; equals are in the order of their keys.",
    {
        "TITLE": "By title, as the Unicode collation algorithm sorts it in the language shown.",
        "UPDATED_NEWEST": "Last updated first.",
        "PUBLISHED_NEWEST": "Last published for the first time first.",
    },
)


@strawberry.type(description="One article in a list.")
class ArticleEdge:
    cursor: str = strawberry.field(description="Names this place in the list.")
    node: Article = strawberry.field(description="The article.")


@strawberry.type(description="A page of a list of articles.")
class ArticleConnection:
    edges: list[ArticleEdge] = strawberry.field(description="The entries with their cursors, in order.")
    nodes: list[Article] = strawberry.field(description="The articles alone, in order.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in the list.")
    total_count: int = strawberry.field(description="How many entries the whole list has.")


@strawberry.type(description="A page of a bundle: all articles, for a first sync.")
class BundleConnection:
    edges: list[ArticleEdge] = strawberry.field(description="The entries with their cursors, in order.")
    nodes: list[Article] = strawberry.field(description="The articles alone, in order.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in the bundle.")
    total_count: int = strawberry.field(description="How many entries the whole bundle has.")
    changes_after: str = strawberry.field(
        description=(
            "The cursor at which to go on with `changes` once the last page was read: from before the first page, and "
            "the same on all of them. Whatever changed meanwhile is told after it."
        )
    )


@strawberry.type(description="One medication in a list.")
class MedicationEdge:
    cursor: str = strawberry.field(description="Names this place in the list.")
    node: Medication = strawberry.field(description="The medication.")


@strawberry.type(description="A page of a list of medications.")
class MedicationConnection:
    edges: list[MedicationEdge] = strawberry.field(description="The entries with their cursors, in order.")
    nodes: list[Medication] = strawberry.field(description="The medications alone, in order.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in the list.")
    total_count: int = strawberry.field(description="How many entries the whole list has.")


@strawberry.input(description="Which articles a list holds: those that meet every condition given.")
class ArticleFilter:
    topic: str | None = strawberry.field(default=strawberry.UNSET, description="About the topic with this key.")
    medication: str | None = strawberry.field(
        default=strawberry.UNSET, description="Naming the medication with this key."
    )
    published_in: Locale | None = strawberry.field(
        default=strawberry.UNSET, description="Published in this very locale."
    )
    updated_since: datetime | None = strawberry.field(
        default=strawberry.UNSET, description="Updated at this instant or later."
    )

"""Reference data shared by all articles, and how one article uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from verbena.graph.arguments import read_argument
from verbena.graph.context import GraphInfo, ListKey
from verbena.graph.declare import describe_enum, view_type
from verbena.graph.paging import AFTER, FIRST
from verbena.graph.scalars import JSON, Locale
from verbena.graph.types.text import Node, Text
from verbena.language.direction import TextDirection
from verbena.model.article import MedicationEffect
from verbena.reading import references
from verbena.reading.article import ArticleView
from verbena.reading.lists import PAGE_DEFAULT, ConnectionView, PageRequest
from verbena.store.values import ArticleFilter

if TYPE_CHECKING:
    from verbena.graph.types.article import Section
    from verbena.graph.types.connections import ArticleConnection

Articles = Annotated["ArticleConnection", strawberry.lazy("verbena.graph.types.connections")]

describe_enum(
    MedicationEffect,
    "What a medication does to a condition, according to one article.",
    {
        "TREATS": "It is given to treat the condition.",
        "PREVENTS": "It is given to prevent the condition.",
        "RAISES_RISK": "It makes, or may make, the condition more likely.",
        "LOWERS_RISK": "It makes, or may make, the condition less likely.",
        "OTHER": "Anything else: see the note.",
    },
)


@strawberry.type(description="A name under which a medication is sold.")
class BrandName:
    name: str = strawberry.field(description="The brand name as written on the package.")
    regions: list[str] = strawberry.field(
        description="ISO 3166-1 codes of where it is sold so; empty where that is not known."
    )


@strawberry.type(description="A code in a classification.")
class MedicalCode:
    system: str = strawberry.field(description="The classification, such as `ATC`.")
    value: str = strawberry.field(description="The code, such as `L02BG04`.")


@view_type(lambda value: isinstance(value, references.MedicationView), description="A medicine by its substance.")
class Medication(Node):
    key: str = strawberry.field(description="Names the medication; the same in every locale.")
    generic_name: Text = strawberry.field(
        description="The international non-proprietary name, in the locale's own form."
    )
    brand_names: list[BrandName] = strawberry.field(description="Names under which it is sold.")
    drug_class: Text = strawberry.field(description="What kind of medicine it is.")
    routes: list[Text] = strawberry.field(description="How it is taken or given.")
    codes: list[MedicalCode] = strawberry.field(description="Its codes in classifications, ATC first.")

    @strawberry.field(
        description="The articles that name this medication, by title, presented like it.", graphql_type=Articles
    )
    @staticmethod
    async def articles(
        parent: strawberry.Parent[references.MedicationView],
        info: GraphInfo,
        first: FIRST = PAGE_DEFAULT,
        after: AFTER = strawberry.UNSET,
    ) -> ConnectionView[ArticleView]:
        """List the articles in the medication's own presentation."""
        page = PageRequest(first, read_argument(after))
        return await info.context.lists.load(ListKey(ArticleFilter(medication=parent.key), page, parent.presentation))


@view_type(lambda value: isinstance(value, references.TopicView), description="What articles are about.")
class Topic(Node):
    key: str = strawberry.field(description="Names the topic; the same in every locale.")
    name: Text = strawberry.field(description="The topic's name.")

    @strawberry.field(description="The articles about this topic, by title, presented like it.", graphql_type=Articles)
    @staticmethod
    async def articles(
        parent: strawberry.Parent[references.TopicView],
        info: GraphInfo,
        first: FIRST = PAGE_DEFAULT,
        after: AFTER = strawberry.UNSET,
    ) -> ConnectionView[ArticleView]:
        """List the articles in the topic's own presentation."""
        page = PageRequest(first, read_argument(after))
        return await info.context.lists.load(ListKey(ArticleFilter(topic=parent.key), page, parent.presentation))


@view_type(lambda value: isinstance(value, references.CitationView), description="A source, whoever cites it.")
class Citation(Node):
    key: str = strawberry.field(description="Names the source; the same in every locale.")
    work_title: str = strawberry.field(description="The work's title, in its own language.")
    lang: Locale = strawberry.field(description="The language of the work itself.")
    dir: TextDirection = strawberry.field(description="The base direction of that language.")
    authors: list[str] = strawberry.field(description="The authors on record, as the work names them.")
    container_title: str | None = strawberry.field(description="The journal, book or site that the work is part of.")
    year: int | None = strawberry.field(description="The year of publication.")
    doi: str | None = strawberry.field(description="The work's DOI, without a resolver's address.")
    work_url: str | None = strawberry.field(description="Where the work can be read, by its DOI where it has one.")
    csl: JSON = strawberry.field(description="The record in CSL-JSON 1.0.")
    formatted: Text = strawberry.field(
        description="A whole reference-list entry, in the locale's own terms and date forms."
    )


@strawberry.type(description="A source as one article uses it: the number is the article's.")
class CitationUse:
    number: int = strawberry.field(description="Its number in the article, from 1, in the order of first use.")
    citation: Citation = strawberry.field(description="The source.")
    sections: list[Annotated[Section, strawberry.lazy("verbena.graph.types.article")]] = strawberry.field(
        description="The sections whose own text cites it, in reading order; those above them are not named again."
    )


@view_type(
    lambda value: isinstance(value, references.AbbreviationView), description="A short form and what it stands for."
)
class Abbreviation(Node):
    key: str = strawberry.field(description="Names the abbreviation; the same in every locale.")
    short: Text = strawberry.field(description="The short form.")
    expansion: Text = strawberry.field(description="What it stands for.")
    definition: Text | None = strawberry.field(description="What that means, in plain words.")


@view_type(lambda value: isinstance(value, references.ContributorView), description="A person or body.")
class Contributor(Node):
    key: str = strawberry.field(description="Names the contributor; the same in every locale.")
    full_name: str = strawberry.field(description="The name as they write it.")
    biography: Text | None = strawberry.field(description="Who they are.")


@strawberry.type(description="Who did what for an article.")
class Credit:
    role: Text = strawberry.field(description="What they did, such as “Author”.")
    contributor: Contributor = strawberry.field(description="Who did it.")


@strawberry.type(description="One thing that an article says of a medication.")
class MedicationClaim:
    kind: MedicationEffect = strawberry.field(description="What the medication does.")
    condition: Topic = strawberry.field(description="To which condition.")
    note: Text | None = strawberry.field(description="Under which circumstances, and how sure that is.")
    citations: list[CitationUse] = strawberry.field(description="The sources that the claim rests on.")


@strawberry.type(description="What one article says of one medication.")
class MedicationUse:
    medication: Medication = strawberry.field(description="The medication.")
    claims: list[MedicationClaim] = strawberry.field(description="What the article says of it.")
    sections: list[Annotated[Section, strawberry.lazy("verbena.graph.types.article")]] = strawberry.field(
        description="The sections whose own text names it, in reading order."
    )

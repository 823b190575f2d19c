"""Articles, their sections and FAQs, and what stands beside the text."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import strawberry

from verbena.graph.arguments import read_argument
from verbena.graph.context import GraphInfo
from verbena.graph.declare import describe_enum, view_type
from verbena.graph.paging import AFTER, FIRST
from verbena.graph.scalars import Locale
from verbena.graph.types.blocks import Block, Figure
from verbena.graph.types.changes import EditionConnection
from verbena.graph.types.references import Abbreviation, CitationUse, Credit, MedicationUse, Topic
from verbena.graph.types.text import Node, Text
from verbena.model.article import NoticeKind
from verbena.reading import nodes
from verbena.reading.article import ArticleView
from verbena.reading.feed import EditionsView, list_editions
from verbena.reading.lists import PAGE_DEFAULT, PageRequest

describe_enum(
    NoticeKind,
    "Why readers are told of a change.",
    {
        "CORRECTION": "Something was wrong and has been put right.",
        "UPDATE": "New evidence or advice has been taken in.",
        "WITHDRAWAL": "Something said here holds no longer.",
    },
)


@view_type(lambda value: isinstance(value, nodes.KeyPointView), description="One of the article's main messages.")
class KeyPoint(Node):
    key: str = strawberry.field(description="Stable within the article, the same in every locale.")
    text: Text = strawberry.field(description="The message.")


@view_type(lambda value: isinstance(value, nodes.SectionView), description="A heading with what stands below it.")
class Section(Node):
    key: str = strawberry.field(
        description="Stable within the article, the same in every locale, fit for a URL fragment."
    )
    level: int = strawberry.field(description="The heading's rank in the article: 2 for a top-level section.")
    heading: Text = strawberry.field(description="The heading's text.")
    blocks: list[Block] = strawberry.field(description="Blocks before the first subsection, in reading order.")
    sections: list[Section] = strawberry.field(description="The subsections, in reading order.")
    parent: Section | None = strawberry.field(description="The section that this one is in; null at the top.")
    article: Annotated[Article, strawberry.lazy("verbena.graph.types.article")] = strawberry.field(
        description="The article, in the same presentation."
    )
    citations: list[CitationUse] = strawberry.field(
        description="The sources cited in the section and its subsections, in the order of their numbers."
    )


@strawberry.type(description="One heading of an article.")
class TableOfContentsEntry:
    key: str = strawberry.field(description="The section's key.")
    level: int = strawberry.field(description="The heading's rank in the article, from 2.")
    heading: Text = strawberry.field(description="The heading's text.")


@view_type(lambda value: isinstance(value, nodes.FaqView), description="A frequently asked question with its answer.")
class Faq(Node):
    key: str = strawberry.field(description="Stable within the article, the same in every locale.")
    question: Text = strawberry.field(description="The question.")
    answer: list[Block] = strawberry.field(description="The answer, in reading order.")


@strawberry.type(description="What readers are told of a change to the article.")
class Notice:
    kind: NoticeKind = strawberry.field(description="Why they are told.")
    on: date = strawberry.field(description="The day on which the notice was given.")
    text: Text = strawberry.field(description="What they are told.")


@strawberry.type(description="A locale in which the article is published.")
class Alternate:
    locale: Locale = strawberry.field(description="The locale.")
    autonym: str = strawberry.field(description="The locale's name for itself; the tag where CLDR knows none.")
    url: str = strawberry.field(description="The article's page in this locale, absolute.")
    completeness: float = strawberry.field(description="Share of units translated and not outdated, 0 to 1.")


@view_type(lambda value: isinstance(value, ArticleView), description="A health article as one presentation shows it.")
class Article(Node):
    key: str = strawberry.field(description="Never changes, unlike the slug.")
    slug: str = strawberry.field(description="The article's name in addresses; the same in every locale.")
    source_locale: Locale = strawberry.field(description="The locale that the article was written in.")
    requested_locale: Locale = strawberry.field(
        description=(
            "What the caller asked for, after negotiation: `locale`, or the first of the Accept-Language list that "
            "something published serves."
        )
    )
    locale: Locale = strawberry.field(description="The best locale of the chain in which the article is published.")
    title: Text = strawberry.field(description="The title, the article's heading of rank 1.")
    summary: Text = strawberry.field(description="What the article says, in a paragraph.")
    key_points: list[KeyPoint] = strawberry.field(description="The main messages, most important first.")
    introduction: list[Block] = strawberry.field(description="What stands before the first heading, in reading order.")
    sections: list[Section] = strawberry.field(description="Top-level sections, in reading order.")

    @strawberry.field(description="One section at any depth, or null.", graphql_type=Section | None)
    @staticmethod
    def section(
        parent: strawberry.Parent[ArticleView],
        key: Annotated[str, strawberry.argument(description="The section's key.")],
    ) -> nodes.SectionView | None:
        """Find the section by its key."""
        return parent.section(key)

    table_of_contents: list[TableOfContentsEntry] = strawberry.field(description="Every heading, in reading order.")
    faqs: list[Faq] = strawberry.field(description="Frequently asked questions, in reading order.")
    medications: list[MedicationUse] = strawberry.field(
        description="Every medication that the article names, with what it says of each."
    )
    citations: list[CitationUse] = strawberry.field(description="The sources, in the order of their numbers.")
    figures: list[Figure] = strawberry.field(description="Every figure, in reading order.")
    abbreviations: list[Abbreviation] = strawberry.field(
        description="The abbreviations that the text uses, in the order of first use."
    )
    credits: list[Credit] = strawberry.field(description="Who wrote, reviewed or translated the article.")
    topics: list[Topic] = strawberry.field(description="What the article is about, most important first.")
    notices: list[Notice] = strawberry.field(description="Corrections and other notices to readers, newest first.")
    alternates: list[Alternate] = strawberry.field(
        description=(
            "Every locale that this article is published in, the source among them; in a preview also those of drafts "
            "that may be seen, without those that publishing them would withdraw."
        )
    )
    published_at: datetime | None = strawberry.field(
        description="When it was first published; null for what has never been published (previews)."
    )
    updated_at: datetime = strawberry.field(
        description=(
            "When what is shown here was last published anew, in the source or in a locale of the chain; of drafts, "
            "when they were loaded or translated."
        )
    )
    reviewed_on: date | None = strawberry.field(
        description="When a clinician last reviewed the source text; null until one has."
    )
    review_due_on: date | None = strawberry.field(description="When the next such review is due.")
    is_outdated: bool = strawberry.field(description="Some text served here was translated from an older source.")
    version: str = strawberry.field(
        description=(
            "Changes exactly when anything that this article delivers in this presentation changes. Of a preview it "
            "names the content of the drafts."
        )
    )

    @strawberry.field(
        description=(
            "What happened to the article, newest first: each edition, withdrawal and redirection, with who did it and "
            "why. It is the history as of now, in an older version too."
        ),
        graphql_type=EditionConnection,
    )
    @staticmethod
    async def editions(
        parent: strawberry.Parent[ArticleView],
        info: GraphInfo,
        locale: Annotated[
            Locale | None, strawberry.argument(description="In this very locale; in any where left out or null.")
        ] = strawberry.UNSET,
        first: FIRST = PAGE_DEFAULT,
        after: AFTER = strawberry.UNSET,
    ) -> EditionsView:
        """Read the history."""
        page = PageRequest(first, read_argument(after))
        return await info.context.read(list_editions, parent.key, read_argument(locale), page)

    reading_time_minutes: int = strawberry.field(
        description="About how long the whole article takes to read, in minutes, at least 1."
    )

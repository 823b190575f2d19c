"""Changes of what is published, as the feed and subscriptions tell them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from verbena.graph.arguments import read_argument
from verbena.graph.context import ArticleKey, GraphInfo
from verbena.graph.declare import describe_enum
from verbena.graph.paging import FALLBACK
from verbena.graph.scalars import Locale
from verbena.graph.types.paging import PageInfo
from verbena.model.change import ChangeKind
from verbena.model.edition import SubjectKind
from verbena.reading.article import ArticleView
from verbena.reading.changes import ChangeView

if TYPE_CHECKING:
    from verbena.graph.types.article import Article

describe_enum(
    ChangeKind,
    "What a change does to something that is published, in one locale.",
    {
        "PUBLISHED": "From here on readers see another edition, or see it for the first time.",
        "WITHDRAWN": "From here on it is not served in that locale.",
        "REDIRECTED": "From here on a slug leads elsewhere.",
    },
)
describe_enum(
    SubjectKind,
    "What is published by itself.",
    {
        "ARTICLE": "An article.",
        "MEDICATION": "A medication.",
        "CITATION": "A source that articles cite.",
        "ABBREVIATION": "An abbreviation.",
        "CONTRIBUTOR": "A person or organisation that articles credit.",
        "TOPIC": "A topic.",
        "TERM": "A term of a vocabulary, such as a route of administration.",
        "INTERFACE": "The words of the interface, all together.",
    },
)


@strawberry.type(
    description=(
        "What a change touched for readers of its locale: keys of sections, in reading order, each without its "
        "subsections."
    )
)
class SectionChanges:
    added: list[str] = strawberry.field(description="Sections that were not there before.")
    changed: list[str] = strawberry.field(description="Sections of which a text or the structure is another one.")
    removed: list[str] = strawberry.field(description="Sections that are there no more.")
    elsewhere: bool = strawberry.field(
        description="Something outside of sections changed: the title, the questions, the order of sections …."
    )


@strawberry.type(description="Where a slug leads from a change on.")
class Redirection:
    old_slug: str | None = strawberry.field(description="The slug that leads there; null where it had none.")
    key: str = strawberry.field(description="The key of the article that it leads to.")
    slug: str | None = strawberry.field(
        description="The slug that this article is found by today; null where it is published no more."
    )


@strawberry.type(
    description=(
        "One entry of the feed of changes: from here on, one thing in one locale is another edition, is not served, or "
        "is found elsewhere. Entries are in one total order without gaps, and stay."
    )
)
class Change:
    cursor: str = strawberry.field(description="Where to go on after this entry; it holds for good.")
    kind: ChangeKind = strawberry.field(description="What it does.")
    subject_kind: SubjectKind = strawberry.field(description="What kind of thing changed.")
    key: str = strawberry.field(description="The key of what changed, such as `Article.key`.")
    slug: str | None = strawberry.field(
        description="The slug that the article is found by today; null for anything else, and where it is gone."
    )
    locale: Locale = strawberry.field(description="The locale that changed.")
    is_source: bool = strawberry.field(description="That is the locale in which it is written.")
    at: datetime = strawberry.field(description="When it was published, withdrawn or redirected.")
    number: int | None = strawberry.field(
        description="The number of the edition served from here on in that locale; null where none is."
    )
    version: str = strawberry.field(
        description="With `article(version:)` it gives an article, this one or another, as it was with this change."
    )
    sections: SectionChanges | None = strawberry.field(
        description="What it touched; null for anything but an article, and where that is not known."
    )
    redirection: Redirection | None = strawberry.field(description="Where it leads; null unless REDIRECTED.")
    by: str | None = strawberry.field(description="Who did it; null where nobody said.")
    why: str | None = strawberry.field(description="Why they did it; null where nobody said.")

    @strawberry.field(
        description=(
            "The article as it is now, as `Query.article` gives it; null where it is not there any more, and of "
            "anything else. Whoever keeps articles puts it, or its absence, in the place of the one that they have."
        ),
        graphql_type=Annotated["Article", strawberry.lazy("verbena.graph.types.article")] | None,
    )
    @staticmethod
    async def article(
        parent: strawberry.Parent[ChangeView],
        info: GraphInfo,
        locale: Annotated[
            Locale | None, strawberry.argument(description="The locale wanted; where left out, that of the change.")
        ] = strawberry.UNSET,
        fallback: FALLBACK = strawberry.UNSET,
    ) -> ArticleView | None:
        """Read the article, together with those of other changes."""
        if parent.subject_kind is not SubjectKind.ARTICLE:
            return None
        presentation = info.context.present(read_argument(locale) or parent.locale, read_argument(fallback))
        article = await info.context.articles.load(ArticleKey(parent.key, presentation))
        if article:
            info.context.say_language(article.locale)
        return article


@strawberry.type(description="One change in the feed, or in an article's history.")
class ChangeEdge:
    cursor: str = strawberry.field(description="The change's own.")
    node: Change = strawberry.field(description="The change.")


@strawberry.type(description="A page of the feed of changes.")
class ChangeConnection:
    edges: list[ChangeEdge] = strawberry.field(description="The changes with their cursors, in order.")
    nodes: list[Change] = strawberry.field(description="The changes alone, in order.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in the feed.")
    cursor: str = strawberry.field(
        description=(
            "Where to go on after this page, on an empty one too: keep it. It is beyond what was passed over because "
            "it is of another locale, so that nobody looks at that again."
        )
    )


@strawberry.type(description="A page of an article's history, newest first.")
class EditionConnection:
    edges: list[ChangeEdge] = strawberry.field(description="The changes with their cursors, newest first.")
    nodes: list[Change] = strawberry.field(description="The changes alone, newest first.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in the history.")

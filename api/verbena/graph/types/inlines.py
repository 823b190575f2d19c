"""The typed runs of a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from verbena.graph.context import ArticleKey, GraphInfo
from verbena.graph.declare import view_type
from verbena.graph.scalars import Locale
from verbena.language.direction import TextDirection
from verbena.reading.article import ArticleView
from verbena.reading.text import InlineView
from verbena.rendering.runs import RunKind

if TYPE_CHECKING:
    from verbena.graph.types.article import Article
    from verbena.graph.types.references import Abbreviation, CitationUse, Medication


@strawberry.interface(
    description="A piece of a text that is one thing all through: in one language, and of one emphasis."
)
class Inline:
    text: str = strawberry.field(description="The characters that a reader sees; spaces around it are part of it.")
    strong: bool = strawberry.field(description="Of strong importance (HTML `strong`).")
    emphasis: bool = strawberry.field(description="Stressed (HTML `em`).")
    lang: Locale = strawberry.field(description="The language of this piece, which may differ from the text's.")
    dir: TextDirection = strawberry.field(description="The base direction of that language.")

    @staticmethod
    def resolve_type(value: InlineView, _info: Any, _type: Any) -> str:
        """The type that the run's kind stands for."""
        return value.kind.value


def _is(kind: RunKind) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, InlineView) and value.kind == kind


@view_type(_is(RunKind.TEXT), description="Words of the text itself.")
class TextRun(Inline):
    pass


@view_type(_is(RunKind.CITATION), description="A mark that leads to one or more sources; it shows their numbers.")
class CitationMark(Inline):
    citations: list[Annotated[CitationUse, strawberry.lazy("verbena.graph.types.references")]] = strawberry.field(
        description="The sources, in the order of the numbers shown."
    )


@view_type(_is(RunKind.MEDICATION), description="Words that name a medication.")
class MedicationMention(Inline):
    medication: Annotated[Medication, strawberry.lazy("verbena.graph.types.references")] = strawberry.field(
        description="The medication that is named."
    )


@view_type(_is(RunKind.ABBREVIATION), description="An abbreviation as it stands in the text.")
class AbbreviationMention(Inline):
    abbreviation: Annotated[Abbreviation, strawberry.lazy("verbena.graph.types.references")] = strawberry.field(
        description="What it is short for."
    )


@view_type(
    _is(RunKind.FOREIGN),
    description=(
        "A part in another language than the text around it (WCAG 2.2, 3.1.2): `lang` and `dir` are its own. Also a "
        "name from reference data that is not yet in the text's language."
    ),
)
class ForeignPhrase(Inline):
    pass


@view_type(_is(RunKind.LINK), description="Words that lead to another website.")
class Link(Inline):
    href: str = strawberry.field(description="An absolute http, https, mailto or tel address.")


@view_type(_is(RunKind.ARTICLE_LINK), description="Words that lead to another article.")
class ArticleLink(Inline):
    href: str = strawberry.field(
        description="The article's page in the requested locale, absolute, by the article's key, which never changes."
    )

    @strawberry.field(
        description="The article, in the presentation of the text that links to it; null where it can't be shown so.",
        graphql_type=Annotated["Article", strawberry.lazy("verbena.graph.types.article")] | None,
    )
    @staticmethod
    async def article(parent: strawberry.Parent[InlineView], info: GraphInfo) -> ArticleView | None:
        """Load the article that the link leads to, together with those of other links."""
        return await info.context.articles.load(ArticleKey(parent.target, parent.presentation))

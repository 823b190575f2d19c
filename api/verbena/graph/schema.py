"""The schema as one object, ready to execute and to export."""

from __future__ import annotations

from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.extensions import MaxTokensLimiter, ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from verbena.graph.mutation import Mutation
from verbena.graph.operations import OperationResolver
from verbena.graph.query import Query
from verbena.graph.scalars import SCALARS
from verbena.graph.subscription import Subscription
from verbena.graph.types import article, blocks, inlines, references
from verbena.graph.types.problems import PROBLEMS

DOCUMENTS_KEPT = 200
"""How many parsed and validated documents are kept."""

TOKENS_LIMIT = 4_000
"""The longest document taken, in tokens."""

_IMPLEMENTATIONS: tuple[Any, ...] = (
    blocks.Paragraph,
    blocks.ListBlock,
    blocks.Callout,
    blocks.Figure,
    blocks.TableBlock,
    inlines.TextRun,
    inlines.CitationMark,
    inlines.MedicationMention,
    inlines.AbbreviationMention,
    inlines.ForeignPhrase,
    inlines.Link,
    inlines.ArticleLink,
    article.Faq,
    references.Contributor,
    *PROBLEMS,
)
"""Types that only an interface leads to; strawberry has to be told of them."""


def build_schema() -> strawberry.Schema:
    """The whole schema; it holds no state and may serve any number of libraries."""
    return _Schema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=_IMPLEMENTATIONS,
        config=StrawberryConfig(scalar_map=SCALARS),
        extensions=[
            lambda: MaxTokensLimiter(max_token_count=TOKENS_LIMIT),
            lambda: ParserCache(maxsize=DOCUMENTS_KEPT),
            lambda: ValidationCache(maxsize=DOCUMENTS_KEPT),
            OperationResolver,
        ],
    )


def export_schema(schema: strawberry.Schema) -> str:
    """The schema in GraphQL's schema definition language, with a line end at its end."""
    return schema.as_str().rstrip() + "\n"


class _Schema(strawberry.Schema):
    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Log nothing: `verbena.graph.errors` logs what nobody foresaw, and a client's mistakes are the client's."""

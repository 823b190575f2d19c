"""What can be asked of the glossary, and what is shown of it and of the memory beside a unit."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Annotated

import strawberry

from verbena.graph.arguments import read_argument
from verbena.graph.context import GraphInfo
from verbena.graph.glossary_views import GlossaryTermView, connect_terms
from verbena.graph.paging import AFTER, FIRST
from verbena.graph.scalars import Locale
from verbena.graph.types.suggestions import GlossaryTermConnection
from verbena.publishing.acting import Act
from verbena.reading.library import Library
from verbena.reading.lists import PAGE_DEFAULT, ConnectionView, PageRequest
from verbena.translating.glossaries import TermsQuery, list_terms


@strawberry.type
class GlossaryQuery:
    @strawberry.field(
        description=(
            "The terms that are translated into a locale, sorted. It takes a token that may see drafts there "
            "(UNAUTHENTICATED without one, else FORBIDDEN)."
        ),
        graphql_type=GlossaryTermConnection,
    )
    async def glossary_terms(
        self,
        info: GraphInfo,
        locale: Annotated[Locale, strawberry.argument(description="The language of the translations.")],
        search: Annotated[
            str | None,
            strawberry.argument(
                description="Only terms in which this occurs, or in their translation; case makes no difference."
            ),
        ] = strawberry.UNSET,
        first: FIRST = PAGE_DEFAULT,
        after: AFTER = strawberry.UNSET,
    ) -> ConnectionView[GlossaryTermView]:
        """List the terms."""
        page = PageRequest(first, read_argument(after))
        query = TermsQuery(locale, page.size(), page.after, read_argument(search))
        return await info.context.read(partial(_list, act=Act(info.context.principal, datetime.now(UTC)), query=query))


def _list(library: Library, act: Act, query: TermsQuery) -> ConnectionView[GlossaryTermView]:
    return connect_terms(list_terms(library.store, act, query))

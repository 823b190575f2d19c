"""Catalogs over GraphQL: taken out by a query, sent back by a mutation."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Annotated

import strawberry

from verbena.access.principal import Principal
from verbena.catalogs.formats import CatalogFormat
from verbena.graph.arguments import read_argument
from verbena.graph.context import GraphInfo
from verbena.graph.exchange_views import CatalogImportView, CatalogTextView
from verbena.graph.outcomes import PayloadView, attempt
from verbena.graph.scalars import Locale
from verbena.graph.types import exchange as types
from verbena.publishing.acting import Act
from verbena.reading.library import Library
from verbena.translating.exchange import Sent, Wanted, send_in, take_out


@strawberry.type
class ExchangeQuery:
    @strawberry.field(
        description=(
            "A catalog as a file, with all that a translator needs. It takes a token that shows drafts of that locale "
            "(UNAUTHENTICATED without one, FORBIDDEN with another). What is not loaded, or is written in that locale, "
            "is an error with the code NOT_FOUND."
        ),
        graphql_type=types.CatalogText,
    )
    async def catalog(
        self,
        info: GraphInfo,
        locale: Annotated[Locale, strawberry.argument(description="The locale that is translated into.")],
        article: Annotated[str, strawberry.argument(description="An article's slug, or `reference`, or `interface`.")],
        format: Annotated[  # noqa: A002 - the contract's name
            CatalogFormat, strawberry.argument(description="The file's format.")
        ] = CatalogFormat.PO,
        needs_work: Annotated[
            bool, strawberry.argument(description="Only what is missing, outdated or not done, or was refused.")
        ] = False,
    ) -> CatalogTextView:
        """Take it out."""
        wanted = Wanted(article, locale, format, needs_work)
        return await info.context.read(_take_out, info.context.principal, wanted)


@strawberry.type
class ExchangeMutation:
    @strawberry.mutation(
        description=(
            "Take in a file of translations. It takes a token that may translate into the locale. Each unit is judged "
            "alone: what was changed here since the file was made stays, and the report tells what became of each."
        ),
        graphql_type=types.ImportCatalogPayload | None,
    )
    async def import_catalog(
        self,
        info: GraphInfo,
        input: Annotated[  # noqa: A002 - the contract's name
            types.ImportCatalogInput, strawberry.argument(description="What to do.")
        ],
    ) -> PayloadView[CatalogImportView]:
        """Take it in."""
        sent = Sent(
            input.content.encode("utf-8", "surrogatepass"),
            input.format,
            dry_run=bool(read_argument(input.dry_run)),
            force=bool(read_argument(input.force)),
        )
        send = partial(send_in, domain=input.domain, locale=input.locale, sent=sent)
        return await attempt(info, send, CatalogImportView, read_argument(input.why))


def _take_out(library: Library, principal: Principal, wanted: Wanted) -> CatalogTextView:
    file = take_out(library.store, Act(principal, datetime.now(UTC)), wanted)
    return CatalogTextView(file.data.decode(), file.tag, file.entries)

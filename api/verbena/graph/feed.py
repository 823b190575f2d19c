"""The queries of those who keep articles: what changed since, and all there is for a start."""

from __future__ import annotations

from typing import Annotated

import strawberry

from verbena.graph.arguments import read_argument
from verbena.graph.context import GraphInfo
from verbena.graph.paging import AFTER, FALLBACK, FIRST
from verbena.graph.scalars import Locale
from verbena.graph.types.changes import ChangeConnection
from verbena.graph.types.connections import BundleConnection
from verbena.reading.bundles import BundleView, read_bundle
from verbena.reading.changes import LOCALES_LIMIT
from verbena.reading.feed import ChangesView, list_changes
from verbena.reading.lists import PAGE_DEFAULT, PageRequest


@strawberry.type
class FeedQuery:
    @strawberry.field(
        description=(
            "The feed: every edition published, withdrawn or redirected, in one total order without gaps. Who pages on "
            "from the last `cursor` misses nothing, whoever publishes meanwhile. Entries stay, those of what was "
            "withdrawn too. A cursor of another list, or of a change that is not there, is an error with the code "
            "INVALID_CURSOR."
        ),
        graphql_type=ChangeConnection,
    )
    async def changes(
        self,
        info: GraphInfo,
        after: Annotated[
            str | None,
            strawberry.argument(
                description=(
                    "Where to go on: `ChangeConnection.cursor`, `BundleConnection.changesAfter`, or any change's "
                    "`cursor`; null for the first change of all."
                )
            ),
        ] = strawberry.UNSET,
        locales: Annotated[
            list[Locale] | None,
            strawberry.argument(
                description=(
                    f"Changes in these very locales, at most {LOCALES_LIMIT}; in any where left out or null. Who shows "
                    "articles in one locale names every locale that may stand on the page: those that it falls back to "
                    "(`LocaleInfo.chain`), and those that articles are written in."
                )
            ),
        ] = strawberry.UNSET,
        first: FIRST = PAGE_DEFAULT,
    ) -> ChangesView:
        """List the changes."""
        page = PageRequest(first, read_argument(after))
        return await info.context.read(list_changes, read_argument(locales), page)

    @strawberry.field(
        description=(
            "Every article that is shown in a locale, page by page, each as `article` gives it: the start for whoever "
            "keeps articles, who then goes on with `changes` from `changesAfter`."
        ),
        graphql_type=BundleConnection,
    )
    async def bundle(
        self,
        info: GraphInfo,
        locale: Annotated[Locale, strawberry.argument(description="The locale wanted.")],
        fallback: FALLBACK = strawberry.UNSET,
        first: FIRST = PAGE_DEFAULT,
        after: AFTER = strawberry.UNSET,
    ) -> BundleView:
        """Read a page of the bundle."""
        presentation = info.context.present(locale, read_argument(fallback))
        bundle = await info.context.read(read_bundle, presentation, PageRequest(first, read_argument(after)))
        for article in bundle.nodes:
            info.context.say_language(article.locale)
        return bundle

"""What can be followed."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Annotated

import strawberry

from verbena.graph.arguments import read_argument
from verbena.graph.context import GraphInfo
from verbena.graph.scalars import Locale
from verbena.graph.types.changes import Change
from verbena.reading.changes import LOCALES_LIMIT, ChangeView
from verbena.reading.following import begin_to_follow, follow


@strawberry.type(description="Everything that can be followed, over WebSocket or server-sent events.")
class Subscription:
    @strawberry.subscription(
        description=(
            "Each change of a published article, in order and once, as soon as it is published anywhere. It begins "
            "with the first change after the moment of asking, or after the cursor `after`: who lost the connection "
            "gives the cursor of the last entry and misses nothing. What is missed is read from the feed at the "
            "reader's own pace. Changes of reference data are not told here."
        ),
        graphql_type=Change,
    )
    async def article_changed(
        self,
        info: GraphInfo,
        slug: Annotated[
            str | None,
            strawberry.argument(
                description=(
                    "The article that is found by this slug now, an old one too, whatever slug it has later; all where "
                    "null. One that leads nowhere is an error with the code NOT_FOUND."
                )
            ),
        ] = strawberry.UNSET,
        locales: Annotated[
            list[Locale] | None,
            strawberry.argument(
                description=f"Changes in these very locales, at most {LOCALES_LIMIT}; in any where left out or null."
            ),
        ] = strawberry.UNSET,
        after: Annotated[
            str | None,
            strawberry.argument(description="The `cursor` of the last change known; null to begin now."),
        ] = strawberry.UNSET,
    ) -> AsyncGenerator[ChangeView, None]:
        """Follow the articles."""
        given = read_argument(slug), read_argument(locales), read_argument(after)
        following = await info.context.read(begin_to_follow, *given)
        return follow(info.context.library, following)

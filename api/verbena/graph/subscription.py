"""What can be followed."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

import strawberry
from msgspec.structs import replace

from verbena.access.principal import require_drafts
from verbena.graph.arguments import read_argument
from verbena.graph.context import GraphInfo, RequestContext
from verbena.graph.scalars import Locale
from verbena.graph.types.changes import Change
from verbena.graph.types.units import TranslationUnitEvent
from verbena.graph.unit_views import UnitEventView
from verbena.reading.changes import LOCALES_LIMIT, ChangeView
from verbena.reading.following import begin_to_follow, follow
from verbena.reading.following_units import FollowingUnits, begin_to_follow_units, follow_units
from verbena.reading.library import Library
from verbena.translating.open_subject import require_domain


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

    @strawberry.subscription(
        description=(
            "What colleagues do to units in these locales, in order and once, as soon as it is done anywhere. "
            "It begins now, or after the event `after`, so that nothing is missed. It takes a token that shows "
            "drafts of each of the locales."
        ),
        graphql_type=TranslationUnitEvent,
    )
    async def translation_unit_changed(
        self,
        info: GraphInfo,
        locales: Annotated[
            list[Locale],
            strawberry.argument(description=f"The locales translated into, 1 to {LOCALES_LIMIT}."),
        ],
        article: Annotated[
            str | None,
            strawberry.argument(
                description="An article's slug, or `reference`, or `interface`, as it is loaded now; all where null."
            ),
        ] = strawberry.UNSET,
        after: Annotated[
            str | None,
            strawberry.argument(description="The `cursor` of the last event known; null to begin now."),
        ] = strawberry.UNSET,
    ) -> AsyncGenerator[UnitEventView, None]:
        """Follow the units."""
        domain, known = read_argument(article), read_argument(after)
        following = await info.context.read(begin_to_follow_units, info.context.principal, locales, known)
        if domain is not None:
            following = await info.context.read(_narrow, following, domain)
        return _show(info.context, following)


def _narrow(library: Library, following: FollowingUnits, domain: str) -> FollowingUnits:
    """The same of one domain alone."""
    revisions = require_domain(library.store, domain).revisions
    return replace(following, subjects=frozenset(revision.name for revision in revisions))


async def _show(context: RequestContext, following: FollowingUnits) -> AsyncGenerator[UnitEventView, None]:
    async with aclosing(follow_units(context.library, following)) as events:
        async for event in events:
            # Whose token holds no longer is told nothing more.
            require_drafts(await context.find_principal_again(), [event.unit.locale])
            yield UnitEventView(context.library.store, event)

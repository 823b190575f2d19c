"""The query of those who publish."""

from __future__ import annotations

import strawberry

from verbena.graph.context import GraphInfo
from verbena.graph.outcomes import ScheduledView
from verbena.graph.types.publishing import ScheduledChange
from verbena.publishing.planned import list_planned


@strawberry.type
class ScheduledQuery:
    @strawberry.field(
        description=(
            "What is to be published or withdrawn, and what failed when it was due, in the order in which it is due: "
            "in the locales that the token may publish in. Without a token it is an error with the code "
            "UNAUTHENTICATED, with one that may publish nowhere FORBIDDEN."
        ),
        graphql_type=list[ScheduledChange],
    )
    async def scheduled(self, info: GraphInfo) -> list[ScheduledView]:
        """List what is planned."""
        principal = info.context.principal
        planned = await info.context.read(lambda library: list_planned(library.store, principal))
        return [ScheduledView(one) for one in planned]

"""The query of whoever asks: who they are here, and what they may."""

from __future__ import annotations

import strawberry

from verbena.graph.context import GraphInfo
from verbena.graph.types.viewer import Viewer
from verbena.graph.viewer_view import ViewerView


@strawberry.type
class ViewerQuery:
    @strawberry.field(
        description=(
            "Whoever asks, by the token that comes with the request: who they are here, and what they may. It needs no "
            "token; who brings none is anonymous."
        ),
        graphql_type=Viewer,
    )
    async def viewer(self, info: GraphInfo) -> ViewerView:
        """Tell who asks."""
        return ViewerView(info.context.principal)

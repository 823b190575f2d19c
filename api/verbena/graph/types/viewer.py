"""Whoever asks, and what they may."""

from __future__ import annotations

from typing import Annotated

import strawberry

from verbena.access.principal import PrincipalKind
from verbena.graph.declare import describe_enum
from verbena.graph.scalars import Locale
from verbena.graph.viewer_view import ViewerView
from verbena.model.token import Role

describe_enum(
    Role,
    "What somebody may do in a locale. Who translates, reviews or administers sees drafts too.",
    {
        "DRAFTS": "See what is not published.",
        "PUBLISH": "Change what readers are given.",
        "TRANSLATE": "Write translations.",
        "REVIEW": "Judge the translations of others.",
        "ADMINISTER": "See to who works on what, and to what readers report.",
    },
)
describe_enum(
    PrincipalKind,
    "How somebody is known.",
    {
        "ANONYMOUS": "Not at all: no token came with the request.",
        "TOKEN": "By a token of this server.",
        "SIGNED": "By a token that the organisation's issuer signed.",
        "OPERATOR": "As somebody who runs commands on the database itself.",
    },
)


@strawberry.type(description="A role, and where somebody has it.")
class Grant:
    role: Role = strawberry.field(description="What it allows.")
    locales: list[str] = strawberry.field(description="Each very locale that it is granted in; `*` is every one.")


@strawberry.type(description="Whoever asks.")
class Viewer:
    name: str | None = strawberry.field(
        description="What signs whatever they do, in the history too; null of those who are anonymous."
    )
    kind: PrincipalKind = strawberry.field(description="How they are known.")
    grants: list[Grant] = strawberry.field(description="What they were granted, by role; none for a role without any.")

    @strawberry.field(
        description=(
            "Whether they may do what a role allows in that very locale, drafts among what other roles imply. Of "
            "single translations a reviewer is refused their own."
        )
    )
    @staticmethod
    def may(
        parent: strawberry.Parent[ViewerView],
        role: Annotated[Role, strawberry.argument(description="What to do.")],
        locale: Annotated[Locale, strawberry.argument(description="Where.")],
    ) -> bool:
        """Tell."""
        return parent.may(role, locale)

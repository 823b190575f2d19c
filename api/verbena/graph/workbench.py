"""The queries of those who translate."""

from __future__ import annotations

from typing import Annotated

import strawberry

from verbena.graph.arguments import read_argument
from verbena.graph.context import GraphInfo
from verbena.graph.paging import AFTER, FIRST
from verbena.graph.scalars import Locale
from verbena.graph.types.coverage import CoverageConnection
from verbena.graph.types.units import TranslationUnit, TranslationUnitConnection
from verbena.graph.unit_lists import CoverageView, UnitsView, show_coverage, show_unit, show_units
from verbena.graph.unit_views import UnitView
from verbena.model.translation import TranslationState
from verbena.reading.lists import PAGE_DEFAULT, PageRequest
from verbena.translating.coverage import DOMAINS_LIMIT, LOCALES_LIMIT, CoverageWanted
from verbena.translating.list_units import SEARCH_LIMIT, UnitFilter

_INTO = Annotated[Locale, strawberry.argument(description="The locale that is translated into.")]


@strawberry.type
class WorkbenchQuery:
    @strawberry.field(
        description=(
            "Units to be worked on in a locale, those that meet every condition given. It takes a token that shows "
            "drafts of that locale (UNAUTHENTICATED without one, FORBIDDEN with another). An article that is not "
            "loaded is an error with the code NOT_FOUND."
        ),
        graphql_type=TranslationUnitConnection,
    )
    async def translation_units(
        self,
        info: GraphInfo,
        locale: _INTO,
        article: Annotated[
            str | None,
            strawberry.argument(
                description="An article's slug, or `reference`, or `interface`; all that is loaded where null."
            ),
        ] = strawberry.UNSET,
        states: Annotated[
            list[TranslationState] | None,
            strawberry.argument(description="Those whose translation is in one of these states; in any where null."),
        ] = strawberry.UNSET,
        missing: Annotated[
            bool | None,
            strawberry.argument(
                description=(
                    "True: those without a translation, besides those in `states`, or alone where `states` is null. "
                    "False: none without. Where null, they are given unless `states` are named."
                )
            ),
        ] = strawberry.UNSET,
        outdated: Annotated[
            bool | None,
            strawberry.argument(
                description="True: those whose translation is outdated. False: all others. All where null."
            ),
        ] = strawberry.UNSET,
        search: Annotated[
            str | None,
            strawberry.argument(
                description=(
                    "Those that have these words in their path, source or translation, in any case and with any "
                    f"accents; at most {SEARCH_LIMIT} characters."
                )
            ),
        ] = strawberry.UNSET,
        has_findings: Annotated[
            bool | None,
            strawberry.argument(
                description="True: those with findings, or of which a translation was not taken. False: all others."
            ),
        ] = strawberry.UNSET,
        first: FIRST = PAGE_DEFAULT,
        after: AFTER = strawberry.UNSET,
    ) -> UnitsView:
        """List the units."""
        named = read_argument(states)
        wanted = UnitFilter(
            locale,
            read_argument(article),
            None if named is None else tuple(named),
            read_argument(missing),
            read_argument(outdated),
            read_argument(search),
            read_argument(has_findings),
        )
        page = PageRequest(first, read_argument(after))
        info.context.say_language(locale)
        return await info.context.read(show_units, info.context.principal, wanted, page)

    @strawberry.field(
        description="One unit in a locale, by the rules of `translationUnits`; null where there is none.",
        graphql_type=TranslationUnit | None,
    )
    async def translation_unit(
        self,
        info: GraphInfo,
        article: Annotated[str, strawberry.argument(description="The article's slug, or `reference`, or `interface`.")],
        path: Annotated[str, strawberry.argument(description="The unit's path, such as `lifestyle.p1.text`.")],
        locale: _INTO,
    ) -> UnitView | None:
        """Read the unit."""
        info.context.say_language(locale)
        return await info.context.read(show_unit, info.context.principal, (article, path), locale)

    @strawberry.field(
        description=(
            "How far translations have come, by the rules by which readers are served. It takes a token that shows "
            "drafts of each of the locales. What is written in a locale has no row there."
        ),
        graphql_type=CoverageConnection,
    )
    async def coverage(
        self,
        info: GraphInfo,
        locales: Annotated[
            list[Locale], strawberry.argument(description=f"The locales translated into, 1 to {LOCALES_LIMIT}.")
        ],
        articles: Annotated[
            list[str] | None,
            strawberry.argument(
                description=(
                    f"Articles by slug, `reference` and `interface`, 1 to {DOMAINS_LIMIT}; all that is loaded where "
                    "null. One that is not loaded is an error with the code NOT_FOUND."
                )
            ),
        ] = strawberry.UNSET,
        first: FIRST = PAGE_DEFAULT,
        after: AFTER = strawberry.UNSET,
    ) -> CoverageView:
        """Count the units."""
        wanted = CoverageWanted(locales, read_argument(articles))
        page = PageRequest(first, read_argument(after))
        return await info.context.read(show_coverage, info.context.principal, wanted, page)

"""What translators are shown beside a text: suggestions, and the glossary's terms."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry

import verbena.graph.types.changes
import verbena.graph.types.text  # noqa: F401 - both describe enumerations
from verbena.graph.context import GraphInfo
from verbena.graph.declare import describe_enum
from verbena.graph.glossary_views import GlossaryTermView, SuggestionView
from verbena.graph.scalars import Locale
from verbena.graph.suggestion_views import find_glossary_terms, find_suggestions
from verbena.graph.types.paging import PageInfo
from verbena.graph.unit_views import UnitView
from verbena.model.edition import SubjectKind
from verbena.model.glossary import TermStatus
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.translating.suggest import LEAST_SIMILARITY, SUGGESTIONS_LIMIT

_SUGGESTED = 10

describe_enum(
    TermStatus,
    "Whether a translation of a term is to be used.",
    {"PREFERRED": "Use this one.", "ADMITTED": "It may be used too.", "FORBIDDEN": "Never use it."},
)


@strawberry.type(description="A term of the source language with one of its translations.")
class GlossaryTerm:
    source_locale: Locale = strawberry.field(description="The language of the term.")
    term: str = strawberry.field(description="The term.")
    locale: Locale = strawberry.field(description="The language of the translation.")
    translation: str = strawberry.field(description="What it is called there.")
    status: TermStatus = strawberry.field(description="Whether it is to be called so.")
    definition: str | None = strawberry.field(description="What the term means; null where nobody wrote it.")
    note: str | None = strawberry.field(description="A word to translators; null where there is none.")
    part_of_speech: str | None = strawberry.field(description="Such as `noun`; null where nobody wrote it.")


@strawberry.type(description="One term in a list.")
class GlossaryTermEdge:
    cursor: str = strawberry.field(description="Names this place in the list.")
    node: GlossaryTerm = strawberry.field(description="The term.")


@strawberry.type(description="A page of the glossary.")
class GlossaryTermConnection:
    edges: list[GlossaryTermEdge] = strawberry.field(description="The entries with their cursors, in order.")
    nodes: list[GlossaryTerm] = strawberry.field(description="The terms alone, in order.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in the list.")
    total_count: int = strawberry.field(description="How many entries the whole list has.")


@strawberry.type(
    description="A translation of a text that is like a unit's: of another unit, or from an imported memory."
)
class Suggestion:
    similarity: float = strawberry.field(
        description=(
            "1 where the source texts are the same, tags included; below it the share of characters that both have in "
            "the same order, each tag counted as one."
        )
    )
    source: str = strawberry.field(description="The source text that was translated, tagged as `UnitText.tagged`.")
    target: str = strawberry.field(description="Its translation, tagged likewise.")
    origin: TranslationOrigin = strawberry.field(description="Who made it.")
    state: TranslationState | None = strawberry.field(
        description="How far it has come at its unit; null from an imported memory."
    )
    is_same_path: bool = strawberry.field(description="It stands at the same path of another subject.")
    subject_kind: SubjectKind | None = strawberry.field(
        description="What its unit is part of; null from an imported memory."
    )
    key: str | None = strawberry.field(description="The key of that; null from an imported memory.")
    path: str | None = strawberry.field(description="Its unit's path; null from an imported memory.")
    memory: str | None = strawberry.field(description="The name of the imported memory; null where it is a unit's.")
    at: datetime | None = strawberry.field(description="When it was made; null where nobody knows.")
    by: str | None = strawberry.field(description="Who made it, as the memory says; null where it does not.")


@strawberry.type
class HelpedUnit:
    """What is shown beside a unit, for the type that stands for units."""

    @strawberry.field(
        description=(
            "Translations of texts that are like its source, best first: of all articles that are loaded, and from "
            f"imported memories. At most {SUGGESTIONS_LIMIT}; none that are less than {LEAST_SIMILARITY} like it. Its "
            "own translation is not among them."
        ),
        graphql_type=list[Suggestion],
    )
    @staticmethod
    async def suggestions(
        parent: strawberry.Parent[UnitView],
        info: GraphInfo,
        first: Annotated[
            int | None,
            strawberry.argument(description=f"How many at most, 0 to {SUGGESTIONS_LIMIT}; {_SUGGESTED} where null."),
        ] = _SUGGESTED,
    ) -> list[SuggestionView]:
        """Find them."""
        return await info.context.read(find_suggestions, parent.unit, _SUGGESTED if first is None else first)

    @strawberry.field(
        description=(
            "The glossary's terms that occur in its source, in reading order, each with all of its translations: the "
            "preferred ones first, the forbidden ones last. Of terms that overlap, the longest is given."
        ),
        graphql_type=list[GlossaryTerm],
    )
    @staticmethod
    async def glossary_terms(parent: strawberry.Parent[UnitView], info: GraphInfo) -> list[GlossaryTermView]:
        """Find them."""
        return await info.context.read(find_glossary_terms, parent.unit)

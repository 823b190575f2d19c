"""What came of each mutation of those who translate."""

from __future__ import annotations

import strawberry

from verbena.graph.types.problems import Problem
from verbena.graph.types.units import TranslationUnit

_UNIT = "The unit as it is now; null where there is a problem."
_PROBLEMS = "Why nothing was done; none where all is well."
_OUTCOMES = "What came of each, in the order of the input; none where there is a problem with all."


@strawberry.type(description="What came of `saveTranslation`, or of one of `saveTranslations`.")
class SaveTranslationPayload:
    outcome: TranslationUnit | None = strawberry.field(name="unit", description=_UNIT)
    problems: list[Problem] = strawberry.field(description=_PROBLEMS)


@strawberry.type(description="What came of `reviewTranslation`, or of one of `reviewTranslations`.")
class ReviewTranslationPayload:
    outcome: TranslationUnit | None = strawberry.field(name="unit", description=_UNIT)
    problems: list[Problem] = strawberry.field(description=_PROBLEMS)


@strawberry.type(description="What came of `rejectTranslation`.")
class RejectTranslationPayload:
    outcome: TranslationUnit | None = strawberry.field(name="unit", description=_UNIT)
    problems: list[Problem] = strawberry.field(description=_PROBLEMS)


@strawberry.type(description="What came of `commentOnTranslation`.")
class CommentOnTranslationPayload:
    outcome: TranslationUnit | None = strawberry.field(name="unit", description=_UNIT)
    problems: list[Problem] = strawberry.field(description=_PROBLEMS)


@strawberry.type(description="What came of `undoTranslation`.")
class UndoTranslationPayload:
    outcome: TranslationUnit | None = strawberry.field(name="unit", description=_UNIT)
    problems: list[Problem] = strawberry.field(description=_PROBLEMS)


@strawberry.type(description="What came of `saveTranslations`.")
class SaveTranslationsPayload:
    outcomes: list[SaveTranslationPayload] = strawberry.field(description=_OUTCOMES)
    problems: list[Problem] = strawberry.field(description="Why nothing at all was done; none where something was.")


@strawberry.type(description="What came of `reviewTranslations`.")
class ReviewTranslationsPayload:
    outcomes: list[ReviewTranslationPayload] = strawberry.field(description=_OUTCOMES)
    problems: list[Problem] = strawberry.field(description="Why nothing at all was done; none where something was.")

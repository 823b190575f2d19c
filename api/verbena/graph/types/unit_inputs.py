"""What those who translate send."""

from __future__ import annotations

import strawberry

import verbena.graph.types.text  # noqa: F401 - describes the enumerations
from verbena.model.translation import TranslationOrigin, TranslationState

_UNIT = "The `TranslationUnit.id` of the unit."
_BASE = "The `TranslationUnit.version` that was seen: a conflict is told where it is another one by now."
_WHY = "Why, for those who read the history; at most 1,000 characters."


@strawberry.input(description="A translation of a unit.")
class SaveTranslationInput:
    unit: strawberry.ID = strawberry.field(description=_UNIT)
    text: str = strawberry.field(description="The translation as a tagged text, with the tags of the source.")
    source_hash: str = strawberry.field(description="The `hash` of the source text that it is a translation of.")
    base: str = strawberry.field(description=_BASE)
    state: TranslationState | None = strawberry.field(
        default=TranslationState.TRANSLATED, description="TRANSLATED, or INITIAL for what is not done."
    )
    origin: TranslationOrigin | None = strawberry.field(
        default=TranslationOrigin.HUMAN, description="MACHINE for what no person has worked on yet."
    )
    why: str | None = strawberry.field(default=strawberry.UNSET, description=_WHY)


@strawberry.input(description="Translations of several units.")
class SaveTranslationsInput:
    translations: list[SaveTranslationInput] = strawberry.field(description="Each is saved or not by itself.")


@strawberry.input(description="A review of a translation.")
class ReviewTranslationInput:
    unit: strawberry.ID = strawberry.field(description=_UNIT)
    base: str = strawberry.field(description=_BASE)
    state: TranslationState | None = strawberry.field(
        default=TranslationState.REVIEWED, description="REVIEWED, or FINAL for signed off."
    )
    why: str | None = strawberry.field(default=strawberry.UNSET, description=_WHY)


@strawberry.input(description="Reviews of several translations.")
class ReviewTranslationsInput:
    reviews: list[ReviewTranslationInput] = strawberry.field(description="Each is taken or not by itself.")


@strawberry.input(description="A translation that is sent back.")
class RejectTranslationInput:
    unit: strawberry.ID = strawberry.field(description=_UNIT)
    base: str = strawberry.field(description=_BASE)
    comment: str = strawberry.field(description="What is to be mended; at most 4,000 characters.")


@strawberry.input(description="A comment on a unit.")
class CommentOnTranslationInput:
    unit: strawberry.ID = strawberry.field(description=_UNIT)
    comment: str = strawberry.field(description="What is to be said; at most 4,000 characters.")


@strawberry.input(description="What is to be undone.")
class UndoTranslationInput:
    unit: strawberry.ID = strawberry.field(description=_UNIT)
    event: str = strawberry.field(description="The `cursor` of the event before which it is to be again.")
    base: str = strawberry.field(description=_BASE)
    why: str | None = strawberry.field(default=strawberry.UNSET, description=_WHY)

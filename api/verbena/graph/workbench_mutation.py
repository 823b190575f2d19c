"""What those who translate can do to units."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Annotated, TypeVar

import strawberry

from verbena.graph.arguments import read_argument
from verbena.graph.context import GraphInfo
from verbena.graph.outcomes import BatchView, PayloadView, ProblemView, attempt
from verbena.graph.types import unit_inputs as inputs
from verbena.graph.types import unit_payloads as payloads
from verbena.graph.unit_ids import read_unit_id
from verbena.graph.unit_views import UnitView
from verbena.model.errors import BadUserInput
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.publishing.acting import Act
from verbena.reading.following_units import read_event_cursor
from verbena.store.contract import Store
from verbena.translating.comment_unit import comment_unit
from verbena.translating.review_unit import reject_unit, review_unit
from verbena.translating.save_unit import SavedText, save_unit
from verbena.translating.undo_unit import undo_unit
from verbena.translating.working_units import WorkingUnit

BATCH_LIMIT = 100
"""The most units that one mutation takes."""

Given = TypeVar("Given")
Input = Annotated[Given, strawberry.argument(description="What to do.")]


@strawberry.type
class WorkbenchMutation:
    @strawberry.mutation(
        description=(
            "Save a translation of a unit. It takes a token that may translate into the locale. The text is checked "
            "first: with an error it is not taken, and kept as the unit's refusal. Where somebody else was faster, or "
            "the source has changed, nothing is written, and a problem tells how it is now. Saving again what is there "
            "changes nothing."
        ),
        graphql_type=payloads.SaveTranslationPayload | None,
    )
    async def save_translation(
        self,
        info: GraphInfo,
        input: Input[inputs.SaveTranslationInput],  # noqa: A002 - the contract's name
    ) -> PayloadView[UnitView]:
        """Save it."""
        return await _save(info, input)

    @strawberry.mutation(
        description=f"Save translations of several units, at most {BATCH_LIMIT}, each as `saveTranslation` does.",
        graphql_type=payloads.SaveTranslationsPayload | None,
    )
    async def save_translations(
        self,
        info: GraphInfo,
        input: Input[inputs.SaveTranslationsInput],  # noqa: A002
    ) -> BatchView[UnitView]:
        """Save them."""
        return await _do_each("translations", input.translations, partial(_save, info))

    @strawberry.mutation(
        description=(
            "Say that a translation is good, or sign it off. It takes a token that may review in the locale, of "
            "somebody who did not write the translation. What is outdated is translated anew first."
        ),
        graphql_type=payloads.ReviewTranslationPayload | None,
    )
    async def review_translation(
        self,
        info: GraphInfo,
        input: Input[inputs.ReviewTranslationInput],  # noqa: A002
    ) -> PayloadView[UnitView]:
        """Review it."""
        return await _review(info, input)

    @strawberry.mutation(
        description=f"Review several translations, at most {BATCH_LIMIT}, each as `reviewTranslation` does.",
        graphql_type=payloads.ReviewTranslationsPayload | None,
    )
    async def review_translations(
        self,
        info: GraphInfo,
        input: Input[inputs.ReviewTranslationsInput],  # noqa: A002
    ) -> BatchView[UnitView]:
        """Review them."""
        return await _do_each("reviews", input.reviews, partial(_review, info))

    @strawberry.mutation(
        description=(
            "Send a translation back as INITIAL, with a comment that says why. It takes a token that may review in the "
            "locale."
        ),
        graphql_type=payloads.RejectTranslationPayload | None,
    )
    async def reject_translation(
        self,
        info: GraphInfo,
        input: Input[inputs.RejectTranslationInput],  # noqa: A002
    ) -> PayloadView[UnitView]:
        """Send it back."""

        def reject(store: Store, act: Act) -> WorkingUnit:
            return reject_unit(store, act, read_unit_id(input.unit), input.base, input.comment)

        return await attempt(info, reject, UnitView)

    @strawberry.mutation(
        description="Say something about a unit. It takes a token that may translate or review in the locale.",
        graphql_type=payloads.CommentOnTranslationPayload | None,
    )
    async def comment_on_translation(
        self,
        info: GraphInfo,
        input: Input[inputs.CommentOnTranslationInput],  # noqa: A002
    ) -> PayloadView[UnitView]:
        """Say it."""

        def comment(store: Store, act: Act) -> WorkingUnit:
            return comment_unit(store, act, read_unit_id(input.unit), input.comment)

        return await attempt(info, comment, UnitView)

    @strawberry.mutation(
        description=(
            "Make a unit what it was before an event of its history; that is an event too. Words are brought back by "
            "those who may translate, as reviewed only by those who might review them, else as TRANSLATED. Where the "
            "words stay and only the state comes back, it takes a reviewer."
        ),
        graphql_type=payloads.UndoTranslationPayload | None,
    )
    async def undo_translation(
        self,
        info: GraphInfo,
        input: Input[inputs.UndoTranslationInput],  # noqa: A002
    ) -> PayloadView[UnitView]:
        """Undo it."""

        def undo(store: Store, act: Act) -> WorkingUnit:
            return undo_unit(store, act, read_unit_id(input.unit), read_event_cursor(input.event), input.base)

        return await attempt(info, undo, UnitView, read_argument(input.why))


async def _save(info: GraphInfo, given: inputs.SaveTranslationInput) -> PayloadView[UnitView]:
    saved = SavedText(
        given.text,
        given.source_hash,
        given.base,
        given.state or TranslationState.TRANSLATED,
        given.origin or TranslationOrigin.HUMAN,
    )

    def save(store: Store, act: Act) -> WorkingUnit:
        return save_unit(store, act, read_unit_id(given.unit), saved)

    return await attempt(info, save, UnitView, read_argument(given.why))


async def _review(info: GraphInfo, given: inputs.ReviewTranslationInput) -> PayloadView[UnitView]:
    state = given.state or TranslationState.REVIEWED

    def review(store: Store, act: Act) -> WorkingUnit:
        return review_unit(store, act, read_unit_id(given.unit), given.base, state)

    return await attempt(info, review, UnitView, read_argument(given.why))


async def _do_each(
    field: str, given: Sequence[Given], do: Callable[[Given], Awaitable[PayloadView[UnitView]]]
) -> BatchView[UnitView]:
    if not 0 < len(given) <= BATCH_LIMIT:
        message = f"{field}: send 1 to {BATCH_LIMIT}, not {len(given)}."
        return BatchView((), (ProblemView(BadUserInput, message),))
    return BatchView(tuple([await do(one) for one in given]))

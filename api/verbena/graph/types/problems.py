"""Why a mutation did nothing: a type for each thing that whoever asked can mend."""

from __future__ import annotations

from typing import Any

import strawberry

from verbena.graph.context import GraphInfo
from verbena.graph.declare import view_type
from verbena.graph.outcomes import ProblemView
from verbena.graph.scalars import Locale
from verbena.graph.types.unit_parts import FormerSource, TranslationFinding
from verbena.graph.types.units import TranslationUnit
from verbena.graph.unit_views import FormerSourceView
from verbena.model import errors
from verbena.outgoing.machine import MachineFailed
from verbena.translating.report_gate import RateLimited
from verbena.translating.unit_problems import SourceChanged, TranslationRefused, UnitConflict


@strawberry.interface(description="Why a mutation did nothing, told to whoever asked for it.")
class Problem:
    code: str = strawberry.field(description="What it is, from the closed list of error codes.")
    message: str = strawberry.field(description="What was wrong, and what to do next, for people; it may change.")


def _is(*kinds: type[errors.VerbenaError]) -> Any:
    return lambda value: isinstance(value, ProblemView) and value.error in kinds


@view_type(
    _is(errors.BadUserInput, errors.InvalidId, errors.InvalidCursor),
    description="Something in the input is not as it must be (BAD_USER_INPUT, INVALID_ID, INVALID_CURSOR).",
)
class InputProblem(Problem):
    pass


@view_type(
    _is(errors.Unauthenticated), description="It takes a token, and the request came without one (UNAUTHENTICATED)."
)
class AuthenticationProblem(Problem):
    pass


@view_type(_is(errors.Forbidden), description="The token that came does not allow it (FORBIDDEN).")
class PermissionProblem(Problem):
    locales: list[Locale] = strawberry.field(
        description="The locales that the token lacks the grant for; none where it has it nowhere at all."
    )


@view_type(_is(errors.NotFound), description="Something that the input names is not there (NOT_FOUND).")
class NotFoundProblem(Problem):
    pass


@view_type(_is(errors.ContentInvalid), description="What is loaded can't be published so (CONTENT_INVALID).")
class ContentProblem(Problem):
    pass


@view_type(
    _is(errors.InvalidVersion, errors.VersionGone),
    description="The version is none of this server's, or its texts were let go (INVALID_VERSION, VERSION_GONE).",
)
class VersionProblem(Problem):
    pass


@view_type(
    _is(UnitConflict),
    description="Somebody has changed the translation since the one was seen that is named as `base` (CONFLICT).",
)
class ConflictProblem(Problem):
    unit: TranslationUnit = strawberry.field(description="The unit as it is now; its `version` is the next `base`.")


@view_type(
    _is(SourceChanged),
    description="The source text is another one than the translation was made from (SOURCE_CHANGED).",
)
class SourceChangedProblem(Problem):
    unit: TranslationUnit = strawberry.field(description="The unit with the source of today.")

    @strawberry.field(
        description="What the source said then, and what differs today; null where that is kept no longer.",
        graphql_type=FormerSource | None,
    )
    @staticmethod
    async def source_made_from(parent: strawberry.Parent[ProblemView], info: GraphInfo) -> FormerSourceView | None:
        """Find the older source."""
        return await info.context.read(lambda _: parent.find_former_source())


@view_type(_is(TranslationRefused), description="The translation has errors (TRANSLATION_REFUSED).")
class TranslationProblem(Problem):
    unit: TranslationUnit = strawberry.field(description="The unit as it is now, with what was refused.")
    findings: list[TranslationFinding] = strawberry.field(description="What is wrong, and what else was found.")


@view_type(_is(RateLimited), description="More reports came than are taken in so short a time (RATE_LIMITED).")
class LimitProblem(Problem):
    pass


@view_type(_is(MachineFailed), description="The service that translates by machine gave nothing (MACHINE_FAILED).")
class MachineProblem(Problem):
    pass


PROBLEMS = (
    InputProblem,
    AuthenticationProblem,
    PermissionProblem,
    NotFoundProblem,
    ContentProblem,
    VersionProblem,
    ConflictProblem,
    SourceChangedProblem,
    TranslationProblem,
    LimitProblem,
    MachineProblem,
)

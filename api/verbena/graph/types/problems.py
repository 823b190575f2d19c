"""Why a mutation did nothing: a type for each thing that whoever asked can mend."""

from __future__ import annotations

from typing import Any

import strawberry

from verbena.graph.declare import view_type
from verbena.graph.outcomes import ProblemView
from verbena.graph.scalars import Locale
from verbena.model import errors


@strawberry.interface(description="Why a mutation did nothing, told to whoever asked for it.")
class Problem:
    code: str = strawberry.field(description="What it is, from the closed list of error codes.")
    message: str = strawberry.field(description="What was wrong, and what to do next, for people; it may change.")


def _is(*kinds: type[errors.VerbenaError]) -> Any:
    return lambda value: isinstance(value, ProblemView) and value.error in kinds


@view_type(_is(errors.BadUserInput), description="Something in the input is not as it must be (BAD_USER_INPUT).")
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
        description="The locales that the token may not publish in; none where it may publish nowhere at all."
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


PROBLEMS = (InputProblem, AuthenticationProblem, PermissionProblem, NotFoundProblem, ContentProblem, VersionProblem)

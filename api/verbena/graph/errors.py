"""How errors are told to clients: each with a code from the closed list, and nothing of the server's inside."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError

from verbena.model.errors import ErrorCode, VerbenaError

_log = logging.getLogger("verbena.graph")


def format_errors(errors: Sequence[GraphQLError]) -> list[dict[str, Any]]:
    """The errors as GraphQL's response has them, each with `extensions.code`.

    What nobody foresaw is logged whole under a new id, and told as INTERNAL_SERVER_ERROR with that id and nothing more.
    """
    return [_format_error(error) for error in errors]


def _format_error(error: GraphQLError) -> dict[str, Any]:
    formatted: dict[str, Any] = dict(error.formatted)
    extensions = dict(formatted.get("extensions") or {})
    code = _code_of(error)
    if code == ErrorCode.INTERNAL_SERVER_ERROR:
        extensions["id"] = secrets.token_hex(8)
        formatted["message"] = "Something went wrong here. Report the id in `extensions` if it goes on."
        _log.error("%s at %s", extensions["id"], error.path, exc_info=_cause_of(error) or error)
    return {**formatted, "extensions": {**extensions, "code": code.value}}


def _code_of(error: GraphQLError) -> ErrorCode:
    cause = _cause_of(error)
    if isinstance(cause, VerbenaError):
        return cause.code
    if isinstance(error, GraphQLSyntaxError):
        return ErrorCode.GRAPHQL_PARSE_FAILED
    if cause is not None and error.path is not None:
        return ErrorCode.INTERNAL_SERVER_ERROR
    # Without a path nothing ran yet: it is the document or its variables that are not right.
    return ErrorCode.GRAPHQL_VALIDATION_FAILED if error.path is None else ErrorCode.INTERNAL_SERVER_ERROR


def _cause_of(error: GraphQLError) -> BaseException | None:
    """The error that GraphQL's own wrap, however many there are."""
    cause: BaseException | None = error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause

"""How errors are told to clients: each with a code from the closed list, and nothing of the server's inside."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError
from graphql.validation.validate import ValidationAbortedError

from verbena.model.errors import ErrorCode, StoreUnavailable, VerbenaError

MESSAGE_LIMIT = 1000
"""The longest message told, in characters: GraphQL's own hold the whole value that was wrong, however long it is."""

_log = logging.getLogger("verbena.graph")


def format_errors(errors: Sequence[GraphQLError]) -> list[dict[str, Any]]:
    """The errors as GraphQL's response has them, each with `extensions.code`.

    What nobody foresaw is logged whole under a new id, and told as INTERNAL_SERVER_ERROR with that id and nothing more.
    """
    return [_format_error(error) for error in errors]


def describe_error(error: Exception, place: object) -> dict[str, Any]:
    """What clients are told of an error outside of GraphQL's execution, which was at that place."""
    match error:
        case StoreUnavailable():
            return tell_unavailable(error)
        case VerbenaError():
            return {"message": str(error), "extensions": {"code": error.code.value}}
        case _:
            return mask_error(error, place)


def mask_error(error: BaseException, place: object) -> dict[str, Any]:
    """What clients are told of an error that nobody foresaw: an id, under which it is logged whole with its place."""
    error_id = secrets.token_hex(8)
    _log.error("%s at %s", error_id, place, exc_info=error)
    message = "Something went wrong here. Report the id in `extensions` if it goes on."
    return {"message": message, "extensions": {"id": error_id, "code": ErrorCode.INTERNAL_SERVER_ERROR.value}}


def tell_unavailable(error: StoreUnavailable) -> dict[str, Any]:
    """What clients are told where the store does not answer; what its driver says of that is logged, not told."""
    _log.warning("%s", error)
    message = "The database does not answer: try again later."
    return {"message": message, "extensions": {"code": error.code.value}}


def _format_error(error: GraphQLError) -> dict[str, Any]:
    formatted: dict[str, Any] = dict(error.formatted)
    cause = _cause_of(error)
    if isinstance(cause, StoreUnavailable):
        return {**formatted, **tell_unavailable(cause)}
    code = _code_of(error)
    if code == ErrorCode.INTERNAL_SERVER_ERROR:
        return {**formatted, **mask_error(cause or error, error.path)}
    extensions = {**(formatted.get("extensions") or {}), "code": code.value}
    return {**formatted, "message": _tell_message(error, code), "extensions": extensions}


def _tell_message(error: GraphQLError, code: ErrorCode) -> str:
    if code == ErrorCode.DOCUMENT_TOO_LARGE:
        return "The document is too long or nested too deeply: ask for less at a time."
    shown = error.message
    return shown if len(shown) <= MESSAGE_LIMIT else f"{shown[:MESSAGE_LIMIT]}…"


def _code_of(error: GraphQLError) -> ErrorCode:
    cause = _cause_of(error)
    if isinstance(cause, VerbenaError):
        return cause.code
    if isinstance(cause, RecursionError):
        return ErrorCode.DOCUMENT_TOO_LARGE
    if _is_aborted(error):
        return ErrorCode.DOCUMENT_TOO_LARGE
    if isinstance(error, GraphQLSyntaxError):
        return ErrorCode.GRAPHQL_PARSE_FAILED
    # Without a path nothing ran yet: then it is some place in the document, or in its variables, that is not right.
    is_of_document = error.path is None and (cause is None or error.locations)
    return ErrorCode.GRAPHQL_VALIDATION_FAILED if is_of_document else ErrorCode.INTERNAL_SERVER_ERROR


def _is_aborted(error: GraphQLError) -> bool:
    """Whether graphql-core gave up on a document that is too long, too deep, or spreads too many fragments."""
    if isinstance(error, GraphQLSyntaxError):
        return error.message.endswith("Parsing aborted.")
    # With a hundred errors validation is aborted too, by another message: each of them is told as what it is.
    return isinstance(error, ValidationAbortedError) and error.message == "Validation aborted."


def _cause_of(error: GraphQLError) -> BaseException | None:
    """The error that GraphQL's own wrap, however many there are."""
    cause: BaseException | None = error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause

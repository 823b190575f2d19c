"""The one tree of errors, with the closed list of codes that users of every door meet."""

from __future__ import annotations

from enum import StrEnum


class ErrorCode(StrEnum):
    """Stable codes, documented in docs/reference/errors.md; one is never renamed or given another meaning."""

    BAD_USER_INPUT = "BAD_USER_INPUT"
    INVALID_LOCALE = "INVALID_LOCALE"
    INVALID_CURSOR = "INVALID_CURSOR"
    INVALID_ID = "INVALID_ID"
    GRAPHQL_PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
    GRAPHQL_VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
    OPERATION_RESOLUTION_FAILURE = "OPERATION_RESOLUTION_FAILURE"
    DOCUMENT_TOO_LARGE = "DOCUMENT_TOO_LARGE"
    BAD_REQUEST = "BAD_REQUEST"
    METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"
    PAYLOAD_TOO_LARGE = "PAYLOAD_TOO_LARGE"
    UNSUPPORTED_MEDIA_TYPE = "UNSUPPORTED_MEDIA_TYPE"
    PRECONDITION_REQUIRED = "PRECONDITION_REQUIRED"
    PRECONDITION_FAILED = "PRECONDITION_FAILED"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    CONTENT_INVALID = "CONTENT_INVALID"
    NOT_FOUND = "NOT_FOUND"
    INVALID_VERSION = "INVALID_VERSION"
    VERSION_GONE = "VERSION_GONE"
    CONFLICT = "CONFLICT"
    SOURCE_CHANGED = "SOURCE_CHANGED"
    TRANSLATION_REFUSED = "TRANSLATION_REFUSED"
    STORE_UNAVAILABLE = "STORE_UNAVAILABLE"
    ISSUER_UNAVAILABLE = "ISSUER_UNAVAILABLE"
    MACHINE_FAILED = "MACHINE_FAILED"
    RATE_LIMITED = "RATE_LIMITED"
    INTERNAL_SERVER_ERROR = "INTERNAL_SERVER_ERROR"


class VerbenaError(Exception):
    """What went wrong, in a sentence for the person who can mend it: the value, and what to do next."""

    code = ErrorCode.INTERNAL_SERVER_ERROR


class InvalidLocale(VerbenaError):
    """A string that is no well-formed BCP 47 tag (RFC 5646 section 2.2.9)."""

    code = ErrorCode.INVALID_LOCALE


class InvalidCursor(VerbenaError):
    """A cursor that this server did not give, or gave for another connection."""

    code = ErrorCode.INVALID_CURSOR


class InvalidId(VerbenaError):
    """An id that this server did not give."""

    code = ErrorCode.INVALID_ID


class BadUserInput(VerbenaError):
    """An argument outside what it may be."""

    code = ErrorCode.BAD_USER_INPUT


class Unauthenticated(VerbenaError):
    """What needs a token came without one, or with one that does not hold. No message repeats what was given."""

    code = ErrorCode.UNAUTHENTICATED


class Forbidden(VerbenaError):
    """A token that holds does not allow this; `locales` are those that it would have to be granted for."""

    code = ErrorCode.FORBIDDEN

    def __init__(self, message: str, locales: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.locales = locales


class NotFound(VerbenaError):
    """Something named that is not there: by a command, or by what changes what is published."""

    code = ErrorCode.NOT_FOUND


class ContentInvalid(VerbenaError):
    """Sources that can't be loaded or published: files with problems, a folder that is none, a slug that is taken."""

    code = ErrorCode.CONTENT_INVALID


class InvalidVersion(VerbenaError):
    """A version that this server did not give."""

    code = ErrorCode.INVALID_VERSION


class VersionGone(VerbenaError):
    """An older state whose texts were let go, because it was old and nobody had pinned it."""

    code = ErrorCode.VERSION_GONE


class StoreUnavailable(VerbenaError):
    """The database could not be opened or did not answer."""

    code = ErrorCode.STORE_UNAVAILABLE


class IssuerUnavailable(VerbenaError):
    """Who signs people's tokens could not be asked for the keys that tell whether one holds."""

    code = ErrorCode.ISSUER_UNAVAILABLE

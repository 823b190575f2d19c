"""Errors as values for programs (RFC 9457)."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from verbena.model.errors import BadUserInput, ErrorCode, Forbidden, InvalidLocale, NotFound, Unauthenticated
from verbena.web.encoding import encode_json

PROBLEM_JSON = "application/problem+json"


class Problem(Exception):
    """A request that is not carried out: its status, a stable code, and what to do about it.

    `headers` and `values` say more. Titles go with the status; `detail` is for the person who can mend it.
    """

    def __init__(
        self, status: int, code: ErrorCode, detail: str, headers: dict[str, str] | None = None, **values: Any
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.headers = headers or {}
        self.values = values


def tell_error(error: Exception) -> Problem:
    """The problem that an error of the program's rules is, by its code."""
    match error:
        case Unauthenticated():
            return Problem(401, error.code, str(error), {"WWW-Authenticate": "Bearer"})
        case Forbidden():
            return Problem(403, error.code, str(error), locales=list(error.locales))
        case NotFound():
            return Problem(404, error.code, str(error))
        case InvalidLocale() | BadUserInput():
            return Problem(400, error.code, str(error))
        case _:
            raise error


KNOWN = (Unauthenticated, Forbidden, NotFound, InvalidLocale, BadUserInput)
"""The errors that `tell_error` knows."""


def respond_problem(problem: Problem, headers: dict[str, str]) -> Response:
    """The answer that says so; the code stands in it too, as in GraphQL's errors."""
    body = {
        "type": "about:blank",
        "title": _TITLES[problem.status],
        "status": problem.status,
        "detail": str(problem),
        "code": problem.code.value,
        **problem.values,
    }
    told = {**headers, **problem.headers, "Content-Type": PROBLEM_JSON, "Content-Language": "en"}
    return Response(encode_json(body), problem.status, told)


_TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    412: "Precondition Failed",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    428: "Precondition Required",
}

"""On whose behalf a request comes, by its Authorization header."""

from __future__ import annotations

from anyio import to_thread
from starlette.requests import Request

from verbena.access.principal import ANONYMOUS, Principal
from verbena.access.tokens import authenticate
from verbena.model.errors import Unauthenticated
from verbena.store.contract import Tokens
from verbena.web.graphql_request import RequestRefused, join_lines

PRIVATE = {"Cache-Control": "private, no-store"}
"""What may be seen with a token is for nobody else, and stays nowhere."""


async def authenticate_request(tokens: Tokens, request: Request) -> Principal:
    """Whoever the request speaks for; several Authorization headers speak for nobody.

    Raises:
        RequestRefused: where its token does not hold (401, RFC 6750 section 3).
    """
    if not is_authorized(request):
        return ANONYMOUS
    try:
        return await to_thread.run_sync(authenticate, tokens, join_lines(request, "authorization"))
    except Unauthenticated as error:
        challenge = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
        raise RequestRefused(401, error.code, str(error), challenge) from error


def is_authorized(request: Request) -> bool:
    """Whether the request brings an Authorization header, whatever it says."""
    return "authorization" in request.headers

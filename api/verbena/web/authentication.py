"""On whose behalf a request comes, by its Authorization header."""

from __future__ import annotations

from functools import partial

from anyio import to_thread
from starlette.requests import Request

from verbena.access.authentication import Authenticator
from verbena.graph.context import RequestContext
from verbena.model.errors import Unauthenticated
from verbena.reading.library import Library
from verbena.web.graphql_request import RequestRefused, join_lines

PRIVATE = {"Cache-Control": "private, no-store"}
"""What may be seen with a token is for nobody else, and stays nowhere."""


async def open_context(
    library: Library, authenticator: Authenticator, authorization: str | None, accept_language: str = ""
) -> RequestContext:
    """What a request brings along that has this Authorization, null for none.

    Raises:
        Unauthenticated: where its token does not hold.
        StoreUnavailable, IssuerUnavailable: where that can't be told now.
    """
    if authorization is None:
        return RequestContext(library, accept_language)
    principal = await to_thread.run_sync(authenticator.authenticate, authorization)
    # Whoever publishes reads what they published, on another server too, before that has heard of it.
    await to_thread.run_sync(library.position.ask_or_known)
    return RequestContext(library, accept_language, principal, partial(authenticator.authenticate, authorization))


async def open_request(library: Library, authenticator: Authenticator, request: Request) -> RequestContext:
    """What a request over HTTP brings along; several Authorization headers speak for nobody.

    Raises:
        RequestRefused: where its token does not hold (401, RFC 6750 section 3).
        StoreUnavailable, IssuerUnavailable: where that can't be told now.
    """
    authorization = join_lines(request, "authorization") if is_authorized(request) else None
    try:
        return await open_context(library, authenticator, authorization, join_lines(request, "accept-language"))
    except Unauthenticated as error:
        challenge = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
        raise RequestRefused(401, error.code, str(error), challenge) from error


def is_authorized(request: Request) -> bool:
    """Whether the request brings an Authorization header, whatever it says."""
    return "authorization" in request.headers

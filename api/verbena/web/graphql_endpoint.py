"""GraphQL over HTTP at one address: requests are read, executed by strawberry, and answered."""

from __future__ import annotations

import re
from typing import Any

import strawberry
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.types.graphql import OperationType

from verbena.access.authentication import Authenticator
from verbena.graph.answer import OperationUnclear, SubscriptionAsked, answer_request, stream_request
from verbena.graph.context import RequestContext
from verbena.model.errors import ErrorCode
from verbena.reading.library import Library
from verbena.translating.surroundings import NOTHING_AROUND, Surroundings
from verbena.web.authentication import PRIVATE, is_authorized, open_request
from verbena.web.client_address import find_client
from verbena.web.encoding import encode_json
from verbena.web.event_stream import EventStream, takes_events
from verbena.web.explorer import render_explorer, wants_explorer
from verbena.web.graphql_request import GraphQLRequest, RequestRefused, join_lines, read_request

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"

_EXCLUDED = re.compile(r";?\s*[qQ]=0(?:\.0{0,3})?\s*(?:;|$)")


class GraphQLEndpoint:
    """An ASGI application that answers GraphQL requests, and a browser that just looks in with a page."""

    def __init__(
        self,
        schema: strawberry.Schema,
        library: Library,
        authenticator: Authenticator,
        surroundings: Surroundings = NOTHING_AROUND,
    ) -> None:
        self._schema = schema
        self._library = library
        self._authenticator = authenticator
        self._surroundings = surroundings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; none that was broken off, as nobody is there to hear it."""
        request = Request(scope, receive)
        try:
            response = render_explorer(self._library) if wants_explorer(request) else await self._answer(request)
        except ClientDisconnect:
            return
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> ASGIApp:
        media_type = _choose_media_type(join_lines(request, "accept"))
        private = _private_headers(request)
        try:
            context = await open_request(self._library, self._authenticator, request)
            context.surroundings = self._surroundings
            context.client = find_client(request, self._surroundings.proxies)
            asked = await read_request(request)
            try:
                body = await self._execute(request, asked, context)
            except SubscriptionAsked as subscription:
                return self._stream(request, asked, context, subscription)
        except RequestRefused as refused:
            error = {"message": str(refused), "extensions": {"code": refused.code.value}}
            return _respond({"errors": [error]}, refused.status, media_type, {**private, **refused.headers})
        status = 400 if "data" not in body and media_type == GRAPHQL_RESPONSE else 200
        return _respond(body, status, media_type, {**private, **_context_headers(context, private)})

    async def _execute(self, request: Request, asked: GraphQLRequest, context: RequestContext) -> dict[str, Any]:
        allowed = {OperationType.QUERY, OperationType.MUTATION} if request.method == "POST" else {OperationType.QUERY}
        try:
            return await answer_request(
                self._schema, context, asked.query, asked.variables, asked.operation_name, allowed
            )
        except OperationUnclear as error:
            raise RequestRefused(400, error.code, str(error)) from error
        except InvalidOperationTypeError as error:
            message = f"A {error.operation_type.value} can't be asked for by {request.method}: send it by POST."
            raise RequestRefused(405, ErrorCode.METHOD_NOT_ALLOWED, message, {"Allow": "POST"}) from error

    def _stream(
        self, request: Request, asked: GraphQLRequest, context: RequestContext, refused: SubscriptionAsked
    ) -> EventStream:
        if request.method == "HEAD" or not takes_events(join_lines(request, "accept")):
            raise RequestRefused(406, refused.code, str(refused)) from refused
        answers = stream_request(self._schema, context, asked.query, asked.variables, asked.operation_name)
        return EventStream(answers, lambda: self._library.hub.is_closed, _private_headers(request))


def _choose_media_type(accept: str) -> str:
    """The new media type for clients that name it; for all others the one that clients of old expect."""
    for part in accept.split(","):
        media_type, _, parameters = part.partition(";")
        if media_type.strip().lower() == GRAPHQL_RESPONSE and not _EXCLUDED.search(parameters):
            return GRAPHQL_RESPONSE
    return JSON


def _private_headers(request: Request) -> dict[str, str]:
    return {**PRIVATE, "Vary": "Authorization"} if is_authorized(request) else {}


def _context_headers(context: RequestContext, private: dict[str, str]) -> dict[str, str]:
    headers = {}
    if context.languages:
        headers["Content-Language"] = ", ".join(sorted(context.languages))
    varies = {"Accept-Language": context.is_negotiated, "Authorization": context.is_personal or bool(private)}
    if any(varies.values()):
        headers["Vary"] = ", ".join(name for name, does in varies.items() if does)
    return headers


def _respond(body: dict[str, Any], status: int, media_type: str, headers: dict[str, str]) -> Response:
    vary = ", ".join(["Accept", *([headers["Vary"]] if "Vary" in headers else [])])
    return Response(
        encode_json(body),
        status,
        {**headers, "Vary": vary, "Content-Type": f"{media_type}; charset=utf-8", "X-Content-Type-Options": "nosniff"},
    )

"""GraphQL over HTTP at one address: requests are read, executed by strawberry, and answered."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import strawberry
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType

from verbena.graph.context import RequestContext
from verbena.graph.errors import format_errors
from verbena.model.errors import ErrorCode
from verbena.reading.library import Library
from verbena.web.explorer import render_explorer, wants_explorer
from verbena.web.graphql_request import GraphQLRequest, RequestRefused, read_request

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"


class GraphQLEndpoint:
    """An ASGI application that answers GraphQL requests, and a browser that just looks in with a page."""

    def __init__(self, schema: strawberry.Schema, library: Library) -> None:
        self._schema = schema
        self._library = library

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        response = render_explorer(self._library) if wants_explorer(request) else await self._answer(request)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        media_type = _choose_media_type(request.headers.get("accept", ""))
        context = RequestContext(self._library, request.headers.get("accept-language", ""))
        try:
            asked = await read_request(request)
            result = await self._execute(request, asked, context)
        except RequestRefused as refused:
            error = {"message": str(refused), "extensions": {"code": refused.code.value}}
            return _respond({"errors": [error]}, refused.status, media_type, refused.headers)
        body = _write_result(result)
        status = 400 if "data" not in body and media_type == GRAPHQL_RESPONSE else 200
        return _respond(body, status, media_type, _language_headers(context))

    async def _execute(self, request: Request, asked: GraphQLRequest, context: RequestContext) -> ExecutionResult:
        try:
            return await self._schema.execute(
                asked.query,
                variable_values=asked.variables,
                context_value=context,
                operation_name=asked.operation_name,
                allowed_operation_types=OperationType.from_http("POST" if request.method == "POST" else "GET"),
            )
        except CannotGetOperationTypeError as error:
            message = error.as_http_error_reason()
            raise RequestRefused(400, ErrorCode.OPERATION_RESOLUTION_FAILURE, message) from error
        except InvalidOperationTypeError as error:
            message = error.as_http_error_reason(request.method)
            raise RequestRefused(405, ErrorCode.METHOD_NOT_ALLOWED, message, {"Allow": "POST"}) from error


def _choose_media_type(accept: str) -> str:
    """The new media type for clients that name it; for all others the one that clients of old expect."""
    named = [part.partition(";")[0].strip().lower() for part in accept.split(",")]
    return GRAPHQL_RESPONSE if GRAPHQL_RESPONSE in named else JSON


def _write_result(result: ExecutionResult) -> dict[str, Any]:
    """The response's map: without `data` where nothing was executed (GraphQL specification, section 7.1)."""
    body: dict[str, Any] = {}
    if result.errors:
        body["errors"] = format_errors(result.errors)
    if not isinstance(result, PreExecutionError):
        body["data"] = result.data
    return body


def _language_headers(context: RequestContext) -> dict[str, str]:
    headers = {}
    if context.languages:
        headers["Content-Language"] = ", ".join(context.languages)
    if context.is_negotiated:
        headers["Vary"] = "Accept-Language"
    return headers


def _respond(body: dict[str, Any], status: int, media_type: str, headers: dict[str, str]) -> Response:
    vary = ", ".join(["Accept", *([headers["Vary"]] if "Vary" in headers else [])])
    return Response(
        _encode(body),
        status,
        {**headers, "Vary": vary, "Content-Type": f"{media_type}; charset=utf-8", "X-Content-Type-Options": "nosniff"},
    )


def _encode(body: dict[str, Any]) -> bytes:
    try:
        return msgspec.json.encode(body)
    except UnicodeEncodeError:
        # A client's lone surrogate, told back in a message, can't be UTF-8; as an escape it is JSON all the same.
        return json.dumps(body).encode()

"""GraphQL requests as HTTP carries them (GraphQL over HTTP, sections 5 and 6)."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct
from starlette.requests import Request

from verbena.model.errors import ErrorCode

BODY_LIMIT = 1_000_000
"""The longest request body taken, in bytes."""


class RequestRefused(Exception):
    """A request that never came to be a GraphQL request, with the status and headers that say so."""

    def __init__(self, status: int, code: ErrorCode, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = headers or {}


class GraphQLRequest(Struct, frozen=True, rename="camel"):
    """A document to execute; parameters that a client sends beyond these are let be."""

    query: str
    variables: dict[str, Any] | None = None
    operation_name: str | None = None
    extensions: dict[str, Any] | None = None


async def read_request(request: Request) -> GraphQLRequest:
    """The GraphQL request in a GET's query string or a POST's JSON body.

    Raises:
        RequestRefused: for another method (405), another media type (415), a body that is too long (413), and for what
            is not well-formed (400).
    """
    match request.method:
        case "GET" | "HEAD":
            return _read_query_string(request)
        case "POST":
            _require_json(request.headers.get("content-type", ""))
            return _read_json(await _read_body(request))
        case method:
            message = f"{method[:20]!a} is not possible here: send GET or POST."
            raise RequestRefused(405, ErrorCode.METHOD_NOT_ALLOWED, message, {"Allow": "GET, HEAD, POST"})


def join_lines(request: Request, name: str) -> str:
    """A header's whole value, however many lines the client spread it over (RFC 9110 section 5.3)."""
    return ", ".join(request.headers.getlist(name))


def _read_query_string(request: Request) -> GraphQLRequest:
    parameters: dict[str, Any] = {
        # A form sends the fields that nobody filled in, too.
        name: value
        for name, value in request.query_params.items()
        if name == "query" or (name == "operationName" and value)
    }
    for name in ("variables", "extensions"):
        if request.query_params.get(name):
            parameters[name] = _decode(request.query_params[name].encode("utf-8", "surrogatepass"), name)
    return _convert(parameters)


def _require_json(content_type: str) -> None:
    media_type, _, parameters = content_type.partition(";")
    charset = parameters.lower().replace(" ", "").replace('"', "")
    if media_type.strip().lower() != "application/json" or charset not in ("", "charset=utf-8"):
        message = f"Content-Type is {content_type[:60]!a}: send application/json in UTF-8."
        raise RequestRefused(415, ErrorCode.UNSUPPORTED_MEDIA_TYPE, message, {"Accept": "application/json"})


async def _read_body(request: Request) -> bytes:
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        message = "The body is encoded, such as by gzip: send it as it is."
        raise RequestRefused(415, ErrorCode.UNSUPPORTED_MEDIA_TYPE, message, {"Accept-Encoding": "identity"})
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            message = f"The body is longer than {BODY_LIMIT} bytes: send a shorter document."
            raise RequestRefused(413, ErrorCode.PAYLOAD_TOO_LARGE, message)
    return bytes(body)


def _read_json(body: bytes) -> GraphQLRequest:
    parameters = _decode(body, "body")
    if not isinstance(parameters, dict):
        raise _malformed('The body is not a JSON object: send {"query": …}, one request at a time.')
    return _convert(parameters)


def _decode(data: bytes, what: str) -> Any:
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError, ValueError) as error:
        raise _malformed(f"{what} is not JSON in UTF-8: {error}.") from error


def _convert(parameters: dict[str, Any]) -> GraphQLRequest:
    if not parameters.get("query"):
        raise _malformed("There is no `query`: send a GraphQL document under that name.")
    try:
        return msgspec.convert(parameters, GraphQLRequest)
    except msgspec.ValidationError as error:
        raise _malformed(f"A parameter is of the wrong type: {error}.") from error


def _malformed(message: str) -> RequestRefused:
    return RequestRefused(400, ErrorCode.BAD_REQUEST, message)

"""The messages of graphql-transport-ws, the GraphQL over WebSocket protocol."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from verbena.web.graphql_request import GraphQLRequest

PROTOCOL = "graphql-transport-ws"
"""The subprotocol's name."""

Payload = dict[str, Any] | None
_Id = Annotated[str, Meta(min_length=1, max_length=1000)]


class ConnectionInit(Struct, frozen=True, tag="connection_init"):
    """The first message of a client; `payload` may hold its Authorization."""

    payload: Payload = None


class Ping(Struct, frozen=True, tag="ping"):
    """Asks for a pong."""

    payload: Payload = None


class Pong(Struct, frozen=True, tag="pong"):
    """Answers a ping, or just says that the client is there."""

    payload: Payload = None


class Subscribe(Struct, frozen=True, tag="subscribe"):
    """Begins an operation of any kind under an id of the client's choice."""

    id: _Id
    payload: GraphQLRequest


class Complete(Struct, frozen=True, tag="complete"):
    """Ends an operation."""

    id: _Id


ClientMessage = ConnectionInit | Ping | Pong | Subscribe | Complete


class CloseCode(IntEnum):
    """Why the server closes a connection (RFC 6455 section 7.4, and the protocol's own)."""

    MESSAGE_TOO_BIG = 1009
    SERVICE_RESTART = 1012
    TRY_AGAIN_LATER = 1013
    BAD_REQUEST = 4400
    UNAUTHORIZED = 4401
    FORBIDDEN = 4403
    SUBPROTOCOL_NOT_ACCEPTABLE = 4406
    INIT_TIMEOUT = 4408
    SUBSCRIBER_ALREADY_EXISTS = 4409
    TOO_MANY_INIT_REQUESTS = 4429


class SocketRefused(Exception):
    """Something that ends a connection, with the code and the reason that say so."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def read_message(text: str) -> ClientMessage:
    """The message in a text frame.

    Raises:
        SocketRefused: where it is none of the protocol's.
    """
    try:
        message = _decoder.decode(text)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise SocketRefused(CloseCode.BAD_REQUEST, f"Invalid message: {error}") from error
    if isinstance(message, Subscribe) and not message.payload.query:
        raise SocketRefused(CloseCode.BAD_REQUEST, "Invalid message: there is no query in the payload")
    return message


_decoder: msgspec.json.Decoder[ClientMessage] = msgspec.json.Decoder(ClientMessage)

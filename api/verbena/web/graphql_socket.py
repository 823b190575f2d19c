"""GraphQL over WebSocket: any number of operations over one connection, by the protocol graphql-transport-ws."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from typing import Any

import strawberry
from starlette.websockets import WebSocket, WebSocketDisconnect

from verbena.access.authentication import Authenticator
from verbena.graph.answer import SubscriptionAsked, answer_request, stream_request
from verbena.graph.errors import describe_error
from verbena.model.errors import BadUserInput, IssuerUnavailable, StoreUnavailable, Unauthenticated
from verbena.reading.library import Library
from verbena.translating.surroundings import NOTHING_AROUND, Surroundings
from verbena.web.authentication import open_context
from verbena.web.client_address import find_client
from verbena.web.encoding import encode_json
from verbena.web.graphql_request import BODY_LIMIT, GraphQLRequest
from verbena.web.socket_messages import (
    PROTOCOL,
    ClientMessage,
    CloseCode,
    Complete,
    ConnectionInit,
    Ping,
    Pong,
    SocketRefused,
    Subscribe,
    read_message,
)

INIT_WITHIN = 3.0
"""Seconds in which a client must say connection_init."""

OPERATIONS_LIMIT = 100
"""The most operations that run at once over one connection."""

_REASON_LIMIT = 123  # bytes (RFC 6455 section 5.5)

Answers = AsyncGenerator[dict[str, Any]]


class GraphQLSocket:
    """One connection, from its handshake to its end.

    Each operation runs in a task of its own and waits while the client doesn't read, so nothing piles up here. When
    the server stops, connections end without saying `complete`, so that clients come again.
    """

    def __init__(
        self,
        schema: strawberry.Schema,
        library: Library,
        authenticator: Authenticator,
        websocket: WebSocket,
        surroundings: Surroundings = NOTHING_AROUND,
    ) -> None:
        self._schema = schema
        self._library = library
        self._authenticator = authenticator
        self._websocket = websocket
        self._surroundings = surroundings
        self._authorization = websocket.headers.get("authorization")
        self._is_closed = False
        self._operations: dict[str, asyncio.Task[None]] = {}

    async def serve(self) -> None:
        """Speak with the client until one of both has enough."""
        try:
            if PROTOCOL not in self._websocket.scope["subprotocols"]:
                await self._websocket.accept()
                raise SocketRefused(CloseCode.SUBPROTOCOL_NOT_ACCEPTABLE, "Subprotocol not acceptable")
            await self._websocket.accept(PROTOCOL)
            await self._greet()
            while True:
                await self._take(await self._receive())
        except SocketRefused as refused:
            await self._close(refused.code, refused.reason)
        except WebSocketDisconnect:
            self._is_closed = True
        finally:
            await self._end_operations()

    async def _greet(self) -> None:
        """Wait for connection_init, and see that the client is who it says."""
        try:
            async with asyncio.timeout(INIT_WITHIN):
                said = await self._receive_init()
        except TimeoutError as error:
            raise SocketRefused(CloseCode.INIT_TIMEOUT, "Connection initialisation timeout") from error
        given = {name.lower(): value for name, value in (said.payload or {}).items()}.get("authorization")
        if given is not None and not isinstance(given, str):
            raise SocketRefused(CloseCode.BAD_REQUEST, "Invalid message: Authorization is not a string")
        self._authorization = given or self._authorization
        try:
            await open_context(self._library, self._authenticator, self._authorization)
        except Unauthenticated as error:
            raise SocketRefused(CloseCode.FORBIDDEN, f"Forbidden: {error}") from error
        except StoreUnavailable as error:
            raise SocketRefused(CloseCode.TRY_AGAIN_LATER, "The database does not answer: try again later") from error
        except IssuerUnavailable as error:
            raise SocketRefused(CloseCode.TRY_AGAIN_LATER, str(error)) from error
        await self._send({"type": "connection_ack"})

    async def _receive_init(self) -> ConnectionInit:
        while True:
            match await self._receive():
                case ConnectionInit() as said:
                    return said
                case Ping() as ping:
                    await self._answer_ping(ping)
                case Subscribe():
                    raise SocketRefused(CloseCode.UNAUTHORIZED, "Unauthorized")
                case Pong() | Complete():
                    pass

    async def _receive(self) -> ClientMessage:
        event = await self._websocket.receive()
        if event["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(event.get("code", 1005))
        text = event.get("text")
        if text is None:
            raise SocketRefused(CloseCode.BAD_REQUEST, "Invalid message: it is not text")
        if len(text) > BODY_LIMIT:
            raise SocketRefused(CloseCode.MESSAGE_TOO_BIG, f"Messages have at most {BODY_LIMIT} bytes")
        return read_message(text)

    async def _take(self, message: ClientMessage) -> None:
        match message:
            case ConnectionInit():
                raise SocketRefused(CloseCode.TOO_MANY_INIT_REQUESTS, "Too many initialisation requests")
            case Ping():
                await self._answer_ping(message)
            case Subscribe():
                await self._begin(message)
            case Complete():
                running = self._operations.pop(message.id, None)
                if running:
                    running.cancel()
            case Pong():
                pass

    async def _answer_ping(self, ping: Ping) -> None:
        await self._send({"type": "pong"} if ping.payload is None else {"type": "pong", "payload": ping.payload})

    async def _begin(self, asked: Subscribe) -> None:
        if asked.id in self._operations:
            raise SocketRefused(CloseCode.SUBSCRIBER_ALREADY_EXISTS, f"Subscriber for {asked.id} already exists")
        if len(self._operations) >= OPERATIONS_LIMIT:
            error = BadUserInput(
                f"More than {OPERATIONS_LIMIT} operations at once over one connection: end some first."
            )
            await self._send({"type": "error", "id": asked.id, "payload": [describe_error(error, "websocket")]})
            return
        self._operations[asked.id] = asyncio.create_task(self._run(asked))

    async def _run(self, asked: Subscribe) -> None:
        """Execute one operation, and tell the client all of it."""
        try:
            await self._tell(asked.id, self._execute(asked.payload))
        except WebSocketDisconnect:
            self._is_closed = True

    async def _execute(self, asked: GraphQLRequest) -> Answers:
        """One answer of a query or mutation, or those of a subscription; without `data` where nothing was executed."""
        given = asked.query, asked.variables, asked.operation_name
        try:
            accepted = ", ".join(self._websocket.headers.getlist("accept-language"))
            context = await open_context(self._library, self._authenticator, self._authorization, accepted)
            context.surroundings = self._surroundings
            context.client = find_client(self._websocket, self._surroundings.proxies)
            try:
                yield await answer_request(self._schema, context, *given)
                return
            except SubscriptionAsked:
                pass
            async with aclosing(stream_request(self._schema, context, *given)) as answers:
                async for body in answers:
                    yield body
        except Exception as error:  # noqa: BLE001 - told to the client, and logged where nobody foresaw it
            yield {"errors": [describe_error(error, "websocket")]}

    async def _tell(self, operation: str, answers: Answers) -> None:
        async with aclosing(answers):
            async for body in answers:
                if "data" not in body:
                    self._operations.pop(operation, None)
                    await self._send({"type": "error", "id": operation, "payload": body["errors"]})
                    return
                await self._send({"type": "next", "id": operation, "payload": body})
        if self._library.hub.is_closed:
            await self._close(CloseCode.SERVICE_RESTART, "Service restart")
            return
        # The id is free for another operation before the client hears of it.
        self._operations.pop(operation, None)
        await self._send({"type": "complete", "id": operation})

    async def _send(self, message: dict[str, Any]) -> None:
        if not self._is_closed:
            await self._websocket.send_text(encode_json(message).decode())

    async def _close(self, code: int, reason: str) -> None:
        if self._is_closed:
            return
        self._is_closed = True
        shortened = reason.encode()[:_REASON_LIMIT].decode(errors="ignore")
        with suppress(WebSocketDisconnect, RuntimeError):  # where the client was faster
            await self._websocket.close(code, shortened)

    async def _end_operations(self) -> None:
        running = tuple(self._operations.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

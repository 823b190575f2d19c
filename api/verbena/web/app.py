"""The ASGI application: which address leads where."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from typing import Any

import strawberry
from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from verbena.access.authentication import Authenticator
from verbena.graph.errors import describe_error, mask_error, tell_unavailable
from verbena.model.errors import IssuerUnavailable, StoreUnavailable
from verbena.publishing.due import Clock
from verbena.reading.library import Library
from verbena.reading.watcher import Watcher
from verbena.store.contract import Store
from verbena.translating.surroundings import NOTHING_AROUND, Surroundings
from verbena.web.catalogs import serve_catalogs, serve_templates
from verbena.web.figures import serve_figure
from verbena.web.graphql_endpoint import GraphQLEndpoint
from verbena.web.graphql_socket import GraphQLSocket
from verbena.web.origins import is_allowed
from verbena.webhooks.courier import Courier


def build_app(  # noqa: PLR0913, PLR0917 - most callers give the first three alone
    store: Store,
    library: Library,
    schema: strawberry.Schema,
    allowed_origins: Collection[str] = (),
    authenticator: Authenticator | None = None,
    courier: Courier | None = None,
    surroundings: Surroundings = NOTHING_AROUND,
) -> Starlette:
    """The application over an open store; for as long as it runs, it follows what others publish there.

    What is planned is done when it is due. Pages of `allowed_origins` may open WebSockets, besides its own. Without an
    authenticator, people are known by the store's tokens alone. With a `courier`, webhooks are told of what happens.
    `surroundings` is what requests are answered with besides.
    """
    doorkeeper = authenticator or Authenticator(store)

    @asynccontextmanager
    async def follow(_: Starlette) -> AsyncIterator[None]:
        watcher = Watcher(store, library.position, library.unit_position)
        clock = Clock(store)
        watcher.start()
        clock.start()
        if courier is not None:
            courier.start()
        try:
            yield
        finally:
            library.hub.close()
            if courier is not None:
                await to_thread.run_sync(courier.stop)
            await to_thread.run_sync(clock.stop)
            await to_thread.run_sync(watcher.stop)

    async def connect(websocket: WebSocket) -> None:
        headers = websocket.headers
        if is_allowed(headers.get("origin"), headers.get("host"), library.public_url, allowed_origins):
            await GraphQLSocket(schema, library, doorkeeper, websocket, surroundings).serve()
        else:
            await websocket.close()  # before it was accepted: 403

    return Starlette(
        routes=[
            Route("/", _go_to_explorer),
            Route("/graphql", GraphQLEndpoint(schema, library, doorkeeper, surroundings)),
            WebSocketRoute("/graphql", connect),
            Route("/figures/{digest}/{name}", serve_figure(store, library, doorkeeper)),
            Route("/catalogs/{domain}.pot", serve_templates(store, library, doorkeeper)),
            Route(
                "/catalogs/{locale}/{domain}.{suffix}",
                serve_catalogs(store, library, doorkeeper),
                methods=["GET", "PUT"],
            ),
            Route("/health/live", _say_live),
            Route("/health/ready", _say_ready(store, library)),
        ],
        lifespan=follow,
        exception_handlers={
            StoreUnavailable: _say_unavailable,
            IssuerUnavailable: _say_issuer_unavailable,
            Exception: _say_unexpected,
        },
    )


async def _go_to_explorer(_: Request) -> Response:
    return RedirectResponse("graphql")  # relative: there may be a path before it


async def _say_live(_: Request) -> Response:
    return _status(200, "live")


def _say_ready(store: Store, library: Library) -> Callable[[Request], Awaitable[Response]]:
    async def say_ready(_: Request) -> Response:
        """Whether requests can be answered: the database answers, and has the schema that this version needs.

        While it is away, those can be answered whose answers are kept.
        """
        if library.position.is_away:
            # The primary is: replicas may answer still.
            is_useful = library.keeps_something() or await to_thread.run_sync(_answers, store)
        elif await to_thread.run_sync(store.is_ready):
            return _status(200, "ready")
        else:
            is_useful = library.keeps_something() and not await to_thread.run_sync(_answers, store)
        return _status(200, "degraded") if is_useful else _status(503, "not ready")

    return say_ready


def _answers(store: Store) -> bool:
    try:
        store.position()
    except StoreUnavailable:
        return False
    return True


async def _say_unavailable(_: Request, error: Exception) -> Response:
    assert isinstance(error, StoreUnavailable)  # noqa: S101 - Starlette calls it for no other
    return _errors(503, tell_unavailable(error))


async def _say_issuer_unavailable(request: Request, error: Exception) -> Response:
    return _errors(503, describe_error(error, request.url.path))


async def _say_unexpected(request: Request, error: Exception) -> Response:
    return _errors(500, mask_error(error, request.url.path))


def _errors(code: int, error: dict[str, Any]) -> Response:
    return JSONResponse({"errors": [error]}, code, headers={"Cache-Control": "no-store"})


def _status(code: int, status: str) -> Response:
    return JSONResponse({"status": status}, code, headers={"Cache-Control": "no-store"})

"""`verbena serve`: the server."""

from __future__ import annotations

import gc
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import click
import uvicorn

from verbena.bootstrap import open_services
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.loading import load_and_publish, print_loaded
from verbena.cli.signing import read_act
from verbena.graph.schema import build_schema
from verbena.reading.hub import Hub
from verbena.settings import read_settings
from verbena.web.app import build_app
from verbena.web.graphql_request import BODY_LIMIT
from verbena.webhooks.courier import Courier

_STOP_WITHIN = 10
"""Seconds that requests have to end after the server was told to stop."""


@click.command(
    short_help="Serve GraphQL at /graphql, figures and health checks.",
    epilog=tell_exit_codes("the port is in use, a source file has a problem or the store can't be used"),
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen on; 0 for any that is free.",
)
@click.option(
    "--load/--no-load",
    default=True,
    show_default=True,
    help="First take in and publish the content folder, where it is not what was loaded last.",
)
def serve(host: str, port: int, *, load: bool) -> None:
    """Serve GraphQL at /graphql, figures and health checks, until stopped.

    VERBENA_PUBLIC_URL is the address that readers reach the server at, for links in answers. Ctrl-C or SIGTERM stops
    the server once the requests that it has are answered, 10 seconds later at the latest; who follows changes is let go
    at once, to connect again.

    \b
    Examples:
      verbena serve --port 8080
      VERBENA_PUBLIC_URL=https://health.example verbena serve --host 0.0.0.0 --no-load
    """
    with _listen(host, port) as listening:
        address = _address_of(host, listening.getsockname()[1])
        with open_services(read_settings(os.environ), address) as services:
            if load:
                print_loaded(load_and_publish(services, read_act().signature))
            origins = services.settings.allowed_origins
            courier = Courier(services.store, services.webhook_policy)
            app = build_app(
                services.store,
                services.library,
                build_schema(),
                origins,
                services.authenticator,
                courier,
                services.look_around(),
            )
            click.echo(f"Serving {address}\n  explore {address}/graphql\n  health  {address}/health/ready")
            config = uvicorn.Config(
                app,
                log_level="info",
                access_log=False,
                # Where a request comes from, `find_client` tells by our own setting, and by nothing else.
                proxy_headers=False,
                server_header=False,
                ws_max_size=BODY_LIMIT,
                timeout_graceful_shutdown=_STOP_WITHIN,
            )
            server = _Server(config, services.library.hub)
            # What is there by now stays: the collector looks at it no more, which took it seconds at the end alone.
            gc.freeze()
            with _being_stopped_is_success(server):
                server.run(sockets=[listening])


class _Server(uvicorn.Server):
    """A server that lets go of whoever follows changes before it waits for requests to end: theirs never would."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop."""
        self._hub.close()
        await super().shutdown(sockets)


def _listen(host: str, port: int) -> socket.socket:
    """An open socket: taken before content is loaded, so that a port in use is told at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise click.ClickException(
            f"Can't listen on {host} port {port}: {error.strerror}. Name another --port or --host."
        ) from error


@contextmanager
def _being_stopped_is_success(server: uvicorn.Server) -> Iterator[None]:
    """Leave with 0 after SIGINT and SIGTERM: uvicorn raises them again when it has shut down, and they would kill."""

    def stop(*_: object) -> None:
        server.should_exit = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _address_of(host: str, port: int) -> str:
    """An address that a browser on this machine can open."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - compared, not bound
    return f"http://{name}:{port}"

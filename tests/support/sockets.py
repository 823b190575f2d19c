"""A server in a thread of the tests' own process, and a WebSocket client that speaks JSON."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Thread
from typing import Any

import pytest
import uvicorn
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect as connect_socket
from websockets.typing import Origin, Subprotocol

from tests.support.waiting import wait_until

_ENOUGH = 30.0  # seconds


@contextmanager
def serve_app(app: Any) -> Iterator[str]:
    """Serve an application as uvicorn does by default, lifespan included; gives its host and port."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            wait_until(lambda: server.started or not thread.is_alive())
            assert server.started
            yield f"127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


class Session:
    """One connection, seen from the client."""

    def __init__(self, connection: ClientConnection) -> None:
        self.subprotocol = connection.subprotocol
        self._connection = connection

    def send(self, message: object) -> None:
        """Send a message: text and bytes as they are, anything else as JSON."""
        self._connection.send(message if isinstance(message, str | bytes) else json.dumps(message))

    def receive(self) -> Any:
        """The next message of the server."""
        return json.loads(self._connection.recv(_ENOUGH))

    def read_closed(self) -> tuple[int, str]:
        """With what code and reason the server closes the connection, as the next thing that it does."""
        with pytest.raises(ConnectionClosed) as closed:
            self._connection.recv(_ENOUGH)
        frame = closed.value.rcvd
        assert frame, "the connection was lost"
        return frame.code, frame.reason


@contextmanager
def open_session(
    host: str, subprotocols: Sequence[str] = (), headers: Mapping[str, str] | None = None, origin: str | None = None
) -> Iterator[Session]:
    """A connection to the GraphQL address of that server.

    Raises:
        InvalidStatus: websockets', where the server refuses the handshake.
    """
    with connect_socket(
        f"ws://{host}/graphql",
        subprotocols=[Subprotocol(name) for name in subprotocols] or None,
        additional_headers=dict(headers or {}),
        origin=None if origin is None else Origin(origin),
        proxy=None,
        max_size=None,
    ) as connection:
        yield Session(connection)

"""A server of somebody else's: keeps what it is sent, and answers as it is told to."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from msgspec import Struct


class Received(Struct, frozen=True):
    """One request; names of headers are in small letters."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Answer = tuple[int, dict[str, str], bytes]
Answering = Callable[[Received], Answer | Callable[[BaseHTTPRequestHandler], None]]
"""What to answer, or a function that writes what it likes to the handler."""


class Receiver(Struct):
    """A server that runs; `port` is on 127.0.0.1."""

    port: int
    received: list[Received]
    answering: Answering
    scheme: str = "http"

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"


def accept(_: Received) -> Answer:
    return 204, {}, b""


@contextmanager
def run_receiver(answering: Answering = accept, tls: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """A server on a free port until the end; what it answers can be changed while it runs."""

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Received(self.command, self.path, headers, self.rfile.read(length))
            receiver.received.append(asked)
            answer = receiver.answering(asked)
            # Whoever asked may have gone.
            with suppress(OSError):
                if callable(answer):
                    answer(self)
                    return
                status, told, body = answer
                self.send_response(status)
                for name, value in told.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        do_GET = do_POST = handle_any  # noqa: N815 - the names that http.server looks for

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: Any) -> None:
            """Say nothing: whoever asked may have gone, or spoken no TLS."""

    server = Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    receiver = Receiver(server.server_address[1], [], answering, "https" if tls else "http")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

"""TLS in front of a PostgreSQL server that was built without it, as the protocol begins it (SSLRequest)."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Thread

_SSL_REQUEST = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"


@contextmanager
def serve_tls(server: Path, context: ssl.SSLContext | None) -> Iterator[int]:
    """The port of 127.0.0.1 on which the server that listens at the socket `server` is reached through TLS.

    Without a context, TLS is refused, as by a server that has none; the connection then goes on in the clear.
    """
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        Thread(target=_accept, args=(listening, server, context), daemon=True).start()
        yield listening.getsockname()[1]
        # Who waits in accept() is woken by no close, but by this.
        listening.shutdown(socket.SHUT_RDWR)


def _accept(listening: socket.socket, server: Path, context: ssl.SSLContext | None) -> None:
    with suppress(OSError):
        while True:
            client, _ = listening.accept()
            Thread(target=_serve, args=(client, server, context), daemon=True).start()


def _serve(client: socket.socket, server: Path, context: ssl.SSLContext | None) -> None:
    with suppress(OSError), socket.socket(socket.AF_UNIX) as behind:
        behind.connect(str(server))
        begun = client.recv(8, socket.MSG_WAITALL)
        if begun == _SSL_REQUEST:
            client.sendall(b"S" if context else b"N")
            client = context.wrap_socket(client, server_side=True) if context else client
        else:
            behind.sendall(begun)
        back = Thread(target=_relay, args=(behind, client), daemon=True)
        back.start()
        _relay(client, behind)
        back.join()
    client.close()


def _relay(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)

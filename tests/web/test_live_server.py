"""A real server, asked byte by byte: what HTTP libraries would not send."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.support.servers import run_server
from verbena.web.graphql_request import BODY_LIMIT

pytestmark = pytest.mark.xdist_group("live-server")

_BODY = b'{"query": "{ __typename }"}'
_ANSWER = b'{"data":{"__typename":"Query"}}'
_POST = b"POST /graphql HTTP/1.1\r\nHost: verbena.test\r\nContent-Type: application/json\r\n"
_WHOLE = _POST + b"Content-Length: %d\r\n" % len(_BODY)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server keeps its database and its log."""
    return tmp_path_factory.mktemp("live")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    """The address of one server for this module, which must not have logged an unforeseen error at its end."""
    with run_server(folder) as url:
        yield url
    assert "Traceback" not in (folder / "server.log").read_text()


def _exchange(url: str, sent: bytes, *, hang_up: bool = False) -> bytes:
    """Everything that the server sends back until it closes the connection; `hang_up` says that no more will come."""
    place = urlsplit(url)
    with socket.create_connection((place.hostname, place.port), timeout=10) as connection:
        connection.sendall(sent)
        if hang_up:
            connection.shutdown(socket.SHUT_WR)
        received = bytearray()
        while part := connection.recv(65536):
            received += part
    return bytes(received)


def test_whole_request_is_answered(server: str) -> None:
    """The bytes that the other tests vary are a request that works."""
    answer = _exchange(server, _WHOLE + b"Connection: close\r\n\r\n" + _BODY)

    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(b"\r\n\r\n" + _ANSWER)


def test_chunks_are_one_body(server: str) -> None:
    """A body in chunks is put together (RFC 9112 section 7.1)."""
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in _BODY) + b"0\r\n\r\n"

    answer = _exchange(server, _POST + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunks)

    assert answer.endswith(b"\r\n\r\n" + _ANSWER)


@pytest.mark.parametrize(
    "request_",
    [
        _WHOLE + b"Content-Length: 5\r\n\r\n" + _BODY,
        _WHOLE + b"Content-Length: %d\r\n\r\n" % len(_BODY) + _BODY,
        _WHOLE + b"Transfer-Encoding: chunked\r\n\r\n" + _BODY,
        _POST + b"Content-Length: -1\r\n\r\n" + _BODY,
        _POST + b"Content-Length: 1e3\r\n\r\n" + _BODY,
        _POST + b"Content-Length: %s\r\n\r\n" % (b"9" * 30) + _BODY,
        _POST + b"Transfer-Encoding: chunked\r\n\r\nnonsense",
        _WHOLE + b"Broken header\r\n\r\n" + _BODY,
        _WHOLE + b"X: a\0b\r\n\r\n" + _BODY,
        b"GET /graphql?query={__typename} HTTP/9.9\r\nHost: verbena.test\r\n\r\n",
        b"nonsense\r\n\r\n",
    ],
    ids=lambda sent: repr(sent[-40:]),
)
def test_malformed_requests_are_refused(server: str, request_: bytes) -> None:
    """What is no HTTP, or can be read in two ways, ends the connection with 400 (RFC 9112 section 6.3)."""
    answer = _exchange(server, request_, hang_up=True)

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1 ") == 1
    assert _ANSWER not in answer


def test_client_that_hangs_up_is_no_error(server: str) -> None:
    """A body that never comes whole is not answered, and the server goes on."""
    _exchange(server, _POST + b"Content-Length: 1000\r\n\r\n" + _BODY, hang_up=True)

    assert httpx.get(f"{server}/health/ready").status_code == 200


def test_body_without_an_end_is_refused_early(server: str) -> None:
    """A body that would be too long is refused as soon as it is, without waiting for the rest."""
    head = _POST + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % (50 * BODY_LIMIT)

    answer = _exchange(server, head + b" " * (BODY_LIMIT + 1))

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["errors"][0]["extensions"]["code"] == "PAYLOAD_TOO_LARGE"


@pytest.mark.parametrize("path", ["/graphql?query=%7B__typename%7D", "/health/ready", "/nothing"])
def test_head_sends_no_body(server: str, path: str) -> None:
    """HEAD ends with its headers."""
    answer = _exchange(server, b"HEAD %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" % path.encode())

    assert answer.count(b"\r\n\r\n") == 1
    assert answer.endswith(b"\r\n\r\n")


def test_server_does_not_name_itself(server: str) -> None:
    """No header tells which software of which version answers."""
    headers = httpx.get(f"{server}/health/live").headers

    assert "server" not in headers
    assert "x-powered-by" not in headers


def test_links_lead_to_the_server_itself(server: str) -> None:
    """Without a public address, figures are linked at the address that the server listens on."""
    query = "{ articles { nodes { figures { url mediaType } } } }"
    articles = httpx.post(f"{server}/graphql", json={"query": query}).json()["data"]["articles"]["nodes"]
    (figure, *_) = articles[0]["figures"]

    assert figure["url"].startswith(f"{server}/figures/")
    assert httpx.get(figure["url"]).headers["content-type"] == figure["mediaType"]

"""`verbena serve` and what the shell does with a command: processes, signals, ports and pipes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.support.commands import run_verbena
from tests.support.content import around, write_content
from tests.support.servers import VERBENA
from tests.support.sockets import open_session
from verbena.reading.changes import write_feed_cursor

pytestmark = pytest.mark.xdist_group("live-server")

_WITHIN = 30  # seconds
_STOPPED_WITHIN = 8  # seconds: less than what it waits for requests that don't end
_STARTED = "Application startup complete."


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """A content folder with one article, a folder without catalogs, and a database that is not there yet."""
    content = write_content(tmp_path, {"articles/bones.md": around("{#a.p1}\nA paragraph.\n")})
    (tmp_path / "locales").mkdir()
    return {
        "VERBENA_CONTENT": str(content),
        "VERBENA_LOCALES": str(tmp_path / "locales"),
        "VERBENA_DATABASE_URL": f"sqlite:///{tmp_path / 'verbena.db'}",
    }


@contextmanager
def _serving(settings: dict[str, str], *arguments: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """A server that has started, and the lines that it wrote until then; it is gone at the end."""
    process = subprocess.Popen(
        [VERBENA, "serve", "--port", "0", *arguments],
        env={**os.environ, **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    lines: list[str] = []
    try:
        for line in process.stdout:
            lines.append(line.rstrip())
            if _STARTED in line:
                break
        assert _STARTED in lines[-1], lines
        yield process, lines
    finally:
        process.kill()
        process.communicate()


def _address_in(lines: list[str]) -> str:
    (told,) = [line.removeprefix("Serving ") for line in lines if line.startswith("Serving ")]
    return told


def test_signals_stop_it_with_0(settings: dict[str, str]) -> None:
    """Ctrl-C and SIGTERM end the server cleanly; started again, it says that nothing changed and loads nothing."""
    for number in (signal.SIGINT, signal.SIGTERM):
        with _serving(settings) as (process, lines):
            process.send_signal(number)
            rest, _ = process.communicate(timeout=_WITHIN)

        assert process.returncode == 0
        assert "Aborted" not in rest
        assert "Traceback" not in rest
        told = "\n".join(lines)
        assert ("Loaded 13 new" in told) == (number == signal.SIGINT), told
        assert ("The content is as it was loaded before." in told) == (number == signal.SIGTERM), told


def test_addresses_that_it_prints_can_be_opened(settings: dict[str, str]) -> None:
    """Each address that is printed answers, also where the server listens on all interfaces and loads nothing."""
    with _serving(settings, "--no-load", "--host", "0.0.0.0") as (_, lines):
        printed = [word for line in lines for word in line.split() if word.startswith("http://")]

        assert len(printed) == 3
        assert [place for place in printed if httpx.get(place, headers={"accept": "text/html"}).is_error] == []
        assert httpx.get(f"{_address_in(lines)}/health/ready").status_code == 200
        assert "Loaded" not in "".join(lines)


def test_request_in_progress_is_answered_before_the_end(settings: dict[str, str]) -> None:
    """A request whose body is still on its way when the server is told to stop is answered."""
    body = b'{"query": "{ __typename }"}'
    with _serving(settings) as (process, lines):
        host, _, port = _address_in(lines).removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port)), timeout=_WITHIN) as connection:
            head = f"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
            connection.sendall(head.encode() + b"\r\nExpect: 100-continue\r\n\r\n")
            # The interim answer shows that the request is being read.
            assert connection.recv(1000).startswith(b"HTTP/1.1 100 ")
            process.terminate()
            connection.sendall(body)
            answer = b"".join(iter(lambda: connection.recv(10_000), b""))
        process.communicate(timeout=_WITHIN)

    assert answer.endswith(b'{"data":{"__typename":"Query"}}')
    assert process.returncode == 0


def test_who_follows_changes_does_not_hold_the_end_up(settings: dict[str, str]) -> None:
    """Told to stop, the server lets go of subscriptions at once, on either transport, and says that it comes again."""
    follow = f'subscription {{ articleChanged(after: "{write_feed_cursor(0)}") {{ cursor }} }}'
    with _serving(settings) as (process, lines):
        address = _address_in(lines)
        events = {"accept": "text/event-stream"}
        with (
            open_session(address.removeprefix("http://"), ["graphql-transport-ws"]) as session,
            httpx.stream("GET", f"{address}/graphql", params={"query": follow}, headers=events, timeout=30) as stream,
        ):
            session.send({"type": "connection_init"})
            session.send({"type": "subscribe", "id": "1", "payload": {"query": follow}})
            told = [session.receive()["type"] for _ in range(2)]
            received = stream.iter_lines()
            while next(received) != "event: next":
                pass
            process.terminate()
            code, _ = session.read_closed()
            rest = "".join(received)
            process.communicate(timeout=_STOPPED_WITHIN)

    assert told == ["connection_ack", "next"]
    assert code == 1012
    assert rest.startswith("data: {")
    assert "complete" not in rest
    assert process.returncode == 0


def test_busy_port_is_told(settings: dict[str, str], tmp_path: Path) -> None:
    """A port in use is told at once, before anything is loaded."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        refused = run_verbena("serve", "--port", port, settings=settings)

    assert (refused.code, refused.out) == (1, "")
    assert f"port {port}" in refused.err
    assert "--port" in refused.err
    assert not (tmp_path / "verbena.db").exists()


@pytest.mark.parametrize("port", ["-1", "65536", "http", "80a"])
def test_wrong_port_is_2(port: str) -> None:
    """What is no port is not understood."""
    refused = run_verbena("serve", "--port", port)

    assert refused.code == 2
    assert "--port" in refused.err


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("VERBENA_DATABASE_URL", "nonsense", "STORE_UNAVAILABLE"),
        ("VERBENA_PUBLIC_URL", "nonsense", "BAD_USER_INPUT"),
        ("VERBENA_DEFAULT_LOCALE", "!!", "INVALID_LOCALE"),
        ("VERBENA_CONTENT", "/nowhere", "CONTENT_INVALID"),
        ("VERBENA_LOCALES", "/nowhere", "CONTENT_INVALID"),
    ],
)
def test_wrong_settings_are_told(settings: dict[str, str], name: str, value: str, code: str) -> None:
    """A setting that can't be used ends the command in one line with a code, before it says to serve."""
    refused = run_verbena("serve", "--port", "0", settings={**settings, name: value})

    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(f"verbena: {code}: ")
    assert refused.err.count("\n") == 1


def test_content_with_problems_is_not_served(settings: dict[str, str]) -> None:
    """Where a source file has a problem the server doesn't start, and names it."""
    article = Path(settings["VERBENA_CONTENT"], "articles", "bones.md")
    article.write_text(article.read_text() + "[@nobody-1999]\n")

    refused = run_verbena("serve", "--port", "0", settings=settings)

    assert (refused.code, refused.out) == (1, "")
    assert "content/articles/bones.md:13: " in refused.err


@pytest.mark.parametrize("command", ["schema export", "articles check --json"])
def test_reader_that_leaves_is_no_traceback(command: str, tmp_path: Path) -> None:
    """Where nobody reads the output to its end, as with `| head -1`, the command just ends."""
    content = write_content(tmp_path, {"articles/bones.md": around("[@nobody]\n\n" * 3000)})
    process = subprocess.Popen(
        [VERBENA, *command.split()],
        env={**os.environ, "VERBENA_CONTENT": str(content)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()

    errors = process.stderr.read()
    process.stderr.close()

    assert process.wait(_WITHIN) in (0, 1)
    assert errors == b""

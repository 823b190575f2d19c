"""Servers of the installed command, each with a database of its own, for tests that need the whole of it."""

from __future__ import annotations

import os
import re
import subprocess
import sysconfig
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

VERBENA = Path(sysconfig.get_path("scripts")) / "verbena"
"""The command of the environment that runs the tests."""

_READY_WITHIN = 60.0  # seconds: a first start loads and publishes the bundled content
_STOPPED_WITHIN = 10.0
_LOOK_AGAIN = 0.05
_ADDRESS = re.compile(r"^Serving (http://\S+)$", re.MULTILINE)


@contextmanager
def run_server(
    directory: Path,
    *,
    command: Path = VERBENA,
    settings: Mapping[str, str] | None = None,
    options: Sequence[str] = (),
) -> Iterator[str]:
    """Serve the bundled content on a free port of 127.0.0.1, and stop at the end.

    Args:
        directory: stands for the user's data folder, where the database is by default, and gets the log.
        command: the `verbena` to run. It runs from `/`, so that nothing but its own installation can feed it.
        settings: environment variables besides.
        options: of `verbena serve` besides.

    Yields:
        The address that it printed, such as `http://127.0.0.1:40123`, once `/health/ready` answers well.

    Raises:
        AssertionError: the server ended, or was not ready within a minute; the message holds its log.
    """
    log = directory / "server.log"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("VERBENA_", "PYTHON"))},
        "XDG_DATA_HOME": str(directory),
        **(settings or {}),
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [command, "serve", "--host", "127.0.0.1", "--port", "0", *options],
            cwd="/",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield _wait_until_ready(process, log)
    finally:
        process.terminate()
        try:
            process.wait(_STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def ask(url: str, query: str, **variables: object) -> dict[str, Any]:
    """The `data` of a GraphQL answer that must have no errors."""
    response = httpx.post(f"{url}/graphql", json={"query": query, "variables": variables}, timeout=30)
    answer = response.json()
    assert "errors" not in answer, answer["errors"]
    data: dict[str, Any] = answer["data"]
    return data


def _wait_until_ready(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + _READY_WITHIN
    while time.monotonic() < deadline:
        try:
            # Waiting for its end is the pause between two looks.
            process.wait(_LOOK_AGAIN)
        except subprocess.TimeoutExpired:
            told = _ADDRESS.search(log.read_text())
            if told and _is_ready(told[1]):
                return told[1]
        else:
            raise AssertionError(f"the server ended with {process.returncode}:\n{log.read_text()}")
    raise AssertionError(f"the server was not ready within {_READY_WITHIN:.0f} seconds:\n{log.read_text()}")


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health/ready", timeout=5).is_success
    except httpx.TransportError:
        return False

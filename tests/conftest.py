"""What tests of several folders share: how properties are tried, and a PostgreSQL server, started when asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from hypothesis import HealthCheck, settings

from tests.support.postgresql import GIVEN, Server, make_place, share_server
from tests.support.stores import IMPLEMENTATIONS

# How long an example takes says something of the machine, not of the code.
settings.register_profile("verbena", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("verbena")

_RUN = pytest.StashKey[ExitStack]()


def pytest_configure(config: pytest.Config) -> None:
    # Workers of pytest-xdist are told the place by the environment of the process that started them.
    if not hasattr(config, "workerinput"):
        config.stash[_RUN] = ExitStack()
        config.stash[_RUN].enter_context(make_place())


def pytest_unconfigure(config: pytest.Config) -> None:
    if _RUN in config.stash:
        config.stash[_RUN].close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """The PostgreSQL server of this run of the tests: the one that a variable names, else our own."""
    with share_server(os.environ.get(GIVEN)) as server:
        yield server


@pytest.fixture(scope="session")
def own_postgresql() -> Iterator[Server]:
    """The server that this run of the tests has started, whatever is given: on a socket, as its superuser."""
    with share_server() as server:
        yield server


@pytest.fixture(scope="session", params=IMPLEMENTATIONS)
def new_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Gives the URL of a new, empty database at each call; the test runs once for each kind of database."""
    if request.param == "sqlite-memory":
        return lambda: "sqlite://"
    if request.param == "sqlite-file":
        return lambda: f"sqlite:///{tmp_path_factory.mktemp('store') / 'verbena.db'}"
    server: Server = request.getfixturevalue("postgresql")
    return server.make_database

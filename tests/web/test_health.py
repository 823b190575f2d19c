"""Whether the process lives, and whether it can answer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import httpx
import pytest
from starlette.applications import Starlette

from tests.support.leaving_stores import LeavingStore
from tests.support.waiting import wait_until
from verbena.graph.schema import build_schema
from verbena.reading.library import Library
from verbena.store.contract import Store
from verbena.store.opening import open_store
from verbena.store.sql_store import SqlStore
from verbena.web.app import build_app


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "verbena.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A store that was not migrated yet."""
    opened = open_store(f"sqlite:///{path}")
    yield opened
    opened.close()


def _ask(store: Store, address: str, method: str = "GET") -> tuple[int, str]:
    """Status and cache rule of the answer."""
    app = build_app(store, Library(store, "http://verbena.test", "en"), build_schema())
    response = _request(app, method, address)
    return response.status_code, response.headers["cache-control"]


def _read(app: Starlette) -> tuple[int, str]:
    """Status of the answer to whether it is ready, and what it says."""
    response = _request(app, "GET", "/health/ready")
    return response.status_code, response.json()["status"]


def _request(app: Starlette, method: str, address: str) -> httpx.Response:
    async def send() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://verbena.test") as client:
            return await client.request(method, address)

    return asyncio.run(send())


def test_ready_once_migrated(store: Store) -> None:
    """The server is ready once the database has the schema that it needs, even if nothing is published."""
    before = _ask(store, "/health/ready")
    store.migrate()

    assert before == (503, "no-store")
    assert _ask(store, "/health/ready") == (200, "no-store")


def test_not_ready_once_the_database_is_spoilt(store: Store, path: Path) -> None:
    """A database that no longer answers makes the server not ready, and it lives on."""
    store.migrate()
    store.close()
    path.write_bytes(b"spoilt" * 1000)

    assert _ask(store, "/health/ready") == (503, "no-store")
    assert _ask(store, "/health/live") == (200, "no-store")


def test_degraded_while_the_database_is_away(store: Store) -> None:
    """While the database is away, a server is of use as long as it keeps answers; then it is ready again by itself."""
    store.migrate()
    leaving = LeavingStore(store)
    library = Library(cast("Store", leaving), "http://verbena.test", "en")
    app = build_app(cast("Store", leaving), library, build_schema())

    leaving.leave()
    told = [_read(app)]
    leaving.come_back()
    library.supported()
    told.append(_read(app))
    leaving.leave()
    told.append(_read(app))
    library.position.is_away = True  # as a watcher says, without anybody asking
    tries = leaving.tries
    told.append(_read(app))
    without_asking = leaving.tries == tries
    library.position.is_away = False
    leaving.come_back()
    told.append(_read(app))

    assert told == [(503, "not ready"), (200, "ready"), (200, "degraded"), (200, "degraded"), (200, "ready")]
    assert without_asking


def test_degraded_while_replicas_go_on_alone(store: Store) -> None:
    """Where the watcher has lost the primary and the store answers still, a server that keeps nothing is of use."""
    store.migrate()
    library = Library(store, "http://verbena.test", "en")
    library.position.is_away = True

    assert _read(build_app(store, library, build_schema())) == (200, "degraded")


def test_never_degraded_for_another_reason(store: Store) -> None:
    """A database that answers but lacks the schema makes a server not ready, whatever it keeps."""
    store.migrate()
    library = Library(store, "http://verbena.test", "en")
    library.supported()
    assert isinstance(store, SqlStore)
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")

    assert _read(build_app(store, library, build_schema())) == (503, "not ready")


def test_the_application_follows_the_feed_while_it_runs(store: Store) -> None:
    """Its watcher starts and ends with it."""
    store.migrate()
    library = Library(store, "http://verbena.test", "en")
    app = build_app(store, library, build_schema())

    async def run() -> None:
        async with app.router.lifespan_context(app):
            await asyncio.to_thread(wait_until, lambda: library.position.is_followed)

    asyncio.run(run())

    assert not library.position.is_followed


def test_live_needs_no_database(store: Store) -> None:
    """That the process lives says nothing of the database: to start it again would mend nothing there."""
    assert _ask(store, "/health/live") == (200, "no-store")


@pytest.mark.parametrize("address", ["/health/live", "/health/ready"])
def test_health_can_be_asked_by_head(store: Store, address: str) -> None:
    """HEAD will do for whoever only looks at the status."""
    store.migrate()

    assert _ask(store, address, "HEAD") == (200, "no-store")

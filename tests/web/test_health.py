"""Whether the process lives, and whether it can answer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from verbena.graph.schema import build_schema
from verbena.reading.library import Library
from verbena.store.contract import Store
from verbena.store.opening import open_store
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

    async def send() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://verbena.test") as client:
            return await client.request(method, address)

    response = asyncio.run(send())
    return response.status_code, response.headers["cache-control"]


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


def test_live_needs_no_database(store: Store) -> None:
    """That the process lives says nothing of the database: to start it again would mend nothing there."""
    assert _ask(store, "/health/live") == (200, "no-store")


@pytest.mark.parametrize("address", ["/health/live", "/health/ready"])
def test_health_can_be_asked_by_head(store: Store, address: str) -> None:
    """HEAD will do for whoever only looks at the status."""
    store.migrate()

    assert _ask(store, address, "HEAD") == (200, "no-store")

"""A store that fails at whatever it is asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, NoReturn, cast

import httpx

from verbena.graph.schema import build_schema
from verbena.reading.library import Library
from verbena.store.contract import Store
from verbena.web.app import build_app


class FailingStore:
    """Raises the same error from every method of the store's contract."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Callable[..., NoReturn]:
        def fail(*_: Any, **__: Any) -> NoReturn:
            raise self._error

        return fail


def ask_failing(error: Exception, method: str, path: str, **parts: Any) -> httpx.Response:
    """What an application over a failing store answers, as a server would send it."""
    store = cast("Store", FailingStore(error))
    app = build_app(store, Library(store, "http://verbena.test", "en"), build_schema())

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://verbena.test") as client:
            return await client.request(method, path, **parts)

    return asyncio.run(send())

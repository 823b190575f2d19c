"""Subscriptions over server-sent events (the distinct connections mode of the protocol GraphQL over SSE)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress
from typing import Any

from anyio import CancelScope, create_task_group
from starlette.types import Receive, Scope, Send

from verbena.web.encoding import encode_json

EVENT_STREAM = "text/event-stream"

HEARTBEAT = 15.0
"""Seconds of silence after which a comment is sent, so that nobody between takes the connection for dead."""

_COMMENT = b":\n\n"
_NEXT = b"event: next\ndata: %b\n\n"
_COMPLETE = b"event: complete\ndata:\n\n"
_HEADERS = {
    "Content-Type": f"{EVENT_STREAM}; charset=utf-8",
    "Cache-Control": "no-cache",
    "X-Accel-Buffering": "no",  # nginx would else collect events
    "X-Content-Type-Options": "nosniff",
}
_EXCLUDED = re.compile(r";?\s*[qQ]=0(?:\.0{0,3})?\s*(?:;|$)")


def takes_events(accept: str) -> bool:
    """Whether a client's Accept header names event streams."""
    parts = (part.partition(";") for part in accept.split(","))
    return any(name.strip().lower() == EVENT_STREAM and not _EXCLUDED.search(rest) for name, _, rest in parts)


class EventStream:
    """An ASGI application that sends each answer as an event, until there are no more or the client goes.

    Where there are no more because the server stops (`is_stopping`), it ends without saying `complete`, so that
    clients come again.
    """

    def __init__(
        self,
        answers: AsyncGenerator[dict[str, Any]],
        is_stopping: Callable[[], bool],
        headers: dict[str, str],
        heartbeat: float = HEARTBEAT,
    ) -> None:
        self._answers = answers
        self._is_stopping = is_stopping
        self._headers = {**_HEADERS, **headers, "Vary": ", ".join(["Accept", *filter(None, [headers.get("Vary")])])}
        self._heartbeat = heartbeat

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Send them."""
        try:
            async with create_task_group() as tasks:

                async def go_with_client() -> None:
                    while (await receive())["type"] != "http.disconnect":
                        pass
                    tasks.cancel_scope.cancel()

                tasks.start_soon(go_with_client)
                await self._send_events(send)
                tasks.cancel_scope.cancel()
        finally:
            with CancelScope(shield=True):
                await self._answers.aclose()

    async def _send_events(self, send: Send) -> None:
        headers = [(name.lower().encode(), value.encode()) for name, value in self._headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await _send_part(send, _COMMENT)
        async with aclosing(self._write_events()) as parts:
            async for part in parts:
                await _send_part(send, part)
        if not self._is_stopping():
            await _send_part(send, _COMPLETE)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _write_events(self) -> AsyncGenerator[bytes]:
        """Each answer as an event, and a comment wherever there is none for a while."""
        while True:
            coming = asyncio.ensure_future(anext(self._answers, None))
            try:
                while not (await asyncio.wait({coming}, timeout=self._heartbeat))[0]:
                    yield _COMMENT
            finally:
                await _let_go(coming)
            body = coming.result()
            if body is None:
                return
            yield _NEXT % encode_json(body)


async def _send_part(send: Send, part: bytes) -> None:
    await send({"type": "http.response.body", "body": part, "more_body": True})


async def _let_go(coming: asyncio.Future[Any]) -> None:
    """End what is waited for, unless it is there; nobody may close the answers while one is on its way."""
    if not coming.done():
        coming.cancel()
        with CancelScope(shield=True), suppress(asyncio.CancelledError, Exception):
            await coming

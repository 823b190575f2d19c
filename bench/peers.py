"""Who does the work: Verbena as it serves, and peers that give the same bytes for less or nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol

import graphql
import msgspec

from bench.workloads import Workload
from verbena.resources import find_resource

Work = Callable[[int], Awaitable[bytes]]
"""Does one request that many times over, one after the other, and gives the last answer's body."""


class Peer(Protocol):
    """One way of answering; `why` says what a ratio to it tells."""

    name: str
    why: str

    def prepare(self, workload: Workload, data: dict[str, Any]) -> Work:
        """Make ready, outside the clock, what is done once for many requests; `data` is what the answer holds."""


class Verbena:
    """The ASGI application in the process, from the request's bytes to the answer's, without a socket."""

    name = "Verbena"
    why = "everything that a request costs in the server's process but uvicorn and the socket"

    def __init__(self, app: Any) -> None:
        self._app = app

    def prepare(self, workload: Workload, data: dict[str, Any]) -> Work:  # noqa: ARG002 - it finds the data itself
        """Write the request."""
        body = workload.body

        async def work(times: int) -> bytes:
            answer = b""
            for _ in range(times):
                answer = await self._post(body)
            return answer

        return work

    async def _post(self, body: bytes) -> bytes:
        answer = bytearray()

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                assert message["status"] == 200, message
            else:
                answer.extend(message["body"])

        await self._app(dict(_SCOPE), receive, send)
        return bytes(answer)


class GraphQLCore:
    """graphql-core over the very answer in dictionaries: executing a parsed, validated document, then JSON.

    It is what a server in Python pays that had all texts rendered, no database, and no HTTP.
    """

    name = "graphql-core"
    why = "the floor of executing in graphql-core: its own default resolver over ready dictionaries"

    def __init__(self, schema: Path | None = None) -> None:
        path = schema or find_resource("schema") / "schema.graphql"
        self._schema = graphql.build_schema(path.read_text(encoding="utf-8"))

    def prepare(self, workload: Workload, data: dict[str, Any]) -> Work:
        """Parse and validate."""
        document = graphql.parse(workload.document)
        assert graphql.validate(self._schema, document) == []

        async def work(times: int) -> bytes:
            answer = b""
            for _ in range(times):
                result = graphql.execute_sync(self._schema, document, data, variable_values=workload.variables)
                assert not result.errors, result.errors
                answer = msgspec.json.encode({"data": result.data})
            return answer

        return work


class Json:
    """The answer in dictionaries written as JSON: no GraphQL at all."""

    name = "JSON alone"
    why = "the floor of any server that has its answer in dictionaries"

    def prepare(self, workload: Workload, data: dict[str, Any]) -> Work:  # noqa: ARG002 - the data are the answer
        """Nothing is to be made ready."""

        async def work(times: int) -> bytes:
            answer = b""
            for _ in range(times):
                answer = msgspec.json.encode({"data": data})
            return answer

        return work


_SCOPE = {
    "type": "http",
    "asgi": {"version": "3.0", "spec_version": "2.4"},
    "http_version": "1.1",
    "method": "POST",
    "scheme": "http",
    "path": "/graphql",
    "raw_path": b"/graphql",
    "root_path": "",
    "query_string": b"",
    "headers": [(b"host", b"127.0.0.1"), (b"content-type", b"application/json"), (b"accept", b"application/json")],
    "client": ("127.0.0.1", 50_000),
    "server": ("127.0.0.1", 8000),
}

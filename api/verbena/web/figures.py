"""Figures, at addresses that name their content."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from verbena.store.contract import Store

_HEADERS = {
    # The address holds the content's hash: what it leads to never changes (RFC 8246).
    "Cache-Control": "public, max-age=31536000, immutable",
    # An SVG is a document: opened by itself, it may load and run nothing.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def serve_figure(store: Store) -> Callable[[Request], Awaitable[Response]]:
    """The handler of `/figures/<digest>/<name>`; the name is for people and downloads, the digest decides."""

    async def serve(request: Request) -> Response:
        digest = request.path_params["digest"]
        asset = await to_thread.run_sync(store.read_asset, digest)
        if asset is None:
            return PlainTextResponse("There is no such figure.", 404)
        headers = {**_HEADERS, "ETag": f'"{asset.digest}"'}
        if asset.digest in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(asset.content, media_type=asset.media_type, headers=headers)

    return serve

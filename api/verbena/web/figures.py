"""Figures, at addresses that name their content."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from verbena.access.authentication import Authenticator
from verbena.model.asset import Asset
from verbena.reading.library import Library
from verbena.reading.preview import preview_asset
from verbena.store.contract import Store
from verbena.web.authentication import PRIVATE, is_authorized, open_request
from verbena.web.graphql_request import RequestRefused

# The address holds the content's hash: what it leads to never changes (RFC 8246).
_PUBLIC = {"Cache-Control": "public, max-age=31536000, immutable"}

# Of what is not published, nothing is kept: not that it is there, and not that it isn't yet.
_PERSONAL = {**PRIVATE, "Vary": "Authorization"}

_HEADERS = {
    # An SVG is a document: opened by itself, it may load and run nothing.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def serve_figure(
    store: Store, library: Library, authenticator: Authenticator
) -> Callable[[Request], Awaitable[Response]]:
    """The handler of `/figures/<digest>/<name>`; the name is for people and downloads, the digest decides.

    A figure that nothing published shows is there for those who may see the draft that `?preview=<article's key>` names
    and that shows it, and for nobody else.
    """

    async def serve(request: Request) -> Response:
        digest = request.path_params["digest"]
        asset = await to_thread.run_sync(store.read_asset, digest)
        if asset is not None:
            return _give(request, asset, _PUBLIC)
        try:
            asset = await _read_draft(library, authenticator, request, digest)
        except RequestRefused as refused:
            error = {"message": str(refused), "extensions": {"code": refused.code.value}}
            return JSONResponse({"errors": [error]}, refused.status, {**_PERSONAL, **refused.headers})
        if asset is None:
            return PlainTextResponse("There is no such figure.", 404, _PERSONAL)
        return _give(request, asset, _PERSONAL)

    return serve


async def _read_draft(library: Library, authenticator: Authenticator, request: Request, digest: str) -> Asset | None:
    if not is_authorized(request):
        return None
    principal = (await open_request(library, authenticator, request)).principal
    return await to_thread.run_sync(preview_asset, library, principal, request.query_params.get("preview", ""), digest)


def _give(request: Request, asset: Asset, caching: dict[str, str]) -> Response:
    headers = {**_HEADERS, **caching, "ETag": f'"{asset.digest}"'}
    if asset.digest in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(asset.content, media_type=asset.media_type, headers=headers)

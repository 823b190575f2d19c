"""Reading what an issuer publishes over HTTP, within bounds."""

from __future__ import annotations

import json
import time
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from verbena.access.issuer import is_loopback, may_be_asked

WITHIN = 5.0
"""Seconds in which a document has to come."""

SIZE_LIMIT = 1_000_000
"""The longest document, in bytes; those of issuers have some thousands."""


class Unreadable(Exception):
    """A document that did not come, in time or at all, or that is no JSON object. The message is for the log."""


def fetch_object(url: str, within: float = WITHIN) -> dict[str, Any]:
    """The JSON object at an address. Certificates are verified; redirects are not followed.

    Raises:
        Unreadable: where it can't be had; the message names the address and says why.
    """
    if not may_be_asked(url):
        raise Unreadable(f"{url[:200]!a} is not read: it is neither https nor on this machine")
    try:
        found = json.loads(_read(url, within))
    except HTTPError as error:
        error.close()  # it holds the connection
        raise Unreadable(f"{url} can't be read: it answers {error.code}") from error
    except (OSError, HTTPException, ValueError, RecursionError) as error:
        raise Unreadable(f"{url} can't be read: {error}") from error
    if not isinstance(found, dict):
        raise Unreadable(f"{url} is no JSON object")
    return found


def _read(url: str, within: float) -> bytes:
    deadline = time.monotonic() + within
    request = Request(url, headers={"Accept": "application/json"})  # noqa: S310 - the scheme was looked at
    body = bytearray()
    with _open(url).open(request, timeout=within) as response:
        while chunk := response.read1(65_536):
            body += chunk
            if len(body) > SIZE_LIMIT:
                raise ValueError(f"it is longer than {SIZE_LIMIT} bytes")
            # The timeout is of each read alone: somebody may send a byte now and then for ever.
            if time.monotonic() > deadline:
                raise TimeoutError(f"it did not come within {within:g} seconds")
    return bytes(body)


class _StayingThere(HTTPRedirectHandler):
    """Lets a redirect be the error that it is: it could lead anywhere, such as to where nothing is encrypted."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


def _open(url: str) -> OpenerDirector:
    proxies = [ProxyHandler({})] if is_loopback(urlsplit(url).hostname or "") else []
    return build_opener(_StayingThere, *proxies)

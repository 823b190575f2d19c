"""Files that articles show beside their words."""

from __future__ import annotations

from msgspec import Struct


class Asset(Struct, frozen=True):
    """A file that articles show, by the SHA-256 of its bytes in hexadecimal."""

    digest: str
    media_type: str
    content: bytes

"""JSON as it is sent."""

from __future__ import annotations

import json
from typing import Any

import msgspec


def encode_json(body: Any) -> bytes:
    """The value as JSON in UTF-8, on one line."""
    try:
        return msgspec.json.encode(body)
    except UnicodeEncodeError:
        # A client's lone surrogate, told back in a message, can't be UTF-8; as an escape it is JSON all the same.
        return json.dumps(body).encode()

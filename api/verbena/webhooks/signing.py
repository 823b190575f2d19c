"""Signatures by which a receiver knows that a message is ours, and which: Standard Webhooks 1.0.0, symmetric (v1)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

SECRET_BYTES = 32
"""How many random bytes a secret has; the specification wants 24 to 64."""

_PREFIX = "whsec_"


def draw_secret() -> str:
    """A new secret, as receivers are given it: `whsec_` and base64."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def draw_message_id() -> str:
    """A new name for a message: the same at each attempt to deliver it, so that a receiver knows it again."""
    return "msg_" + secrets.token_hex(16)


def sign(secret: str, message_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The headers of one attempt to deliver a message, which began at `at`."""
    timestamp = str(int(at.timestamp()))
    signed = b".".join((message_id.encode(), timestamp.encode(), body))
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    signature = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    return {"webhook-id": message_id, "webhook-timestamp": timestamp, "webhook-signature": f"v1,{signature}"}

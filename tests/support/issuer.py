"""An OpenID Connect issuer on this machine: a real server for discovery and keys, and tokens that it signs.

It signs with joserfc, so that what verifies is another library than what signs.
"""

from __future__ import annotations

import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from joserfc import jws
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

Key = RSAKey | ECKey | OKPKey | OctKey

AUDIENCE = "verbena"

_CURVES = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521"}


@cache
def make_key(algorithm: str, key_id: str = "first") -> Key:
    """A key of its own for each algorithm and id; made once, as RSA keys take a while."""
    shown = {"kid": key_id, "use": "sig", "alg": algorithm}
    if algorithm in _CURVES:
        return ECKey.generate_key(_CURVES[algorithm], shown)
    if algorithm == "EdDSA":
        return OKPKey.generate_key("Ed25519", shown)
    return RSAKey.generate_key(2048, shown)


class Issuer:
    """One issuer, by its address; `keys` are those that it shows, and `asked` the paths that it was asked for.

    `answers` has what to answer at a path in place of what it would: a status, with a body and headers.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.keys: list[Key] = [make_key("ES256")]
        self.asked: list[str] = []
        self.answers: dict[str, tuple[int, bytes, dict[str, str]]] = {}
        self.pause = threading.Event()
        self.pause.set()

    def sign(self, claims: dict[str, Any] | None = None, key: Key | None = None, **header: Any) -> str:
        """A token with these claims over those that hold, and these fields of the header; null leaves one out."""
        chosen = key or self.keys[0]
        shown = chosen.as_dict(private=False)
        fields = {"typ": "JWT", "alg": shown.get("alg", "RS256"), "kid": shown.get("kid"), **header}
        payload = json.dumps(self.claim(claims))
        protected = {name: value for name, value in fields.items() if value is not None}
        registry = jws.JWSRegistry(algorithms=[fields["alg"]], strict_check_header=False)
        return jws.serialize_compact(protected, payload, chosen, registry=registry)

    def claim(self, claims: dict[str, Any] | None = None) -> dict[str, Any]:
        """Claims that hold, with these over them; null leaves one out."""
        now = int(time.time())
        held = {"iss": self.url, "aud": AUDIENCE, "sub": "amina", "iat": now, "exp": now + 300, **(claims or {})}
        return {name: value for name, value in held.items() if value is not None}

    def document(self, path: str) -> dict[str, Any] | None:
        """What stands at a path; null where there is nothing."""
        if path == "/.well-known/openid-configuration":
            return {"issuer": self.url, "jwks_uri": f"{self.url}/keys", "id_token_signing_alg_values_supported": []}
        if path == "/keys":
            return {"keys": [key.as_dict(private=False) for key in self.keys]}
        return None


def forge(
    header: dict[str, Any], claims: object, signature: bytes = b"x", sign: Callable[[bytes], bytes] | None = None
) -> str:
    """A token of any header and claims, with that signature, or what `sign` makes of the rest: no library would."""
    parts = [urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, claims)]
    made = sign(b".".join(parts)) if sign else signature
    return b".".join([*parts, urlsafe_b64encode(made).rstrip(b"=")]).decode()


@contextmanager
def run_issuer() -> Iterator[Issuer]:
    """An issuer that answers on loopback, until the end."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            issuer.asked.append(self.path)
            issuer.pause.wait(20)
            found = issuer.document(self.path)
            given = (200, json.dumps(found).encode(), {}) if found else (404, b"{}", {})
            status, body, headers = issuer.answers.get(self.path, given)
            self.send_response(status)
            for name, value in {
                "Content-Type": "application/json",
                "Content-Length": str(len(body)),
                **headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer = Issuer(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield issuer
    finally:
        issuer.pause.set()
        server.shutdown()
        thread.join()
        server.server_close()

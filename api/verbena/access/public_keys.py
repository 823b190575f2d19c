"""The public keys of a JSON Web Key Set (RFC 7517), each for the algorithms that it may verify."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import PyJWK, PyJWTError
from msgspec import Struct

_BY_KIND: dict[tuple[object, object], tuple[str, ...]] = {
    ("RSA", None): ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    ("EC", "P-256"): ("ES256",),
    ("EC", "P-384"): ("ES384",),
    ("EC", "P-521"): ("ES512",),
    ("OKP", "Ed25519"): ("EdDSA",),
}
ALGORITHMS = frozenset(name for names in _BY_KIND.values() for name in names)
"""The algorithms that are taken (RFC 7518, RFC 8037): with each of them, who can verify can't sign."""

_RSA_BITS = 2048  # RFC 7518 section 3.3
_KEYS_LIMIT = 100


class PublicKey(Struct, frozen=True):
    """A key by its id, null for none, and what verifies with it, by algorithm."""

    id: str | None
    verifying: dict[str, PyJWK]


def read_keys(document: dict[str, Any]) -> tuple[PublicKey, ...]:
    """The keys of a set that may verify signatures; all others are left out (RFC 7517 section 5).

    Those are symmetric and private ones, short ones, those for encryption, and those that are none.

    Raises:
        ValueError: where the document has no list of keys.
    """
    keys = document.get("keys")
    if not isinstance(keys, list):
        raise ValueError("there is no list of keys in it")
    return tuple(key for given in keys[:_KEYS_LIMIT] if isinstance(given, dict) for key in _read_key(given))


def find_key(keys: tuple[PublicKey, ...], key_id: str | None, algorithm: str) -> PyJWK | None:
    """The key with that id that verifies by that algorithm; where no id is given, the only one that does."""
    found = [
        key.verifying[algorithm] for key in keys if algorithm in key.verifying and (key_id is None or key.id == key_id)
    ]
    return found[0] if found and (key_id is not None or len(found) == 1) else None


def _read_key(given: dict[str, Any]) -> Iterator[PublicKey]:
    key_id, operations = given.get("kid"), given.get("key_ops")
    if not isinstance(key_id, str | None) or "d" in given or given.get("use", "sig") != "sig":
        return
    if operations is not None and not (isinstance(operations, list) and "verify" in operations):
        return
    try:
        names = _BY_KIND.get((given.get("kty"), given.get("crv")), ())
        wanted = [name for name in names if given.get("alg") in (None, name)]
        verifying = {name: PyJWK(given, name) for name in wanted}
    except (PyJWTError, ValueError, TypeError, OverflowError):
        return  # not one of ours, whatever it is
    if verifying and all(_is_long_enough(key) for key in verifying.values()):
        yield PublicKey(key_id, verifying)


def _is_long_enough(key: PyJWK) -> bool:
    return not isinstance(key.key, RSAPublicKey) or key.key.key_size >= _RSA_BITS

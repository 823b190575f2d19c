"""An issuer's keys: found by discovery, kept, and read again when they have changed or grown old."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Lock, Thread
from typing import Any

from jwt import PyJWK
from msgspec import Struct

from verbena.access.fetching import Unreadable, fetch_object
from verbena.access.public_keys import PublicKey, find_key, read_keys
from verbena.model.errors import IssuerUnavailable

FRESH_FOR = 3600.0
"""Seconds after which keys are read again, while those that are known go on."""

TRUSTED_FOR = 86_400.0
"""Seconds for which keys hold of an issuer that does not answer: one that was leaked and let go must end some day."""

PAUSE = 10.0
"""Seconds between two questions to the issuer, however many tokens with unknown keys come."""

_PATIENCE = 3.0  # seconds that one waits while another asks

_log = logging.getLogger("verbena.access")


class _Known(Struct, frozen=True):
    keys: tuple[PublicKey, ...]
    read_at: float


class IssuerKeys:
    """Keys of the issuer at this address, asked when one is first needed; threads may use it at once."""

    def __init__(
        self,
        issuer: str,
        fetch: Callable[[str], dict[str, Any]] = fetch_object,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._issuer = issuer
        self._fetch = fetch
        self._clock = clock
        self._known: _Known | None = None
        self._asked_at = float("-inf")
        self._failed = False
        self._turn = Lock()

    def find(self, key_id: str | None, algorithm: str) -> PyJWK | None:
        """The key that verifies a token with this header, null where the issuer has none.

        For a key that is not known the issuer is asked again, as it may have come since, but not within PAUSE.

        Raises:
            IssuerUnavailable: where it would have to be asked and does not answer.
        """
        known = self._known
        age = float("inf") if known is None else self._clock() - known.read_at
        if known is None or age > TRUSTED_FOR:
            known = self._ask(known)
        elif age > FRESH_FOR:
            self._ask_behind()
        return find_key(known.keys, key_id, algorithm) or find_key(self._ask(known).keys, key_id, algorithm)

    def _ask(self, seen: _Known | None) -> _Known:
        """What the issuer has now, or what another thread has read since this one saw `seen`."""
        if not self._turn.acquire(timeout=_PATIENCE):
            raise _unavailable()
        try:
            if self._known is not None and self._known is not seen:
                return self._known
            if self._clock() - self._asked_at >= PAUSE:
                return self._read()
            if self._failed or self._known is None:
                raise _unavailable()
            return self._known
        finally:
            self._turn.release()

    def _ask_behind(self) -> None:
        """Read the keys again while requests go on with those that are known."""
        if self._clock() - self._asked_at < PAUSE or not self._turn.acquire(blocking=False):
            return

        def read() -> None:
            try:
                self._read()
            except IssuerUnavailable:
                pass  # logged; those that are known go on
            finally:
                self._turn.release()

        Thread(target=read, name="issuer-keys", daemon=True).start()

    def _read(self) -> _Known:
        self._asked_at, self._failed = self._clock(), True
        try:
            keys = self._discover()
        except (Unreadable, ValueError) as error:
            _log.warning("The keys of %s can't be read: %s", self._issuer, error)
            raise _unavailable() from error
        self._known, self._failed = _Known(keys, self._asked_at), False
        return self._known

    def _discover(self) -> tuple[PublicKey, ...]:
        """As OpenID Connect Discovery 1.0 section 4 has it."""
        found = self._fetch(f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != self._issuer:
            raise ValueError(f"it names itself {str(found.get('issuer'))[:200]!a}")
        address = found.get("jwks_uri")
        if not isinstance(address, str):
            raise ValueError("it does not say where its keys are (jwks_uri)")
        return read_keys(self._fetch(address))


def _unavailable() -> IssuerUnavailable:
    return IssuerUnavailable("Whether this token holds can't be told: its issuer does not answer. Try again later.")

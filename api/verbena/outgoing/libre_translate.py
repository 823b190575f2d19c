"""The HTTP API of LibreTranslate: https://docs.libretranslate.com, `POST /translate` and `GET /languages`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Network, IPv6Network
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from verbena.language.chains import parents_of
from verbena.language.identity import find_equivalents
from verbena.outgoing.addresses import Network
from verbena.outgoing.exchange import Failed, Policy, Refused, Reply, Request, exchange
from verbena.outgoing.machine import MachineFailed

ATTEMPTS = 4
"""How often a request is made, where the service is away or has too much to do."""

_MOST = 10_000_000
_BUSY = frozenset((429, 500, 502, 503, 504))
_PAUSES = (1.0, 3.0, 9.0)
_LONGEST_PAUSE = 30.0

Answer = TypeVar("Answer")


class _Language(Struct):
    code: str
    targets: tuple[str, ...] = ()


class _Translated(Struct, rename="camel"):
    translated_text: list[str]


class _Error(Struct):
    error: str


class LibreTranslate:
    """A server that speaks LibreTranslate's API.

    `url` is its address without a path of the API. It is named by whoever runs Verbena, so it may be anywhere, by http
    too. `seconds` is for one request; `pause` waits between attempts.
    """

    def __init__(
        self,
        url: str,
        key: str | None = None,
        seconds: float = 60.0,
        *,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._url = url.rstrip("/")
        self._key = key
        self._policy = Policy(_EVERYWHERE, seconds)
        self._pause = pause
        self._languages: dict[str, frozenset[str]] | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return "LibreTranslate"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """As `verbena.outgoing.machine.Machine`."""
        if not texts:
            return []
        languages = self._read_languages()
        spoken = _choose(source, languages)
        wanted = _choose(target, languages[spoken]) if spoken else None
        if spoken is None or wanted is None:
            raise MachineFailed(
                f"{self.name} at {self._url} does not translate from {source} into {target}: it has"
                f" {', '.join(sorted(languages[spoken] if spoken else languages)) or 'no language'}."
            )
        asked: dict[str, object] = {"q": list(texts), "source": spoken, "target": wanted, "format": "html"}
        if self._key is not None:
            asked["api_key"] = self._key
        translated = self._ask("POST", "/translate", asked, _Translated).translated_text
        if len(translated) != len(texts):
            raise MachineFailed(f"{self.name} was asked for {len(texts)} translations and gave {len(translated)}.")
        return translated

    def _read_languages(self) -> dict[str, frozenset[str]]:
        if self._languages is None:
            found = self._ask("GET", "/languages", None, list[_Language])
            self._languages = {one.code: frozenset(one.targets) for one in found}
        return self._languages

    def _ask(self, method: str, path: str, asked: object, form: type[Answer]) -> Answer:
        reply = self._exchange(method, path, asked)
        if reply.status != 200 or not reply.is_whole:
            told = _read_error(reply) if reply.is_whole else "its answer is too long"
            raise MachineFailed(f"{self.name} at {self._url} answered {reply.status}: {told}")
        try:
            return msgspec.json.decode(reply.body, type=form)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise MachineFailed(f"{self.name} at {self._url} answered what its API does not say: {error}") from error

    def _exchange(self, method: str, path: str, asked: Any) -> Reply:
        body = b"" if asked is None else msgspec.json.encode(asked)
        headers = {"Accept": "application/json", "Content-Type": "application/json", "User-Agent": "Verbena"}
        request = Request(method, self._url + path, headers, body)
        for attempt in range(1, ATTEMPTS + 1):
            is_last = attempt == ATTEMPTS
            after = None
            try:
                reply = exchange(request, self._policy, _MOST)
            except Refused as error:
                raise MachineFailed(f"{self._url} can't be asked: {error}") from error
            except Failed as error:
                if is_last:
                    raise MachineFailed(f"{self.name} did not answer: {error}") from error
            else:
                if reply.status not in _BUSY or is_last:
                    return reply
                after = reply.headers.get("retry-after")
            self._pause(_find_pause(attempt, after))
        raise AssertionError  # the last attempt returns or raises


def _choose(tag: str, codes: Iterable[str]) -> str | None:
    """The service's code for a language: the tag itself, another spelling of it, or its nearest parent."""
    known = frozenset(codes)
    return next((code for parent in parents_of(tag) for code in find_equivalents(parent, known)), None)


def _find_pause(attempt: int, retry_after: str | None) -> float:
    wanted = float(retry_after) if retry_after and retry_after.isascii() and retry_after.isdigit() else 0.0
    return min(_LONGEST_PAUSE, max(wanted, _PAUSES[attempt - 1]))


def _read_error(reply: Reply) -> str:
    try:
        return msgspec.json.decode(reply.body, type=_Error).error[:300]
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return "without saying why"


_EVERYWHERE: tuple[Network, ...] = (IPv4Network("0.0.0.0/0"), IPv6Network("::/0"))

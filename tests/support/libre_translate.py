"""A server that speaks LibreTranslate's API as its documentation has it; what it makes of a text anybody can check."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from msgspec import Struct

from tests.support.http_receiver import Answer, Received, Receiver, run_receiver

KEY = "a-key"
LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["en", "es", "ar", "pt-BR", "zh-Hans"]},
    {"code": "es", "name": "Spanish", "targets": ["en", "es"]},
]

_PARTS = re.compile(r'(<span id="v\d+" translate="no">[^<]*</span>|<[^>]*>)')


class Service(Struct):
    """A service that runs. `mangle` changes each of its translations, `fail` may answer in its place."""

    receiver: Receiver
    mangle: Callable[[str], str] = lambda html: html
    fail: Callable[[Received], Answer | None] = lambda _: None

    @property
    def url(self) -> str:
        return self.receiver.url("")

    @property
    def asked(self) -> list[list[str]]:
        """The texts of each request that came."""
        return [json.loads(one.body)["q"] for one in self.receiver.received if one.path == "/translate"]


def pretend(html: str) -> str:
    """Turn the words of a text round the corner: capitals, but for what says that it is to stay as it is."""
    return "".join(
        part if part.startswith("<") else part.upper().replace("&AMP;", "&amp;") for part in _PARTS.split(html)
    )


@contextmanager
def run_service() -> Iterator[Service]:
    """A service on a free port until the end, which wants KEY."""
    with run_receiver() as receiver:
        service = Service(receiver)

        def answer(asked: Received) -> Answer:
            if failure := service.fail(asked):
                return failure
            if (asked.method, asked.path) == ("GET", "/languages"):
                return _say(200, LANGUAGES)
            if (asked.method, asked.path) != ("POST", "/translate"):
                return _say(404, {"error": "Not found"})
            given = json.loads(asked.body)
            if given.get("api_key") != KEY:
                return _say(403, {"error": "Invalid API key"})
            targets = {one["code"]: one["targets"] for one in LANGUAGES}
            if given["target"] not in targets.get(given["source"], []) or given["format"] != "html":
                return _say(400, {"error": f"{given['target']} is not supported"})
            return _say(200, {"translatedText": [service.mangle(pretend(text)) for text in given["q"]]})

        receiver.answering = answer
        yield service


def _say(status: int, value: Any) -> Answer:
    return status, {"Content-Type": "application/json"}, json.dumps(value).encode()

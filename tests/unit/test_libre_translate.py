"""LibreTranslate's API as we speak it: to a real server of it, with all that can go wrong."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from threading import Event

import pytest

from tests.support.http_receiver import Answer, Received
from tests.support.libre_translate import KEY, Service, run_service
from verbena.outgoing.libre_translate import ATTEMPTS, LibreTranslate
from verbena.outgoing.machine import MachineFailed


@pytest.fixture
def service() -> Iterator[Service]:
    with run_service() as running:
        yield running


class Pauses(list[float]):
    """Takes down how long it was to wait, and does not."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


def open_machine(service: Service, pauses: Pauses, key: str | None = KEY, seconds: float = 10.0) -> LibreTranslate:
    return LibreTranslate(service.url, key, seconds, pause=pauses)


@pytest.mark.parametrize("target", ["es", "es-MX", "pt-BR", "pt", "zh-Hans", "zh-CN", "zh", "ar-EG"])
def test_texts_are_translated(service: Service, pauses: Pauses, target: str) -> None:
    """Texts come back in their order, asked for by the service's own name of the language or its nearest parent."""
    machine = open_machine(service, pauses)

    assert machine.translate(["one", "two &amp; a half"], "en", target) == ["ONE", "TWO &amp; A HALF"]
    assert machine.translate([], "en", target) == []
    assert service.asked == [["one", "two &amp; a half"]]


@pytest.mark.parametrize("target", ["sw", "zh-Hant", "sr-Latn"])
def test_languages_that_it_lacks_are_told(service: Service, pauses: Pauses, target: str) -> None:
    """Nothing is asked for in a language that the service lacks, nor in another script of one that it has."""
    with pytest.raises(MachineFailed, match=f"does not translate from en into {target}: it has ar, "):
        open_machine(service, pauses).translate(["one"], "en", target)
    assert service.asked == []


def test_refusals_are_told(service: Service, pauses: Pauses) -> None:
    """What the service says of a wrong key is told, and it is not asked again."""
    with pytest.raises(MachineFailed, match="answered 403: Invalid API key"):
        open_machine(service, pauses, "wrong").translate(["one"], "en", "es")
    assert pauses == []


@pytest.mark.parametrize("status", [429, 500, 503])
def test_busy_services_are_asked_again(service: Service, pauses: Pauses, status: int) -> None:
    """Where it has too much to do, it is asked again, when it says or later and later; then that is told."""
    left = [1, 1]

    def be_busy(asked: Received) -> Answer | None:
        if asked.path == "/translate" and left:
            left.pop()
            return status, {"Retry-After": "7"}, b'{"error":"slow down"}'
        return None

    service.fail = be_busy
    assert open_machine(service, pauses).translate(["one"], "en", "es") == ["ONE"]
    assert pauses == [7.0, 7.0]

    service.fail = lambda _: (status, {"Retry-After": "100000"}, b"<html>nothing to read</html>")
    with pytest.raises(MachineFailed, match=f"answered {status}: without saying why"):
        open_machine(service, pauses).translate(["one"], "en", "es")
    assert pauses[2:] == [30.0] * (ATTEMPTS - 1)


def test_absent_services_are_told(pauses: Pauses) -> None:
    """Where nobody is there, it is tried so many times, and told."""
    with run_service() as service:
        machine = open_machine(service, pauses)

    with pytest.raises(MachineFailed, match="did not answer"):
        machine.translate(["one"], "en", "es")
    assert len(pauses) == ATTEMPTS - 1


def test_slow_services_are_left(service: Service, pauses: Pauses) -> None:
    """No request takes longer than its time."""
    answered = Event()

    def hang(_: BaseHTTPRequestHandler) -> None:
        answered.wait()

    service.receiver.answering = lambda _: hang
    try:
        with pytest.raises(MachineFailed, match=r"no answer within 0\.1 seconds"):
            open_machine(service, pauses, seconds=0.1).translate(["one"], "en", "es")
    finally:
        answered.set()


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"\xff", b'{"translatedText":"ONE"}', b'{"translatedText":["ONE","TWO"]}', b'{"other":1}']
)
def test_other_answers_are_told(service: Service, pauses: Pauses, body: bytes) -> None:
    """What is no answer of the API, or has not one translation for each text, is a failure."""
    service.fail = lambda asked: (200, {}, body) if asked.path == "/translate" else None

    with pytest.raises(MachineFailed):
        open_machine(service, pauses).translate(["one"], "en", "es")

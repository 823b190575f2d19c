"""An issuer's keys: asked for seldom, followed when they change, and trusted for a while when it is away."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from jwt import PyJWK
from jwt.algorithms import RSAAlgorithm

from tests.support.issuer import Issuer, make_key, run_issuer
from tests.support.waiting import wait_until
from verbena.access.fetching import SIZE_LIMIT, Unreadable, fetch_object
from verbena.access.issuer_keys import FRESH_FOR, PAUSE, TRUSTED_FOR, IssuerKeys
from verbena.access.public_keys import find_key, read_keys
from verbena.model.errors import IssuerUnavailable

_DISCOVERY = "/.well-known/openid-configuration"
_ONCE = [_DISCOVERY, "/keys"]


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with run_issuer() as running:
        yield running


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keys(issuer: Issuer, clock: Clock) -> IssuerKeys:
    return IssuerKeys(issuer.url, clock=clock)


def _break(issuer: Issuer) -> None:
    issuer.answers = {path: (500, b"", {}) for path in _ONCE}


def test_issuer_is_asked_once(issuer: Issuer, keys: IssuerKeys, clock: Clock) -> None:
    """However many tokens come, the keys are read when the first needs one, and then when they are old."""
    assert issuer.asked == []
    for _ in range(50):
        assert isinstance(keys.find("first", "ES256"), PyJWK)
        clock.now += 1

    assert issuer.asked == _ONCE


def test_new_key_is_found(issuer: Issuer, keys: IssuerKeys, clock: Clock) -> None:
    """A key that the issuer has come to sign with is read when a token names it; one that it let go holds no more."""
    keys.find("first", "ES256")
    issuer.keys = [make_key("ES256", "second")]
    clock.now += PAUSE

    assert isinstance(keys.find("second", "ES256"), PyJWK)
    assert keys.find("first", "ES256") is None
    assert issuer.asked == _ONCE * 2


def test_unknown_keys_ask_seldom(issuer: Issuer, keys: IssuerKeys, clock: Clock) -> None:
    """However many tokens with keys that nobody knows come, the issuer is asked at most once in a while."""
    keys.find("first", "ES256")
    for number in range(100):
        clock.now += PAUSE / 50
        assert keys.find(f"made-up-{number}", "ES256") is None

    assert issuer.asked == _ONCE * 3


def test_keys_are_read_again_when_old(issuer: Issuer, keys: IssuerKeys, clock: Clock) -> None:
    """Old keys go on while new ones are read beside, which hold from then on."""
    keys.find("first", "ES256")
    issuer.keys = [make_key("ES256", "second")]
    clock.now += FRESH_FOR + 1
    issuer.pause.clear()

    assert isinstance(keys.find("first", "ES256"), PyJWK)
    issuer.pause.set()
    wait_until(lambda: len(issuer.asked) == 4)
    wait_until(lambda: keys.find("second", "ES256") is not None)
    assert keys.find("first", "ES256") is None


def test_known_keys_go_on_when_the_issuer_is_away(
    issuer: Issuer, keys: IssuerKeys, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    """While the issuer fails, known keys hold for a day and unknown ones can't be told; it is not asked each time."""
    keys.find("first", "ES256")
    _break(issuer)
    clock.now += FRESH_FOR + 1
    with caplog.at_level(logging.WARNING):
        assert isinstance(keys.find("first", "ES256"), PyJWK)
        wait_until(lambda: "can't be read" in caplog.text)

    for _ in range(20):
        assert isinstance(keys.find("first", "ES256"), PyJWK)
        with pytest.raises(IssuerUnavailable):
            keys.find("second", "ES256")
    assert len(issuer.asked) == 3
    clock.now += TRUSTED_FOR
    with pytest.raises(IssuerUnavailable):
        keys.find("first", "ES256")


def test_issuer_that_was_away_comes_back(issuer: Issuer, keys: IssuerKeys, clock: Clock) -> None:
    """Before any key is known, nothing can be told; a while later the issuer is asked again."""
    _break(issuer)
    for _ in range(5):
        with pytest.raises(IssuerUnavailable, match="its issuer does not answer"):
            keys.find("first", "ES256")
    assert issuer.asked == [_DISCOVERY]

    issuer.answers = {}
    clock.now += PAUSE
    assert isinstance(keys.find("first", "ES256"), PyJWK)


def test_many_at_once_ask_once(issuer: Issuer) -> None:
    """Threads that need the keys at the same time wait for one question and its answer."""
    keys = IssuerKeys(issuer.url)
    begin = threading.Barrier(8)

    def find() -> PyJWK | None:
        begin.wait()
        return keys.find("first", "ES256")

    with ThreadPoolExecutor(8) as threads:
        found = [thread.result() for thread in [threads.submit(find) for _ in range(8)]]

    assert None not in found
    assert issuer.asked == _ONCE


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        (_DISCOVERY, (404, b"{}", {})),
        (_DISCOVERY, (200, b"", {})),
        (_DISCOVERY, (200, b"<html>", {})),
        (_DISCOVERY, (200, b"[]", {})),
        (_DISCOVERY, (200, b"\xff\xfe\x00", {})),
        (_DISCOVERY, (200, b"[" * 100_000, {})),
        (_DISCOVERY, (200, b'{"jwks_uri": "https://login.example/keys"}', {})),
        (_DISCOVERY, (200, b'{"issuer": "https://login.example", "jwks_uri": "https://login.example/keys"}', {})),
        (_DISCOVERY, (302, b"", {"Location": "/keys"})),
        (_DISCOVERY, (200, b"{}", {"Content-Length": "99"})),
        ("/keys", (500, b"", {})),
        ("/keys", (200, b"{}", {})),
        ("/keys", (200, b'{"keys": {}}', {})),
        ("/keys", (200, b" " * (SIZE_LIMIT + 1), {})),
    ],
)
def test_anything_else_is_no_issuer(issuer: Issuer, path: str, answer: tuple[int, bytes, dict[str, str]]) -> None:
    """What is no discovery document of that very issuer, or no set of keys, is as no answer, within bounds."""
    issuer.answers[path] = answer

    with pytest.raises(IssuerUnavailable):
        IssuerKeys(issuer.url).find("first", "ES256")


@pytest.mark.parametrize(
    "address", ["http://login.example/keys", "file:///etc/passwd", "ftp://127.0.0.1/keys", "/keys", "", 7, None]
)
def test_keys_are_read_from_safe_places_alone(issuer: Issuer, address: object) -> None:
    """Keys that came unencrypted over a network could be anybody's: such a place is not asked."""
    asked: list[str] = []

    def fetch(url: str) -> dict[str, Any]:
        asked.append(url)
        return {"issuer": issuer.url, "jwks_uri": address} if len(asked) == 1 else fetch_object(url)

    with pytest.raises(IssuerUnavailable):
        IssuerKeys(issuer.url, fetch).find("first", "ES256")


def test_slow_issuers_are_given_up(issuer: Issuer) -> None:
    """An issuer that takes the request and says nothing is not waited for beyond the limit."""
    issuer.pause.clear()

    with pytest.raises(Unreadable, match="timed out"):
        fetch_object(f"{issuer.url}/keys", within=0.05)


def test_nobody_listens() -> None:
    """An address where nobody listens is no answer."""
    with pytest.raises(Unreadable, match="can't be read"):
        fetch_object("http://127.0.0.1:9/keys")


@pytest.mark.parametrize(
    "change",
    [
        {"kty": "oct", "k": "c2VjcmV0"},
        {"kty": "XYZ"},
        {"kty": None},
        {"kty": ["RSA"]},
        {"kid": 7},
        {"use": "enc"},
        {"key_ops": ["encrypt"]},
        {"key_ops": "verify"},
        {"alg": "HS256"},
        {"alg": "none"},
        {"alg": "RSA-OAEP"},
        {"d": "AQAB"},
        {"n": "AQAB"},
        {"n": "*"},
        {"n": 7},
        {"e": ""},
    ],
)
def test_unfit_keys_are_left_out(change: dict[str, object]) -> None:
    """Symmetric, private, short, misused and broken keys verify nothing; the others of the set do."""
    fit, other = make_key("RS256").as_dict(private=False), make_key("ES256", "other").as_dict(private=False)

    found = read_keys({"keys": [{**fit, **change}, "no key", other]})

    assert [key.id for key in found] == ["other"]
    assert [key.id for key in read_keys({"keys": [fit]})] == ["first"]


def test_short_keys_are_left_out() -> None:
    """An RSA key of fewer than 2048 bits can be broken (RFC 7518 section 3.3)."""
    sizes = (1024, 2048)
    keys = [RSAAlgorithm.to_jwk(generate_private_key(65537, bits).public_key(), as_dict=True) for bits in sizes]

    assert [len(read_keys({"keys": [dict(key)]})) for key in keys] == [0, 1]


def test_token_without_a_key_id_needs_a_single_key() -> None:
    """Where a token names no key, the only one that fits is meant; of several none is guessed."""
    one, two = (make_key("ES256", name).as_dict(private=False) for name in ("one", "two"))
    other = make_key("RS256").as_dict(private=False)

    assert find_key(read_keys({"keys": [one, other]}), None, "ES256") is not None
    assert find_key(read_keys({"keys": [one, two]}), None, "ES256") is None
    assert find_key(read_keys({"keys": [one, two]}), "two", "ES256") is not None
    assert find_key(read_keys({"keys": []}), None, "ES256") is None

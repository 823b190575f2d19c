"""Messages are signed as the Standard Webhooks specification wants it, and tried again less and less often."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from verbena.webhooks.back_off import ATTEMPTS, back_off
from verbena.webhooks.signing import draw_message_id, draw_secret, sign

BODY = '{"type":"edition.published","data":{"title":"عظام 🦴"}}'.encode()


def test_receivers_know_a_message() -> None:
    """The specification's own library takes a message with its headers, and no other body, secret or id for it."""
    secret, message = draw_secret(), draw_message_id()
    headers = sign(secret, message, datetime.now(UTC), BODY)

    assert Webhook(secret).verify(BODY, headers)["type"] == "edition.published"
    for other, body, told in (
        (draw_secret(), BODY, headers),
        (secret, BODY + b" ", headers),
        (secret, BODY, headers | {"webhook-id": draw_message_id()}),
    ):
        with pytest.raises(WebhookVerificationError, match="No matching signature"):
            Webhook(other).verify(body, told)


def test_the_specifications_example_holds() -> None:
    """The secret, message and signature that the reference implementations are tested with fit here."""
    at = datetime.fromtimestamp(1614265330, UTC)

    headers = sign(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", at, b'{"test": 2432232314}'
    )

    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_secrets_are_drawn() -> None:
    """Each secret is another one, of 32 bytes in base64."""
    first, second = draw_secret(), draw_secret()

    assert first != second
    assert len(base64.b64decode(first.removeprefix("whsec_"), validate=True)) == 32


def test_it_is_tried_less_and_less_often() -> None:
    """Each delay is longer than the one before, up to a day, and after the last attempt there is none."""
    delays = [back_off(attempts, lambda *_: 1.0) for attempts in range(1, ATTEMPTS + 1)]

    assert delays[0] == timedelta(seconds=5)
    assert delays[-2:] == [timedelta(days=1), None]
    assert sorted(filter(None, delays)) == delays[:-1]
    assert sum(filter(None, delays), timedelta()) > timedelta(days=2)


def test_delays_are_spread() -> None:
    """What failed together does not come again together: a delay is between three and five quarters of its own."""
    seconds = [delay.total_seconds() for _ in range(200) if (delay := back_off(3))]

    assert len(set(seconds)) > 100
    assert 60 <= min(seconds) < max(seconds) <= 100

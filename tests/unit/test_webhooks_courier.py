"""A server's courier delivers by itself, several side by side deliver each message once, and slow ones hold up none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event
from typing import cast

import pytest

from tests.support.http_receiver import Receiver, run_receiver
from tests.support.leaving_stores import LeavingStore
from tests.support.stores import open_migrated
from tests.support.subjects import day, make_article, publish
from tests.support.waiting import wait_until
from tests.support.webhook_desk import LOOPBACK, OPERATOR
from verbena.store.contract import Store
from verbena.webhooks.courier import Courier
from verbena.webhooks.deliver import read_clock
from verbena.webhooks.manage import NewWebhook, add_webhook
from verbena.webhooks.outbox import KEEP_DELIVERED


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_migrated(f"sqlite:///{tmp_path / 'verbena.db'}") as opened:
        yield opened


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with run_receiver() as running:
        yield running


def add(store: Store, receiver: Receiver, path: str = "/in") -> None:
    add_webhook(store, OPERATOR, LOOPBACK, NewWebhook(receiver.url(path), ("source.changed",)))


def test_several_deliver_each_once(store: Store, receiver: Receiver) -> None:
    """Three couriers on one store send each message of many once."""
    add(store, receiver)
    for number in range(60):
        publish(store, make_article(f"a{number}"), None, day(1))
    couriers = [Courier(store, LOOPBACK) for _ in range(3)]

    for courier in couriers:
        courier.start()
    wait_until(lambda: len(receiver.received) >= 60 and not store.list_waiting(read_clock()))
    for courier in couriers:
        courier.stop()

    sent = Counter(received.headers["webhook-id"] for received in receiver.received)
    assert (len(sent), set(sent.values())) == (60, {1})
    assert all(delivery.delivered_at for delivery in store.list_deliveries(None, 99))


def test_slow_ones_hold_up_nobody(store: Store, receiver: Receiver) -> None:
    """While one webhook does not answer, others get their messages."""
    answered = Event()

    def hang(_: BaseHTTPRequestHandler) -> None:
        answered.wait()

    receiver.answering = lambda asked: hang if asked.path == "/slow" else (204, {}, b"")
    add(store, receiver, "/slow")
    add(store, receiver, "/quick")
    for number in range(3):
        publish(store, make_article(f"a{number}"), None, day(1))
    courier = Courier(store, LOOPBACK)

    courier.start()
    try:
        wait_until(lambda: sum(received.path == "/quick" for received in receiver.received) == 3)
        assert sum(received.path == "/slow" for received in receiver.received) <= 1
    finally:
        answered.set()
        courier.stop()


def test_it_goes_on_when_the_database_is_back(store: Store, receiver: Receiver) -> None:
    """What happened while the database was away is told when it is back."""
    add(store, receiver)
    leaving = LeavingStore(store)
    courier = Courier(cast("Store", leaving), LOOPBACK)
    leaving.leave()
    courier.start()
    try:
        wait_until(lambda: leaving.tries > 0)
        publish(store, make_article(), None, day(1))
        leaving.come_back()
        wait_until(lambda: len(receiver.received) == 1)
    finally:
        courier.stop()


def test_what_was_taken_long_ago_is_forgotten(store: Store, receiver: Receiver) -> None:
    """Messages are kept for a month after they were taken."""
    add(store, receiver)
    publish(store, make_article(), None, day(1))
    clock = [day(100)]
    courier = Courier(store, LOOPBACK, lambda: clock[0])
    courier.look()
    wait_until(lambda: bool(store.list_deliveries(None, 9)[0].delivered_at))
    clock[0] += KEEP_DELIVERED - timedelta(hours=1)
    courier.look()
    assert len(store.list_deliveries(None, 9)) == 1
    clock[0] += timedelta(hours=2)

    courier.look()

    assert store.list_deliveries(None, 9) == ()

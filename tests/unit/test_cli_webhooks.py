"""`verbena webhooks`: added, listed, delivered, tried again and removed at the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.commands import run_verbena
from tests.support.http_receiver import Receiver, run_receiver
from tests.support.stores import open_migrated
from tests.support.subjects import day, make_article, publish

Settings = dict[str, str]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return {"VERBENA_DATABASE_URL": f"sqlite:///{tmp_path / 'verbena.db'}", "VERBENA_WEBHOOK_NETWORKS": "127.0.0.0/8"}


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with run_receiver() as running:
        yield running


def test_from_adding_to_removing(settings: Settings, receiver: Receiver) -> None:
    """The secret is shown once and alone; what is due is delivered, told, tried again, and gone with the webhook."""
    added = run_verbena("webhooks", "add", receiver.url("/in"), "--event", "source.changed", settings=settings)
    assert added.code == 0, added.err
    assert added.out.startswith("whsec_")
    assert len(added.out.split()) == 1
    (listed,) = run_verbena("webhooks", "list", "--json", settings=settings).read_json()
    assert (listed["url"], listed["state"], listed["events"]) == (receiver.url("/in"), "active", ["source.changed"])
    assert added.out.strip() not in str(listed)
    with open_migrated(settings["VERBENA_DATABASE_URL"]) as store:
        publish(store, make_article(), None, day(1))

    receiver.answering = lambda _: (410, {}, b"")
    failed = run_verbena("webhooks", "deliver", settings=settings)
    assert (failed.code, "it answered 410" in failed.out) == (1, True)
    assert "disabled" in run_verbena("webhooks", "list", settings=settings).out
    receiver.answering = lambda _: (200, {}, b"")
    retried = run_verbena("webhooks", "retry", listed["id"], settings=settings)
    assert (retried.code, "active" in retried.out) == (0, True)
    delivered = run_verbena("webhooks", "deliver", settings=settings)
    assert (delivered.code, "delivered" in delivered.out) == (0, True)
    (told,) = run_verbena("webhooks", "deliveries", listed["id"], "--json", settings=settings).read_json()
    assert (told["status"], told["attempts"], told["failure"]) == (200, 1, None)
    assert "delivered" in run_verbena("webhooks", "deliveries", settings=settings).out

    removed = run_verbena("webhooks", "remove", listed["id"], settings=settings)
    assert (removed.code, removed.out.split()[0]) == (0, listed["id"])
    assert "verbena webhooks add" in run_verbena("webhooks", "list", settings=settings).err


def test_what_is_not_there_is_told(settings: Settings) -> None:
    """An id of none, a URL of none and a network of none are told in one line each."""
    for arguments in (("remove", "nobody"), ("retry", "nobody"), ("deliveries", "nobody")):
        refused = run_verbena("webhooks", *arguments, settings=settings)
        assert (refused.code, refused.err.startswith("verbena: NOT_FOUND: ")) == (1, True)
    refused = run_verbena("webhooks", "add", "ftp://hooks.example", settings=settings)
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    refused = run_verbena("webhooks", "list", settings=settings | {"VERBENA_WEBHOOK_NETWORKS": "10.0.0.1/8"})
    assert (refused.code, "VERBENA_WEBHOOK_NETWORKS" in refused.err) == (1, True)

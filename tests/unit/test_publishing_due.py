"""Plans are carried out in time, by one of those who look."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.stores import open_migrated
from tests.support.subjects import day, edition, make_article, translate
from verbena.model.errors import StoreUnavailable
from verbena.publishing import due
from verbena.publishing.due import Clock, run_due
from verbena.store.contract import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_migrated(f"sqlite:///{tmp_path / 'verbena.db'}") as opened:
        opened.save_revisions([make_article()])
        yield opened


def wait_for(condition: threading.Event) -> None:
    assert condition.wait(20), "nothing came of it"


class Watched:
    """A store's plans, which fail as often as told, and note each look."""

    def __init__(self, store: Store, failures: list[Exception]) -> None:
        self._store = store
        self._failures = failures
        self.is_done = threading.Event()

    def next_due(self) -> datetime | None:
        if self._failures:
            raise self._failures.pop()
        return self._store.next_due()

    def run_due(self, now: datetime) -> object:
        done = self._store.run_due(now)
        if done:
            self.is_done.set()
        return done


def test_nothing_is_done_before_its_time(store: Store) -> None:
    """Where nothing is due, nothing is written."""
    assert run_due(store, day(0)) == ()
    store.plan([edition(make_article())], day(2))

    assert run_due(store, day(1)) == ()
    assert [planned.name.key for planned in run_due(store, day(2))] == ["bones"]


def test_clock_does_what_is_due(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It goes on looking though the database is away for a while, or something nobody foresaw happens."""
    monkeypatch.setattr(due, "LOOK_EACH", 0.01)
    store.plan([edition(make_article())], datetime.now(UTC) - timedelta(seconds=1))
    watched = Watched(store, [ValueError("nobody foresaw it"), StoreUnavailable("away")])
    clock = Clock(watched)  # type: ignore[arg-type]

    clock.start()
    wait_for(watched.is_done)
    clock.stop()

    assert store.read_article("bones", []) is not None
    assert [record.getMessage() for record in caplog.records] == ["what is due could not be done; it is tried again"]


def test_two_clocks_do_it_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many look, each plan is carried out by one of them."""
    monkeypatch.setattr(due, "LOOK_EACH", 0.001)
    for number in range(20):
        revision = make_article(f"a{number}")
        store.save_revisions([revision])
        store.plan([edition(revision)], datetime.now(UTC))
    clocks = [Clock(store) for _ in range(3)]

    for clock in clocks:
        clock.start()
    while store.planned():
        pass
    for clock in clocks:
        clock.stop()

    assert len(store.read_changes(0, 100).changes) == 20


def test_failures_are_logged(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    """What can't be done is told in the log, with the reason."""
    revision = make_article()
    texts = translate(revision, "ar")
    store.plan([edition(revision, "ar", texts)], day(0))

    with caplog.at_level(logging.WARNING):
        (failed,) = run_due(store, day(1))

    assert failed.failure is not None
    assert [record.getMessage() for record in caplog.records] == [
        f"the plan {failed.id} for bones failed: {failed.failure}"
    ]

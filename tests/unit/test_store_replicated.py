"""A primary and a real standby that follows it: reads go on whichever of them dies, lags or comes back."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.postgresql_cluster import Cluster
from tests.support.subjects import article_name, day, make_article, publish, translate
from verbena.model.change import Signature
from verbena.model.errors import StoreUnavailable
from verbena.model.unit_event import Refusal, UnitEventKind, UnitName
from verbena.store.opening import open_store
from verbena.store.replicas import AWAY_PAUSE, BEHIND_PAUSE
from verbena.store.replicated import ReplicatedStore
from verbena.store.sql_store import SqlStore
from verbena.store.units import UnitChange


class Pair:
    """A primary, its standby, and a store on both whose clock a test sets."""

    def __init__(self, primary: Cluster, standby: Cluster) -> None:
        self.primary = primary
        self.standby = standby
        self.time = 100.0
        databases = [open_store(cluster.url("postgres")) for cluster in (primary, standby)]
        first, second = (store.database for store in databases if isinstance(store, SqlStore))
        self.store = ReplicatedStore(first, [second], lambda: self.time)

    def publish(self, title: str) -> None:
        publish(self.store, make_article(texts={"title": title}), at=day(self.store.position()))

    def read_title(self) -> str:
        source = self.store.read_snapshots([article_name("bones")], [])[article_name("bones")].source
        return "".join(getattr(run, "text", "") for run in source.units["title"].inlines)


@pytest.fixture
def pair() -> Iterator[Pair]:
    with tempfile.TemporaryDirectory(prefix="verbena-") as place:
        Path(place).chmod(0o755)
        primary, standby = Cluster(Path(place) / "primary"), Cluster(Path(place) / "standby")
        try:
            primary.make()
            primary.start()
            store = open_store(primary.url("postgres"))
            store.migrate()
            store.close()
            standby.make_standby(primary)
            standby.start()
            opened = Pair(primary, standby)
            opened.publish("One")
            yield opened
            opened.store.close()
        finally:
            standby.stop()
            primary.stop()


def test_reads_survive_whatever_becomes_of_a_server(pair: Pair) -> None:
    """Each state of the two in turn: what is read is what was published last, and publishing needs only the primary."""
    # The standby has everything, and answers; who would publish there is told to name the primary.
    pair.standby.catch_up(pair.primary)
    assert pair.read_title() == "One"
    alone = open_store(pair.standby.url("postgres"))
    assert (alone.is_ready(), alone.position()) == (True, 1)
    with pytest.raises(StoreUnavailable, match="primary server in VERBENA_DATABASE_URL"):
        alone.write_mark("any", "value")
    alone.close()

    # It is behind: who published reads it from the primary. Once it has caught up, it answers again.
    pair.standby.pause_replay()
    pair.publish("Two")
    assert pair.read_title() == "Two"
    pair.standby.execute("SELECT pg_wal_replay_resume()")
    pair.standby.catch_up(pair.primary)
    pair.time += BEHIND_PAUSE
    assert pair.read_title() == "Two"

    # It dies, and comes back.
    pair.standby.stop(signal.SIGKILL)
    assert pair.read_title() == "Two"
    pair.publish("Three")
    assert pair.read_title() == "Three"
    pair.standby.start()
    pair.standby.catch_up(pair.primary)
    pair.time += AWAY_PAUSE
    assert pair.read_title() == "Three"

    # The primary dies: reads go on, and tell where they are; nothing can be published.
    pair.primary.stop(signal.SIGKILL)
    assert pair.store.position() == 3
    assert pair.read_title() == "Three"
    with pytest.raises(StoreUnavailable):
        pair.store.publish([], day(9))

    # It comes back, and all is as before.
    pair.primary.start()
    pair.publish("Four")
    assert pair.read_title() == "Four"
    assert pair.store.position() == 4
    pair.standby.catch_up(pair.primary)
    pair.time += AWAY_PAUSE
    assert pair.read_title() == "Four"


def test_change_that_died_with_the_primary(pair: Pair) -> None:
    """Where a standby lacks what the primary took with it, reads go on with what there is, and say where that is."""
    pair.standby.catch_up(pair.primary)
    pair.standby.pause_replay()
    pair.publish("Two")
    assert (pair.store.position(), pair.read_title()) == (2, "Two")

    pair.primary.stop(signal.SIGKILL)

    assert (pair.read_title(), pair.store.position()) == ("One", 1)


def test_units_are_read_where_they_are_changed(pair: Pair) -> None:
    """Who changed a unit reads what came of it, its history and its translator, however far behind a standby is."""
    pair.standby.catch_up(pair.primary)
    pair.standby.pause_replay()
    name, text = article_name("bones"), translate(make_article(), "ar")["title"]
    unit = UnitName(name, "ar", "title")
    refused = Refusal(unit, "<b>", text.source_hash, text.state, text.origin, day(1), "Ada", ())
    with closing(pair.store.listen()) as ear:
        assert (
            pair.store.change_units(
                [UnitChange(unit, UnitEventKind.SAVED, None, text)], day(1), Signature("Ada"), [refused]
            )
            == ()
        )
        assert ear.wait(30)

    assert pair.store.read_translations(name) == {"ar": {"title": text}}
    assert pair.store.unit_position() == 1
    assert [event.after for event in pair.store.read_unit_history(unit, 5).events] == [text]
    assert len(pair.store.read_unit_events(0, 5, ["ar"]).events) == 1
    assert pair.store.read_translators(name, "ar") == {"title": "Ada"}
    assert pair.store.read_refusals(name, "ar") == {"title": refused}

    # What is read of editions goes on coming from the standby: a unit's event is no change of the feed.
    pair.standby.execute("SELECT pg_wal_replay_resume()")
    assert (pair.store.position(), pair.read_title()) == (1, "One")

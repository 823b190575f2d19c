"""Every store may be used from many threads at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.support.subjects import article_name, day, edition, make_article, make_topic, publish, translate
from verbena.publishing.prepare import read_title
from verbena.store.checking import check_store
from verbena.store.contract import Store
from verbena.store.sql_store import SqlStore

ROUNDS = 12


def test_two_publishers_lose_nothing(store: Store) -> None:
    """Two threads that publish at once make every edition, numbered without gaps, in one total order."""
    revision = make_article()
    publish(store, revision)
    together = Barrier(2)

    def publish_rounds(mark: str) -> int:
        together.wait()
        return sum(
            len(store.publish([edition(revision, tag, translate(revision, f"{mark} {number}"))], day(number)).made)
            for number in range(ROUNDS)
            for tag in ("ar", "sw")
        )

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(publish_rounds, ("one", "two")))

    snapshot = store.read_snapshots([revision.name], ["ar", "sw"])[revision.name]
    assert made == [2 * ROUNDS, 2 * ROUNDS]
    assert [other.number for other in snapshot.translations] == [2 * ROUNDS, 2 * ROUNDS]
    assert store.position() == 1 + 4 * ROUNDS
    each = [
        store.read_snapshots([revision.name], ["ar", "sw"], at)[revision.name] for at in range(1, store.position() + 1)
    ]
    numbers = [sorted(other.number for other in then.translations) for then in each]
    assert [sum(pair) for pair in numbers] == list(range(4 * ROUNDS + 1))


def test_same_publication_twice_makes_one_edition(store: Store) -> None:
    """Two threads that publish the same content at once make one edition between them."""
    together = Barrier(2)
    topics = [make_topic(f"t{number}") for number in range(ROUNDS)]
    store.save_revisions(topics)

    def publish_all(_: int) -> int:
        together.wait()
        return sum(len(store.publish([edition(topic)], day(0)).made) for topic in topics)

    with ThreadPoolExecutor(2) as pool:
        made = sum(pool.map(publish_all, range(2)))

    assert made == store.position() == ROUNDS


def test_two_loaders_at_once(store: Store) -> None:
    """Two threads that load the same subjects leave each with one of the drafts given."""
    together = Barrier(2)
    drafts = [[make_article(f"a{number}", {"title": mark}) for number in range(ROUNDS)] for mark in ("one", "two")]

    def load(number: int) -> None:
        together.wait()
        for revision in drafts[number]:
            store.save_revisions([revision])
            store.save_translations("ar", {revision.name: translate(revision, "ar")})

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(load, range(2)))

    for one, two in zip(*drafts, strict=True):
        assert store.read_draft(one.name) in (one, two)
        assert store.read_translations(one.name).keys() == {"ar"}


def test_readers_see_whole_publications(store: Store) -> None:
    """A reader beside a publisher sees each call whole or not at all: source and translation of one round."""
    together = Barrier(2)

    def publish_rounds() -> None:
        together.wait()
        for number in range(ROUNDS):
            revision = make_article(texts={"title": str(number)})
            publish(store, revision, {"ar": translate(revision, "ar")}, day(number))

    with ThreadPoolExecutor(2) as pool:
        publishing = pool.submit(publish_rounds)
        together.wait()
        seen = []
        for _ in range(20 * ROUNDS):
            seen += store.read_snapshots([article_name("bones")], ["ar"]).values()
        publishing.result()
        seen += store.read_snapshots([article_name("bones")], ["ar"]).values()

    assert all(then.source.number == then.translations[0].number for then in seen)
    assert all(then.translations[0].revision == then.source.revision for then in seen)


def test_two_who_choose_drafts_at_once(store: Store) -> None:
    """Two threads that make the same revisions the drafts, and then others, again and again, leave one whole choice."""
    together = Barrier(2)
    versions = [[make_topic(f"t{number}", f"No. {version}") for number in range(ROUNDS)] for version in range(2)]
    for revisions in versions:
        store.keep_revisions(revisions)
    choices = [{revision.name: revision.hash for revision in revisions} for revisions in versions]

    def choose(first: int) -> None:
        together.wait()
        for number in range(ROUNDS):
            store.choose_drafts(choices[(first + number) % 2])
            store.choose_drafts({})

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(choose, range(2)))

    assert store.draft_hashes() == {}
    store.choose_drafts(choices[0])
    assert store.draft_hashes() == choices[0]


def test_check_takes_no_clock_for_an_order(store: Store) -> None:
    """Of two who publish at once, the one whose clock is behind may come second: that is no damage."""
    assert isinstance(store, SqlStore)
    revision = make_article()
    publish(store, revision, at=day(1))

    store.publish([edition(revision, "ar", translate(revision, "ar"))], day(0))

    assert list(check_store(store.database, read_title)) == []

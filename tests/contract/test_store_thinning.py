"""Letting the texts of old editions go, but for what must stay readable."""

from __future__ import annotations

import pytest

from tests.support.subjects import article_name, day, edition, make_article, make_topic, publish, topic_name, translate
from verbena.model.change import Signature
from verbena.model.edition import Revision
from verbena.model.errors import NotFound, VersionGone
from verbena.store.contract import Store

WHO = Signature("Ada", "quoted in a leaflet")
BONES = article_name("bones")


def make_version(number: int) -> Revision:
    return make_article(texts={"title": f"Title {number}", "summary": "Summary"}, topics=("t",))


@pytest.fixture
def versions(store: Store) -> list[Revision]:
    """Five versions of an article, a day apart, each with a topic renamed for it (two changes a day)."""
    revisions = [make_version(number) for number in range(5)]
    for number, revision in enumerate(revisions):
        publish(store, make_topic("t", f"Topic {number}"), at=day(number))
        publish(store, revision, at=day(number))
    return revisions


def read_at(store: Store, version: int) -> tuple[str, str]:
    """The revision and the topic's edition of a version."""
    at = 2 * (version + 1)
    snapshot = store.read_snapshots([BONES], [], at)[BONES]
    return snapshot.source.revision, str(snapshot.references[topic_name("t")].source.number)


def test_old_texts_are_let_go(store: Store, versions: list[Revision]) -> None:
    """What was replaced before the instant is gone and says so; all that stood at it or after can still be read."""
    assert store.thin(day(3)) == 4  # versions 0 and 1 with their topics; 2 stood until day 3

    for version in (0, 1):
        with pytest.raises(VersionGone, match="was let go, being old"):
            read_at(store, version)
    for version in (2, 3, 4):
        assert read_at(store, version) == (versions[version].hash, str(version + 1))
    found = store.read_article("bones", [])
    assert found is not None
    assert found.source.revision == versions[4].hash


def test_feed_and_history_stay(store: Store, versions: list[Revision]) -> None:
    """No cursor breaks: the feed tells each change as before."""
    before = store.read_changes(0, 100), store.read_history(BONES, None, 100)

    store.thin(day(100))

    assert (store.read_changes(0, 100), store.read_history(BONES, None, 100)) == before
    assert len(versions) == 5


def test_thinning_again_does_nothing(store: Store, versions: list[Revision]) -> None:
    """What is gone is gone; what is shown stays however old it is."""
    assert store.thin(day(100)) == 8
    assert store.thin(day(100)) == 0
    assert read_at(store, 4)[0] == versions[4].hash


def test_pinned_states_stay_whole(store: Store, versions: list[Revision]) -> None:
    """A pinned state is read as it was, with what it names, until it is unpinned."""
    assert store.pin(BONES, 4, day(9), WHO)
    assert not store.pin(BONES, 4, day(9), WHO)
    assert [(pin.name, pin.sequence, pin.signature, pin.at) for pin in store.pins()] == [(BONES, 4, WHO, day(9))]

    store.thin(day(100))

    assert read_at(store, 1) == (versions[1].hash, "2")
    assert store.unpin(BONES, 4)
    assert not store.unpin(BONES, 4)
    assert store.thin(day(100)) == 2
    with pytest.raises(VersionGone):
        read_at(store, 1)


def test_what_is_gone_can_not_be_pinned(store: Store, versions: list[Revision]) -> None:
    """A state whose texts are gone, or that never was, is refused."""
    store.thin(day(100))

    with pytest.raises(VersionGone):
        store.pin(BONES, 2, day(9))
    with pytest.raises(NotFound):
        store.pin(BONES, 1, day(9))
    with pytest.raises(NotFound):
        store.pin(article_name("none"), 2, day(9))
    with pytest.raises(NotFound):
        store.pin(BONES, store.position() + 1, day(9))
    assert store.pins() == ()
    assert len(versions) == 5


def test_last_complete_state_stays(store: Store) -> None:
    """What readers without another language are given stays: the state in which a locale was last complete."""
    first, second = make_version(1), make_version(2)
    publish(store, make_topic("t"))
    publish(store, first, {"ar": translate(first, "ar")}, day(1))
    publish(store, second, {"ar": translate(first, "ar", ["summary"])}, day(2))
    publish(store, make_version(3), at=day(3))
    complete_at = store.last_complete(BONES, ["ar"])
    assert complete_at is not None

    store.thin(day(100))

    then = store.read_snapshots([BONES], ["ar"], complete_at)[BONES]
    assert then.source.revision == first.hash
    assert {edition.locale: len(edition.units) for edition in then.translations} == {"ar": 2}


def test_article_goes_on_after_thinning(store: Store) -> None:
    """New editions are made, and tell what they touched, though those that they replace stood on texts long gone."""
    first, second = make_version(1), make_version(2)
    publish(store, make_topic("t"))
    publish(store, first, {"ar": translate(first, "ar")}, day(1))
    store.publish([edition(second)], day(2)) if store.save_revisions([second]) else None
    store.thin(day(100))

    store.publish([edition(second, "ar", translate(second, "ar"))], day(3))

    *_, newest = store.read_changes(0, 100).changes
    assert newest.sections is not None
    assert (newest.sections.added, newest.sections.elsewhere) == ((), True)

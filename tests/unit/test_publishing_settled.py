"""Publishing everything looks only at what may have changed, and misses nothing that has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest

from tests.support.stores import count_statements, open_migrated
from tests.support.subjects import article_name, day, edition, make_article, make_topic, publish, topic_name, translate
from verbena.model.edition import SubjectName
from verbena.publishing.publish import PublishedEdition, PublishReport, publish_subjects
from verbena.store.contract import Store
from verbena.store.values import Holds

BONES, HEARTS = article_name("bones"), article_name("hearts")


@pytest.fixture
def store() -> Iterator[Store]:
    """Two articles and a topic, published in two locales."""
    with open_migrated("sqlite://") as opened:
        for revision in (make_article("bones"), make_article("hearts"), make_topic("t")):
            opened.save_revisions([revision])
            opened.save_translations("ar", {revision.name: translate(revision, "ar")})
        publish_subjects(opened, day(0))
        yield opened


def look(store: Store) -> tuple[PublishReport, int]:
    """Publish everything; gives the report and how many drafts' texts were read for it."""
    with count_statements() as statements:
        report = publish_subjects(store, day(5))
    return report, sum("revision.body" in statement and "JOIN draft" in statement for statement in statements)


def test_what_was_published_is_not_read_again(store: Store) -> None:
    """Where nothing has changed, no draft is read, and every edition is counted as before."""
    assert look(store) == (PublishReport((), (), 6), 0)


def _reword(store: Store) -> None:
    store.save_revisions([make_article("bones", {"title": "New"})])


def _translate(store: Store) -> None:
    store.save_translations("ar", {BONES: translate(make_article("bones"), "better")})


def _add_locale(store: Store) -> None:
    store.save_translations("sw", {BONES: translate(make_article("bones"), "sw")})


def _drop_translation(store: Store) -> None:
    store.save_translations("ar", {BONES: {}})


@pytest.mark.parametrize("change", [_reword, _translate, _add_locale, _drop_translation])
def test_what_changed_is_looked_at(store: Store, change: Callable[[Store], None]) -> None:
    """A subject whose source or translations are others is read and published, and it alone."""
    change(store)

    report, read = look(store)

    assert {one.name for one in (*report.editions, *report.withdrawn)} == {BONES}
    assert read == 1
    assert look(store)[1] == 0


def _withdraw(store: Store) -> None:
    store.withdraw(BONES, ["ar"], day(1))


def _roll_back(store: Store) -> None:
    store.publish(
        [edition(make_article("bones"), "ar", translate(make_article("bones"), "old"))], day(1), holds=Holds.SET
    )


@pytest.mark.parametrize("act", [_withdraw, _roll_back])
def test_what_a_person_did_is_looked_at_each_time(store: Store, act: Callable[[Store], None]) -> None:
    """A subject with a hold is never taken for settled: once the hold is lifted, what is loaded is published."""
    act(store)
    assert look(store)[0].editions == ()

    store.publish([], day(2))
    lifted = [edition(make_article("bones"), "ar", translate(make_article("bones"), "ar"))]
    store.publish(lifted, day(2), holds=Holds.LIFT)

    assert store.published_hashes(BONES).keys() == {"en", "ar"}
    assert look(store) == (PublishReport((), (), 6), 1)
    assert look(store) == (PublishReport((), (), 6), 0)


def test_what_was_published_otherwise_is_set_right(store: Store) -> None:
    """Where somebody published other words than those that are loaded, without a hold, these are published again."""
    store.publish([edition(make_article("bones"), "ar", translate(make_article("bones"), "other"))], day(1))

    report, read = look(store)

    assert (report.editions, read) == ((PublishedEdition(BONES, "ar"),), 1)


def test_some_locales_settle_nothing(store: Store) -> None:
    """Publishing one locale leaves the others to be looked at."""
    store.save_translations("sw", {BONES: translate(make_article("bones"), "sw")})
    _translate(store)

    publish_subjects(store, day(1), locales=["ar"])

    assert look(store)[0].editions == (PublishedEdition(BONES, "sw"),)


def test_named_subjects_are_always_read(store: Store) -> None:
    """Who names a subject has it compared with what is published, whatever is known of it."""
    with count_statements() as statements:
        report = publish_subjects(store, day(1), [HEARTS])

    assert report.unchanged == 2
    assert any("revision.body" in statement for statement in statements)


def test_the_digest_of_drafts_tells_them_apart(store: Store) -> None:
    """Each subject's digest follows its source and each of its translations, and nothing else."""
    before = store.digest_drafts()
    _translate(store)
    after = store.digest_drafts()
    _drop_translation(store)
    gone = store.digest_drafts()

    def changed(old: dict[SubjectName, str], new: dict[SubjectName, str]) -> set[SubjectName]:
        return {name for name in old if old[name] != new[name]}

    assert before.keys() == {BONES, HEARTS, topic_name("t")}
    assert len(set(before.values())) == 3
    assert changed(before, after) == changed(after, gone) == changed(before, gone) == {BONES}


class BusyStore:
    """A store whose drafts are loaded anew by somebody else while they are prepared, so many times."""

    def __init__(self, store: Store, loads: list[Callable[[], object]]) -> None:
        self._store = store
        self._loads = loads

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        if self._loads:
            self._loads.pop(0)()
        return self._store.publish(*args, **kwargs)


@pytest.mark.parametrize("names", [None, [BONES]])
def test_what_is_loaded_meanwhile_is_published_last(store: Store, names: list[SubjectName] | None) -> None:
    """A publisher that prepared older drafts than are there by now doesn't publish them: it prepares anew."""
    older, newer, newest = (make_article("bones", {"title": title, "summary": "s"}) for title in ("1", "2", "3"))
    store.save_revisions([older])
    loads: list[Callable[[], object]] = [
        lambda: publish(store, newer, at=day(2)),
        lambda: store.save_revisions([newest]),
    ]

    report = publish_subjects(cast("Store", BusyStore(store, loads)), day(3), names)

    titles = [change.revision for change in store.read_history(BONES, "en", 10).changes]
    assert titles[:2] == [newest.hash, newer.hash]
    assert older.hash not in titles
    assert [one.locale for one in report.editions if one.locale == "en"] == ["en"]
    assert look(store)[0].editions == ()


def test_what_is_taken_away_meanwhile_is_left(store: Store) -> None:
    """A draft that somebody dropped while it was prepared is not published nor counted, and hinders no other."""
    store.save_revisions([make_article("bones", {"title": "New"}), make_article("hearts", {"title": "New"})])

    report = publish_subjects(cast("Store", BusyStore(store, [lambda: store.drop_drafts([BONES])])), day(3))

    assert {one.name for one in report.editions} == {HEARTS}
    assert {one.locale for one in report.editions} == {"en", "ar"}
    assert (report.unchanged, store.read_history(BONES, "en", 10).changes[0].at) == (2, day(0))


def test_batch_is_digested_twice(store: Store) -> None:
    """What a batch was prepared from is asked for before it is read, and by the store within its transaction."""
    _translate(store)

    with count_statements() as statements:
        publish_subjects(store, day(1), [BONES])

    assert len([one for one in statements if "translated.digest" in one and one.startswith("SELECT")]) == 2

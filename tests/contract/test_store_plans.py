"""What is to be published or withdrawn at an instant."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.support.subjects import (
    START,
    article_name,
    day,
    edition,
    make_article,
    make_topic,
    publish,
    topic_name,
    translate,
)
from verbena.model.change import ChangeKind, Signature
from verbena.model.errors import ContentInvalid
from verbena.store.contract import Store
from verbena.store.plans import Planned
from verbena.store.values import Holds

WHO = Signature("Ada", "on the day of the campaign")


def tell(planned: Planned) -> tuple[str, str, str]:
    return planned.kind.value, planned.name.key, planned.locale


def test_plan_is_carried_out_when_it_is_due(store: Store) -> None:
    """Nothing happens before its time; then all of it does, once, signed by who planned it, and is no plan any more."""
    revision = make_article()
    store.save_revisions([revision])
    ids = store.plan([edition(revision, "ar", translate(revision, "ar")), edition(revision)], day(5), WHO)

    assert store.next_due() == day(5)
    assert store.run_due(day(4)) == ()
    assert store.read_article("bones", []) is None
    assert [planned.id for planned in store.planned()] == list(ids)

    done = store.run_due(day(6))

    assert [tell(planned) for planned in done] == [("published", "bones", "en"), ("published", "bones", "ar")]
    assert [(c.locale, c.at, c.signature) for c in store.read_changes(0, 9).changes] == [
        ("en", day(6), WHO),
        ("ar", day(6), WHO),
    ]
    assert (store.planned(), store.next_due(), store.run_due(day(7))) == ((), None, ())


def test_plan_is_frozen(store: Store) -> None:
    """What is published is what was looked at when it was planned, whatever became of the drafts."""
    first, second = make_article(texts={"title": "First"}), make_article(texts={"title": "Second"})
    store.save_revisions([first])
    store.plan([edition(first)], day(1))
    store.save_revisions([second])

    store.run_due(day(1))

    found = store.read_article("bones", [])
    assert found is not None
    assert found.source.revision == first.hash


def test_withdrawals_are_planned_too(store: Store) -> None:
    """A locale is withdrawn at its time, and held from then on; with the source, all are."""
    revision = make_article()
    publish(store, revision, {"ar": translate(revision, "ar"), "sw": translate(revision, "sw")})
    store.plan_withdrawal(article_name("bones"), ["ar"], day(1), WHO)
    store.plan_withdrawal(article_name("bones"), ["en"], day(2), WHO)

    store.run_due(day(1))
    assert store.held() == {article_name("bones"): frozenset({"ar"})}
    store.run_due(day(2))

    assert store.read_article("bones", []) is None
    assert store.held() == {article_name("bones"): frozenset({"ar", "en", "sw"})}


def test_held_locale_is_planned_on_purpose_alone(store: Store) -> None:
    """Of all that is planned, what somebody withdrew is left out, unless it is planned on purpose."""
    revision = make_article()
    translated = {tag: translate(revision, tag) for tag in ("ar", "sw")}
    publish(store, revision, translated)
    store.withdraw(article_name("bones"), ["ar"], day(1), WHO)
    editions = [edition(revision), *(edition(revision, tag, units) for tag, units in translated.items())]

    respecting = store.plan(editions, day(2), WHO, Holds.RESPECT)
    on_purpose = store.plan(editions, day(2), WHO)

    locales = {planned.id: planned.locale for planned in store.planned()}
    assert [locales[number] for number in respecting] == ["en", "sw"]
    assert [locales[number] for number in on_purpose] == ["en", "ar", "sw"]


def test_cancelled_plans_do_not_happen(store: Store) -> None:
    """What is cancelled is told once, and is gone."""
    revision = make_article()
    store.save_revisions([revision])
    (number,) = store.plan([edition(revision)], day(1))

    assert [planned.kind for planned in store.cancel_planned([number, 999])] == [ChangeKind.PUBLISHED]

    assert store.cancel_planned([number]) == ()
    assert store.run_due(day(2)) == ()


def test_id_of_a_plan_is_never_given_again(store: Store) -> None:
    """Who cancels a plan that is gone cancels no other."""
    revision = make_article()
    store.save_revisions([revision])
    (gone,) = store.plan([edition(revision)], day(1))
    store.cancel_planned([gone])

    (after,) = store.plan([edition(revision)], day(2))

    assert after != gone
    assert store.cancel_planned([gone]) == ()
    assert [planned.id for planned in store.planned()] == [after]


def test_plan_does_not_take_the_place_of_what_came_later(store: Store) -> None:
    """Where somebody published the locale after it was planned, the plan fails and says why; readers keep the newer."""
    planned, newer = make_article(texts={"title": "11 mg"}), make_article(texts={"title": "12 mg"})
    store.save_revisions([planned])
    store.plan([edition(planned)], day(5), WHO)
    publish(store, newer, at=day(1))

    (failed,) = store.run_due(day(5))

    assert failed.failure is not None
    assert "in en was published or withdrawn after this was planned" in failed.failure
    assert store.published_hashes(article_name("bones")) == {"en": newer.hash}


def test_plans_know_of_those_before_them(store: Store) -> None:
    """Two versions and a withdrawal that are planned one after the other come one after the other."""
    first, second = make_article(texts={"title": "1"}), make_article(texts={"title": "2"})
    store.save_revisions([first])
    store.save_revisions([second])
    store.plan([edition(first)], day(1))
    store.plan([edition(second)], day(2))
    store.plan_withdrawal(article_name("bones"), ["en"], day(3))

    done = [planned.failure for number in (1, 2, 3) for planned in store.run_due(day(number))]

    assert done == [None, None, None]
    assert [change.kind for change in store.read_changes(0, 9).changes] == [
        ChangeKind.PUBLISHED,
        ChangeKind.PUBLISHED,
        ChangeKind.WITHDRAWN,
    ]


def test_failed_plan_stands_in_nobodys_way(store: Store) -> None:
    """What can't be done says why and is not tried again; of its subject nothing is done, of others all."""
    revision, topic = make_article(), make_topic("t")
    store.save_revisions([revision, topic])
    store.plan([edition(revision, "ar", translate(revision, "ar"))], day(1))
    store.plan([edition(topic)], day(1))

    failed, done = store.run_due(day(2))

    assert failed.failure is not None
    assert "not published in its source locale" in failed.failure
    assert (done.name, done.failure) == (topic_name("t"), None)
    assert store.planned() == (failed,)
    assert store.next_due() is None
    assert store.run_due(day(3)) == ()


def test_subject_is_published_whole_or_not_at_all(store: Store) -> None:
    """Where one locale of a plan can't be, none of its subject is."""
    taken, other = make_article("a", slug="same"), make_article("b", slug="same")
    publish(store, taken)
    store.save_revisions([other])
    store.plan([edition(other), edition(other, "ar", translate(other, "ar"))], day(1))
    position = store.position()

    assert [planned.failure is not None for planned in store.run_due(day(1))] == [True, True]
    assert store.position() == position


def test_plans_are_checked_at_once(store: Store) -> None:
    """What could never be published is refused when it is planned, and so is an instant without offset."""
    revision = make_article()
    with pytest.raises(ContentInvalid, match="load it before you schedule it"):
        store.plan([edition(revision)], day(1))
    with pytest.raises(ContentInvalid, match="nothing to withdraw"):
        store.plan_withdrawal(article_name("none"), ["en"], day(1))
    store.save_revisions([revision])
    with pytest.raises(ContentInvalid, match="has no revision"):
        store.plan([edition(make_article(texts={"title": "Other"}))], day(1))
    with pytest.raises(ValueError, match="no offset"):
        store.plan([edition(revision)], datetime(2026, 1, 1))  # noqa: DTZ001 - what the test is about

    assert store.planned() == ()
    assert store.next_due() is None
    assert day(1) > START

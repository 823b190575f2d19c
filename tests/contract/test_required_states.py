"""On every store, publishing leaves out what is below the state that its locale requires, and keeps what was published.

Nothing that readers have is lost by a new wording that nobody has reviewed, and nothing unreviewed reaches them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from tests.support.subjects import article_name, day, make_article, make_topic, translate
from verbena.access.principal import act_as_operator
from verbena.model.errors import ContentInvalid
from verbena.model.translation import TranslationState
from verbena.publishing.acting import Act
from verbena.publishing.publish import HeldBack, PublishReport, publish_subjects
from verbena.publishing.publish_as import publish_as
from verbena.publishing.required_states import NOTHING_REQUIRED, RequiredStates, read_required_states
from verbena.publishing.roll_back import roll_back_article
from verbena.store.contract import Store

BONES = make_article()
REVIEW = read_required_states("es=REVIEWED")
_REVIEWED = TranslationState.REVIEWED


def _translate(
    store: Store, mark: str, state: TranslationState = TranslationState.TRANSLATED, locale: str = "es"
) -> None:
    store.save_translations(locale, {BONES.name: translate(BONES, mark, state=state)})


def _publish(store: Store, number: int, required: RequiredStates = REVIEW, **options: object) -> PublishReport:
    return publish_subjects(store, day(number), required=required, **options)  # type: ignore[arg-type]


def _shown(store: Store, locale: str = "es") -> dict[str, str]:
    """What readers get of each unit in a locale, by its first word."""
    snapshot = store.read_snapshots([BONES.name], [locale]).get(BONES.name)
    editions = snapshot.translations if snapshot else ()
    return {
        path: unit.inlines[0].text.split()[0]  # type: ignore[union-attr]
        for edition in editions
        for path, unit in edition.units.items()
    }


@pytest.fixture(autouse=True)
def _loaded(store: Store) -> None:
    store.save_revisions([BONES])


def test_unreviewed_translations_wait(store: Store) -> None:
    """What nobody has reviewed makes no edition in that locale, is counted, and is published once it is reviewed."""
    _translate(store, "new")
    _translate(store, "new", locale="sw")

    report = _publish(store, 0)

    assert {one.locale for one in report.editions} == {"en", "sw"}
    assert report.held_back == (HeldBack("es", 2, _REVIEWED),)
    assert _shown(store) == {}
    _translate(store, "new", _REVIEWED)
    assert [one.locale for one in _publish(store, 1).editions] == ["es"]
    assert _shown(store) == {"title": "new", "summary": "new"}


def test_what_was_reviewed_stays_beside_what_waits(store: Store) -> None:
    """A new wording of one text leaves the reviewed one to readers, and the others go their way."""
    _translate(store, "old", _REVIEWED)
    _publish(store, 0)
    units = translate(BONES, "new")
    units["summary"] = replace(units["summary"], state=_REVIEWED)
    store.save_translations("es", {BONES.name: units})

    report = _publish(store, 1)

    assert _shown(store) == {"title": "old", "summary": "new"}
    assert report.held_back == (HeldBack("es", 1, _REVIEWED),)
    assert _publish(store, 2).editions == ()


def test_what_needs_work_is_taken_back(store: Store) -> None:
    """Where somebody said of the very words that readers have that they need work, readers get them no more."""
    _translate(store, "old", _REVIEWED)
    _publish(store, 0)
    _translate(store, "old", TranslationState.INITIAL)

    report = _publish(store, 1)

    assert [one.locale for one in report.withdrawn] == ["es"]
    assert _shown(store) == {}


def test_translations_that_are_gone_go(store: Store) -> None:
    """What nobody translates any more isn't kept by the rule."""
    _translate(store, "old", _REVIEWED)
    _publish(store, 0)
    store.save_translations("es", {BONES.name: {}})

    assert [one.locale for one in _publish(store, 1).withdrawn] == ["es"]


def test_outdated_wordings_stay_while_new_ones_wait(store: Store) -> None:
    """A reviewed translation of an older text stays, as any outdated one does, until the new one is reviewed."""
    _translate(store, "old", _REVIEWED)
    _publish(store, 0)
    changed = make_article(texts={"title": "All about bones", "summary": "In short: bones"})
    store.save_revisions([changed])
    store.save_translations("es", {BONES.name: translate(changed, "new")})

    _publish(store, 1)

    assert _shown(store) == {"title": "old", "summary": "old"}


@pytest.mark.parametrize("source_too", [True, False])
def test_change_for_safety_takes_back_what_waits_for_review(store: Store, source_too: bool) -> None:
    """What was published of a text that changed for safety is kept by nothing once that change is published."""
    _translate(store, "old", _REVIEWED)
    _publish(store, 0)
    changed = make_article(texts={"title": "Never bones", "summary": "In short: bones"})
    marked = replace(changed, safety=("title",), hash="5afe" * 16)
    store.save_revisions([marked])
    store.save_translations("es", {BONES.name: translate(marked, "new")})

    _publish(store, 1, locales=None if source_too else ["es"])

    assert _shown(store) == ({"summary": "old"} if source_too else {"title": "old", "summary": "old"})
    _publish(store, 2)
    assert _shown(store) == {"summary": "old"}


def test_stricter_rule_publishes_anew(store: Store) -> None:
    """Where the rule changes, everything is looked at again, and what does not meet it is withdrawn; and back."""
    _translate(store, "new")
    _publish(store, 0, NOTHING_REQUIRED)
    assert _publish(store, 1, NOTHING_REQUIRED).editions == ()

    stricter, again, looser = _publish(store, 2), _publish(store, 3), _publish(store, 4, NOTHING_REQUIRED)

    assert [one.locale for one in stricter.withdrawn] == ["es"]
    assert (again.editions, again.withdrawn) == ((), ())
    assert [one.locale for one in looser.editions] == ["es"]


def test_reference_data_needs_it_too(store: Store) -> None:
    """The rule is of all that is translated, reference data that comes along with an article among it."""
    topic = make_topic("t")
    article = make_article("hips", topics=("t",))
    store.save_revisions([topic, article])
    for one in (topic, article):
        store.save_translations("es", {one.name: translate(one, "new")})

    report = _publish(store, 0, names=[article_name("hips")])

    assert {one.locale for one in report.editions} == {"en"}
    assert report.held_back == (HeldBack("es", 3, _REVIEWED),)


def test_plan_holds_back_too(store: Store) -> None:
    """What is planned is what the rule lets through now, and what waits is told."""
    _translate(store, "new")
    now = datetime.now(UTC)
    act = Act(act_as_operator("Ada"), now, due=now + timedelta(days=1), required=REVIEW)

    publication = publish_as(store, act, [BONES.name], None)

    assert [planned.locale for planned in publication.planned] == ["en"]
    assert publication.held_back == (HeldBack("es", 2, _REVIEWED),)


def test_rolling_back_brings_nothing_unreviewed_back(store: Store) -> None:
    """An older edition comes back with what meets the rule of now; without any it is refused, and nothing is done."""
    units = translate(BONES, "first")
    units["title"] = replace(units["title"], state=_REVIEWED)
    store.save_translations("es", {BONES.name: units})
    _publish(store, 0, NOTHING_REQUIRED)
    _translate(store, "second")
    _publish(store, 1, NOTHING_REQUIRED)
    act = Act(act_as_operator("Ada"), day(2), required=REVIEW)

    roll_back_article(store, act, "bones", "es", 1)

    assert _shown(store) == {"title": "first"}
    position = store.position()
    with pytest.raises(ContentInvalid, match="REVIEWED at least"):
        roll_back_article(store, act, "bones", "es", 2)
    assert store.position() == position

"""People at a workbench, and a store with something for them to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from tests.support.subjects import article_name, make_article, make_topic, topic_name
from verbena.access.principal import ANONYMOUS, Principal
from verbena.model.edition import Revision, SubjectName
from verbena.model.markup import write_markup
from verbena.model.token import Grants
from verbena.model.unit_event import UnitEvent, UnitName
from verbena.publishing.acting import Act
from verbena.store.contract import Store
from verbena.translating.open_subject import open_unit
from verbena.translating.save_unit import SavedText, save_unit
from verbena.translating.working_units import WorkingUnit, read_history

AMINA = Principal("Amina", Grants(translate=("sw",)))
BARAKA = Principal("Baraka", Grants(translate=("sw",)))
JUMA = Principal("Juma", Grants(review=("sw",)))
ZUHURA = Principal("Zuhura", Grants(translate=("sw",), review=("sw",)))
READER = Principal("Rehema", Grants(drafts=("sw",)))
PUBLISHER = Principal("Petro", Grants(publish=("sw",)))
ADMINISTRATOR = Principal("Dalila", Grants(administer=("sw",)))
ELSEWHERE = Principal("Omar", Grants(translate=("ar", "sw-KE"), review=("ar",), drafts=("ar",), publish=("*",)))
NOBODY = ANONYMOUS

TEXTS = {
    "title": "About bones",
    "summary": "Bones carry you.",
    "food.p1.text": "Milk is one source.",
}
TITLE = UnitName(article_name("bones"), "sw", "title")
SUMMARY = UnitName(article_name("bones"), "sw", "summary")


def fill_workbench(store: Store) -> Revision:
    """An article and a topic that it names, in English; nothing is translated."""
    bones = make_article(texts=TEXTS, topics=("t",))
    store.save_revisions([bones, make_topic("t", "Health")])
    return bones


def reword(store: Store, texts: Mapping[str, str]) -> Revision:
    """The article with other words."""
    bones = make_article(texts={**TEXTS, **texts}, topics=("t",))
    store.save_revisions([bones])
    return bones


def act(principal: Principal, minute: int = 0, why: str | None = None) -> Act:
    """What somebody does that many minutes after noon."""
    return Act(principal, datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(minutes=minute), why)


def see(store: Store, name: UnitName = TITLE, principal: Principal = READER) -> WorkingUnit:
    """The unit as it is now."""
    return open_unit(store, principal, name)


def save(store: Store, text: str, principal: Principal = AMINA, name: UnitName = TITLE, minute: int = 0) -> WorkingUnit:
    """Save a translation of the source as it is, over whatever is there."""
    seen = see(store, name, principal)
    return save_unit(store, act(principal, minute), name, SavedText(text, seen.source.hash, seen.version))


def text_of(unit: WorkingUnit) -> str | None:
    """The tagged string of its translation."""
    return write_markup(unit.translation.inlines) if unit.translation else None


def state_of(unit: WorkingUnit) -> str | None:
    return unit.translation.state.value if unit.translation else None


def history_of(store: Store, name: UnitName = TITLE) -> list[UnitEvent]:
    """What happened to a unit, oldest first."""
    return [*read_history(store, name, 1000)][::-1]


def names_of_topic() -> SubjectName:
    return topic_name("t")

"""Lists of units: which are in them, in what order, and paging through them while others save."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from msgspec.structs import replace

from tests.support.stores import open_migrated
from tests.support.subjects import make_article, make_topic
from tests.support.workbench import (
    AMINA,
    JUMA,
    NOBODY,
    PUBLISHER,
    READER,
    SUMMARY,
    TEXTS,
    TITLE,
    act,
    fill_workbench,
    reword,
    save,
    see,
)
from verbena.access.principal import Principal
from verbena.authoring.revisions import make_revision
from verbena.model.edition import SourceUnit
from verbena.model.errors import BadUserInput, Forbidden, InvalidCursor, NotFound, Unauthenticated
from verbena.model.inline import Emphasis, TextRun
from verbena.model.markup import hash_text, write_markup
from verbena.model.token import Grants
from verbena.model.translation import TranslationState
from verbena.store.contract import Store
from verbena.store.cursors import Place, write_cursor
from verbena.translating.list_units import SEARCH_LIMIT, SUBJECTS_LIMIT, UnitFilter, UnitsPage, list_units
from verbena.translating.review_unit import review_unit
from verbena.translating.unit_problems import TranslationRefused

MILK = replace(TITLE, path="food.p1.text")


@pytest.fixture
def store() -> Iterator[Store]:
    with open_migrated("sqlite://") as store:
        fill_workbench(store)
        yield store


def listed(store: Store, first: int = 100, after: str | None = None, **wanted: Any) -> UnitsPage:
    return list_units(store, READER, UnitFilter("sw", **wanted), first, after)


def paths(page: UnitsPage) -> list[str]:
    return [one.unit.path for one in page.units]


def test_everything_in_order(store: Store) -> None:
    """Without a condition it is all there is, subjects by name, units in reading order; one catalog's are counted."""
    assert paths(listed(store)) == ["title", "summary", "food.p1.text", "topic.t.name"]
    assert listed(store).total is None
    assert paths(listed(store, domain="bones")) == list(TEXTS)
    assert listed(store, domain="bones", first=1).total == 3
    assert paths(listed(store, domain="reference")) == ["topic.t.name"]


def test_what_is_written_in_the_locale_is_not_there(store: Store) -> None:
    """An article that is written in Swahili has nothing to translate into Swahili."""
    store.save_revisions([make_article("mifupa", locale="sw")])

    assert {one.unit.subject.name.key for one in listed(store).units} == {"bones", "t"}
    assert paths(listed(store, domain="mifupa")) == []


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_pages_join_to_the_list(store: Store, size: int) -> None:
    """Page by page comes every unit once, in order, and each page says whether there are more."""
    cursor, found, before = None, [], False
    while True:
        page = listed(store, size, cursor)
        found += paths(page)
        assert page.has_previous_page is before
        cursor, before = page.cursor, True
        if not page.has_next_page:
            break

    assert found == ["title", "summary", "food.p1.text", "topic.t.name"]
    assert listed(store, size, cursor).units == ()


def test_saving_moves_nothing(store: Store) -> None:
    """Who pages through what is missing gets each unit once, though each is translated meanwhile."""
    found, cursor = [], None
    for _ in range(4):
        page = listed(store, 1, cursor, missing=True)
        found += paths(page)
        save(store, "Mifupa", name=page.units[0].unit.name)
        cursor = page.cursor

    assert found == ["title", "summary", "food.p1.text", "topic.t.name"]
    assert listed(store, 1, None, missing=True).units == ()


def test_a_source_may_change_between_pages(store: Store) -> None:
    """After a unit that is gone it goes on at the same place, and with what is new after it."""
    cursor = listed(store, 2).cursor
    store.save_revisions([make_article(texts={"title": "T", "food.p1.text": "F", "food.p2.text": "G"}, topics=("t",))])

    assert paths(listed(store, 5, cursor)) == ["food.p2.text", "topic.t.name"]


def test_subjects_that_come_later_are_found(store: Store) -> None:
    """The cursor of a last page goes on with what was loaded since."""
    cursor = listed(store).cursor
    store.save_revisions([make_topic("z", "Zinc")])

    assert paths(listed(store, 5, cursor)) == ["topic.z.name"]


EITHER = (None, True, False)
STATES = [None, (), ("INITIAL",), ("TRANSLATED",), ("REVIEWED", "FINAL")]


@pytest.mark.parametrize(("states", "missing", "outdated"), [*product(STATES, EITHER, EITHER)])
def test_states(store: Store, states: tuple[str, ...] | None, missing: bool | None, outdated: bool | None) -> None:
    """States, what is missing and what is outdated: units that meet all conditions at once."""
    save(store, "Kuhusu mifupa")
    save(store, "Kwa ufupi", name=SUMMARY)
    review_unit(store, act(JUMA), SUMMARY, see(store, SUMMARY).version)
    reword(store, {"title": "About strong bones"})
    have = {"title": ("TRANSLATED", True), "summary": ("REVIEWED", False), "food.p1.text": (None, False)}

    given = None if states is None else tuple(map(TranslationState, states))
    page = listed(store, domain="bones", states=given, missing=missing, outdated=outdated)

    wanted_missing = missing if missing is not None else states is None
    wanted_states = ("TRANSLATED", "REVIEWED") if states is None and not missing else (states or ())
    assert paths(page) == [
        path
        for path, (state, is_outdated) in have.items()
        if (wanted_missing if state is None else state in wanted_states) and outdated in (None, is_outdated)
    ]
    assert page.total == len(page.units)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("milk", ["food.p1.text"]),
        ("MILK IS", ["food.p1.text"]),
        ("is  one", ["food.p1.text"]),
        ("topic.t", ["topic.t.name"]),
        ("maziwa", ["food.p1.text"]),
        ("mazíwà", ["food.p1.text"]),
        ("chanzo kimoja", ["food.p1.text"]),
        ("<em>", ["food.p1.text"]),
        ("p1.TEXT", ["food.p1.text"]),
        ("absent", []),
        (" ", ["title", "summary", "food.p1.text", "topic.t.name"]),
    ],
)
def test_search(store: Store, words: str, found: list[str]) -> None:
    """The path, the source and the translation are searched, whatever the case and the accents."""
    milk = (Emphasis((TextRun("Milk"),)), TextRun(" is one source."))
    bones = fill_workbench(store)
    units = {**bones.units, MILK.path: SourceUnit(milk, hash_text(write_markup(milk)))}
    store.save_revisions([make_revision(bones.name, "en", bones.structure, units, bones.references)])
    save(store, "<em>Máziwa</em> ni chanzo\nkimoja", name=MILK)

    assert paths(listed(store, search=words)) == found


def test_vowel_signs_are_no_accents(store: Store) -> None:
    """A vowel sign makes another word; a Hebrew point or an Arabic mark does not."""
    store.save_revisions([make_article("a", {"title": "कि"}), make_article("b", {"title": "كِتاب"})])

    assert paths(listed(store, search="की")) == []
    assert [one.unit.subject.name.key for one in listed(store, search="كتاب").units] == ["b"]


def test_findings(store: Store) -> None:
    """Units with warnings, and those with a refused translation, are those that have findings."""
    save(store, "Mifupa **yetu**")
    with pytest.raises(TranslationRefused):
        save(store, "<m.x/>", name=SUMMARY)

    assert paths(listed(store, has_findings=True)) == ["title", "summary"]
    assert paths(listed(store, has_findings=False)) == ["food.p1.text", "topic.t.name"]


def test_a_page_is_bounded_work(store: Store) -> None:
    """Where little is found, a page is short and says where to go on."""
    count = 2 * SUBJECTS_LIMIT
    store.save_revisions(
        [make_topic(f"t{number:04}", "Zinc" if number == count else "Other") for number in range(count + 1)]
    )
    found, cursor, pages = [], None, 0
    while True:
        page = listed(store, 2, cursor, search="zinc")
        found += paths(page)
        cursor, pages = page.cursor, pages + 1
        if not page.has_next_page:
            break

    assert (found, pages) == ([f"topic.t{count}.name"], 3)


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "",
        write_cursor(Place("articles", 1, "article bones title")),
        write_cursor(Place("units", 1, "nothing bones title")),
        write_cursor(Place("units", b"1", "article bones title")),
    ],
)
def test_other_cursors(store: Store, cursor: str) -> None:
    """A cursor that no list of units gave is refused."""
    with pytest.raises(InvalidCursor):
        listed(store, 5, cursor)


def test_a_forged_place_is_one_in_the_list(store: Store) -> None:
    """Whatever number a cursor of units has, the list goes on somewhere in it."""
    for passed in (-(2**63), -1, 0, 2**63 - 1):
        after = write_cursor(Place("units", passed, "article bones absent"))
        assert set(paths(listed(store, 5, after))) <= {*TEXTS, "topic.t.name"}


def test_too_long_a_search(store: Store) -> None:
    """More than anybody searches for is refused."""
    with pytest.raises(BadUserInput, match="search"):
        listed(store, search="a" * (SEARCH_LIMIT + 1))


def test_an_unknown_catalog(store: Store) -> None:
    """What is not loaded is not found."""
    with pytest.raises(NotFound):
        listed(store, domain="absent")


@pytest.mark.parametrize(
    ("principal", "error"),
    [(NOBODY, Unauthenticated), (PUBLISHER, Forbidden), (Principal("Omar", Grants(drafts=("en", "sw-KE"))), Forbidden)],
)
def test_who_may_not_list(store: Store, principal: Principal, error: type[Exception]) -> None:
    """It takes a grant that shows drafts of that very locale; what is there makes no difference to others."""
    for domain in (None, "bones", "absent"):
        with pytest.raises(error):
            list_units(store, principal, UnitFilter("sw", domain), 5)
    assert listed(store).units
    assert list_units(store, AMINA, UnitFilter("sw"), 5).units

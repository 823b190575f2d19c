"""Saving a translation: what is taken, what is refused and kept, and what is a conflict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from tests.support.stores import open_migrated
from tests.support.workbench import (
    ADMINISTRATOR,
    AMINA,
    BARAKA,
    ELSEWHERE,
    JUMA,
    NOBODY,
    PUBLISHER,
    READER,
    TITLE,
    act,
    fill_workbench,
    history_of,
    reword,
    save,
    see,
    state_of,
    text_of,
)
from verbena.access.principal import Principal
from verbena.model.errors import BadUserInput, Forbidden, NotFound, Unauthenticated
from verbena.model.findings import FindingCode, Severity
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.store.contract import Store
from verbena.translating.review_unit import review_unit
from verbena.translating.save_unit import TEXT_LIMIT, SavedText, save_unit
from verbena.translating.unit_problems import SourceChanged, TranslationRefused, UnitConflict


@pytest.fixture
def store() -> Iterator[Store]:
    with open_migrated("sqlite://") as store:
        fill_workbench(store)
        yield store


def draft(store: Store, text: str, **others: Any) -> SavedText:
    seen = see(store)
    return replace(SavedText(text, seen.source.hash, seen.version), **others)


def test_a_translation_is_saved_and_signed(store: Store) -> None:
    """What is saved is TRANSLATED by a person, and the history says who did it, when and why."""
    unit = save_unit(store, act(AMINA, why="First."), TITLE, draft(store, "Kuhusu mifupa"))

    assert (text_of(unit), state_of(unit), unit.is_outdated) == ("Kuhusu mifupa", "TRANSLATED", False)
    assert unit.translation is not None
    assert unit.translation.origin is TranslationOrigin.HUMAN
    assert unit.translator == "Amina"
    (event,) = history_of(store)
    assert (event.kind, event.signature.by, event.signature.why) == ("SAVED", "Amina", "First.")
    assert (event.before, event.after) == (None, unit.translation)


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(store: Store) -> None:
    """Whoever saw another translation than there is gets that one, and nothing is written."""
    mine = draft(store, "Mifupa yangu")
    save(store, "Mifupa yetu", BARAKA)

    with pytest.raises(UnitConflict) as conflict:
        save_unit(store, act(AMINA), TITLE, mine)

    assert text_of(conflict.value.unit) == text_of(see(store)) == "Mifupa yetu"
    assert conflict.value.unit.version == see(store).version
    taken = save_unit(store, act(AMINA), TITLE, replace(mine, base=conflict.value.unit.version))
    assert text_of(taken) == "Mifupa yangu"


def test_a_review_meanwhile_is_a_conflict_too(store: Store) -> None:
    """A translation whose state has changed since is another one than was seen."""
    save(store, "Mifupa")
    mine = draft(store, "Mifupa yetu")
    review_unit(store, act(JUMA), TITLE, see(store).version)

    with pytest.raises(UnitConflict):
        save_unit(store, act(AMINA), TITLE, mine)

    assert state_of(see(store)) == "REVIEWED"


def test_a_race_is_lost_in_the_database(store: Store) -> None:
    """Where somebody saves between another's look and write, the second writes nothing and is told."""
    mine = draft(store, "Mifupa yangu")
    faster = _Faster(store, lambda: save(store, "Mifupa yetu", BARAKA))

    with pytest.raises(UnitConflict) as conflict:
        save_unit(faster, act(AMINA), TITLE, mine)  # type: ignore[arg-type]  # it hands on what it lacks

    assert text_of(conflict.value.unit) == "Mifupa yetu"
    assert [event.signature.by for event in history_of(store)] == ["Baraka"]


class _Faster:
    """A store in which somebody else is faster: they act just before the first change."""

    def __init__(self, store: Store, act_first: object) -> None:
        self._store = store
        self._acts = [act_first]

    def __getattr__(self, name: str) -> object:
        if name == "change_units" and self._acts:
            self._acts.pop()()  # type: ignore[operator]
        return getattr(self._store, name)


def test_another_source_is_told_with_old_and_new(store: Store) -> None:
    """A translation of a text that the source has no more is not taken; the unit tells the text of today."""
    mine = draft(store, "Kuhusu mifupa")
    new = reword(store, {"title": "About strong bones"})

    with pytest.raises(SourceChanged) as changed:
        save_unit(store, act(AMINA), TITLE, mine)

    assert changed.value.unit.source.hash == new.units["title"].hash
    older = store.find_older_source(TITLE.subject, "title", changed.value.source_hash)
    assert older is not None
    assert older.hash == mine.source_hash
    assert see(store).translation is None


def test_an_outdated_translation_is_confirmed_for_the_new_source(store: Store) -> None:
    """The same words saved for the new text are no longer outdated."""
    save(store, "Kuhusu mifupa")
    reword(store, {"title": "About strong bones"})
    assert see(store).is_outdated

    unit = save(store, "Kuhusu mifupa", BARAKA)

    assert (text_of(unit), unit.is_outdated) == ("Kuhusu mifupa", False)
    assert len(history_of(store)) == 2


@pytest.mark.parametrize("base", ["seen", "anything"])
def test_saving_again_changes_nothing(store: Store, base: str) -> None:
    """Who sends a text twice, because the first answer was lost, is told that all is well; a review stays."""
    save(store, "Mifupa")
    reviewed = review_unit(store, act(JUMA), TITLE, see(store).version)

    unit = save_unit(store, act(AMINA), TITLE, draft(store, "Mifupa", **({} if base == "seen" else {"base": base})))

    assert unit.version == reviewed.version
    assert len(history_of(store)) == 2


def test_other_words_are_not_reviewed(store: Store) -> None:
    """A reviewed translation that is reworded is TRANSLATED again."""
    save(store, "Mifupa")
    review_unit(store, act(JUMA), TITLE, see(store).version, TranslationState.FINAL)

    assert state_of(save(store, "Mifupa yetu")) == "TRANSLATED"


def test_a_translation_with_errors_is_kept_as_refused(store: Store) -> None:
    """An error keeps the translation as it was; the text and the findings stay with the unit until one is taken."""
    save(store, "Mifupa")

    with pytest.raises(TranslationRefused) as refused:
        save(store, "Mifupa <m.tamoxifen/>", BARAKA)

    assert {finding.code for finding in refused.value.findings} >= {FindingCode.TAG_INVENTED}
    unit = see(store)
    assert text_of(unit) == "Mifupa"
    assert unit.refusal is not None
    assert (unit.refusal.text, unit.refusal.by) == ("Mifupa <m.tamoxifen/>", "Baraka")
    assert unit.refusal.findings == refused.value.findings
    assert save(store, "Mifupa yetu").refusal is None


def test_warnings_pass_and_are_kept(store: Store) -> None:
    """A warning is told with the unit, and the translation is taken."""
    unit = save(store, "Mifupa **yetu**")

    assert text_of(unit) == "Mifupa **yetu**"
    assert [(one.code, one.severity) for one in unit.findings if one.code is FindingCode.MARKDOWN_SHOWN] == [
        (FindingCode.MARKDOWN_SHOWN, Severity.WARNING)
    ]
    assert not [one for one in save(store, "Mifupa yetu").findings if one.code is FindingCode.MARKDOWN_SHOWN]


def test_what_is_not_done_is_saved_as_initial(store: Store) -> None:
    """A translator may save what needs work, and say that a machine made it."""
    unit = save_unit(
        store,
        act(AMINA),
        TITLE,
        draft(store, "Mifu", state=TranslationState.INITIAL, origin=TranslationOrigin.MACHINE),
    )

    assert unit.translation is not None
    assert (unit.translation.state, unit.translation.origin) == (TranslationState.INITIAL, TranslationOrigin.MACHINE)


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"state": TranslationState.REVIEWED}, "state: REVIEWED is what a reviewer says"),
        ({"state": TranslationState.FINAL}, "state: FINAL is what a reviewer says"),
        ({"text": "a" * (TEXT_LIMIT + 1)}, "are more than"),
        ({"text": "null \0"}, "null character"),
        ({"text": "half \ud800"}, "half a character"),
    ],
)
def test_what_can_not_be_saved(store: Store, other: dict[str, Any], told: str) -> None:
    """A state that is a reviewer's, and what is no text, are told, and nothing is kept of them."""
    with pytest.raises(BadUserInput, match=told):
        save_unit(store, act(AMINA), TITLE, draft(store, **{"text": "Mifupa", **other}))

    assert (see(store).translation, see(store).refusal) == (None, None)


@pytest.mark.parametrize(
    ("principal", "error"),
    [
        (NOBODY, Unauthenticated),
        (READER, Forbidden),
        (JUMA, Forbidden),
        (PUBLISHER, Forbidden),
        (ADMINISTRATOR, Forbidden),
        (ELSEWHERE, Forbidden),
    ],
    ids=lambda one: one.name if isinstance(one, Principal) else None,
)
def test_only_translators_save(store: Store, principal: Principal, error: type[Exception]) -> None:
    """Neither readers of drafts, nor reviewers, publishers, administrators or translators of other locales may."""
    with pytest.raises(error):
        save_unit(store, act(principal), TITLE, draft(store, "Mifupa"))

    assert see(store).translation is None


@pytest.mark.parametrize(
    "name", [replace(TITLE, path="absent"), replace(TITLE, subject=replace(TITLE.subject, key="absent"))]
)
def test_a_unit_that_is_not_there(store: Store, name: object) -> None:
    """A path or a subject that is not loaded is NOT_FOUND."""
    with pytest.raises(NotFound):
        save_unit(store, act(AMINA), name, draft(store, "Mifupa"))  # type: ignore[arg-type]


def test_a_source_is_not_translated_into_its_own_language(store: Store) -> None:
    """There is no unit in the locale that the article is written in."""
    english = Principal("Ann", replace(AMINA.grants, translate=("en",)))

    with pytest.raises(NotFound):
        save_unit(store, act(english), replace(TITLE, locale="en"), draft(store, "Mifupa"))

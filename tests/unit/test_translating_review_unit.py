"""Reviewing, rejecting, commenting and undoing: who may, and what becomes of the unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace

from tests.support.stores import open_migrated
from tests.support.subjects import article_name, make_article
from tests.support.workbench import (
    ADMINISTRATOR,
    AMINA,
    BARAKA,
    ELSEWHERE,
    JUMA,
    NOBODY,
    PUBLISHER,
    READER,
    SUMMARY,
    TITLE,
    ZUHURA,
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
from verbena.model.edition import SourceUnit
from verbena.model.errors import BadUserInput, Forbidden, NotFound, Unauthenticated, VerbenaError
from verbena.model.inline import ArticleLink, TextRun
from verbena.model.markup import hash_text, write_markup
from verbena.model.translation import TranslationState
from verbena.store.contract import Store
from verbena.translating.change_unit import COMMENT_LIMIT
from verbena.translating.comment_unit import comment_unit
from verbena.translating.review_unit import reject_unit, review_unit
from verbena.translating.undo_unit import undo_unit
from verbena.translating.unit_problems import SourceChanged, TranslationRefused, UnitConflict
from verbena.translating.working_units import WorkingUnit

REVIEWED, FINAL = TranslationState.REVIEWED, TranslationState.FINAL


@pytest.fixture
def store() -> Iterator[Store]:
    with open_migrated("sqlite://") as store:
        fill_workbench(store)
        yield store


def review(store: Store, principal: Principal = JUMA, state: TranslationState = REVIEWED) -> WorkingUnit:
    return review_unit(store, act(principal), TITLE, see(store).version, state)


def reject(store: Store, principal: Principal = JUMA, comment: str = "Not so.") -> WorkingUnit:
    return reject_unit(store, act(principal), TITLE, see(store).version, comment)


def comment(store: Store, principal: Principal = JUMA, told: str = "Why so?") -> WorkingUnit:
    return comment_unit(store, act(principal), TITLE, told)


def undo(store: Store, event: int, principal: Principal = AMINA) -> WorkingUnit:
    return undo_unit(store, act(principal), TITLE, event, see(store).version)


@pytest.mark.parametrize("state", [REVIEWED, FINAL])
def test_somebody_else_reviews(store: Store, state: TranslationState) -> None:
    """A reviewer who did not write it may say that it is good, or signed off; the unit tells who did."""
    save(store, "Mifupa")

    unit = review(store, state=state)

    assert (text_of(unit), state_of(unit)) == ("Mifupa", state)
    assert (unit.translator, unit.find_reviewer()) == ("Amina", "Juma")
    assert [event.kind for event in history_of(store)] == ["SAVED", "REVIEWED"]


def test_nobody_reviews_their_own_words(store: Store) -> None:
    """Four eyes: whoever wrote the words may not review them, with every grant that there is."""
    save(store, "Mifupa", ZUHURA)

    with pytest.raises(Forbidden, match="somebody else"):
        review(store, ZUHURA)

    assert state_of(see(store)) == "TRANSLATED"


def test_words_that_were_brought_back_are_still_their_authors(store: Store) -> None:
    """Undoing what came after makes nobody's words another's: their author may not review them then either."""
    save(store, "Mifupa", ZUHURA)
    save(store, "Mifupa yetu", AMINA)
    undo(store, history_of(store)[-1].sequence, AMINA)

    with pytest.raises(Forbidden, match="somebody else"):
        review(store, ZUHURA)


def test_a_review_is_of_what_was_seen(store: Store) -> None:
    """A translation that somebody has changed since is not reviewed, rejected or undone unseen."""
    save(store, "Mifupa")
    seen = see(store).version
    save(store, "Mifupa yetu", BARAKA)
    ways: list[Callable[[], object]] = [
        lambda: review_unit(store, act(JUMA), TITLE, seen),
        lambda: reject_unit(store, act(JUMA), TITLE, seen, "No."),
        lambda: undo_unit(store, act(AMINA), TITLE, history_of(store)[0].sequence, seen),
    ]

    for way in ways:
        with pytest.raises(UnitConflict) as conflict:
            way()
        assert text_of(conflict.value.unit) == "Mifupa yetu"
    assert len(history_of(store)) == 2


def test_what_is_outdated_is_not_reviewed(store: Store) -> None:
    """A review would be one of another source text than the one of today."""
    save(store, "Kuhusu mifupa")
    reword(store, {"title": "About strong bones"})

    with pytest.raises(SourceChanged):
        review(store)


@pytest.mark.parametrize("state", [TranslationState.INITIAL, TranslationState.TRANSLATED])
def test_what_is_no_review(store: Store, state: TranslationState) -> None:
    """Other states are not a reviewer's to give."""
    save(store, "Mifupa")

    with pytest.raises(BadUserInput, match="no review's"):
        review(store, state=state)


def test_there_is_something_to_review(store: Store) -> None:
    """Without a translation there is nothing to review or reject."""
    for way in (review, reject):
        with pytest.raises(NotFound, match="no translation"):
            way(store)


def test_reviewing_again_changes_nothing(store: Store) -> None:
    """Saying what is said already makes no event."""
    save(store, "Mifupa")
    review(store)

    review(store, ZUHURA)

    assert len(history_of(store)) == 2


def test_rejecting_sends_back(store: Store) -> None:
    """A rejected translation needs work; its words stay, and the comment says why."""
    save(store, "Mifupa")
    review(store)

    unit = reject(store, comment=" Too short. ")

    assert (text_of(unit), state_of(unit), unit.find_reviewer()) == ("Mifupa", "INITIAL", None)
    newest = history_of(store)[-1]
    assert (newest.kind, newest.signature.by, newest.signature.why) == ("REJECTED", "Juma", "Too short.")


def test_comments_change_nothing(store: Store) -> None:
    """A comment stands in the history, with or without a translation, and nothing else is another than before."""
    before = see(store).version
    comment(store)
    assert see(store).version == before
    save(store, "Mifupa")
    saved = see(store).version

    comment(store, AMINA, "So it is said here.")

    assert see(store).version == saved
    assert [(event.kind, event.signature.why) for event in history_of(store)] == [
        ("COMMENTED", "Why so?"),
        ("SAVED", None),
        ("COMMENTED", "So it is said here."),
    ]


@pytest.mark.parametrize("told", ["", " \n ", "a" * (COMMENT_LIMIT + 1), "null \0", "half \udc00"])
@pytest.mark.parametrize("way", [reject, comment])
def test_a_comment_says_something(store: Store, way: Callable[..., object], told: str) -> None:
    """Nothing, too much and what is no text are refused, and nothing is done."""
    save(store, "Mifupa")

    with pytest.raises(BadUserInput, match="comment:"):
        way(store, JUMA, told)

    assert len(history_of(store)) == 1


def test_undoing_brings_words_back(store: Store) -> None:
    """A unit is again what it was before an event, however many came after; that is an event, and can be undone."""
    save(store, "Moja")
    save(store, "Mbili")
    save(store, "Tatu", BARAKA)
    events = [event.sequence for event in history_of(store)]

    assert text_of(undo(store, events[2])) == "Mbili"
    assert text_of(undo(store, events[1])) == "Moja"
    assert undo(store, events[0]).translation is None
    last = history_of(store)[-1]
    assert last.kind == "UNDONE"
    assert text_of(undo(store, last.sequence)) == "Moja"


def test_undoing_gives_no_review_away(store: Store) -> None:
    """Whoever brings reviewed words back gets them as reviewed if they might review them, else as translated."""
    save(store, "Mifupa", AMINA)
    review(store, state=FINAL)
    save(store, "Mifupa yetu", AMINA)
    third = history_of(store)[-1].sequence

    assert state_of(undo(store, third, AMINA)) == "TRANSLATED"
    save(store, "Mifupa yetu", AMINA)
    assert state_of(undo(store, third, ZUHURA)) == "FINAL"


def test_undoing_gives_no_author_their_own_review(store: Store) -> None:
    """Who wrote the words, and may review others, brings them back as translated."""
    save(store, "Mifupa", ZUHURA)
    review(store)
    save(store, "Mifupa yetu", AMINA)

    assert state_of(undo(store, history_of(store)[-1].sequence, ZUHURA)) == "TRANSLATED"


def test_undoing_a_review_takes_a_reviewer(store: Store) -> None:
    """A state alone is brought back by who might have given it."""
    save(store, "Mifupa", ZUHURA)
    review(store)
    reviewed = history_of(store)[-1].sequence

    with pytest.raises(Forbidden):
        undo(store, reviewed, AMINA)
    assert state_of(undo(store, reviewed, JUMA)) == "TRANSLATED"
    with pytest.raises(Forbidden, match="somebody else"):
        undo(store, history_of(store)[-1].sequence, ZUHURA)
    assert state_of(undo(store, history_of(store)[-1].sequence, JUMA)) == "REVIEWED"


def test_undoing_takes_what_can_be_taken_today(store: Store) -> None:
    """Words of a source that has changed come back as outdated."""
    save(store, "Kuhusu mifupa")
    reword(store, {"title": "About strong bones"})
    save(store, "Kuhusu mifupa imara")

    unit = undo(store, history_of(store)[-1].sequence)

    assert (text_of(unit), unit.is_outdated) == ("Kuhusu mifupa", True)


def test_undoing_is_judged(store: Store) -> None:
    """What would be an error today stays away: readers would meet a thing that is not there."""
    fill_with_link(store, with_link=True)
    save(store, "Angalia <article.hips>nyonga</article.hips>")
    fill_with_link(store, with_link=False)
    save(store, "Angalia nyonga")

    with pytest.raises(TranslationRefused):
        undo(store, history_of(store)[-1].sequence)

    assert text_of(see(store)) == "Angalia nyonga"


def fill_with_link(store: Store, *, with_link: bool) -> None:
    bones = make_article(links=[article_name("hips")] if with_link else ())
    inlines = (TextRun("See "), ArticleLink("hips", (TextRun("hips"),))) if with_link else (TextRun("See hips"),)
    units = {**bones.units, "title": SourceUnit(inlines, hash_text(write_markup(inlines)))}
    store.save_revisions([replace(bones, units=units, hash="1" * 32 if with_link else "2" * 32)])
    if with_link:
        store.save_revisions([make_article("hips")])
    else:
        store.drop_drafts([article_name("hips")])


def test_an_event_of_another_unit_is_not_found(store: Store) -> None:
    """Only what happened to the unit itself can be undone."""
    save(store, "Mifupa")
    save(store, "Kwa ufupi", name=SUMMARY)

    for event in (history_of(store, SUMMARY)[0].sequence, 999, 0, -1):
        with pytest.raises(NotFound, match="history"):
            undo(store, event)


ACTS: dict[str, Callable[[Store, Principal], object]] = {
    "review": review,
    "reject": reject,
    "comment": comment,
    "undo words": lambda store, principal: undo(store, history_of(store)[-2].sequence, principal),
    "undo a review": lambda store, principal: undo(store, history_of(store)[-1].sequence, principal),
}
MAY = {
    "review": {"Juma", "Zuhura"},
    "reject": {"Juma", "Zuhura"},
    "comment": {"Juma", "Zuhura", "Amina", "Baraka"},
    "undo words": {"Zuhura", "Amina", "Baraka"},
    "undo a review": {"Juma", "Zuhura"},
}


@pytest.mark.parametrize("way", ACTS)
@pytest.mark.parametrize(
    "principal",
    [NOBODY, READER, PUBLISHER, ADMINISTRATOR, ELSEWHERE, AMINA, BARAKA, JUMA, ZUHURA],
    ids=lambda one: one.name or "nobody",
)
def test_who_may_do_what(store: Store, way: str, principal: Principal) -> None:
    """Each act is for those who hold the role in that very locale; others are refused, and nothing changes."""
    save(store, "Moja", Principal("Somebody", AMINA.grants))
    save(store, "Mbili", Principal("Somebody", AMINA.grants))
    review(store, Principal("Another", JUMA.grants))
    before, events = see(store).version, len(history_of(store))

    refusal = _try(ACTS[way], store, principal)

    if principal.name in MAY[way]:
        assert refusal is None
        assert len(history_of(store)) == events + (way != "review")
    else:
        assert isinstance(refusal, Unauthenticated if principal.is_anonymous else Forbidden)
        assert (see(store).version, len(history_of(store))) == (before, events)


def _try(way: Callable[[Store, Principal], object], store: Store, principal: Principal) -> VerbenaError | None:
    try:
        way(store, principal)
    except VerbenaError as error:
        return error
    return None

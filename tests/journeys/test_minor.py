"""A change that an author marks as minor leaves translations as they are, and only one that is."""

from __future__ import annotations

import pytest

from tests.support.desk import OPENING, Desk, outdated
from tests.support.subjects import article_name
from verbena.cli.loading import print_loaded
from verbena.model.unit_event import UnitEventKind, UnitName
from verbena.translating.load import SAID

MARK = "locale: en\n"
STRESS = ("Milk is *one* source.", "Milk is one source!")
UNIT = UnitName(article_name("bones"), "he", "food.milk.text")


def mark(desk: Desk, name: str, field: str = "minor") -> None:
    """Mark a text in the file, without publishing it."""
    text = desk.file.read_text(encoding="utf-8")
    desk.file.write_text(text.replace(MARK, f"{MARK}{field}: [{name}]\n", 1), encoding="utf-8")


@pytest.mark.parametrize("name", ["food.milk.text", "food", '"*"'])
def test_marked_change_of_punctuation_outdates_nothing(desk: Desk, name: str) -> None:
    """Translations go on as those of the new text, whole and in the state that they had, and their history tells it."""
    before = desk.texts("he")["food.milk.text"]
    mark(desk, name)
    desk.write(*STRESS)

    texts = desk.texts("he")
    assert (outdated(texts), texts["food.milk.text"]["value"]) == (set(), before["value"])
    assert desk.completeness()["he"] == 1
    assert desk.texts("en")["food.milk.text"]["value"] == "Milk is one source!"
    (event,) = desk.site.services.store.read_unit_history(UNIT, 10).events
    assert event.kind is UnitEventKind.RENEWED
    assert event.before
    assert event.after
    assert event.before.state is event.after.state


def test_a_change_that_is_not_marked_outdates(desk: Desk) -> None:
    """Without a mark, or with one on another text, nobody has said that it is minor."""
    mark(desk, "walking")
    desk.write(*STRESS)

    assert outdated(desk.texts("he")) == {"food.milk.text"}


def test_a_mark_on_other_words_outdates_and_is_told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """The words are looked at: a mark that is not true does nothing, and loading says so."""
    mark(desk, "food.milk")
    text = desk.file.read_text(encoding="utf-8")
    desk.file.write_text(text.replace("Milk is *one* source.", "Milk is *no* source."), encoding="utf-8")

    print_loaded(desk.site.publish())

    assert outdated(desk.texts("he")) == {"food.milk.text"}
    assert "marks food.milk.text as minor, and its words are others" in capsys.readouterr().err


def test_a_mark_that_came_late_counts(desk: Desk) -> None:
    """A change that is marked only when it has been published already is minor from then on."""
    desk.write(*STRESS)
    assert outdated(desk.texts("he")) == {"food.milk.text"}

    desk.write(MARK, f"{MARK}minor: [food.milk]\n")

    assert outdated(desk.texts("he")) == set()


def test_safety_goes_before(desk: Desk) -> None:
    """What is marked as a matter of safety is not let through by another mark."""
    mark(desk, "food.milk")
    mark(desk, "food.milk.text", "safety")
    desk.write(*STRESS)

    assert desk.texts("he")["food.milk.text"]["isFallback"]


def test_files_of_before_are_read_so_too(desk: Desk) -> None:
    """A catalog with the text of before, loaded into an empty database, is not outdated either."""
    mark(desk, "food.milk")
    text = desk.file.read_text(encoding="utf-8")
    desk.file.write_text(text.replace(*STRESS), encoding="utf-8")
    store = desk.site.services.store
    store.drop_translations("he")
    store.forget_files(SAID, ())

    desk.site.publish()

    assert outdated(desk.texts("he")) == set()
    assert desk.completeness()["he"] == 1


def test_unknown_texts_are_refused(desk: Desk) -> None:
    """A mark on what is not there names its line, as for safety."""
    assert OPENING.count(MARK) == 1
    with pytest.raises(Exception, match="unknown-text"):
        desk.write(MARK, f"{MARK}minor: [nowhere]\n")

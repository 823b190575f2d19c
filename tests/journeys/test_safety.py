"""A change for the safety of readers reaches every locale at once; so do notices."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.support.desk import OPENING, Desk, fallen_back, outdated
from verbena.access.principal import act_as_operator
from verbena.publishing.acting import Act
from verbena.publishing.roll_back import roll_back_article

MARK = "locale: en\n"
DOSE = ("Milk is *one* source.", "Milk is *no* source.")


def mark(desk: Desk, *names: str) -> None:
    """Change a dose, and mark what was changed."""
    file = desk.file
    text = file.read_text(encoding="utf-8").replace(*DOSE)
    file.write_text(text.replace(MARK, f"{MARK}safety: [{', '.join(names)}]\n", 1), encoding="utf-8")
    desk.site.publish()


@pytest.mark.parametrize("name", ["food.milk.text", "food.milk", "food", '"*"'])
def test_marked_change_is_never_answered_with_an_older_translation(desk: Desk, name: str) -> None:
    """The text falls back at once in every locale; what has not changed goes on being translated."""
    mark(desk, name)

    texts = desk.texts("he")
    assert fallen_back(texts) == {"food.milk.text"}
    assert texts["food.milk.text"]["value"] == "Milk is no source."
    assert outdated(texts) == set()


def test_a_change_that_is_not_marked_is_served_as_outdated(desk: Desk) -> None:
    """Only what is marked falls back."""
    mark(desk, "walking")

    assert outdated(desk.texts("he")) == {"food.milk.text"}


def test_translated_anew_it_is_served_again(desk: Desk) -> None:
    """A translation of the present text is given; and later changes that aren't marked outdate that one as usual."""
    mark(desk, "food.milk")
    desk.translate("bones")
    assert fallen_back(desk.texts("he")) == set()

    desk.write("safety: [food.milk]\n", "")
    desk.write(DOSE[1], "Milk is hardly a source.")

    texts = desk.texts("he")
    assert (fallen_back(texts), outdated(texts)) == (set(), {"food.milk.text"})


def test_the_mark_may_go_and_what_it_did_stays(desk: Desk) -> None:
    """Removed later, with or without another change, a mark leaves no older translation to be served."""
    mark(desk, "food.milk")
    desk.write("safety: [food.milk]\n", "")
    assert fallen_back(desk.texts("he")) == {"food.milk.text"}

    desk.write(DOSE[1], "Milk is hardly a source.")

    assert fallen_back(desk.texts("he")) == {"food.milk.text"}


def test_a_mark_that_came_late_counts(desk: Desk) -> None:
    """A change that is marked only when it has been published already is one for safety from then on."""
    desk.write(*DOSE)
    assert outdated(desk.texts("he")) == {"food.milk.text"}

    desk.write(MARK, f"{MARK}safety: [food.milk]\n")

    assert fallen_back(desk.texts("he")) == {"food.milk.text"}


def test_a_mark_that_was_never_published_counts(desk: Desk) -> None:
    """A revision that was loaded, and replaced before anybody published it, has marked its change all the same."""
    file = desk.file
    text = file.read_text(encoding="utf-8").replace(*DOSE)
    file.write_text(text.replace(MARK, f"{MARK}safety: [food.milk]\n"), encoding="utf-8")
    desk.site.load()

    file.write_text(text.replace("Walk every day.", "Walk each day."), encoding="utf-8")
    desk.site.publish()

    texts = desk.texts("he")
    assert (fallen_back(texts), outdated(texts)) == ({"food.milk.text"}, {"walking.p1.text"})


def test_reference_data_is_marked_too(desk: Desk) -> None:
    """A renamed medication that is marked is not called by its older name in any locale."""
    assert "tamoxifen" in desk.texts("he")["medication.tamoxifen.genericName"]["value"]
    desk.write("genericName: tamoxifen", "genericName: toremifene\n  safety: true", "medications.yaml")

    texts = desk.texts("he")
    assert texts["medication.tamoxifen.genericName"]["value"] == "toremifene"
    assert "tamoxifen" not in texts["intro.p1.text"]["value"]


def test_older_states_have_no_older_dose(desk: Desk) -> None:
    """Without another language, the article is as it was when it was complete, but for what was changed for safety."""
    mark(desk, "food.milk")

    texts = desk.texts("he", fallback=[])

    assert fallen_back(texts) == {"food.milk.text"}
    assert texts["food.milk.text"]["value"] == "Milk is no source."


@pytest.mark.parametrize("name", ['"*"', "food"])
def test_older_states_that_can_not_be_mended_are_not_shown(desk: Desk, name: str) -> None:
    """Where texts were taken away together with a mark, or all are marked, nothing older is given."""
    text = desk.file.read_text(encoding="utf-8").replace("{#food.fish}\nSardines are another.\n\n", "")
    desk.file.write_text(text.replace(MARK, f"{MARK}safety: [{name}]\n").replace(*DOSE), encoding="utf-8")
    desk.site.publish()

    assert desk.read("he", fallback=[]) is None
    assert "food.fish" not in desk.texts("he")


def test_what_is_taken_back_is_taken_back_in_every_locale(desk: Desk) -> None:
    """Rolling back a source leaves no translation of what it takes back, nor of what came before, in any state."""
    desk.write(*DOSE)
    desk.translate("bones")
    desk.write(DOSE[1], "Milk is a source of 100 mg.")
    desk.translate("bones")
    store = desk.site.services.store

    roll_back_article(store, Act(act_as_operator("Ada"), datetime.now(UTC), "A wrong dose"), "bones", "en", 1)

    for fallback in (None, []):
        text = desk.texts("he", fallback)["food.milk.text"]
        assert (text["value"], text["isFallback"]) == ("Milk is one source.", True)


def test_notices_reach_every_locale(desk: Desk) -> None:
    """A correction is given in every locale, in the source's words until it is translated, in older states too."""
    notice = "notices: [{key: notice.milk, kind: CORRECTION, on: 2026-11-23, text: Milk was said to be one.}]\n"
    assert OPENING.startswith("---\nkey")
    desk.write(MARK, MARK + notice)

    for fallback in (None, []):
        (told,) = desk.read("he", fallback)["notices"]
        assert (told["kind"], told["text"]["value"]) == ("CORRECTION", "Milk was said to be one.")
        assert (told["text"]["lang"], told["text"]["isFallback"]) == ("en", True)

    desk.translate("bones")
    for fallback in (None, []):
        assert desk.read("he", fallback)["notices"][0]["text"]["lang"] == "he"


def test_a_notice_in_an_older_state_can_be_fetched_again(desk: Desk) -> None:
    """Its id leads to it, as any other does."""
    notice = "notices: [{key: notice.milk, kind: UPDATE, on: 2026-11-23, text: 'Ask about {med}`letrozole`.'}]\n"
    desk.write(MARK, MARK + notice)

    text = desk.texts("he", fallback=[])["notice.milk.text"]
    again = desk.site.ask("query ($id: ID!) { node(id: $id) { ... on Text { value html } } }", id=text["id"])

    assert again["node"] == {"value": text["value"], "html": text["html"]}
    assert "letrozole" in text["value"]

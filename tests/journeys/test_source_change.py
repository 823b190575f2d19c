"""The source moves on: what becomes of keys, translations and completeness when it is published again."""

from __future__ import annotations

import subprocess

import pytest

from tests.support.desk import FOOD, SARDINES, UNITS, WALKING, Desk, fallen_back, outdated
from tests.support.pseudo_translation import unmark
from tests.support.whole_query import outline


def test_all_is_current_at_first(desk: Desk) -> None:
    """What was just translated is complete, and nothing of it is outdated or falls back."""
    assert desk.completeness() == {"en": 1.0, "he": 1.0}
    assert len(desk.snapshot().source.units) == UNITS
    assert outdated(desk.texts("he")) == fallen_back(desk.texts("he")) == set()


def test_sections_that_change_places_keep_all(desk: Desk) -> None:
    """Where two sections change places, their texts and translations go along, and sources are numbered anew."""
    before = desk.texts("he")

    desk.write(FOOD + WALKING, WALKING + FOOD)

    after = desk.read("he")
    assert [section["key"] for section in after["sections"]] == ["walking", "food"]
    assert [use["citation"]["key"] for use in after["citations"]] == ["tu-2018", "lee-2020"]
    assert {path: text["value"] for path, text in desk.texts("he").items()} == {
        path: text["value"] for path, text in before.items()
    }
    assert {text["id"] for text in desk.texts("he").values()} == {text["id"] for text in before.values()}
    assert (after["isOutdated"], desk.completeness()) == (False, {"en": 1.0, "he": 1.0})
    assert [run["text"] for run in desk.texts("he")["walking.p1.text"]["inlines"]][-1] == "[1]"


def test_a_reworded_text_is_served_as_outdated(desk: Desk) -> None:
    """A translation of older words is still given, in its language, and says that it is outdated; no other does."""
    desk.write("*one* source", "*a* source")

    texts = desk.texts("he")
    assert outdated(texts) == {"food.milk.text"}
    assert fallen_back(texts) == set()
    assert unmark(texts["food.milk.text"]["value"]) == "Milk is one source."
    assert desk.texts("en")["food.milk.text"]["value"] == "Milk is a source."
    assert (desk.read("he")["isOutdated"], desk.read("en")["isOutdated"]) == (True, False)
    assert desk.completeness() == {"en": 1.0, "he": 1 - 1 / UNITS}


@pytest.mark.parametrize("catalog", ["stays", "is removed"])
def test_a_mention_that_the_source_drops_is_not_shown(desk: Desk, catalog: str) -> None:
    """Where the source no longer names a medication or cites a source, an older translation that does falls back."""
    if catalog == "is removed":
        (desk.site.locales / "he" / "LC_MESSAGES" / "bones.po").unlink()
    desk.write("[@lee-2020]", "")
    desk.write("Ask about {med}`tamoxifen` first.", "Ask about tablets first.")

    texts = desk.texts("he")
    assert fallen_back(texts) == {"intro.p1.text", "food.milk.text"}
    assert texts["intro.p1.text"]["value"] == "Ask about tablets first."
    assert [use["citation"]["key"] for use in desk.read("he")["citations"]] == ["tu-2018"]


def test_words_put_back_make_a_translation_current(desk: Desk) -> None:
    """A translation is judged by the words that it was made from: when they return, it is current again."""
    before = desk.texts("he")
    desk.write("*one* source", "*a* source")
    desk.write("*a* source", "*one* source")

    assert desk.texts("he") == before
    assert (desk.read("he")["isOutdated"], desk.completeness()["he"]) == (False, 1.0)


def test_an_added_paragraph_falls_back(desk: Desk) -> None:
    """A text that nobody has translated yet is given in the source's language, where it belongs."""
    desk.write(SARDINES, SARDINES + "{#food.nuts}\nNuts, too.\n\n")

    texts = desk.texts("he")
    assert fallen_back(texts) == {"food.nuts.text"}
    assert (texts["food.nuts.text"]["lang"], texts["food.nuts.text"]["dir"]) == ("en", "LTR")
    assert texts["food.nuts.text"]["translation"] is None
    assert outline(desk.read("he")) == outline(desk.read("en"))
    assert (desk.read("he")["isOutdated"], desk.completeness()["he"]) == (False, UNITS / (UNITS + 1))


def test_a_removed_paragraph_is_gone(desk: Desk) -> None:
    """What the source no longer has is in no language; the entry that is left over in the catalog is reported."""
    desk.write(SARDINES, "")

    assert desk.read("he") is not None
    assert "food.fish.text" not in {**desk.texts("en"), **desk.texts("he")}
    assert (desk.read("he")["isOutdated"], desk.completeness()) == (False, {"en": 1.0, "he": 1.0})
    assert [problem for problem in desk.site.load().catalogs.problems if "food.fish.text" in problem]


def test_a_renamed_medication_reaches_every_text(desk: Desk) -> None:
    """A name is said once: its correction is in all texts at once, and its translation is outdated by itself."""
    desk.write("genericName: tamoxifen", "genericName: tamoxifenum", "medications.yaml")

    assert desk.texts("en")["intro.p1.text"]["value"] == "Ask about tamoxifenum first."
    texts = desk.texts("he")
    assert unmark(texts["intro.p1.text"]["value"]) == "Ask about tamoxifen first."
    assert outdated(texts) == {"medication.tamoxifen.genericName"}
    assert (desk.read("he")["isOutdated"], desk.completeness()["he"]) == (True, 1.0)

    desk.translate("reference")

    assert unmark(desk.texts("he")["intro.p1.text"]["value"]) == "Ask about tamoxifenum first."
    assert desk.read("he")["isOutdated"] is False


def test_a_merge_that_guesses_needs_work(desk: Desk) -> None:
    """What gettext's merge carried over to new words (fuzzy) isn't served: readers get the source meanwhile."""
    desk.write("Sardines are another", "Sardines are yet another")
    catalog = desk.site.locales / "he" / "LC_MESSAGES" / "bones.po"
    template = desk.site.extract("bones", desk.root)
    subprocess.run(["msgmerge", "--quiet", "--update", "--backup=none", catalog, template], check=True)

    loaded = desk.site.publish()

    assert [one.report.initial for one in loaded.catalogs.catalogs if one.report.domain == "bones"] == [1]
    assert fallen_back(desk.texts("he")) == {"food.fish.text"}
    assert desk.texts("he")["food.fish.text"]["value"] == "Sardines are yet another."

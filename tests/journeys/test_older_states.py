"""States that were published before: the last complete one of a language, and any that a version names."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.support.desk import ARTICLE, FOOD, MILK, SARDINES, WALKING, Desk, fallen_back, outdated
from tests.support.pseudo_translation import unmark
from tests.support.whole_query import outline


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("*one* source", "*a* source"),
        (SARDINES, SARDINES + "{#food.nuts}\nNuts, too.\n\n"),
        (ARTICLE, ARTICLE.replace("Sardines", "Fish").replace(MILK, "") + "{#sleep}\n## Sleep\n\n{#sleep.p1}\nRest.\n"),
    ],
    ids=["reworded", "added", "all at once"],
)
def test_without_fallback_the_last_complete_state_is_given(desk: Desk, old: str, new: str) -> None:
    """Who takes no other language gets the article as it was when it was last complete, and hears that it is old."""
    before = desk.texts("he"), outline(desk.read("he")), desk.read("he")["version"]

    desk.write(old, new)

    alone = desk.read("he", fallback=[])
    assert outline(alone) == before[1]
    assert {path: text["html"] for path, text in desk.texts("he", fallback=[]).items()} == {
        path: text["html"] for path, text in before[0].items()
    }
    assert alone["isOutdated"] is True
    assert alone["version"] != before[2]


def test_without_fallback_a_removal_shows(desk: Desk) -> None:
    """An article that lost a text is as complete as before, so that the newest state is given."""
    desk.write(SARDINES, "")

    alone = desk.read("he", fallback=[])
    assert outline(alone) == outline(desk.read("he"))
    assert alone["isOutdated"] is False


def test_translating_again_completes(desk: Desk) -> None:
    """Once the changed texts are translated, the newest state is whole in both languages."""
    desk.write(FOOD, FOOD.replace("Sardines", "Herrings") + "{#food.nuts}\nNuts, too.\n\n")

    desk.translate("bones")

    assert outdated(desk.texts("he")) == fallen_back(desk.texts("he")) == set()
    assert unmark(desk.texts("he")["food.fish.text"]["value"]) == "Herrings are another."
    assert outline(desk.read("he", fallback=[])) == outline(desk.read("en"))
    assert desk.completeness()["he"] == 1.0


def test_older_states_are_kept_exactly(desk: Desk) -> None:
    """The number in a version leads back to the very state, whatever was published since."""
    states = {int(desk.read("he")["version"].rpartition(".")[2]): desk.snapshot()}
    for old, new in ((FOOD + WALKING, WALKING + FOOD), ("*one* source", "*a* source"), (SARDINES, "")):
        desk.write(old, new)
        states[int(desk.read("he")["version"].rpartition(".")[2])] = desk.snapshot()

    assert len(states) == 4
    for number, state in states.items():
        assert replace(desk.snapshot(number), references={}) == replace(state, references={})

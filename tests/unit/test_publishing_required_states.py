"""Which state a translation needs to be published: what settings say, and what becomes of each translation by it."""

from __future__ import annotations

from itertools import product

import pytest
from msgspec.structs import replace

from tests.support.subjects import make_article, translate
from verbena.bootstrap import open_services
from verbena.model.errors import BadUserInput
from verbena.model.translation import TranslationState
from verbena.publishing.prepare import prepare_translation
from verbena.publishing.required_states import NOTHING_REQUIRED, count_held_back, is_at_least, read_required_states
from verbena.settings import read_settings

INITIAL, TRANSLATED, REVIEWED, FINAL = TranslationState
_ARTICLE = make_article(texts={"title": "About bones"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [TRANSLATED, TRANSLATED, TRANSLATED]),
        ("es=REVIEWED", [REVIEWED, TRANSLATED, TRANSLATED]),
        ("*=REVIEWED", [REVIEWED, REVIEWED, REVIEWED]),
        ("*=REVIEWED es=TRANSLATED", [TRANSLATED, REVIEWED, REVIEWED]),
        ("  ES-mx=FINAL\t*=TRANSLATED \n es=REVIEWED", [REVIEWED, FINAL, TRANSLATED]),
    ],
)
def test_each_locale_requires_its_own(text: str, expected: list[TranslationState]) -> None:
    """A locale stands for exactly that one, `*` for all that aren't named; nothing said is TRANSLATED."""
    required = read_required_states(text)

    assert [required.find(locale) for locale in ("es", "es-MX", "sw")] == expected
    assert [required.asks_for_review(locale) for locale in ("es", "es-MX", "sw")] == [
        state is not TRANSLATED for state in expected
    ]


def test_order_of_words_makes_no_other_rule() -> None:
    """Equal rules are written alike, and nothing required is written as nothing."""
    assert read_required_states("*=FINAL es=REVIEWED").write() == read_required_states("ES=REVIEWED *=FINAL").write()
    assert NOTHING_REQUIRED.write() == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("REVIEWED", "write TRANSLATED, REVIEWED, FINAL after the ="),
        ("es", "write TRANSLATED, REVIEWED, FINAL after the ="),
        ("es=", "write TRANSLATED, REVIEWED, FINAL after the ="),
        ("es=reviewed", "write TRANSLATED, REVIEWED, FINAL after the ="),
        ("es=INITIAL", "write TRANSLATED, REVIEWED, FINAL after the ="),
        ("es=REVIEWED,sw=FINAL", "write TRANSLATED, REVIEWED, FINAL after the ="),
        ("es = REVIEWED", "after the ="),
        ("=REVIEWED", "language tag"),
        ("en_US=REVIEWED", "language tag"),
        ("es=REVIEWED ES=FINAL", "es is there twice"),
        ("*=REVIEWED *=REVIEWED", "is there twice"),
    ],
)
def test_anything_else_is_refused(text: str, told: str) -> None:
    """A setting that can't be understood is told with the word that is wrong, before anything is opened."""
    settings = read_settings({"VERBENA_DATABASE_URL": "sqlite://", "VERBENA_REQUIRED_STATES": text})

    with pytest.raises(BadUserInput, match=f"VERBENA_REQUIRED_STATES has .*{told}"), open_services(settings):
        pass


@pytest.mark.parametrize("required", [TRANSLATED, REVIEWED, FINAL])
@pytest.mark.parametrize("same_words", [True, False])
@pytest.mark.parametrize(("state", "published"), [*product(TranslationState, [None, TRANSLATED, REVIEWED, FINAL])])
def test_what_becomes_of_a_translation(
    state: TranslationState, published: TranslationState | None, required: TranslationState, same_words: bool
) -> None:
    """Over all states: what meets the rule is published; else what stands stays if it does, unless taken back."""
    (new,) = translate(_ARTICLE, "new", state=state).values()
    standing = {}
    if published:
        standing = translate(_ARTICLE, "new" if same_words else "old", state=published)

    made = prepare_translation(
        _ARTICLE.name, _ARTICLE.hash, "es", _ARTICLE.units.keys(), {"title": new}, required, standing
    )

    if _meets(state, required):
        expected = new
    elif published and _meets(published, required) and not (state is INITIAL and same_words):
        expected = standing["title"]
    else:
        expected = None
    assert made.translations == ({"title": expected} if expected else {})


def _meets(state: TranslationState, required: TranslationState) -> bool:
    order = {"INITIAL": 0, "TRANSLATED": 1, "REVIEWED": 2, "FINAL": 3}
    return order[state] >= order[required]


@pytest.mark.parametrize(("state", "required"), [*product(TranslationState, repeat=2)])
def test_states_are_ordered(state: TranslationState, required: TranslationState) -> None:
    """Each state is that one and all before it."""
    assert is_at_least(state, required) == _meets(state, required)


def test_units_that_are_gone_are_neither_kept_nor_counted() -> None:
    """What stands of a unit that the source has no more goes; so does one that nobody translates any more."""
    waiting = translate(_ARTICLE, "new")["title"]
    gone = {"title": waiting, "gone.text": waiting}
    standing = {path: replace(waiting, state=REVIEWED) for path in ("title", "gone.text", "other.text")}

    made = prepare_translation(_ARTICLE.name, _ARTICLE.hash, "es", {"title", "other.text"}, gone, REVIEWED, standing)

    assert set(made.translations or ()) == {"title"}
    assert count_held_back({"title", "other.text"}, gone, REVIEWED) == 1


@pytest.mark.parametrize(
    ("required", "count"),
    [(TRANSLATED, 0), (REVIEWED, 1), (FINAL, 2)],
)
def test_what_waits_for_review_is_counted(required: TranslationState, count: int) -> None:
    """Translations that wait are counted; those that need work anyhow are not."""
    (one,) = translate(_ARTICLE, "new").values()
    units = {state.value: replace(one, state=state) for state in TranslationState}

    assert count_held_back(units.keys(), units, required) == count

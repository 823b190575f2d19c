"""Words of a text, and the forms of one word."""

from __future__ import annotations

import pytest

from verbena.language.word_forms import find_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bone", "Bones"),
        ("therapy", "therapies"),
        ("diagnosis", "diagnoses"),
        ("prosthesis", "PROSTHESES"),
        ("overdose", "overdoses"),
        ("mass", "masses"),
        ("reflex", "reflexes"),
        ("vertebra", "vertebrae"),
        ("caf\u00e9", "cafe\u0301s"),
    ],
)
def test_english_plurals_are_one_word(one: str, other: str) -> None:
    """A plural counts as its singular, whatever the case and however its characters are composed."""
    ((first,), (second,)) = find_words(one, "en-GB"), find_words(other, "en-GB")

    assert first.stem == second.stem


@pytest.mark.parametrize("word", ["virus", "mass", "osteoporosis", "gas", "this"])
def test_words_that_end_in_s_stay_themselves(word: str) -> None:
    """What only looks like a plural is another word than what is left without its end."""
    ((long,), (short,)) = find_words(word, "en"), find_words(word[:-1], "en")

    assert long.stem != short.stem


def test_other_languages_are_compared_as_they_stand() -> None:
    """Outside of English no ending is taken off."""
    assert [one.stem for one in find_words("Los Huesos", "es")] == ["los", "huesos"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Paget’s disease, follow-up", ["Paget", "s", "disease", "follow", "up"]),
        ("हड्डियाँ कमज़ोर", ["हड्डियाँ", "कमज़ोर"]),
        ("كثافةُ العظام", ["كثافةُ", "العظام"]),
        ("骨密度test", ["骨", "密", "度", "test"]),
        ("กระดูก", list("กระดูก")),
        ("1.5 mg_D3", ["1", "5", "mg", "D3"]),
    ],
)
def test_words_of_any_script(text: str, words: list[str]) -> None:
    """Marks belong to their letters; in scripts without spaces, each character stands for itself."""
    assert [text[one.start : one.end] for one in find_words(text, "x")] == words

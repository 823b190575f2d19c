"""How long a text takes to read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.libraries import open_library, show
from tests.support.subjects import make_article, publish, translate
from verbena.reading.reading_time import CHARACTERS_PER_MINUTE, WORDS_PER_MINUTE, estimate_reading_minutes

CASES = [
    ("en", "word ", 0, 1),
    ("en", "word ", 1, 1),
    ("en", "word ", WORDS_PER_MINUTE, 1),
    ("en", "word ", WORDS_PER_MINUTE + 1, 2),
    ("ar", "كلمة ", 3 * WORDS_PER_MINUTE, 3),
    ("sw", "neno\n", 3 * WORDS_PER_MINUTE + 1, 4),
    ("ko", "말 ", 2 * WORDS_PER_MINUTE, 2),
    ("din", "w ", WORDS_PER_MINUTE + 1, 2),
    ("ja", "字", CHARACTERS_PER_MINUTE, 1),
    ("ja", "字 ", CHARACTERS_PER_MINUTE + 1, 2),
    ("zh-Hant", "字", 2 * CHARACTERS_PER_MINUTE, 2),
    ("zh-TW", "字", 2 * CHARACTERS_PER_MINUTE + 1, 3),
    ("th", "ก", 2 * CHARACTERS_PER_MINUTE, 2),
]


@pytest.mark.parametrize(("lang", "piece", "count", "minutes"), CASES)
def test_minutes_by_writing_system(lang: str, piece: str, count: int, minutes: int) -> None:
    """Minutes are words by the reading speed, or characters where words are not set apart, rounded up from one."""
    assert estimate_reading_minutes([(piece * count, lang)]) == minutes


@given(st.lists(st.tuples(st.text(), st.sampled_from(["en", "ar", "ja", "th"]))), st.text())
def test_more_text_never_takes_less(texts: list[tuple[str, str]], more: str) -> None:
    """Any text takes at least a minute, and one more text never makes it shorter."""
    assert 1 <= estimate_reading_minutes(texts) <= estimate_reading_minutes([*texts, (more, "en")])


def test_an_article_takes_as_long_as_its_texts_together() -> None:
    """An article's time counts each of its texts in the language that it is delivered in."""
    revision = make_article(texts={"title": "字" * 300, "summary": "word " * 150})
    with open_library() as (store, library):
        publish(store, revision, {"ja": translate(revision, "字" * 300, ["title"])})

        assert show(library, "en").reading_time_minutes == 1
        assert show(library, "ja").reading_time_minutes == 2

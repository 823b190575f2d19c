"""Pseudo-locales: all that a text carries stays, and every word of it looks translated."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given

from tests.support.inline_trees import INLINES
from verbena.language.accept import parse_accept_language, wanted_from
from verbena.language.pseudo import ACCENTED, BIDIRECTIONAL, LONGER, make_pseudo, without_pseudo
from verbena.model.blanks import BLANK
from verbena.model.inline import Inline, TextRun, plain_words, walk
from verbena.model.markup import normalise, read_markup, tags_of, write_markup

SENTENCE = "Ask your <strong>doctor</strong> about <m.tamoxifen>your pills</m.tamoxifen><c.a/> and <number.1200/> mg."


def pseudo(text: str, tag: str, limit: int | None = None) -> str:
    return write_markup(make_pseudo(read_markup(text, {}), tag, limit))


@given(INLINES)
@pytest.mark.parametrize("tag", [ACCENTED, BIDIRECTIONAL])
def test_tags_and_blanks_are_kept(tag: str, inlines: tuple[Inline, ...]) -> None:
    """Each tag of any text is there again in its order, and each blank."""
    made = make_pseudo(normalise(inlines), tag)

    assert tags_of(made) == tags_of(inlines)
    assert find_blanks(made) == find_blanks(normalise(inlines))


def find_blanks(inlines: tuple[Inline, ...]) -> list[str]:
    runs = (inline.text for inline in walk(inlines) if isinstance(inline, TextRun))
    return [blank for run in runs for blank in BLANK.findall(run)]


def test_words_get_accents_in_tags_too() -> None:
    """In en-XA no letter of the source is left without an accent, and all stands in one pair of brackets."""
    made = pseudo(SENTENCE, ACCENTED)

    words = re.sub("<[^>]*>", "", made)
    assert not re.search("[A-Za-z]", words)
    assert made.startswith("[Åšķ ýöûŕ <strong>ðöçţöŕ</strong> åƀöûţ <m.tamoxifen>ýöûŕ þîļļš</m.tamoxifen><c.a/>")
    assert made.endswith("]")
    assert made.count("[") == made.count("]") == 1


@pytest.mark.parametrize("text", ["Sources", SENTENCE, "word " * 200])
def test_texts_get_longer(text: str) -> None:
    """In en-XA a text is at least 30 % longer than in the source, and not twice as long."""
    before, after = (len(plain_words(read_markup(one, {}))) for one in (text, pseudo(text, ACCENTED)))

    assert before * (1 + LONGER) <= after - 2 < max(before * 1.6, before + 8)


@pytest.mark.parametrize("limit", [7, 9, 12, 13, 60])
def test_limits_are_kept(limit: int) -> None:
    """Where a place has room for no more, brackets and added words stay out."""
    made = pseudo("Sources", ACCENTED, limit)

    assert "Šöûŕçéš" in made
    assert len(made) <= limit


def test_words_are_turned_round() -> None:
    """In ar-XB each word is between a pair of controls that turn it round; blanks and white space are not."""
    assert pseudo("See {count} pages", BIDIRECTIONAL) == (
        "\u200f\u202eSee\u202c\u200f {count} \u200f\u202epages\u202c\u200f"
    )


def test_controls_are_paired() -> None:
    """What opens is closed in the same run of text, so that nothing beyond it is turned round."""
    made = make_pseudo(read_markup(SENTENCE, {}), BIDIRECTIONAL)

    for inline in walk(made):
        if isinstance(inline, TextRun):
            kinds = [unicodedata.bidirectional(one) for one in inline.text]
            assert [kind for kind in kinds if kind in ("RLO", "PDF")] == ["RLO", "PDF"] * kinds.count("RLO")


def test_nothing_stays_nothing() -> None:
    """A text without characters gets none."""
    assert pseudo("", ACCENTED) == pseudo("", BIDIRECTIONAL) == ""


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("en-XA", ("en",)),
        ("ar-XB, sw;q=0.5", ("ar", "sw")),
        ("en-XA-oxendict, en", ("en",)),
        ("sw, en-GB", ("sw", "en-GB")),
    ],
)
def test_browsers_never_want_one(header: str, wanted: tuple[str, ...]) -> None:
    """In place of a pseudo-locale in Accept-Language stands its language."""
    assert without_pseudo(wanted_from(parse_accept_language(header), frozenset(("en",)), "en")) == wanted

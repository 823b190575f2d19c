"""Runs and plain text."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.support.fixed_names import FixedNames
from tests.support.inline_trees import INLINES, LANGS
from verbena.language.direction import TextDirection, direction_of
from verbena.model.inline import (
    AbbreviationMention,
    ArticleLink,
    CitationMark,
    Emphasis,
    ForeignPhrase,
    Inline,
    Link,
    MedicationMention,
    Strong,
    TextRun,
)
from verbena.rendering.plain import plain_text
from verbena.rendering.runs import Run, RunKind, flatten

_WORD = (TextRun("word"),)


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        (TextRun("word"), Run(RunKind.TEXT, "word", "fr", TextDirection.LTR)),
        (CitationMark(("a",)), Run(RunKind.CITATION, "[1]", "fr", TextDirection.LTR, keys=("a",))),
        (MedicationMention("m", _WORD), Run(RunKind.MEDICATION, "word", "fr", TextDirection.LTR, target="m")),
        (MedicationMention("m"), Run(RunKind.MEDICATION, "m (name)", "ar", TextDirection.RTL, target="m")),
        (AbbreviationMention("a", _WORD), Run(RunKind.ABBREVIATION, "word", "fr", TextDirection.LTR, target="a")),
        (AbbreviationMention("a"), Run(RunKind.ABBREVIATION, "A", "ar", TextDirection.RTL, target="a")),
        (ForeignPhrase("ur", _WORD), Run(RunKind.FOREIGN, "word", "ur", TextDirection.RTL)),
        (Link("https://a.org", _WORD), Run(RunKind.LINK, "word", "fr", TextDirection.LTR, target="https://a.org")),
        (Link("javascript:a", _WORD), Run(RunKind.TEXT, "word", "fr", TextDirection.LTR)),
        (
            ArticleLink("bones", _WORD),
            Run(RunKind.ARTICLE_LINK, "word", "fr", TextDirection.LTR, target="bones", href="/articles/bones"),
        ),
        (ArticleLink("dexa", _WORD), Run(RunKind.TEXT, "word", "fr", TextDirection.LTR)),
    ],
)
def test_each_inline_gives_its_kind_of_run(inline: Inline, expected: Run) -> None:
    """Each kind of inline is one kind of run; names keep their own language, and what leads nowhere safe is text."""
    names = FixedNames("ar")

    assert flatten((inline,), "fr", names) == (expected,)


@pytest.mark.parametrize("strong", [False, True])
@pytest.mark.parametrize("emphasis", [False, True])
@pytest.mark.parametrize("foreign", [False, True])
@pytest.mark.parametrize("typed", ["medication", "abbreviation", "link", "article", "citation", "text"])
def test_what_surrounds_a_run_is_inherited(strong: bool, emphasis: bool, foreign: bool, typed: str) -> None:
    """Strong, emphasis and language reach every kind of run through any nesting, and never change a typed kind."""
    kinds: dict[str, tuple[Inline, RunKind]] = {
        "medication": (MedicationMention("m", _WORD), RunKind.MEDICATION),
        "abbreviation": (AbbreviationMention("a", _WORD), RunKind.ABBREVIATION),
        "link": (Link("https://a.org", _WORD), RunKind.LINK),
        "article": (ArticleLink("bones", _WORD), RunKind.ARTICLE_LINK),
        "citation": (CitationMark(("a",)), RunKind.CITATION),
        "text": (TextRun("word"), RunKind.FOREIGN if foreign else RunKind.TEXT),
    }
    inline, kind = kinds[typed]
    inline = Emphasis((inline,)) if emphasis else inline
    inline = ForeignPhrase("he", (inline,)) if foreign else inline
    inline = Strong((inline,)) if strong else inline

    (run,) = flatten((inline,), "en", FixedNames())

    assert (run.kind, run.strong, run.emphasis) == (kind, strong, emphasis)
    assert (run.lang, run.dir) == (("he", TextDirection.RTL) if foreign else ("en", TextDirection.LTR))


def test_a_link_stays_a_link_over_all_its_words() -> None:
    """Mentions inside a link are part of it; a citation mark in it stays a mark."""
    link = Link("https://a.org", (TextRun("see "), MedicationMention("m", _WORD), CitationMark(("a",))))

    runs = flatten((link,), "en", FixedNames())

    assert [run.kind for run in runs] == [RunKind.LINK, RunKind.LINK, RunKind.CITATION]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("en", "[1, 2]"), ("ar-EG", "[١، ٢]"), ("zh-Hans", "[1、2]"), ("ja", "[1、2]"), ("de", "[1, 2]")],
)
def test_marks_are_written_as_the_locale_does(lang: str, expected: str) -> None:
    """A mark has its sources once each, in the order of their numbers, in the locale's digits with its comma."""
    names = FixedNames()
    names.numbers = {"a": 1, "b": 2}

    (run,) = flatten((CitationMark(("b", "a", "b")),), lang, names)

    assert (run.text, run.keys) == (expected, ("a", "b"))


@given(INLINES)
def test_runs_have_text_and_a_language(inlines: tuple[Inline, ...]) -> None:
    """No run is empty, each knows the direction of its language, and only typed runs have a target."""
    for run in flatten(inlines, "sw", FixedNames("en")):
        assert run.text
        assert run.lang in (*LANGS, "sw")
        assert run.dir == direction_of(run.lang)
        assert (run.target is not None) == (run.kind not in (RunKind.TEXT, RunKind.FOREIGN, RunKind.CITATION))
        assert bool(run.keys) == (run.kind == RunKind.CITATION)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("loss ", None, "."), "loss."),
        (("loss", None, ". More"), "loss. More"),
        (("loss ", None, " and more"), "loss and more"),
        (("loss ", None), "loss"),
        ((None, " Loss"), "Loss"),
        (("loss ", None, " ", None, "."), "loss."),
        (("perte ", None, "\u202f; suite"), "perte\u202f; suite"),
        (("فقدان ", None, "، ثم"), "فقدان، ثم"),
        (("骨质流失", None, "。"), "骨质流失。"),
        (("(loss ", None, ")"), "(loss)"),
        (("loss ", None, "(more)"), "loss (more)"),
        (("sí ", None, "¿no?"), "sí ¿no?"),
        (("two\nlines\tand\u2028more",), "two lines and more"),
    ],
)
def test_plain_text_closes_up_where_a_mark_was(parts: tuple[str | None, ...], expected: str) -> None:
    """Plain text has no citation marks, no gap where one stood, and no line ends."""
    inlines = tuple(CitationMark(("a",)) if part is None else TextRun(part) for part in parts)

    assert plain_text(inlines, "en", FixedNames()) == expected


@given(INLINES)
def test_plain_text_is_safe_as_an_accessible_name(inlines: tuple[Inline, ...]) -> None:
    """Plain text holds no control character, no line end and no surrogate, and no space at its ends."""
    text = plain_text(inlines, "en", FixedNames())

    assert text == text.strip()
    assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in text)
    assert not any(character in "\u2028\u2029" or 0xD800 <= ord(character) < 0xE000 for character in text)

"""HTML of texts, read back by html5lib."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.fixed_names import FixedNames
from tests.support.inline_trees import INLINES, LANGS
from verbena.language.direction import direction_of
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
from verbena.rendering.html import phrasing_html
from verbena.rendering.runs import flatten

_ALLOWED = {
    "strong": set(),
    "em": set(),
    "sup": set(),
    "span": {"lang", "dir"},
    "abbr": {"lang", "dir", "title"},
    "time": {"datetime"},
    "a": {"href", "rel", "role", "lang", "dir", "aria-label"},
}
_WORD = (TextRun("word"),)


def _parse(html: str) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    (paragraph,) = parser.parseFragment(f"<p>{html}</p>")
    assert paragraph.tag == "p"
    return paragraph


def _render(*inlines: Inline, lang: str = "en", names: FixedNames | None = None) -> str:
    return phrasing_html(inlines, lang, direction_of(lang), names or FixedNames(lang))


@given(INLINES, st.sampled_from(LANGS), st.sampled_from(LANGS))
def test_html_is_valid_in_a_paragraph(inlines: tuple[Inline, ...], lang: str, other: str) -> None:
    """Whatever the tree, a strict parser sees one paragraph with only the tags and attributes that we mean."""
    paragraph = _parse(_render(*inlines, lang=lang, names=FixedNames(lang, other, other)))

    for element in paragraph.iter():
        if element is not paragraph:
            assert set(element.attrib) <= _ALLOWED[element.tag]
            assert element.attrib.get("href", "#").startswith(("#", "/", "https:", "mailto:", "tel:"))


@given(INLINES, st.sampled_from(LANGS))
def test_html_says_what_runs_say(inlines: tuple[Inline, ...], lang: str) -> None:
    """The text content of the HTML is the texts of the runs, joined."""
    names = FixedNames("en")

    runs = flatten(inlines, lang, names)

    assert "".join(_parse(_render(*inlines, lang=lang, names=names)).itertext()) == "".join(run.text for run in runs)


@given(INLINES, st.sampled_from(LANGS))
def test_html_gives_each_letter_the_language_of_its_run(inlines: tuple[Inline, ...], lang: str) -> None:
    """The language and direction said by the nearest element are those of the run; titles speak their own language."""
    names = FixedNames("en", "ja")

    runs = flatten(inlines, lang, names)

    letters = list(_letters(_parse(_render(*inlines, lang=lang, names=names)), lang, direction_of(lang).lower()))
    assert letters == [(letter, run.lang, run.dir.lower()) for run in runs for letter in run.text]


def _letters(element: Element, lang: str, direction: str) -> Iterator[tuple[str, str, str]]:
    here = element.get("lang", lang), element.get("dir", direction)
    yield from ((letter, *here) for letter in element.text or "")
    for child in element:
        yield from _letters(child, *here)
        yield from ((letter, *here) for letter in child.tail or "")


@given(INLINES)
def test_links_never_nest(inlines: tuple[Inline, ...]) -> None:
    """No link is inside another, neither of a citation mark nor of an article."""
    paragraph = _parse(_render(*inlines))

    assert not paragraph.findall(".//a//a")


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        (TextRun('1 < 2 & "3"'), "1 &lt; 2 &amp; &quot;3&quot;"),
        (Strong((Emphasis(_WORD),)), "<strong><em>word</em></strong>"),
        (MedicationMention("m"), "m (name)"),
        (MedicationMention("m", _WORD), "word"),
        (AbbreviationMention("a"), '<abbr title="what &quot;a&quot; means">A</abbr>'),
        (ForeignPhrase("ar", _WORD), '<span lang="ar" dir="rtl">word</span>'),
        (Link("https://a.org/?b&c", _WORD), '<a href="https://a.org/?b&amp;c" rel="external noreferrer">word</a>'),
        (Link("JavaScript:alert(1)", _WORD), "word"),
        (Link(" https://a.org", _WORD), "word"),
        (ArticleLink("bones", _WORD), '<a href="/articles/bones">word</a>'),
        (ArticleLink("dexa", _WORD), "word"),
        (Strong(()), ""),
        (
            CitationMark(("a", "b")),
            (
                '<sup><a href="#citation-a" role="doc-biblioref" aria-label="Source 1">[1</a>, '
                '<a href="#citation-b" role="doc-biblioref" aria-label="Source 2">2]</a></sup>'
            ),
        ),
        (
            ArticleLink("bones", (TextRun("word"), CitationMark(("a",)))),
            '<a href="/articles/bones">word<sup>[1]</sup></a>',
        ),
    ],
)
def test_each_inline_has_its_html(inline: Inline, expected: str) -> None:
    """Each kind of inline is written in the element that HTML has for it."""
    assert _render(inline) == expected


@pytest.mark.parametrize(
    ("short", "expansion", "expected"),
    [
        ("fr", "fr", '<abbr title="{0}">A</abbr>'),
        ("en", "en", '<abbr lang="en" dir="ltr" title="{0}">A</abbr>'),
        ("fr", "en", '<abbr lang="en" dir="ltr" title="{0}"><span lang="fr" dir="ltr">A</span></abbr>'),
        ("en", "fr", '<abbr title="{0}"><span lang="en" dir="ltr">A</span></abbr>'),
        ("ar", "en", '<abbr lang="en" dir="ltr" title="{0}"><span lang="ar" dir="rtl">A</span></abbr>'),
    ],
)
def test_an_abbreviation_and_its_title_each_say_their_language(short: str, expansion: str, expected: str) -> None:
    """A title is spoken in the language of its element, so the element says that one and its content the other."""
    html = _render(AbbreviationMention("a"), lang="fr", names=FixedNames(short, expansion))

    assert html == expected.format("what &quot;a&quot; means")


def test_a_label_in_another_language_says_so() -> None:
    """The accessible name of a mark that fell back to another language is marked with that language."""
    html = _render(CitationMark(("a",)), lang="ar", names=FixedNames("ar", label_lang="en"))

    assert html == (
        '<sup><a href="#citation-a" role="doc-biblioref" lang="en" dir="ltr" aria-label="Source 1">'
        '<span lang="ar" dir="rtl">[1]</span></a></sup>'
    )

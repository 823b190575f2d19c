"""Reference-list entries in many languages."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.support.fixed_names import FixedNames
from verbena.language.direction import direction_of
from verbena.model.inline import ForeignPhrase, Link, walk
from verbena.model.markup import write_markup
from verbena.rendering.citations import format_citation
from verbena.rendering.html import phrasing_html
from verbena.rendering.plain import plain_text
from verbena.resources import find_resource

_BUNDLED: list[dict[str, Any]] = json.loads((find_resource("content") / "citations.json").read_text("utf-8"))
_TAGS = ("en", "ar", "sw", "fr", "de", "zh-Hans", "ja", "ru", "ur", "hi", "pt-BR", "es-419", "zh-TW", "sr-Latn", "din")
_ARTICLE: dict[str, Any] = {
    "id": "a",
    "type": "article-journal",
    "language": "en",
    "title": "Do bones mend?",
    "author": [{"family": "Van Dyke", "given": "PM"}, {"family": "Doe", "given": "Jo-Ann", "suffix": "Jr"}],
    "container-title": "Journal of Bones",
    "container-title-short": "J. Bones",
    "issued": {"date-parts": [[2013, 5]]},
    "volume": "11",
    "issue": "4",
    "page": "319-328",
    "DOI": "10.1000/a(b)<1>",
}


def _text(csl: dict[str, Any], tag: str) -> str:
    formatted = format_citation(csl, tag)
    return plain_text(formatted.inlines, formatted.lang, FixedNames())


@pytest.mark.parametrize("tag", _TAGS)
@pytest.mark.parametrize("csl", _BUNDLED, ids=lambda csl: str(csl["id"]))
def test_bundled_sources_are_written_in_every_locale(csl: dict[str, Any], tag: str) -> None:
    """Every bundled source has its title once, no number, no stray punctuation, and its English words marked."""
    formatted = format_citation(csl, tag)

    text = plain_text(formatted.inlines, formatted.lang, FixedNames())
    assert text.count(csl["title"]) == 1
    assert not text.startswith(("1.", " "))
    assert not any(stray in text for stray in ("..", "  ", " ,", " .", ",,", "?.", ";;", "::", "\ue000", "\ue003"))
    assert formatted.lang in (tag, "en", "es", "zh-Hant")
    foreign = {inline.lang for inline in walk(formatted.inlines) if isinstance(inline, ForeignPhrase)}
    assert foreign == (set() if formatted.lang == "en" else {"en"})
    assert phrasing_html(formatted.inlines, formatted.lang, direction_of(formatted.lang), FixedNames())


def test_an_entry_follows_the_style() -> None:
    """Names with initials, title, journal in italics, year, volume, issue, pages, and the DOI as a link."""
    formatted = format_citation(_ARTICLE, "en")

    doi = next(inline for inline in walk(formatted.inlines) if isinstance(inline, Link))
    assert doi.href == "https://doi.org/10.1000/a(b)%3C1%3E"
    assert write_markup(formatted.inlines).startswith(
        "Van Dyke PM, Doe JA Jr. Do bones mend? <em>J Bones</em>. 2013;11(4):319-328. <link."
    )


@pytest.mark.parametrize(
    ("tag", "term"),
    [
        ("en", "et al."),
        ("ar", "وآخرون"),
        ("de", "u.\u00a0a."),
        ("ru", "и др."),
        ("ja", "ほか"),
        ("sw", "na wenzake"),
        ("din", "et al."),
    ],
)
@pytest.mark.parametrize("authors", [1, 2, 3, 6, 8])
@pytest.mark.parametrize("has_more", [False, True])
def test_more_authors_are_told_in_the_locales_term(tag: str, term: str, authors: int, has_more: bool) -> None:
    """Of more than six authors three are named; the term follows then, and where the record says that more follow."""
    names = [{"family": f"Doe{number}", "given": "J"} for number in range(authors)]
    csl = {**_ARTICLE, "author": names, "custom": {"authorsTruncated": has_more}}

    text = _text(csl, tag)

    assert (term in text) == (has_more or authors > 6)
    assert [f"Doe{number} J" in text for number in range(authors)] == [
        authors <= 6 or number < 3 for number in range(authors)
    ]
    assert "…" not in text


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "Accessed November 23, 2026"),
        ("fr", "Consulté le 23 novembre 2026"),
        ("ru", "23 ноября 2026"),
        ("ja", "2026年11月23日"),
    ],
)
def test_dates_are_the_locales_own(tag: str, expected: str) -> None:
    """The day on which an address was read is CLDR's date of the locale, after CSL's word for it."""
    csl = {
        "id": "w",
        "type": "webpage",
        "title": "Bones",
        "URL": "https://a.org/",
        "accessed": {"date-parts": [[2026, 11, 23]]},
    }

    assert expected in _text(csl, tag)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([[2013]], "2013;"),
        ([["2013", "5"]], "2013;"),
        ([[2013, 1], [2013, 2]], "2013;"),
        ([[2013], [2014]], "2013–2014;"),
    ],
)
def test_a_year_is_never_lost(parts: list[list[Any]], expected: str) -> None:
    """The year stands in the entry however the record gives the date, ranges among it."""
    assert expected in _text({**_ARTICLE, "issued": {"date-parts": parts}}, "en")


def test_a_title_that_stands_for_authors_is_written_once() -> None:
    """Without authors the title comes first, and not a second time."""
    csl = {key: value for key, value in _ARTICLE.items() if key != "author"}

    assert _text(csl, "en").startswith("Do bones mend? J Bones. 2013")


def test_a_work_in_another_language_keeps_it() -> None:
    """A French work's words are French in an English entry, and plain in a Canadian French one."""
    csl = {**_ARTICLE, "language": "fr-FR", "title": "L’os"}

    foreign = [inline for inline in walk(format_citation(csl, "en").inlines) if isinstance(inline, ForeignPhrase)]
    assert {inline.lang for inline in foreign} == {"fr-FR"}
    assert not any(isinstance(inline, ForeignPhrase) for inline in walk(format_citation(csl, "fr-CA").inlines))


def test_an_english_entry_runs_as_one_phrase_in_arabic() -> None:
    """Names, title, year and pages of an English work are one foreign phrase, so that digits keep their order."""
    formatted = format_citation(_ARTICLE, "ar")

    (phrase,) = formatted.inlines
    assert isinstance(phrase, ForeignPhrase)
    assert (phrase.lang, formatted.lang) == ("en", "ar")


def test_entries_are_the_same_from_many_threads() -> None:
    """Formatting at once from several threads gives what it gives from one."""
    items = [{**_ARTICLE, "volume": str(number)} for number in range(12)]

    with ThreadPoolExecutor(4) as threads:
        entries = list(threads.map(lambda csl: _text(csl, "de"), items))

    assert [f";{number}(4)" in entry for number, entry in enumerate(entries)] == [True] * 12


def test_marks_in_a_record_do_not_break_an_entry() -> None:
    """Private use characters and markup in a record's values are not taken for ours."""
    csl = {**_ARTICLE, "title": "A \ue003\ue000 <i>Homo</i> <b>x</b>", "custom": {}, "unknown-field": "x"}

    assert _text(csl, "fr").startswith("Van Dyke PM, Doe JA Jr. A Homo x. J Bones")

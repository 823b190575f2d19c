"""Reference data, the interface's words and locales, as presentations show them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.libraries import Opened, open_library, present, publish_whole
from tests.support.subjects import make_article, make_topic, publish, translate
from verbena.authoring.revisions import make_revision
from verbena.language.direction import TextDirection
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.reference import Brand, Citation, MedicalCode
from verbena.reading.library import Library
from verbena.reading.locales import list_locales
from verbena.reading.read_reference import read_labels, read_medication, read_reference, read_topics
from verbena.reading.references import AbbreviationView, CitationView, ContributorView, TopicView

LTR, RTL = TextDirection.LTR, TextDirection.RTL

BOOK: dict[str, Any] = {
    "id": "book",
    "type": "book",
    "title": "Strong bones",
    "author": [
        {"family": "Berg", "given": "Ada", "non-dropping-particle": "van den", "suffix": "Jr."},
        {"literal": "Bone Society"},
        {"family": "Ono"},
    ],
    "issued": {"date-parts": [[2020, 3]]},
    "publisher": "Press",
}


@pytest.fixture(scope="module")
def whole() -> Iterator[Library]:
    with open_library() as (store, library):
        publish_whole(store, "ar")
        yield library


def read_citation(opened: Opened, csl: dict[str, Any], *wanted: str) -> CitationView:
    store, library = opened
    name = SubjectName(SubjectKind.CITATION, csl["id"])
    publish(store, make_revision(name, "en", Citation(csl["id"], csl), {}, ()))
    found = read_reference(library, name, present(*wanted))
    assert isinstance(found, CitationView)
    return found


def test_a_medication_has_names_in_the_chain(whole: Library) -> None:
    """A medication's texts come in the chain's languages; brands and codes are the same in all."""
    for wanted, mark, lang, is_fallback in (
        ("ar", "ar: ", "ar", False),
        ("sw", "", "en", True),
        ("en", "", "en", False),
    ):
        medication = read_medication(whole, "tamoxifen", present(wanted))

        assert medication is not None
        texts = (medication.generic_name, medication.drug_class, *medication.routes)
        assert [text.value for text in texts] == [
            f"{mark}{word}" for word in ("tamoxifen", "Estrogen modulator", "By mouth")
        ]
        assert {(text.lang, text.is_fallback) for text in texts} == {(lang, is_fallback)}
        assert medication.brand_names == (Brand("Soltamox", ("US", "NO")),)
        assert medication.codes == (MedicalCode("ATC", "L02BA01"),)


def test_abbreviations_and_contributors_have_their_texts(whole: Library) -> None:
    """An abbreviation has a short form, expansion and definition, a contributor a name and biography."""
    dexa = read_reference(whole, SubjectName(SubjectKind.ABBREVIATION, "dexa"), present("ar"))
    ada = read_reference(whole, SubjectName(SubjectKind.CONTRIBUTOR, "ada"), present("ar"))

    assert isinstance(dexa, AbbreviationView)
    assert isinstance(ada, ContributorView)
    assert dexa.definition is not None
    assert ada.biography is not None
    assert [text.value for text in (dexa.short, dexa.expansion, dexa.definition)] == [
        "ar: DEXA",
        "ar: X-ray absorptiometry",
        "ar: A scan.",
    ]
    assert (ada.full_name, ada.biography.value) == ("Ada Example", "ar: Writes about bones.")


@pytest.mark.parametrize("kind", SubjectKind)
def test_what_is_not_there_is_null(whole: Library, kind: SubjectKind) -> None:
    """A datum that is not published, of whatever kind, is null."""
    assert read_reference(whole, SubjectName(kind, "nothing"), present("en")) is None


def test_topics_are_all_there_in_order(opened: Opened) -> None:
    """Topics come in the order of their keys, each in the chain's language that has it."""
    store, library = opened
    assert read_topics(library, present("ar")) == []
    for key in ("c", "a", "b"):
        topic = make_topic(key)
        publish(store, topic, {"ar": translate(topic, "ar")} if key == "a" else {})

    topics = read_topics(library, present("ar"))

    assert all(isinstance(topic, TopicView) for topic in topics)
    assert [(one.key, one.name.value, one.name.is_fallback) for one in topics] == [
        ("a", "ar topic.a.name", False),
        ("b", "B", True),
        ("c", "C", True),
    ]


def test_labels_need_a_published_interface(opened: Opened, whole: Library) -> None:
    """Without an interface there are no labels; with one, all of them in the order of the source."""
    assert read_labels(opened[1], present("ar")) == []
    assert [(label.key, label.text.lang) for label in read_labels(whole, present("sw"))] == [
        ("sources", "en"),
        ("source-number", "en"),
    ]


def test_a_citation_has_its_data_as_fields(opened: Opened) -> None:
    """Names are written as in a byline, and the year is a number; what a record lacks is null."""
    book = read_citation(opened, BOOK, "ar")

    assert book.authors == ("Ada van den Berg Jr.", "Bone Society", "Ono")
    assert (book.work_title, book.year, book.lang, book.dir) == ("Strong bones", 2020, "en", LTR)
    assert (book.container_title, book.doi, book.work_url) == (None, None, None)
    assert book.csl == BOOK


ADDRESSES = [
    ({}, None),
    ({"DOI": "10.1000/182"}, "https://doi.org/10.1000/182"),
    ({"URL": "https://example.org/a"}, "https://example.org/a"),
    ({"DOI": "10.1000/182", "URL": "https://example.org/a"}, "https://doi.org/10.1000/182"),
    ({"DOI": "10.1002/(SICI)1<12::AID-CNCR3>3.0"}, "https://doi.org/10.1002/(SICI)1%3C12::AID-CNCR3%3E3.0"),
]


@pytest.mark.parametrize(("fields", "url"), ADDRESSES)
def test_a_work_is_found_at_its_address(opened: Opened, fields: dict[str, str], url: str | None) -> None:
    """A work's address is that of its DOI, which outlives others, else the record's own."""
    citation = read_citation(opened, {**BOOK, **fields}, "en")

    assert (citation.work_url, citation.doi) == (url, fields.get("DOI"))


YEARS = [({"date-parts": [[1999]]}, 1999), ({"date-parts": [["2001"]]}, 2001), ({"raw": "long ago"}, None), ({}, None)]


@pytest.mark.parametrize(("issued", "year"), YEARS)
def test_a_year_may_be_missing(opened: Opened, issued: dict[str, Any], year: int | None) -> None:
    """The year is that of the record's date, in figures or as text, and null where it has none."""
    assert read_citation(opened, {**BOOK, "issued": issued}, "en").year == year


def test_a_work_has_its_own_language(opened: Opened) -> None:
    """A work's language and direction are its own, whatever the presentation's."""
    work = read_citation(opened, {**BOOK, "language": "ar", "title": "عظام قوية"}, "en")

    assert (work.lang, work.dir) == ("ar", RTL)
    assert '<span lang="ar" dir="rtl">' in work.formatted.html


# What is wanted, and the language whose terms the entry is in: the first of the chain that there are terms for.
FORMATTED = [
    (("en",), "en", LTR, False),
    (("ar",), "ar", RTL, False),
    (("ar-EG",), "ar-EG", RTL, False),
    (("fr-CA",), "fr-CA", LTR, False),
    (("sw",), "sw", LTR, False),
    (("kr",), "en", LTR, True),
    (("kr", "ar"), "ar", RTL, None),
    (("en-GB",), "en-GB", LTR, False),
]


@pytest.mark.parametrize(("wanted", "lang", "direction", "is_fallback"), FORMATTED)
def test_an_entry_is_in_the_first_language_that_has_terms(
    opened: Opened,
    wanted: tuple[str, ...],
    lang: str,
    direction: TextDirection,
    is_fallback: bool | None,
) -> None:
    """A reference-list entry comes in the first language of the chain with terms for it, and says which it is."""
    entry = read_citation(opened, BOOK, *wanted).formatted

    assert (entry.lang, entry.dir, entry.path) == (lang, direction, "citation.book.formatted")
    assert is_fallback is None or entry.is_fallback == is_fallback
    assert "Strong Bones" in entry.value
    assert (entry.translation, entry.is_outdated) == (None, False)


def test_locales_are_those_that_are_published(opened: Opened) -> None:
    """Every locale of some article is listed once, sorted, with the default, names, direction and chain."""
    store, library = opened
    assert [(one.tag, one.chain, one.is_default) for one in list_locales(library)] == [("en", ("en",), True)]
    bones = make_article()
    publish(store, bones, {tag: translate(bones, tag) for tag in ("ar-EG", "ar", "zh-Hant", "kr", "es-419")})

    told = [(one.tag, one.autonym, one.dir, one.script, one.chain, one.is_default) for one in list_locales(library)]

    assert told == [
        ("ar", "العربية", RTL, "Arab", ("ar", "ar-EG", "en"), False),
        ("ar-EG", "العربية (مصر)", RTL, "Arab", ("ar-EG", "ar", "en"), False),
        ("en", "English", LTR, "Latn", ("en",), True),
        ("es-419", "español (Latinoamérica)", LTR, "Latn", ("es-419", "es", "en"), False),
        ("kr", "kr", LTR, "Latn", ("kr", "en"), False),
        ("zh-Hant", "中文 (繁體)", LTR, "Hant", ("zh-Hant", "en"), False),
    ]


@pytest.mark.parametrize(("in_tag", "name"), [("en", "Arabic"), ("fr", "arabe"), ("ar", "العربية"), ("kr", "Arabic")])
def test_a_locale_is_named_in_any_language(whole: Library, in_tag: str, name: str) -> None:
    """A locale has a name in each language that has one for it, else its tag."""
    (arabic,) = (one for one in list_locales(whole) if one.tag == "ar")

    assert arabic.name(in_tag) == name

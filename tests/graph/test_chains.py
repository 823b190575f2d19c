"""Which language each text comes in: over every locale, fallback argument and source language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.graph_client import Answer, GraphClient
from tests.support.stores import open_migrated
from tests.support.subjects import make_article, publish, translate
from verbena.reading.library import Library

PARENTS = {
    "en": ["en"],
    "en-GB": ["en-GB", "en-001", "en"],
    "ar-EG": ["ar-EG", "ar"],
    "sw": ["sw"],
    "fr": ["fr"],
    "kr": ["kr"],
    "xx": ["xx"],
}
SOURCES = ["en", "ar", "sw"]
UNITS = {"title": {"en", "ar", "sw"}, "summary": {"en", "ar"}}
"""The languages, besides its source, in which an article has each text."""

OMITTED = "omitted"
FALLBACKS: list[Any] = [OMITTED, None, [], ["ar"], ["xx", "sw"]]
PARTS = "title { value lang dir isFallback translation { state } } summary { value lang dir isFallback }"


@pytest.fixture(scope="module")
def three() -> Iterator[GraphClient]:
    """An article in each source language, with the translations that `UNITS` says."""
    with open_migrated("sqlite://") as store:
        for source in SOURCES:
            article = make_article(source, {"title": "Source", "summary": "Source"}, locale=source)
            locales = {locale for having in UNITS.values() for locale in having} - {source}
            translations = {
                locale: translate(article, locale, [path for path in UNITS if locale in UNITS[path]])
                for locale in locales
            }
            publish(store, article, translations)
        yield GraphClient(Library(store, "http://verbena.test", "en"))


def ask(client: GraphClient, slug: str, locale: str, fallback: Any) -> tuple[Answer | None, list[str]]:
    """The article, and the slugs that a list in the same presentation has."""
    given = "" if fallback is OMITTED else ", fallback: $fallback"
    declared = "" if fallback is OMITTED else ", $fallback: [Locale!]"
    data = client.ask(
        f"query ($slug: String!, $locale: Locale{declared}) {{"
        f" article(slug: $slug, locale: $locale{given}) {{ locale requestedLocale {PARTS} }}"
        f" articles(locale: $locale{given}) {{ nodes {{ slug }} }} }}",
        {"slug": slug, "locale": locale, **({} if fallback is OMITTED else {"fallback": fallback})},
    )
    return data["article"], [article["slug"] for article in data["articles"]["nodes"]]


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("fallback", FALLBACKS, ids=str)
@pytest.mark.parametrize("locale", PARENTS)
def test_each_text_is_the_first_of_the_chain(three: GraphClient, locale: str, fallback: Any, source: str) -> None:
    """The chain is the locale and its parents, then the fallback's tags, or the source where none are given."""
    is_explicit = fallback is not OMITTED and fallback is not None
    chain = [*PARENTS[locale], *(fallback if is_explicit else [source])]
    expected = {path: next((tag for tag in chain if tag in having | {source}), None) for path, having in UNITS.items()}

    article, listed = ask(three, source, locale, fallback)

    if None in expected.values():
        assert article is None
        assert source not in listed
        return
    assert article is not None
    assert source in listed
    assert article["requestedLocale"] == locale
    for path, lang in expected.items():
        text = article[path]
        assert text["lang"] == lang
        assert text["value"] == ("Source" if lang == source else f"{lang} {path}")
        assert text["dir"] == ("RTL" if lang == "ar" else "LTR")
        assert text["isFallback"] == (lang not in PARENTS[locale])
    assert (article["title"]["translation"] is None) == (article["title"]["lang"] == source)
    assert article["locale"] == next(tag for tag in chain if tag in {"en", "ar", "sw"})


@pytest.mark.parametrize(
    ("header", "requested", "title", "summary"),
    [
        ("", "en", "en", "en"),
        ("sw", "sw", "sw", "en"),
        ("sw, ar;q=0.5", "sw", "sw", "ar"),
        ("sw;q=0.5, ar", "ar", "ar", "ar"),
        ("ar-EG", "ar-EG", "ar", "ar"),
        ("kr, ar-EG;q=0.9, sw;q=0.1", "ar-EG", "ar", "ar"),
        ("fr", "fr", "en", "en"),
        ("en;q=0, *", "ar", "ar", "ar"),
        ("!!, ar;q=2, sw", "sw", "sw", "en"),
    ],
)
def test_accept_language_takes_the_place_of_a_locale(
    three: GraphClient, header: str, requested: str, title: str, summary: str
) -> None:
    """Without a locale the whole list is wanted, best first; without that, the default locale."""
    article = three.ask(
        '{ article(slug: "en") { requestedLocale title { lang } summary { lang } } }', accept_language=header
    )["article"]

    assert article == {"requestedLocale": requested, "title": {"lang": title}, "summary": {"lang": summary}}


def test_a_locale_goes_before_accept_language(three: GraphClient) -> None:
    """Who names a locale gets it, whatever their browser prefers."""
    data = three.ask(
        'query ($l: Locale) { article(slug: "en", locale: $l) { locale } }', {"l": "sw"}, accept_language="ar"
    )

    assert data == {"article": {"locale": "sw"}}


@pytest.mark.parametrize(("given", "canonical"), [("AR-eg", "ar-EG"), ("iw", "he"), ("SR-LATN", "sr-Latn")])
def test_tags_are_taken_in_any_spelling(three: GraphClient, given: str, canonical: str) -> None:
    """A tag may be written in any case and by an older name, and is given in canonical form, as a literal too."""
    by_variable = three.ask('query ($l: Locale) { article(slug: "en", locale: $l) { requestedLocale } }', {"l": given})
    by_literal = three.ask(f'{{ article(slug: "en", locale: "{given}") {{ requestedLocale }} }}')

    assert by_variable == by_literal == {"article": {"requestedLocale": canonical}}


def test_unknown_article_is_null(three: GraphClient) -> None:
    """There is no article of an unknown slug, and that is no error."""
    assert three.ask('{ article(slug: "none") { id } medication(key: "none") { id } }') == {
        "article": None,
        "medication": None,
    }

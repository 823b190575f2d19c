"""The language of an answer: what the client prefers, what it names, and what the answer says of itself."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.site import Site
from tests.web.answers import SLUG, read_data

_ARTICLE = f'{{ article(slug: "{SLUG}") {{ requestedLocale locale title {{ lang }} }} }}'


def _read(site: Site, query: str, *accept_language: str, **variables: object) -> tuple[Any, str | None, list[str]]:
    """The data, Content-Language and the names in Vary, where each Accept-Language is a header line of its own."""
    headers = [("accept-language", line) for line in accept_language]
    response = site.request("POST", "/graphql", json={"query": query, "variables": variables}, headers=headers)
    return read_data(response), response.headers.get("content-language"), response.headers["vary"].split(", ")


@pytest.mark.parametrize(
    ("lines", "requested", "locale"),
    [
        ([], "en", "en"),
        ([""], "en", "en"),
        (["ar"], "ar", "ar"),
        (["AR"], "ar", "ar"),
        (["ar-EG"], "ar-EG", "ar"),
        (["sw"], "sw", "sw"),
        (["en, ar;q=0.9"], "en", "en"),
        (["en;q=0.1, ar;q=0.9"], "ar", "ar"),
        (["en;q=0.8 , sw ; q=0.9,ar;Q=0.7"], "sw", "sw"),
        (["ko, ar;q=0.5"], "ar", "ar"),
        (["*"], "en", "en"),
        (["*, ar;q=0.5"], "en", "en"),
        (["ar, *;q=0.1"], "ar", "ar"),
        (["en;q=0, *"], "ar", "ar"),
        (["en;q=0, ar;q=0.000, *"], "de", "de"),
        (["en;q=0, sw;q=0.001"], "sw", "sw"),
        (["ar;q=0"], "en", "en"),
        (["*;q=0"], "en", "en"),
        (["en;q=2, ar"], "ar", "ar"),
        (["en;q=0.1234, ar;q=0.1"], "ar", "ar"),
        (["en;q=high, !!, a_b, , ;q=1, ar;q=0.1"], "ar", "ar"),
        (["\u00e9, ar"], "ar", "ar"),
        (["x" * 2000], "en", "en"),
        (["ar," + "de," * 100_000], "ar", "ar"),
        (["ko", "ar"], "ar", "ar"),
        (["en;q=0.5", "ar;q=0.7, sw;q=0.1"], "ar", "ar"),
        (["nonsense!", "", "sw"], "sw", "sw"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_preferences_decide(site: Site, lines: list[str], requested: str, locale: str) -> None:
    """Without a locale argument the Accept-Language list decides, in one line or several (RFC 9110 section 12.5.4)."""
    headers = [("accept-language", line.encode()) for line in lines]

    response = site.request("POST", "/graphql", json={"query": _ARTICLE}, headers=headers)

    article = read_data(response)["article"]
    assert (article["requestedLocale"], article["locale"]) == (requested, locale)
    assert response.headers["content-language"] == locale
    assert response.headers["vary"] == "Accept, Accept-Language"


@pytest.mark.parametrize("preferred", ["en", "sw", "*", "ar;q=0", "!!"])
@pytest.mark.parametrize("named", ["ar", "ar-EG", "AR"])
def test_argument_wins(site: Site, named: str, preferred: str) -> None:
    """Where a locale is named, what the client prefers has no say, and the answer doesn't vary by it."""
    query = f'query ($locale: Locale) {{ article(slug: "{SLUG}", locale: $locale) {{ locale }} }}'

    data, language, vary = _read(site, query, preferred, locale=named)

    assert data == {"article": {"locale": "ar"}}
    assert (language, vary) == ("ar", ["Accept"])


@pytest.mark.parametrize("argument", ["locale: null", "locale: $none", "locale: null, fallback: null"])
def test_null_is_no_argument(site: Site, argument: str) -> None:
    """A locale that is null is as good as left out."""
    fields = f'article(slug: "{SLUG}", {argument}) {{ locale }} topics(locale: $none) {{ key }}'
    query = f"query ($none: Locale) {{ {fields} }}"

    data, language, vary = _read(site, query, "sw")

    assert data["article"] == {"locale": "sw"}
    assert "sw" in (language or "").split(", ")
    assert vary == ["Accept", "Accept-Language"]


def test_fallback_is_not_negotiated(site: Site) -> None:
    """A fallback goes with what the client prefers, and does not take its place."""
    query = f'{{ article(slug: "{SLUG}", fallback: ["ar"]) {{ locale sections {{ heading {{ lang }} }} }} }}'

    data, language, vary = _read(site, query, "sw")

    assert data["article"]["locale"] == "sw"
    assert {section["heading"]["lang"] for section in data["article"]["sections"]} == {"ar"}
    assert (language, vary) == ("sw", ["Accept", "Accept-Language"])


def test_answer_in_several_languages_names_them_all(site: Site) -> None:
    """Content-Language lists the locale of each article of the answer once, in the order of the alphabet."""
    query = f"""{{
      second: article(slug: "{SLUG}", locale: "sw") {{ locale }}
      first: article(slug: "{SLUG}", locale: "ar") {{ locale }}
      again: article(slug: "{SLUG}", locale: "ar-EG") {{ locale }}
    }}"""

    _, language, vary = _read(site, query, "en")

    assert (language, vary) == ("ar, sw", ["Accept"])


def test_one_negotiated_part_makes_the_answer_vary(site: Site) -> None:
    """Where one of several articles was chosen by what the client prefers, the whole answer varies by it."""
    query = f'{{ a: article(slug: "{SLUG}", locale: "ar") {{ locale }} b: article(slug: "{SLUG}") {{ locale }} }}'

    _, language, vary = _read(site, query, "sw")

    assert (language, vary) == ("ar, sw", ["Accept", "Accept-Language"])


@pytest.mark.parametrize(
    "query",
    [
        "{ articles { nodes { locale } } }",
        "{ topics { name { lang } } }",
        '{ medication(key: "tamoxifen") { genericName { lang } } }',
        "{ medications(first: 1) { nodes { genericName { lang } } } }",
        "{ labels { text { lang } } }",
    ],
)
def test_every_negotiated_field_says_its_language(site: Site, query: str) -> None:
    """Lists and reference data are negotiated as articles are, and say so."""
    _, language, vary = _read(site, query, "ar")

    assert (language, vary) == ("ar", ["Accept", "Accept-Language"])


@pytest.mark.parametrize(
    ("part", "locale", "expected"),
    [
        ("id", "sw", "sw"),
        ("title { id }", "sw", "sw"),
        ("faqs { id }", "ar", "ar"),
        ("topics { id }", "ar", "ar"),
        ("medications { medication { id } }", "ar", "ar"),
        ("medications { medication { id } }", "sw", "en"),
    ],
)
def test_what_an_id_names_says_its_language(site: Site, part: str, locale: str, expected: str) -> None:
    """An id has decided its language: the answer names that one, whatever the client prefers, and doesn't vary."""
    data, _, _ = _read(site, f'{{ article(slug: "{SLUG}", locale: "{locale}") {{ {part} }} }}')
    found = data["article"]
    while "id" not in found:
        found = found[0] if isinstance(found, list) else next(iter(found.values()))

    _, language, vary = _read(site, "query ($id: ID!) { node(id: $id) { id } }", "en", id=found["id"])

    assert (language, vary) == (expected, ["Accept"])


@pytest.mark.parametrize("query", ["{ __typename }", "{ locales { tag } }", "{ __schema { queryType { name } } }"])
def test_answer_without_text_has_no_language(site: Site, query: str) -> None:
    """What is the same in every language neither varies nor names one."""
    _, language, vary = _read(site, query, "ar")

    assert (language, vary) == (None, ["Accept"])


def test_missing_article_varies(site: Site) -> None:
    """That there is nothing may depend on what the client prefers, so even null varies by it."""
    data, language, vary = _read(site, '{ article(slug: "none") { locale } }', "ar")

    assert data == {"article": None}
    assert (language, vary) == (None, ["Accept", "Accept-Language"])


def test_get_negotiates_too(site: Site) -> None:
    """A query in the address is negotiated like one in a body."""
    response = site.request("GET", "/graphql", params={"query": _ARTICLE}, headers={"accept-language": "ar"})

    assert read_data(response)["article"]["locale"] == "ar"
    assert (response.headers["content-language"], response.headers["vary"]) == ("ar", "Accept, Accept-Language")

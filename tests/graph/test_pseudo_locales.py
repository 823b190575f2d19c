"""Pseudo-locales are served to whoever names one, where a setting says so, and are nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.graph_client import FULL_ARTICLE, GraphClient, find_objects
from verbena.access.principal import act_as_operator
from verbena.reading.library import Library

SLUG = "breast-cancer-and-osteoporosis"

ARTICLE = """
query ($slug: String!, $locale: Locale, $fallback: [Locale!], $preview: Boolean) {
  article(slug: $slug, locale: $locale, fallback: $fallback, preview: $preview) {
    id
    locale
    title { value lang dir isFallback translation { state origin isOutdated } }
    alternates { locale }
  }
  labels(locale: $locale) { text { value lang } }
  locales { tag }
}
"""


@pytest.fixture
def pseudo(bundled: GraphClient) -> GraphClient:
    """A client of the bundled content where pseudo-locales are served."""
    library = bundled.library
    return GraphClient(Library(library.store, library.public_url, "en", makes_pseudo=True))


def ask(client: GraphClient, locale: str | None, **more: Any) -> dict[str, Any]:
    header = more.pop("accept_language", "")
    principal = act_as_operator("tester")
    return client.ask(ARTICLE, {"slug": SLUG, "locale": locale, **more}, accept_language=header, principal=principal)


@pytest.mark.parametrize(("locale", "direction"), [("en-XA", "LTR"), ("ar-XB", "RTL")])
@pytest.mark.parametrize("preview", [False, True])
@pytest.mark.parametrize("fallback", [None, []])
def test_named_is_served(
    pseudo: GraphClient, locale: str, direction: str, preview: bool, fallback: list[str] | None
) -> None:
    """Whoever names one gets it whole, told as a machine's translation in that locale; in previews too."""
    answer = ask(pseudo, locale, preview=preview, fallback=fallback)

    article = answer["article"]
    told = {"state": "TRANSLATED", "origin": "MACHINE", "isOutdated": False}
    assert article["locale"] == locale
    assert article["title"] | {"value": ""} == {
        "value": "",
        "lang": locale,
        "dir": direction,
        "isFallback": False,
        "translation": told,
    }
    assert article["title"]["value"].startswith("[" if locale == "en-XA" else "\u200f\u202e")
    assert {label["text"]["lang"] for label in answer["labels"]} == {locale}


@pytest.mark.parametrize("locale", ["en-XA", "ar-XB"])
def test_every_text_is_covered(pseudo: GraphClient, locale: str) -> None:
    """No text of an article, of the reference data in it or of the interface's words is left as it was written."""
    variables = {"slug": SLUG, "section": "connection", "locale": locale}

    answer = pseudo.ask(FULL_ARTICLE.read_text(), variables, operation="Article")

    texts = list(find_objects(answer, "Text"))
    assert len(texts) > 100
    assert [text["path"] for text in texts if text["value"] and text["lang"] != locale] == []


def test_its_id_gives_it_again(pseudo: GraphClient) -> None:
    """The id of an article in a pseudo-locale names just that."""
    article = ask(pseudo, "en-XA")["article"]

    again = pseudo.ask(
        "query ($id: ID!) { node(id: $id) { ... on Article { title { value } } } }", {"id": article["id"]}
    )

    assert again["node"]["title"]["value"] == article["title"]["value"]


@pytest.mark.parametrize("header", ["en-XA", "ar-XB, en;q=0.1", "en-XA-oxendict"])
def test_browsers_are_not_given_one(pseudo: GraphClient, header: str) -> None:
    """Accept-Language never leads to a pseudo-locale, whatever the setting says."""
    title = ask(pseudo, None, accept_language=header)["article"]["title"]

    assert title["lang"] == header[:2]


def test_they_are_not_listed(pseudo: GraphClient) -> None:
    """No list of locales has one: they are for those who know of them."""
    answer = ask(pseudo, "en-XA")

    listed = {entry["tag"] for entry in answer["locales"]}
    alternates = {entry["locale"] for entry in answer["article"]["alternates"]}
    assert not (listed | alternates) & {"en-XA", "ar-XB"}


@pytest.mark.parametrize(("locale", "lang"), [("en-XA", "en"), ("ar-XB", "ar")])
def test_without_the_setting_there_are_none(bundled: GraphClient, locale: str, lang: str) -> None:
    """Where nobody set it, these tags are regions of their languages like any other."""
    answer = ask(bundled, locale)

    assert (answer["article"]["locale"], answer["article"]["title"]["lang"]) == (lang, lang)

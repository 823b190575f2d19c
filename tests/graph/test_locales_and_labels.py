"""The locales that the server publishes in, and the interface's words."""

from __future__ import annotations

import pytest

from tests.support.graph_client import GraphClient

LOCALES = "query ($in: Locale) { locales { tag autonym name(in: $in) dir script chain isDefault } }"
LABELS = "query ($l: Locale) { labels(locale: $l) { key text { path value lang dir isFallback } } }"


def test_locales_are_listed(bundled: GraphClient) -> None:
    """Each locale tells its names, its script and direction, and what it falls back to."""
    locales = {locale["tag"]: locale for locale in bundled.ask(LOCALES, {"in": "en"})["locales"]}

    arabic, english, swahili = locales["ar"], locales["en"], locales["sw"]
    assert arabic == {
        "tag": "ar",
        "autonym": "العربية",
        "name": "Arabic",
        "dir": "RTL",
        "script": "Arab",
        "chain": ["ar", "en"],
        "isDefault": False,
    }
    assert (english["tag"], english["dir"], english["chain"], english["isDefault"]) == ("en", "LTR", ["en"], True)
    assert (swahili["tag"], swahili["autonym"], swahili["chain"]) == ("sw", "Kiswahili", ["sw", "en"])
    assert list(locales) == ["ar", "de", "en", "es", "fr", "hi", "ja", "pt-BR", "ru", "sw", "ur", "zh-Hans"]


@pytest.mark.parametrize(
    ("given", "header", "name"),
    [("sw", "ar", "Kiarabu"), ("AR-eg", "", "العربية"), (None, "sw, en;q=0.5", "Kiswahili"), (None, "", "Arabic")],
)
def test_locales_are_named_in_any_language(bundled: GraphClient, given: str | None, header: str, name: str) -> None:
    """A locale is named in the language asked for, or else in the one that the client prefers."""
    locales = bundled.ask(LOCALES, {"in": given}, accept_language=header)["locales"]

    named = {locale["tag"]: locale["name"] for locale in locales}
    assert name == (named["sw"] if header.startswith("sw") else named["ar"])


def test_default_is_listed_where_nothing_is_published(client: GraphClient) -> None:
    """The default locale is there from the beginning."""
    assert client.ask("{ locales { tag isDefault } }") == {"locales": [{"tag": "en", "isDefault": True}]}


@pytest.mark.parametrize("locale", ["en", "ar", "ar-EG", "sw", "ur", "zh-Hans", "ko"])
def test_labels_are_the_interface(bundled: GraphClient, locale: str) -> None:
    """Every word is there in the order of its source, in the language asked for or the source's, and says which."""
    keys = [label["key"] for label in bundled.ask(LABELS, {"l": "en"})["labels"]]

    labels = bundled.ask(LABELS, {"l": locale})["labels"]

    assert [label["key"] for label in labels] == keys
    assert len(set(keys)) == len(keys) > 10
    lang = {"ar-EG": "ar", "ko": "en"}.get(locale, locale)
    for label in labels:
        text = label["text"]
        assert text["value"].strip()
        assert text["path"] == f"{label['key']}.text"
        assert (text["lang"], text["isFallback"]) == (lang, locale == "ko")
        assert text["dir"] == ("RTL" if lang in ("ar", "ur") else "LTR")


def test_no_labels_where_no_interface_is_published(client: GraphClient) -> None:
    """Without an interface there are no words, and that is no error."""
    assert client.ask("{ labels { key } }") == {"labels": []}

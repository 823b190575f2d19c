"""The whole article at once, in languages that it is published in wholly, in part, and not at all."""

from __future__ import annotations

import re
from typing import Any

import pytest
from graphql import (
    FieldNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    parse,
    visit,
)

from tests.support.graph_client import FULL_ARTICLE, Answer, GraphClient, find_objects
from tests.support.whole_article import WHOLE
from verbena.graph.schema import build_schema

SLUG = "breast-cancer-and-osteoporosis"
COMPLETE = ("ar", "de", "es", "fr", "hi", "ja", "pt-BR", "ru", "ur", "zh-Hans")
"""The locales in which the bundled article, its reference data and the interface are complete."""
RIGHT_TO_LEFT = {"ar", "ar-EG", "ur"}
IN_SWAHILI = ("title", "summary", "kp.", "faq.")
"""How the paths of what the bundled article has in Swahili begin."""


def read(client: GraphClient, locale: str, slug: str = SLUG, section: str = "connection") -> Answer:
    variables = {"slug": slug, "section": section, "locale": locale}
    article: Answer = client.ask(FULL_ARTICLE.read_text(), variables, operation="Article")["article"]
    return article


def texts(client: GraphClient, locale: str) -> dict[str, Answer]:
    """Every text of the bundled article by its path; wherever it stands it must be the same."""
    found: dict[str, Answer] = {}
    for text in find_objects(read(client, locale), "Text"):
        plain = {name: value for name, value in text.items() if name != "inlines"}
        assert found.setdefault(text["path"], plain) == plain
    return found


def test_document_selects_every_field() -> None:
    """No field of a type that an article leads to is missing from the full-article document."""
    schema = build_schema()._schema

    selected = _find_selected_fields(schema)

    assert _find_reachable_fields(schema) - selected == set()


def test_document_reaches_every_type(whole: GraphClient) -> None:
    """The article with every kind of node and inline answers with every type that has a name to tell."""
    schema = build_schema()._schema
    named = {"Node", "Block", "Inline"}
    expected = {one.name for name in named for one in schema.get_possible_types(schema.type_map[name])}  # type: ignore[arg-type]
    expected.remove("TranslationUnit")  # what is worked on, and no part of what readers are given

    article = read(whole, "en", "bones", "more")

    assert {found["__typename"] for found in find_objects(article) if "__typename" in found} == expected


@pytest.mark.parametrize("locale", ["en", *COMPLETE, "sw", "ar-EG", "fr-CA", "ko", "kr"])
def test_every_text_has_words(bundled: GraphClient, locale: str) -> None:
    """In any language each text says something: as a value, as HTML and as runs."""
    article = read(bundled, locale)

    for text in find_objects(article, "Text"):
        assert text["value"].strip()
        assert text["html"].strip()
        assert "inlines" not in text or "".join(run["text"] for run in text["inlines"]).strip()


@pytest.mark.parametrize("locale", ["en", *COMPLETE, "sw", "ar-EG", "fr-CA", "ko", "kr"])
def test_every_unit_is_in_the_answer(bundled: GraphClient, locale: str) -> None:
    """No unit of the article is lost on the way, whatever language it is read in."""
    snapshot = bundled.library.store.read_article(SLUG, ())
    assert snapshot is not None

    assert snapshot.source.units.keys() <= texts(bundled, locale).keys()


def test_english_is_all_source(bundled: GraphClient) -> None:
    """In its source language nothing is a fallback or a translation."""
    for text in texts(bundled, "en").values():
        assert _provenance(text) == ("en", "LTR", False, None)


@pytest.mark.parametrize("locale", [*COMPLETE, "ar-EG", "fr-CA"])
def test_a_complete_locale_has_no_fallback(bundled: GraphClient, locale: str) -> None:
    """Where all is translated nothing falls back, for a region's readers too; what the server forms is in its forms."""
    base = {"ar-EG": "ar", "fr-CA": "fr"}.get(locale, locale)
    direction = "RTL" if locale in RIGHT_TO_LEFT else "LTR"
    for path, text in texts(bundled, locale).items():
        formed = path.endswith(".formatted")
        expected = (locale if formed else base, direction, False, None if formed else "TRANSLATED")
        assert _provenance(text) == expected, path
        if not formed:
            assert text["translation"]["origin"] == "MACHINE"
            assert text["translation"]["isOutdated"] is False


def test_swahili_is_partly_english(bundled: GraphClient) -> None:
    """What is not translated comes in the source language and says so."""
    found = texts(bundled, "sw")

    for path, text in found.items():
        translated = text["translation"] is not None
        formed = ("sw", "LTR", False, None) if path.endswith(".formatted") else ("en", "LTR", True, None)
        assert _provenance(text) == (("sw", "LTR", False, "TRANSLATED") if translated else formed), path
    snapshot = bundled.library.store.read_article(SLUG, ())
    assert snapshot is not None
    swahili = {path for path in snapshot.source.units if found[path]["lang"] == "sw"}
    assert swahili == {path for path in snapshot.source.units if path.startswith(IN_SWAHILI)}


@pytest.mark.parametrize("locale", ["ko", "kr"])
def test_other_languages_fall_back(bundled: GraphClient, locale: str) -> None:
    """A language without translations gets the source; only what the server forms can be in the language itself."""
    for path, text in texts(bundled, locale).items():
        if path.endswith(".formatted") and locale == "ko":
            assert _provenance(text) == ("ko", "LTR", False, None)
        else:
            assert _provenance(text) == ("en", "LTR", True, None)


@pytest.mark.parametrize(
    ("locale", "delivered"),
    [("en", "en"), ("ar", "ar"), ("sw", "sw"), ("ar-EG", "ar"), ("pt-PT", "pt-BR"), ("zh-CN", "zh-Hans"), ("kr", "en")],
)
def test_article_says_which_language(bundled: GraphClient, locale: str, delivered: str) -> None:
    """The article tells what was asked for and the best locale in which it is published."""
    article = read(bundled, locale)

    assert (article["sourceLocale"], article["requestedLocale"], article["locale"]) == ("en", locale, delivered)
    assert [alternate["locale"] for alternate in article["alternates"]] == sorted([*COMPLETE, "en", "sw"])
    assert article["section"]["key"] == "connection"


@pytest.mark.parametrize("locale", ["en", *COMPLETE, "sw"])
def test_runs_have_the_language_of_their_text(bundled: GraphClient, locale: str) -> None:
    """Words of a text are in its language; a foreign phrase or a name that it lacks has a language of its own."""
    for text in find_objects(read(bundled, locale), "Text"):
        for run in text.get("inlines", ()):
            kind = run["__typename"]
            assert (run["lang"] == text["lang"]) or kind in {
                "ForeignPhrase",
                "MedicationMention",
                "AbbreviationMention",
            }
            assert (run["lang"] != text["lang"]) or kind != "ForeignPhrase"
            assert run["dir"] == ("RTL" if run["lang"] in RIGHT_TO_LEFT else "LTR")


def test_whole_article_is_whole(whole: GraphClient) -> None:
    """The article of the tests has words for each unit, and none where a decorative figure needs none."""
    empty = {text["path"] for text in find_objects(read(whole, "en", "bones", "more"), "Text") if not text["value"]}

    assert empty == {"more.figure.alternative"}
    assert "decorative: true" in WHOLE


def _provenance(text: Answer) -> tuple[str, str, bool, str | None]:
    translation = text["translation"]
    return text["lang"], text["dir"], text["isFallback"], translation and translation["state"]


def _find_reachable_fields(schema: GraphQLSchema) -> set[tuple[str, str]]:
    """Type and field for each field of each object type that an article leads to."""
    found: set[tuple[str, str]] = set()
    ahead: list[Any] = [schema.type_map["Article"]]
    seen: set[str] = set()
    while ahead:
        one = ahead.pop()
        if one.name in seen:
            continue
        seen.add(one.name)
        if isinstance(one, GraphQLInterfaceType):
            ahead += schema.get_possible_types(one)
        elif isinstance(one, GraphQLObjectType):
            found |= {(one.name, name) for name in one.fields}
            ahead += (get_named_type(field.type) for field in one.fields.values())
    return found


def _find_selected_fields(schema: GraphQLSchema) -> set[tuple[str, str]]:
    """Type and field for each field in the document; one on an interface counts for each of its types."""
    info = TypeInfo(schema)
    selected: set[tuple[str, str]] = set()

    class Collect(Visitor):
        def enter_field(self, node: FieldNode, *_: Any) -> None:
            parent = info.get_parent_type()
            assert parent is not None
            types = schema.get_possible_types(parent) if isinstance(parent, GraphQLInterfaceType) else [parent]
            selected.update((one.name, node.name.value) for one in types)

    visit(parse(FULL_ARTICLE.read_text()), TypeInfoVisitor(info, Collect()))
    return selected


@pytest.mark.parametrize(
    ("locale", "name"),
    [("en", "Source 1"), ("ar", "المصدر 1"), ("de", "Quelle 1"), ("ja", "出典1"), ("ur", "حوالہ نمبر 1")],
)
def test_citation_marks_have_names_to_be_read_aloud(bundled: GraphClient, locale: str, name: str) -> None:
    """A mark is called by the interface's word for a source, in the language of the text, and not by a bare number."""
    variables = {"slug": SLUG, "locale": locale, "section": "none"}
    answer = bundled.ask(FULL_ARTICLE.read_text(), variables, operation="Article")

    texts = [found["html"] for found in find_objects(answer) if "html" in found]
    marks = [mark for text in texts for mark in re.findall(r'<a [^>]*role="doc-biblioref"[^>]*>', text)]
    assert marks
    assert not any("lang=" in mark for mark in marks)  # it is that of the text
    assert any(f'aria-label="{name}"' in mark for mark in marks)

"""A second article, with every kind of node and inline, from a writer's file through a translator's to its readers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args
from xml.etree.ElementTree import Element

import html5lib
import msgspec
import pytest

from tests.support.model_kinds import model_structs, walk_values
from tests.support.pseudo_translation import check_po, is_marked, translate_template, unmark
from tests.support.second_article import SLUG, add_second_article
from tests.support.site import Site, open_site
from tests.support.subjects import article_name
from tests.support.whole_query import WHOLE_ARTICLE, outline, pointers, walk_objects, walk_texts
from verbena.authoring.tree import read_tree
from verbena.model.article import Article, CalloutKind, MedicationEffect, NoticeKind
from verbena.model.edition import Revision
from verbena.model.findings import has_errors
from verbena.model.inline import Inline, walk
from verbena.resources import find_resource

BUNDLED = "breast-cancer-and-osteoporosis"
DOMAINS = (SLUG, "reference", "interface")
TAGS = ("he", "prs")  # one that CLDR knows, and one that it doesn't
FORMED_BY_THE_SERVER = "citation."  # reference-list entries, in the language of a citation style


class Journey:
    """The site at the journey's end, with what its articles were before and after."""

    def __init__(self, site: Site, before: dict[str, Any], work: Path) -> None:
        self.site = site
        self.before = before
        self.work = work
        revision = site.services.store.read_draft(article_name(SLUG))
        assert revision is not None
        self.revision: Revision = revision
        self.answers = {tag: self.read(SLUG, tag) for tag in ("en", *TAGS)}

    def read(self, slug: str, locale: str, fallback: list[str] | None = None) -> dict[str, Any]:
        article = self.site.ask(WHOLE_ARTICLE, slug=slug, locale=locale, fallback=fallback)["article"]
        assert isinstance(article, dict)
        return article


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    """All the way: the bundled content is published, the article written, extracted, translated and published too."""
    root = tmp_path_factory.mktemp("site")
    content, locales = root / "content", root / "locales"
    shutil.copytree(find_resource("content"), content)
    shutil.copytree(find_resource("locales"), locales)
    with open_site(root, content, locales) as site:
        site.publish()
        before = {tag: site.ask(WHOLE_ARTICLE, slug=BUNDLED, locale=tag)["article"] for tag in ("en", "ar", "sw")}
        add_second_article(content)
        site.load()
        for domain in DOMAINS:
            template = site.extract(domain, root)
            for tag in TAGS:
                translate_template(template, tag, locales)
        loaded = site.publish()
        folders = tuple(f"locales/{tag}/" for tag in TAGS)
        # A translation that is English with marks around it is looked at with doubt, and taken.
        assert not has_errors(one for file, one in loaded.catalogs.findings() if file.startswith(folders))
        yield Journey(site, before, root)


def test_the_writer_is_told_of_no_problem(journey: Journey) -> None:
    """The file passes the check, with the keys that the command wrote into it."""
    tree = read_tree(journey.site.content, ())

    assert tree.problems == ()
    assert {"intro.p1", "without-a-key-of-its-own", "care.p1"} <= {path.rpartition(".")[0] for path in tree_paths(tree)}


def tree_paths(tree: Any) -> set[str]:
    (revision,) = (one for one in tree.revisions if one.slug == SLUG)
    return set(revision.units)


def test_the_article_has_every_kind(journey: Journey) -> None:
    """Nothing of the model is missing: no struct that an article can hold, no inline, no member of its enumerations."""
    values = list(walk_values(journey.revision.structure))
    structs = {type(value) for value in values if isinstance(value, msgspec.Struct)}
    members = {value for value in values if not isinstance(value, msgspec.Struct)}
    inlines = {type(part) for unit in journey.revision.units.values() for part in walk(unit.inlines)}

    assert structs == model_structs(Article)
    assert members >= {*CalloutKind, *MedicationEffect, *NoticeKind}
    assert inlines == set(get_args(Inline))


def test_answers_show_every_type(journey: Journey) -> None:
    """Every object type that is a block, an inline or a node stands somewhere in the answer, as do all variants."""
    possible = journey.site.ask("{ __schema { types { name possibleTypes { name } } } }")["__schema"]["types"]
    kinds = [each for each in possible if each["name"] in ("Block", "Inline", "Node")]
    objects = list(walk_objects(journey.answers["he"]))

    nodes = {one["name"] for each in kinds for one in each["possibleTypes"]}
    # What translators work on is no part of what readers are answered.
    assert nodes - {"TranslationUnit"} == {found["__typename"] for found in objects if "__typename" in found}
    for field in ("ordered", "decorative"):
        assert {found[field] for found in objects if field in found} == {True, False}
    assert {row["header"] is None for row in objects if "cells" in row} == {True, False}


@pytest.mark.parametrize("tag", ["en", *TAGS])
def test_every_unit_comes_out(journey: Journey, tag: str) -> None:
    """The answer has each text of the article, and each of the reference data that it names, in every language."""
    store = journey.site.services.store
    snapshot = store.read_snapshots([journey.revision.name], [tag])[journey.revision.name]
    named = {path for other in snapshot.references.values() for path in other.source.units}
    delivered = {text["path"] for text in walk_texts(journey.answers[tag])}

    assert set(journey.revision.units) <= delivered
    assert {path for path in named if not path.endswith(".text")} <= delivered


@pytest.mark.parametrize("tag", TAGS)
def test_every_text_is_translated_whole(journey: Journey, tag: str) -> None:
    """Each text is in the language asked for, from right to left, and without its marks it is the source's."""
    source = {text["path"]: text for text in walk_texts(journey.answers["en"])}

    for text in walk_texts(journey.answers[tag]):
        if not text["path"].startswith(FORMED_BY_THE_SERVER):
            assert (text["lang"], text["dir"], text["isFallback"]) == (tag, "RTL", False), text["path"]
            assert unmark(text["value"]) == source[text["path"]]["value"]
            assert all(
                is_marked(run["text"])
                for run in text["inlines"]
                if run["__typename"] not in ("CitationMark", "ForeignPhrase")
            ), text["path"]
    assert journey.answers[tag]["locale"] == tag


@pytest.mark.parametrize("tag", TAGS)
def test_every_translation_says_how_it_was_made(journey: Journey, tag: str) -> None:
    """What a machine translated says so, and is neither reviewed nor outdated."""
    made = [text["translation"] for text in walk_texts(journey.answers[tag]) if text["value"]]

    told = {(one["state"], one["origin"], one["isOutdated"]) for one in made if one}
    assert told == {("TRANSLATED", "MACHINE", False)}
    assert journey.answers[tag]["isOutdated"] is False
    shares = {other["locale"]: other["completeness"] for other in journey.answers[tag]["alternates"]}
    assert shares == {"en": 1.0, **dict.fromkeys(TAGS, 1.0)}


@pytest.mark.parametrize("tag", TAGS)
def test_structure_and_order_are_the_sources(journey: Journey, tag: str) -> None:
    """All but words is alike in both languages: every key, every order, every fact."""
    assert outline(journey.answers[tag]) == outline(journey.answers["en"])


@pytest.mark.parametrize("tag", TAGS)
def test_runs_lead_where_the_sources_do(journey: Journey, tag: str) -> None:
    """A mention, citation or link of the translation is the same thing, in the same place, as in the source."""
    source = {text["path"]: pointers(text) for text in walk_texts(journey.answers["en"])}

    for text in walk_texts(journey.answers[tag]):
        if not text["path"].startswith(FORMED_BY_THE_SERVER):
            assert pointers(text) == source[text["path"]], text["path"]


@pytest.mark.parametrize("tag", ["en", *TAGS])
def test_html_and_runs_say_the_same(journey: Journey, tag: str) -> None:
    """The HTML is valid in a paragraph, reads as the joined runs, and leads to what they lead to."""
    for text in walk_texts(journey.answers[tag]):
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        (paragraph,) = parser.parseFragment(f"<p>{text['html']}</p>")

        assert "".join(paragraph.itertext()) == "".join(run["text"] for run in text["inlines"]), text["path"]
        cited = [use["citation"]["key"] for run in text["inlines"] for use in run.get("citations", [])]
        assert _targets(paragraph, "#citation-") == cited
        assert set(_targets(paragraph, "")) >= {run["href"] for run in text["inlines"] if "href" in run}


def _targets(paragraph: Element, prefix: str) -> list[str]:
    addresses = (link.attrib["href"] for link in paragraph.iter("a"))
    return [address.removeprefix(prefix) for address in addresses if address.startswith(prefix)]


def test_ids_give_back_the_same_view(journey: Journey) -> None:
    """Each id of the translated view fetches its very text again, and none is the source view's."""
    texts = {text["id"]: text for text in walk_texts(journey.answers["he"])}
    ids = sorted(texts)[:100]

    nodes = journey.site.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Text { path value } } }", ids=ids)

    assert nodes["nodes"] == [{name: texts[one][name] for name in ("id", "path", "value")} for one in ids]
    assert not texts.keys() & {text["id"] for text in walk_texts(journey.answers["en"])}


@pytest.mark.parametrize(("tag", "width"), [("en", 40), ("he", 44), ("prs", 40)])
def test_figures_are_served(journey: Journey, tag: str, width: int) -> None:
    """A figure's address gives the drawing, that of the language where it has one of its own."""
    for figure in journey.answers[tag]["figures"]:
        response = journey.site.request("GET", figure["url"])

        assert (response.status_code, figure["width"]) == (200, width)
        assert f'width="{width}"' in response.text


def test_no_other_language_is_needed(journey: Journey) -> None:
    """What is complete in a language is there without any other; what is not is null."""
    alone = journey.read(SLUG, "he", fallback=[])

    assert outline(alone) == outline(journey.answers["he"])
    assert journey.site.ask(WHOLE_ARTICLE, slug=SLUG, locale="sw", fallback=[])["article"] is None


def test_templates_are_sound(journey: Journey) -> None:
    """The templates that translators get are accepted by gettext's own compiler."""
    for domain in DOMAINS:
        check_po(journey.work / f"{domain}.pot")


@pytest.mark.parametrize("tag", ["en", "ar", "sw"])
def test_the_other_article_stays_as_it_was(journey: Journey, tag: str) -> None:
    """To readers of the bundled article nothing has happened, its version among what they see."""
    assert journey.read(BUNDLED, tag) == journey.before[tag]

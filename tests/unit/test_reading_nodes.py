"""Nodes and texts, in their article and fetched again by id."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import compress, product

import msgspec
import pytest

from tests.support.libraries import open_library, present, publish_whole, show
from tests.support.subjects import article_name, publish, unit
from verbena.authoring.revisions import make_revision
from verbena.model.article import Article, Figure, FigureFile
from verbena.model.edition import SubjectKind
from verbena.reading.article import ArticleView
from verbena.reading.identity import read_id
from verbena.reading.library import Library
from verbena.reading.nodes import NodeView
from verbena.reading.presentation import Presentation
from verbena.reading.read_article import read_articles
from verbena.reading.read_node import AnyView, read_node
from verbena.reading.read_reference import read_labels, read_topics
from verbena.reading.references import ReferenceView
from verbena.reading.text import InlineView, TextView
from verbena.rendering.runs import RunKind

PRESENTATIONS = [
    present("en"),
    present("ar"),
    present("sw"),
    present("sw", "ar"),
    present("ar-EG", fallback=()),
    present("sw", fallback=("ar",)),
    present("kr", fallback=("en",)),
]


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    """The whole article in English and Arabic, its reference data in Arabic too."""
    with open_library() as (store, opened):
        publish_whole(store, "ar")
        yield opened


def read(library: Library, presentation: Presentation) -> ArticleView:
    (article,) = read_articles(library, ["bones"], presentation)
    assert article is not None
    return article


def reach(found: object, seen: dict[int, object]) -> Iterator[AnyView]:
    """Everything with an id that is reached from a view through its attributes, each object once."""
    if id(found) in seen:
        return
    seen[id(found)] = found
    if isinstance(found, tuple):
        for item in found:
            yield from reach(item, seen)
    elif is_view(found):
        if isinstance(found, ArticleView | NodeView | ReferenceView | TextView):
            yield found
        for value in show_attributes(found).values():
            yield from reach(value, seen)


def is_view(found: object) -> bool:
    return type(found).__name__.endswith("View") and not isinstance(found, msgspec.Struct)


def show_attributes(view: object) -> dict[str, object]:
    """The public attributes of a view, worked out where need be; what a run does not mention is left out."""
    computed = {
        name
        for base in type(view).__mro__
        for name, value in vars(base).items()
        if isinstance(value, cached_property | property)
    }
    names = sorted(name for name in {*vars(view), *computed} if not name.startswith("_"))
    if isinstance(view, InlineView):
        mentioned = {RunKind.MEDICATION: "medication", RunKind.ABBREVIATION: "abbreviation"}.get(view.kind)
        names = [name for name in names if name == mentioned or name not in ("medication", "abbreviation")]
    return {name: getattr(view, name) for name in names}


def tell(view: object) -> dict[str, object]:
    """What a view shows of itself: its simple values, and the ids of the views that it leads to."""
    return {name: tell_value(value) for name, value in show_attributes(view).items() if name not in MACHINERY}


MACHINERY = ("texts", "shelf", "names", "nodes", "uses")


def tell_value(value: object) -> object:
    if isinstance(value, tuple):
        return [tell_value(item) for item in value]
    if isinstance(value, ArticleView | NodeView | ReferenceView | TextView):
        return value.id
    if is_view(value):
        return tell(value)
    return msgspec.to_builtins(value)


@pytest.mark.parametrize("presentation", PRESENTATIONS, ids=repr)
def test_every_id_gives_back_its_view(library: Library, presentation: Presentation) -> None:
    """Whatever an article leads to, its id gives back a view that is the same in all that it shows."""
    views = list(reach(read(library, presentation), {}))

    for view in views:
        again = read_node(library, view.id)
        assert again is not None, read_id(view.id)
        assert type(again) is type(view)
        assert tell(again) == tell(view), read_id(view.id)


def test_the_walk_meets_every_type(library: Library) -> None:
    """The article has a node of every type and reaches every kind of reference data, so that none goes unproved."""
    met = {view.type_name for view in reach(read(library, present("ar")), {})}

    nodes = {"Section", "Paragraph", "ListBlock", "ListItem", "Callout", "Figure", "TableBlock", "TableColumn"}
    others = {"TableRow", "Faq", "KeyPoint", "Article", "Text"}
    data = {"Medication", "Citation", "Abbreviation", "Contributor", "Topic"}
    assert met == nodes | others | data


def test_nodes_and_own_texts_are_the_very_same(library: Library) -> None:
    """A node or text of an article that was read by key is one object with what its id gives: nothing is read twice."""
    article = read(library, present("ar"))
    own = [view for view in reach(article, {}) if read_id(view.id).kind is SubjectKind.ARTICLE]

    assert {read_id(view.id).place for view in own} == {
        "",
        *article.nodes,
        *article.texts.source.units,
        "more.figure.alternative",
    }
    assert [view for view in own if read_node(library, view.id) is not view] == []


@pytest.mark.parametrize("presentation", PRESENTATIONS, ids=repr)
def test_ids_are_of_one_thing(library: Library, presentation: Presentation) -> None:
    """Within a presentation, two views share an id only where they are of one thing."""
    views = list(reach(read(library, presentation), {}))
    by_id = {view.id: view for view in views}

    assert all(tell(view) == tell(by_id[view.id]) for view in views)


def test_presentations_share_no_id(library: Library) -> None:
    """Nothing has the same id in two presentations."""
    ids = [{view.id for view in reach(read(library, presentation), {})} for presentation in PRESENTATIONS]

    assert sum(map(len, ids)) == len(set.union(*ids))


def test_labels_and_topics_are_given_back(library: Library) -> None:
    """A word of the interface and a topic from a list are fetched again by their ids."""
    labels, topics = read_labels(library, present("ar")), read_topics(library, present("ar"))

    assert [(label.key, label.text.value) for label in labels] == [
        ("sources", "ar: Sources"),
        ("source-number", "ar: Source {number}"),
    ]
    assert [topic.key for topic in topics] == ["cancer", "osteoporosis"]
    views: list[AnyView] = [*(label.text for label in labels), *topics]
    for view in views:
        again = read_node(library, view.id)
        assert again is not None
        assert tell(again) == tell(view)


def test_a_section_knows_its_place(library: Library) -> None:
    """Sections know their parent and article, their level, and what stands below; the contents list has them all."""
    article = read(library, present("en"))
    more = article.section("one.more")

    assert more is not None
    assert (more.level, more.parent, more.article) == (3, article.section("one"), article)
    assert [(entry.key, entry.level) for entry in article.table_of_contents] == [
        ("one", 2),
        ("one.more", 3),
        ("two", 2),
    ]
    assert [section.key for section in article.sections] == ["one", "two"]
    assert article.section("intro.p1") is None


def test_figures_are_in_reading_order_whatever_is_read_first() -> None:
    """The list of figures follows the article, also where a client asks for the end of the article first."""
    with open_library() as (store, library):
        publish_whole(store)
        forwards = [figure.key for figure in read(library, present("en")).figures]
        article = read(library, present("ar"))
        _ = article.faqs, article.sections, article.introduction

        assert [figure.key for figure in article.figures] == forwards
        assert len(forwards) > 1


def test_a_table_has_its_cells_in_columns(library: Library) -> None:
    """A row has a cell for each column; where rows have headers, the first column holds those."""
    nodes = read(library, present("en")).nodes

    with_headers, plain = nodes["two.table"], nodes["plain"]
    assert [column.text.value for column in with_headers.columns] == ["Who", "How often"]  # type: ignore[attr-defined]
    (row,) = with_headers.rows  # type: ignore[attr-defined]
    assert (row.header.value, [cell.value for cell in row.cells]) == ("Women | men", ["Every two years"])
    (row,) = plain.rows  # type: ignore[attr-defined]
    assert (row.header, [cell.value for cell in row.cells]) == (None, ["one", "two"])


def test_a_decorative_figure_has_an_empty_alternative(library: Library) -> None:
    """Only a decorative figure has no words, and then an alternative that is there, empty, and no fallback shown."""
    shown, decorative = read(library, present("ar")).figures

    assert (shown.decorative, shown.alternative.value) == (False, "ar: A ar: DEXA picture, in two lines")
    assert decorative.decorative
    assert (decorative.alternative.value, decorative.alternative.html, decorative.alternative.inlines) == ("", "", ())
    assert (decorative.long_description, decorative.caption, decorative.credit) == (None, None, None)
    assert read_node(library, decorative.alternative.id) is decorative.alternative


def draw(*locales: str | None) -> Figure:
    files = tuple(
        FigureFile(locale, f"bone.{locale}.svg", f"digest-{locale}", "image/svg+xml", 40, 30) for locale in locales
    )
    return Figure("figure", files, decorative=True)


DRAWINGS = ("ar", "fr", "en")
DRAWN = [tuple(compress(DRAWINGS, has)) for has in product([False, True], repeat=len(DRAWINGS))]


@pytest.fixture(scope="module")
def drawn() -> Iterator[Library]:
    """An article in English for each set of locales that its drawing may have a file of its own for."""
    with open_library() as (store, opened):
        units = {"title": unit("Title"), "summary": unit("Summary")}
        for number, locales in enumerate(DRAWN):
            key = f"drawn-{number}"
            structure = Article(key, key, "en", introduction=(draw(None, *locales),))
            publish(store, make_revision(article_name(key), "en", structure, units, ()))
        yield opened


@pytest.mark.parametrize("wanted", ["en", "ar", "fr-CA", "sw"])
@pytest.mark.parametrize("fallback", [None, ("en", "ar"), ("fr", "en"), ("ar", "en")])
def test_a_drawing_speaks_as_the_texts_do(drawn: Library, wanted: str, fallback: tuple[str, ...] | None) -> None:
    """The file is that of the chain's first tag that has one, or the one for all once the source's turn has come."""
    chain = [*(["fr-CA", "fr"] if wanted == "fr-CA" else [wanted]), *(fallback or ["en"])]
    tags = chain[: chain.index("en") + 1]

    for number, locales in enumerate(DRAWN):
        (figure,) = show(drawn, wanted, fallback=fallback, slug=f"drawn-{number}").figures
        expected = next((tag for tag in tags if tag in locales), None)
        assert figure.url == f"https://health.example/figures/digest-{expected}/bone.{expected}.svg"
        assert (figure.media_type, figure.width, figure.height) == ("image/svg+xml", 40, 30)

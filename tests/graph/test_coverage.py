"""The coverage is counted by the rules by which catalogs and readers are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.graph_client import GraphClient
from tests.support.stores import open_migrated
from tests.support.subjects import make_article, make_topic, translate
from tests.support.workbench import READER, fill_workbench, reword, save
from verbena.access.principal import Principal
from verbena.authoring.tree import read_tree
from verbena.language.tags import parse_tag
from verbena.model.errors import BadUserInput, InvalidCursor
from verbena.model.token import Grants
from verbena.model.translation import TranslationState
from verbena.reading.words import WORDS
from verbena.resources import find_resource
from verbena.store.contract import Store
from verbena.store.cursors import Place, write_cursor
from verbena.translating.coverage import Coverage, CoverageWanted, list_coverage
from verbena.translating.status import read_status
from verbena.translating.unit_problems import TranslationRefused

ANYBODY = Principal("Ada", Grants(drafts=("*",)))
_LOCALES = """query ($slug: String!) { article(slug: $slug) { alternates { locale completeness } } }"""


@pytest.fixture
def desk() -> Iterator[Store]:
    with open_migrated("sqlite://") as store:
        fill_workbench(store)
        yield store


def cover(store: Store, *locales: str, first: int = 100, domains: list[str] | None = None) -> list[Coverage]:
    page = list_coverage(store, ANYBODY, CoverageWanted(locales, domains), first)
    assert not page.has_next_page
    return [row for _, row in page.rows]


def test_it_agrees_with_the_catalogs(bundled: GraphClient) -> None:
    """For each bundled catalog, the coverage counts what `verbena catalogs status` counts."""
    tree = read_tree(find_resource("content"), WORDS)
    told = {(one.locale, one.domain): one for one in read_status(find_resource("locales"), tree)}
    locales = sorted({locale for locale, _ in told})

    rows = cover(bundled.library.store, *locales)

    assert len(rows) == len(told) >= 10
    for row in rows:
        status = told[row.locale, row.domain or ""]
        assert (row.units, row.translated, row.initial, row.outdated, row.missing, row.words_left, row.share) == (
            status.units,
            status.translated,
            status.fuzzy,
            status.outdated,
            status.missing,
            status.words_left,
            status.share,
        )


def test_it_agrees_with_completeness(bundled: GraphClient) -> None:
    """An article's share is how complete it is for readers, once it is published so."""
    store = bundled.library.store
    slugs = [node["slug"] for node in bundled.ask("{ articles { nodes { slug } } }")["articles"]["nodes"]]
    for slug in slugs:
        told = bundled.ask(_LOCALES, {"slug": slug})["article"]["alternates"]
        complete = {one["locale"]: one["completeness"] for one in told if parse_tag(one["locale"]) != "en"}
        assert complete
        assert {row.locale: row.share for row in cover(store, *complete, domains=[slug])} == pytest.approx(complete)


def test_each_unit_counts_once(desk: Store) -> None:
    """Missing, initial, outdated and translated are all there is; the reviewed and the machine's are translated."""
    texts = {f"p{number}.text": "bone " * (number + 1) for number in range(8)}
    bones = make_article(texts=texts)
    desk.save_revisions([bones])
    units = {
        **translate(bones, "sw", ["p0.text"]),
        **translate(bones, "sw", ["p1.text"], state=TranslationState.INITIAL),
        **translate(bones, "sw", ["p2.text", "p3.text"], state=TranslationState.REVIEWED),
        **translate(bones, "sw", ["p4.text"], state=TranslationState.FINAL),
        **translate(bones, "sw", ["p5.text"]),
    }
    desk.save_translations("sw", {bones.name: units})
    desk.save_revisions([make_article(texts={**texts, "p5.text": "Another."})])

    (row,) = cover(desk, "sw", domains=["bones"])

    assert row == Coverage(
        "sw",
        "bones",
        units=8,
        missing=2,
        initial=1,
        outdated=1,
        translated=4,
        reviewed=3,
        final=1,
        machine=1,
        words_left=2 + 1 + 7 + 8,
    )
    assert row.missing + row.initial + row.outdated + row.translated == row.units


def test_findings_are_counted(desk: Store) -> None:
    """A unit with a warning, or with a refused translation, counts once."""
    save(desk, "Mifupa **yetu**")
    with pytest.raises(TranslationRefused):
        save(desk, "<m.x/>")

    (row,) = cover(desk, "sw", domains=["bones"])

    assert row.with_findings == 1


def test_pages(desk: Store) -> None:
    """Rows go by catalog and locale, and pages of any size join to the whole."""
    desk.save_revisions([make_article("hips"), make_topic("u"), make_article("mifupa", locale="sw")])
    wanted = CoverageWanted(("sw", "ar", "sw"))
    whole = [(row.domain, row.locale) for _, row in list_coverage(desk, ANYBODY, wanted, 100).rows]
    assert whole == [
        ("reference", "ar"),
        ("reference", "sw"),
        ("bones", "ar"),
        ("bones", "sw"),
        ("hips", "ar"),
        ("hips", "sw"),
        ("mifupa", "ar"),
    ]
    for size in range(1, 9):
        found, after, has_next = [], None, True
        while has_next:
            page = list_coverage(desk, ANYBODY, wanted, size, after)
            found += [(row.domain, row.locale) for _, row in page.rows]
            has_next, after = page.has_next_page, page.rows[-1][0]
        assert found == whole


@pytest.mark.parametrize(
    ("locales", "domains"), [((), None), (("sw",), []), (("sw",) * 101, None), (("sw",), ["bones"] * 101)]
)
def test_too_few_and_too_many(desk: Store, locales: tuple[str, ...], domains: list[str] | None) -> None:
    """No locale or article, and too many, are refused."""
    with pytest.raises(BadUserInput):
        list_coverage(desk, ANYBODY, CoverageWanted(locales, domains), 5)


@pytest.mark.parametrize(
    "cursor", ["x", write_cursor(Place("coverage", 0, "2bones")), write_cursor(Place("units", 0, "0 sw"))]
)
def test_other_cursors(desk: Store, cursor: str) -> None:
    """A cursor of another list is refused."""
    with pytest.raises(InvalidCursor):
        list_coverage(desk, READER, CoverageWanted(("sw",)), 5, cursor)


def test_a_source_that_moves_on_counts_at_once(desk: Store) -> None:
    """Nothing is kept of the counting: what is outdated is, from the moment the source is loaded."""
    save(desk, "Kuhusu mifupa")
    reword(desk, {"title": "About strong bones"})

    (row,) = cover(desk, "sw", domains=["bones"])

    assert (row.translated, row.outdated) == (0, 1)

"""Whose texts a catalog holds that doesn't name its article's key, as Babel leaves it, and one of an article gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.catalog_desk import AT, CatalogDesk, codes_of, without_key
from tests.support.memory_desk import MemoryDesk
from verbena.catalogs.po import read_po, write_po
from verbena.model.findings import FindingCode
from verbena.translating.ingest import IngestReport

_SWAPPED = {"apples": "bees", "bees": "apples", "cakes": "cakes"}


@pytest.fixture
def desk(tmp_path: Path) -> CatalogDesk:
    return CatalogDesk(tmp_path)


def _keep(data: bytes, paths: tuple[str, ...]) -> bytes:
    """A catalog without a key, with these translations alone."""
    catalog = read_po(without_key(data))
    return write_po(replace(catalog, entries=tuple(entry for entry in catalog.entries if entry.path in paths)))


def _ingest(desk: CatalogDesk, domain: str, data: bytes) -> IngestReport:
    return MemoryDesk(*desk.read_tree().revisions).ingest(domain, "ar", data, AT)


@pytest.mark.parametrize("paths", [("title",), ("title", "summary"), ("title", "summary", "p1.text")])
def test_texts_of_another_article_are_not_taken(desk: CatalogDesk, paths: tuple[str, ...]) -> None:
    """Where two articles have swapped slugs, however few translations there are, none goes to the other."""
    data = _keep(desk.read()["ar/apples.po"], paths)
    desk.write(_SWAPPED)

    report = _ingest(desk, "apples", data)

    assert (report.accepted, [finding.code for finding in report.findings]) == (0, [FindingCode.ARTICLE_DIFFERS])


@pytest.mark.parametrize("paths", [("title",), ("title", "summary")])
def test_a_few_texts_may_all_be_older_ones(desk: CatalogDesk, paths: tuple[str, ...]) -> None:
    """One or two translations that are of no text of today are outdated, where no other article has those texts."""
    data = _keep(desk.read()["ar/apples.po"], paths).replace(b"apples", b"apple trees")

    report = _ingest(desk, "apples", data)

    assert (report.accepted, report.outdated) == (len(paths), len(paths))


@pytest.mark.parametrize(("others", "accepted"), [(2, 3), (9, 3), (10, 0)])
def test_one_text_does_not_vouch_for_all(desk: CatalogDesk, others: int, accepted: int) -> None:
    """Of three translations or more, a quarter must be of texts that the article has today."""
    catalog = read_po(without_key(desk.read()["ar/apples.po"]))
    more = tuple(replace(catalog.entries[0], path=f"n{number}.text", source=f"No {number}") for number in range(others))

    report = _ingest(desk, "apples", write_po(replace(catalog, entries=(*catalog.entries, *more))))

    assert report.accepted == accepted


def test_a_catalog_in_the_place_of_another_articles_is_an_error(desk: CatalogDesk) -> None:
    """Where an article is gone and a new one has its slug, the update says that its catalog stands in the way."""
    data = desk.read()["ar/apples.po"]
    desk.write({"dates": "apples", "bees": "bees", "cakes": "cakes"})

    told = codes_of(desk.update("ar"))

    assert told == {"ar/apples.po": [FindingCode.ARTICLE_DIFFERS]}
    assert desk.read()["ar/apples.po"] == data


def test_a_stray_key_is_no_ones(desk: CatalogDesk) -> None:
    """A catalog whose key no article has is left, and told."""
    desk.put("ar/old.po", desk.read()["ar/apples.po"].replace(b"X-Article-Key: apples", b"X-Article-Key: elder"))

    assert codes_of(desk.update("ar")) == {"ar/old.po": [FindingCode.DOMAIN_UNKNOWN]}

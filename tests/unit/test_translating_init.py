"""Catalogs of new locales, and those that a locale lacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.catalog_desk import SAME, CatalogDesk
from tests.support.pseudo_translation import check_po
from verbena.catalogs.po import read_po


@pytest.fixture
def desk(tmp_path: Path) -> CatalogDesk:
    return CatalogDesk(tmp_path)


def test_what_is_there_stays(desk: CatalogDesk) -> None:
    """Only what is missing is made, in the locales that are named, whatever the other files hold."""
    desk.put("ar/bees.po", b"msgid broken")
    desk.put("sw/interface.po", b"")
    before = desk.read()
    desk.write(SAME | {"dates": "dates"})

    made = desk.init("ar", "sw")

    after = desk.read()
    assert after.keys() - before.keys() == {"ar/dates.po", "sw/dates.po"}
    assert {name: after[name] for name in before} == before
    assert [one.units for one in made] == [3] * 2
    assert desk.init("ar", "sw") == ()


def test_nothing_is_made_of_what_is_written_in_the_locale(desk: CatalogDesk) -> None:
    """An article needs no catalog in its own language, nor do reference data and the interface in theirs."""
    desk.write({"apples": "pommes"}, locale="fr")

    desk.init("fr", "en", "fr-CA")

    made = {name for name in desk.read() if name.partition("/")[0] in ("fr", "en", "fr_CA")}
    shared = {f"{folder}/{domain}.po" for folder in ("fr", "fr_CA") for domain in ("interface", "reference")}
    assert made == shared | {"en/pommes.po", "fr_CA/pommes.po"}


@pytest.mark.parametrize("tag", ["ko", "sr-Latn", "kr", "fuv-Arab", "prs", "qaa-x-mine", "de-1996"])
def test_any_tag_has_catalogs(desk: CatalogDesk, tag: str) -> None:
    """Known to common locale data or not, a locale has files that gettext accepts, with every text untranslated."""
    desk.init(tag)

    folder = tag.replace("-", "_")
    for template in desk.templates():
        name = f"{folder}/{template.domain.name}.po"
        catalog = read_po(desk.read()[name])
        check_po(desk.place(name))
        assert catalog.findings == ()
        assert catalog.header["Language"] == folder
        assert catalog.header.items() >= template.domain.identify().items()
        assert [replace(one, line=0) for one in catalog.entries] == list(template.catalog.entries)


def test_a_hyphenated_folder_is_the_locales(desk: CatalogDesk) -> None:
    """Where a locale's folder is named by its tag, new catalogs go there, and no second folder is made."""
    (desk.locales / "zh_Hans").rename(desk.locales / "zh-Hans")
    desk.write(SAME | {"dates": "dates"})

    desk.init()

    assert {name.partition("/")[0] for name in desk.read()} == {"ar", "sw", "zh-Hans"}
    assert "zh-Hans/dates.po" in desk.read()


def test_two_folders_of_a_locale_are_one_locale(desk: CatalogDesk) -> None:
    """A catalog that is there in either folder is there, and another of it is not made."""
    desk.put("zh-Hans/apples.po", desk.read()["zh_Hans/apples.po"])
    desk.place("zh_Hans/apples.po").unlink()

    assert desk.init("zh-Hans") == ()


def test_no_second_catalog_of_an_article_is_made(desk: CatalogDesk) -> None:
    """A catalog that is still called by the slug of before is the article's, and another is not made beside it."""
    desk.write(SAME | {"apples": "fruit"})

    assert desk.init("ar") == ()

"""Catalogs brought up to date with articles, whatever these are called by now."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import polib
import pytest
from msgspec.structs import replace

from tests.support.catalog_desk import AT, FOLDERS, KEYS, SAME, CatalogDesk, codes_of, owned, without_key
from tests.support.memory_desk import MemoryDesk
from verbena.catalogs.po import read_po
from verbena.translating.compile import compile_catalogs


@pytest.fixture
def desk(tmp_path: Path) -> CatalogDesk:
    return CatalogDesk(tmp_path)


def test_a_catalog_goes_with_its_article(desk: CatalogDesk) -> None:
    """Another slug renames the catalogs in every locale, with all that is in them, and touches no other's."""
    before = desk.read()
    desk.write(SAME | {"apples": "fruit"})

    updated = desk.update()

    after = desk.read()
    renamed = {f"{folder}/apples.po": f"{folder}/fruit.po" for folder in FOLDERS.values()}
    assert after.keys() == {renamed.get(name, name) for name in before}
    assert all(after[name] == data for name, data in before.items() if name not in renamed)
    assert {one.was: one.file for one in updated if one.was or one.is_changed} == {
        f"locales/{folder}/LC_MESSAGES/apples.po": f"locales/{folder}/LC_MESSAGES/fruit.po"
        for folder in FOLDERS.values()
    }
    for old, new in renamed.items():
        was, now = read_po(before[old]), read_po(after[new])
        assert now.header == {**was.header, "X-Domain": "fruit"}
        assert [replace(one, places=()) for one in now.entries] == [replace(one, places=()) for one in was.entries]
        assert all(one.places[0].startswith("content/articles/fruit.md:") for one in now.entries)


@pytest.mark.parametrize("slugs", [*permutations(KEYS), ("bees", "cakes", "dates")], ids=",".join)
def test_articles_that_swap_slugs_keep_their_own(desk: CatalogDesk, slugs: tuple[str, ...]) -> None:
    """However slugs go round, each article's translations are below the one that it has now, in every locale."""
    articles = dict(zip(KEYS, slugs, strict=True))
    desk.write(articles)

    updated = desk.update()

    assert desk.owners() == owned(articles)
    assert codes_of(updated) == {}


@pytest.mark.parametrize(
    "articles",
    [
        SAME | {"apples": "fruit"},
        pytest.param(
            SAME | {"apples": "bees", "bees": "apples"},
        ),
    ],
)
def test_what_was_compiled_is_not_another_articles(desk: CatalogDesk, articles: dict[str, str]) -> None:
    """A compiled catalog is gone with its name, until all are compiled again."""
    compile_catalogs(desk.locales, desk.read_tree())
    desk.write(articles)

    desk.update()

    compiled = {name.partition("/")[2] for name in desk.read() if name.endswith(".mo")}
    kept = {key for key, slug in articles.items() if key == slug}
    assert compiled == {f"{domain}.mo" for domain in (*kept, "interface", "reference")}


def test_a_new_article_gets_nothing_with_a_freed_slug(desk: CatalogDesk) -> None:
    """Where a new article takes the slug that another gave up, it has no translation, and its own catalogs are new."""
    before = SAME | {"apples": "fruit"}
    desk.write(before | {"dates": "apples"})

    desk.update()

    assert desk.owners() == owned(before)
    assert [one.file.rpartition("/")[2] for one in desk.init()] == ["apples.po"] * len(FOLDERS)
    assert desk.owners() == owned(before) | {f"{folder}/apples.po": set() for folder in FOLDERS.values()}


@pytest.mark.parametrize(
    ("has_key", "node"),
    [
        (True, "p1"),
        (True, "other.p1"),
        (False, "p1"),
        (False, "other.p1"),
    ],
)
def test_a_catalog_of_an_article_that_is_gone_is_nobody_elses(desk: CatalogDesk, has_key: bool, node: str) -> None:
    """Neither update nor ingest takes it for the article that has its slug now, nor changes it."""
    if not has_key:
        desk.put("ar/apples.po", without_key(desk.read()["ar/apples.po"]))
    before = desk.read()
    desk.write({"dates": "apples", "bees": "bees", "cakes": "cakes"}, node=node)

    updated = desk.update()

    drafts = MemoryDesk(*desk.read_tree().revisions)
    report = drafts.ingest("apples", "ar", before["ar/apples.po"], AT)
    assert desk.read()["ar/apples.po"] == before["ar/apples.po"]
    assert codes_of(updated)["ar/apples.po"] == ["article-differs"]
    assert ([str(one.code) for one in report.findings], drafts.translations) == (["article-differs"], {})


def test_a_catalog_without_a_key_is_known_by_its_texts(desk: CatalogDesk) -> None:
    """Where one text of it is the article's as it is today, the file's name is believed, and the header says so now."""
    before = desk.read()["ar/apples.po"]
    desk.put("ar/apples.po", without_key(before).replace(b'"About', b'"Once about').replace(b'"In', b'"Once in'))

    updated = desk.update()

    assert codes_of(updated) == {}
    assert read_po(desk.read()["ar/apples.po"]).header == read_po(before).header


def test_a_check_writes_nothing(desk: CatalogDesk) -> None:
    """What is told without writing is what is done with it, and until then no file is another."""
    desk.write(SAME | {"apples": "bees", "bees": "apples", "dates": "dates"})
    before = desk.read()

    told = desk.update(write=False), desk.init("ko", write=False)

    assert desk.read() == before
    assert told == (desk.update(), desk.init("ko"))
    assert desk.read() != before


def _wrap(data: bytes) -> bytes:
    return str(polib.pofile(data.decode(), wrapwidth=20)).replace("\n", "\r\n").encode()


@pytest.mark.parametrize("save", [bytes, _wrap, without_key])
def test_a_second_update_does_nothing(desk: CatalogDesk, save: Callable[[bytes], bytes]) -> None:
    """Whatever tool saved the files, and whatever became of slugs: what is up to date stays as it is."""
    for name, data in desk.read().items():
        desk.put(name, save(data))
    desk.write(SAME if save is without_key else SAME | {"apples": "bees", "bees": "apples"})
    desk.update()
    before = desk.read()

    updated = desk.update()

    assert desk.read() == before
    assert not any(one.is_changed or one.was or one.findings for one in updated)


def test_only_the_locales_that_are_named_are_updated(desk: CatalogDesk) -> None:
    """With tags, no file of another locale is touched."""
    before = desk.read()
    desk.write(SAME | {"apples": "fruit"})

    desk.update("zh-Hans")

    assert before.keys() ^ desk.read().keys() == {"zh_Hans/apples.po", "zh_Hans/fruit.po"}

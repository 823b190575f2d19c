"""Catalogs that an update leaves as they are: with an error, of no article, of the same article, or on a full disk."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.catalog_desk import FOLDERS, SAME, CatalogDesk, codes_of, without_key
from verbena.model.errors import ContentInvalid
from verbena.translating.write_files import write_files


@pytest.fixture
def desk(tmp_path: Path) -> CatalogDesk:
    return CatalogDesk(tmp_path)


@pytest.mark.parametrize(("slug", "copy"), [("apples", "copy"), ("fruit", "fruit"), ("fruit", "copy")])
@pytest.mark.parametrize("change", [bytes, without_key])
def test_several_catalogs_of_an_article_are_left(
    desk: CatalogDesk, slug: str, copy: str, change: Callable[[bytes], bytes]
) -> None:
    """Where files claim to be one article's, both are told and left as they are, and all others are brought up to date.

    A file without a key claims to be that of the article whose slug it has.
    """
    whole = desk.read()["ar/apples.po"]
    desk.put("ar/apples.po", change(whole) if slug == "apples" else whole)
    desk.put(f"ar/{copy}.po", change(whole) if slug == copy else whole)
    before = desk.read()
    desk.write({"apples": slug, "bees": "insects", "cakes": "cakes"})

    updated = desk.update()

    after = desk.read()
    claiming = {"ar/apples.po", f"ar/{copy}.po"}
    assert codes_of(updated) == {name: ["catalog-duplicate"] for name in claiming}
    assert {name: after[name] for name in claiming} == {name: before[name] for name in claiming}
    assert {f"{folder}/insects.po" for folder in FOLDERS.values()} | {f"sw/{slug}.po"} <= after.keys()


_ERRORS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "entry-syntax": ("ar/apples.po", lambda data: data + b"\nmsgid apples\n"),
    "file-undecodable": ("ar/apples.po", lambda data: data.replace(b"[apples]", b"\xe9", 1)),
    "entry-duplicate": ("ar/apples.po", lambda data: data + b'\nmsgctxt "title"\nmsgid "x"\nmsgstr "y"\n'),
    "entry-without-path": ("ar/apples.po", lambda data: data + b'\nmsgid "x"\nmsgstr "y"\n'),
    "origin-unknown": ("ar/apples.po", lambda data: data.replace(b"#. Title", b"# origin: robot\n#. Title")),
    "state-unknown": ("ar/apples.po", lambda data: data.replace(b"#. Title", b"# state: good\n#. Title")),
    "language-is-source": ("en/apples.po", bytes),
    "folder-unknown": ("_x/apples.po", bytes),
}


@pytest.mark.parametrize("code", _ERRORS)
def test_a_catalog_with_an_error_is_left(desk: CatalogDesk, code: str) -> None:
    """A file in which something is wrong keeps its name and every byte, and the others are brought up to date."""
    name, spoil = _ERRORS[code]
    desk.put(name, spoil(desk.read()["ar/apples.po"]))
    before = desk.read()
    desk.write(SAME | {"apples": "fruit"})

    updated = desk.update()

    after = desk.read()
    assert {file: set(codes) for file, codes in codes_of(updated).items()} == {name: {code}}
    assert [one.has_errors for one in updated if one.findings] == [True]
    assert after[name] == before[name]
    assert "sw/fruit.po" in after


def test_a_catalog_of_a_deleted_article_is_left(desk: CatalogDesk) -> None:
    """It is told and kept: whether it is done with, only people know."""
    before = desk.read()
    desk.write({"bees": "bees", "cakes": "cakes"})

    updated = desk.update()

    assert desk.read() == before
    assert codes_of(updated) == {f"{folder}/apples.po": ["domain-unknown"] for folder in FOLDERS.values()}
    assert not any(one.has_errors or one.is_changed for one in updated)


@pytest.mark.parametrize("left", ["deleted", "swapped", "copied"])
def test_nothing_is_renamed_over_a_catalog_that_is_left(desk: CatalogDesk, left: str) -> None:
    """What an update leaves as it is, is there afterwards, whichever article has its name now."""
    whole = desk.read()["ar/apples.po"]
    if left != "deleted":
        desk.put("ar/apples.po", whole + b"\nmsgid apples\n")
    if left == "copied":
        desk.put("ar/copy.po", whole)
    before = desk.read()["ar/apples.po"]
    desk.write({"deleted": {"bees": "apples"}, "swapped": {"apples": "bees", "bees": "apples"}, "copied": SAME}[left])

    desk.update()

    assert desk.read()["ar/apples.po"] == before
    assert {"apples", "bees"} <= {key for name, keys in desk.owners().items() if name.startswith("ar/") for key in keys}


@contextmanager
def _full_disk(size: int) -> Iterator[None]:
    """No file can be longer than so many bytes, not even for the superuser."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _write_long_article(desk: CatalogDesk) -> None:
    desk.write(SAME | {"apples": "fruit"})
    article = desk.content / "articles" / "cakes.md"
    article.write_text(article.read_text() + "\n{#p2}\n" + "More and more cakes. " * 500)


@pytest.mark.parametrize("command", ["update", "init"])
def test_a_disk_that_is_full_changes_nothing(desk: CatalogDesk, command: str) -> None:
    """Where one file can't be written, none is changed, renamed or left half done beside another."""
    _write_long_article(desk)
    before = desk.read()

    with _full_disk(5000), pytest.raises(ContentInvalid, match="can't be written: "):
        desk.update() if command == "update" else desk.init("fr")

    assert desk.read() == before


def test_the_file_that_can_not_be_written_is_named(desk: CatalogDesk) -> None:
    """Who must make room is told for which file."""
    _write_long_article(desk)

    with _full_disk(5000), pytest.raises(ContentInvalid, match=r"cakes\.po"):
        desk.update()


def test_a_file_in_the_place_of_a_folder_changes_nothing(desk: CatalogDesk) -> None:
    """Where the folder of one of several new locales can't be made, no catalog of any is there."""
    (desk.locales / "ko").write_text("A note of mine.")
    before = desk.read()

    with pytest.raises(ContentInvalid, match="ko"):
        desk.init("fr", "ko")

    assert desk.read() == before


def test_a_folder_in_the_place_of_a_file_changes_nothing(tmp_path: Path) -> None:
    """Where one of several files can't take its place, the others stay as they were."""
    first, second = tmp_path / "first.pot", tmp_path / "second.pot"
    first.write_bytes(b"old")
    second.mkdir()

    with pytest.raises(ContentInvalid, match=r"second\.pot"):
        write_files({first: b"new", second: b"new"})

    assert first.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first.pot", "second.pot"]

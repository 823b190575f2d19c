"""The bundled article is rewritten: what becomes of every entry of every bundled catalog."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from itertools import cycle
from pathlib import Path

import polib
import pytest
from msgspec import Struct
from msgspec.structs import replace

from tests.support.pseudo_translation import check_po
from verbena.authoring.tree import read_tree
from verbena.catalogs.po import read_po, write_po
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.translation import TranslationState
from verbena.reading.words import WORDS
from verbena.resources import find_program, find_resource
from verbena.translating.templates import make_templates
from verbena.translating.update import UpdatedCatalog, update_catalogs
from verbena.translating.words import extract_words

_FOLDERS = sorted(folder.parent.name for folder in find_resource("locales").glob("*/LC_MESSAGES"))
_SLUG, _NEW_SLUG = "breast-cancer-and-osteoporosis", "bones-after-breast-cancer"
_REWRITING = {
    f"\nslug: {_SLUG}": f"\nslug: {_NEW_SLUG}",
    "how the two are linked\n": "how they are linked\n",
    "Read on to learn how the two": "Read on to see how the two",
    ":alt: Two drawings of the inside": ":alt: Drawings of the inside",
    "an aromatase inhibitor | Every two years": "an aromatase inhibitor | Each second year",
    "## Treating breast cancer and osteoporosis\n": "## Treatment\n",
    # A paragraph becomes two, of which the first keeps the key.
    "for good. So it is no\nsurprise": "for good.\n\n{#connection.surprise}\nSo it is no\nsurprise",
    # A text under another key is another unit.
    "{#lifestyle.smoking}": "{#lifestyle.no-smoking}",
}
_REWORDED = [
    "title",
    "intro.scope.text",
    "connection.common.text",
    "connection.figure.alternative",
    "treatment.heading",
    "dexa.table.aromatase-inhibitors.often",
]
_NEW = ["connection.surprise.text", "lifestyle.no-smoking.text"]
_MOVED = "bone-loss.awareness.text"
_GONE = [
    "treatment.priority.text",
    "lifestyle.smoking.text",
    "faq.osteoporosis.question",
    "faq.osteoporosis.answer.text",
]


class Moment(Struct, frozen=True):
    """What an update told, and what there is after it: units by domain, files by their names below `locales`."""

    told: dict[str, UpdatedCatalog]
    templates: dict[str, Catalog]
    files: dict[str, bytes]

    def read(self, folder: str, slug: str) -> Catalog:
        """The article's catalog."""
        return _READ(self.files[f"{folder}/LC_MESSAGES/{slug}.po"])

    def current(self, folder: str, slug: str) -> dict[str, CatalogEntry]:
        """Its entries by path, in their order, without the obsolete ones."""
        return {one.path: replace(one, line=0) for one in self.read(folder, slug).entries if not one.obsolete}

    def obsolete(self, folder: str, slug: str) -> list[CatalogEntry]:
        return [replace(one, line=0) for one in self.read(folder, slug).entries if one.obsolete]


_READ = cache(read_po)


class Rewriting(Struct, frozen=True):
    """The moments before the article is rewritten, after it, after nothing more, and after all is undone."""

    before: Moment
    after: Moment
    again: Moment
    undone: Moment


@pytest.fixture(scope="module")
def rewriting(tmp_path_factory: pytest.TempPathFactory) -> Rewriting:
    """The bundled catalogs, seen through by a reviewer, are updated after each change of the article."""
    root = tmp_path_factory.mktemp("rewriting")
    for name in ("content", "locales"):
        shutil.copytree(find_resource(name), root / name)
    old, new = (root / "content" / "articles" / f"{slug}.md" for slug in (_SLUG, _NEW_SLUG))
    text = old.read_text(encoding="utf-8")
    _update(root)
    for file in (root / "locales").glob("*/*/*.po"):
        file.write_bytes(write_po(_review(read_po(file.read_bytes()))))
    before = _update(root)
    old.rename(new).write_text(_rewrite(text), encoding="utf-8")
    after, again = _update(root), _update(root)
    new.rename(old).write_text(text, encoding="utf-8")
    return Rewriting(before, after, again, _update(root))


def _update(root: Path) -> Moment:
    tree, locales = read_tree(root / "content", WORDS), root / "locales"
    assert tree.problems == ()
    templates = make_templates(tree, extract_words(*find_program()))
    updated = update_catalogs(locales, templates)
    assert [one.findings for one in updated if one.findings] == []
    return Moment(
        {one.file.removeprefix("locales/"): one for one in updated},
        {template.domain.name: template.catalog for template in templates},
        {path.relative_to(locales).as_posix(): path.read_bytes() for path in sorted(locales.glob("*/*/*.po"))},
    )


def _review(catalog: Catalog) -> Catalog:
    """The catalog with a comment at each translation, and with every state that needs no more work."""
    states = cycle((TranslationState.REVIEWED, TranslationState.FINAL, TranslationState.TRANSLATED))
    entries = (
        replace(one, state=state, comment=f"Seen: {one.path}") if one.translation else one
        for one, state in zip(catalog.entries, states, strict=False)
    )
    return replace(catalog, entries=tuple(entries))


def _rewrite(text: str) -> str:
    for key in ("treatment.priority", "faq.osteoporosis", "faq.osteoporosis.answer"):
        text, _ = _take_out(text, key)
    text, moved = _take_out(text, "bone-loss.awareness")
    for old, new in {**_REWRITING, "{#treatment.depends}\n": f"{moved}{{#treatment.depends}}\n"}.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def _take_out(text: str, key: str) -> tuple[str, str]:
    """The article without the paragraph or heading of that key, and this with the empty line after it."""
    (found,) = re.findall(rf"^{{#{re.escape(key)}}}\n(?:.+\n)+\n", text, re.MULTILINE)
    return text.replace(found, ""), found


def test_the_article_is_rewritten_as_planned(rewriting: Rewriting) -> None:
    """What is reworded, new and gone is what these tests say, and no text of another domain is touched."""
    before, after = rewriting.before.templates, rewriting.after.templates
    was, now = ({one.path: one.source for one in units.entries} for units in (before[_SLUG], after[_NEW_SLUG]))

    assert [path for path in now if path not in was] == _NEW
    assert [path for path in was if path not in now] == _GONE
    assert [path for path in now if path in was and now[path] != was[path]] == _REWORDED
    assert before.keys() ^ after.keys() == {_SLUG, _NEW_SLUG}
    assert all(after[domain] == before[domain] for domain in before.keys() & after.keys())


@pytest.mark.parametrize("folder", _FOLDERS)
def test_catalogs_go_with_their_article(rewriting: Rewriting, folder: str) -> None:
    """Each gets the new slug as its name and in its header, and no byte of another domain's file changes."""
    before, after = rewriting.before, rewriting.after
    old, new = (f"{folder}/LC_MESSAGES/{slug}.po" for slug in (_SLUG, _NEW_SLUG))
    others = {name: data for name, data in before.files.items() if name.startswith(f"{folder}/") and name != old}

    assert {name for name in after.files if name.startswith(f"{folder}/")} == {*others, new}
    assert all(after.files[name] == data for name, data in others.items())
    assert after.read(folder, _NEW_SLUG).header == {**before.read(folder, _SLUG).header, "X-Domain": _NEW_SLUG}
    assert (after.told[new].was, after.told[new].is_changed) == (f"locales/{old}", True)
    assert not any(after.told[name].is_changed for name in others)


@pytest.mark.parametrize("folder", _FOLDERS)
def test_every_entry_has_its_fate(rewriting: Rewriting, folder: str) -> None:
    """Unchanged and moved texts keep all, reworded ones are fuzzy, new ones empty, and those that are gone obsolete."""
    before = rewriting.before.current(folder, _SLUG)
    after = rewriting.after.current(folder, _NEW_SLUG)
    units = {unit.path: unit for unit in rewriting.after.templates[_NEW_SLUG].entries}

    assert list(after) == list(units)
    for path, unit in units.items():
        expected = replace(before.get(path, unit), source=unit.source, note=unit.note, places=unit.places)
        if path in _REWORDED and expected.translation:
            fuzzy = TranslationState.INITIAL
            expected = replace(expected, state=fuzzy, previous=before[path].source, was=before[path].state)
        assert after[path] == expected
        assert path not in _NEW or not after[path].translation
    assert rewriting.after.obsolete(folder, _NEW_SLUG) == [
        replace(before[path], obsolete=True, note="", places=()) for path in _GONE if before[path].translation
    ]


@pytest.mark.parametrize("folder", _FOLDERS)
def test_what_moves_stands_in_its_new_place(rewriting: Rewriting, folder: str) -> None:
    """A text that moved to another section stands below that one's heading, and a translator is told of it."""
    after = rewriting.after.current(folder, _NEW_SLUG)
    order = list(after)

    assert order[order.index(_MOVED) - 1] == "treatment.heading"
    assert "Under: Treatment" in after[_MOVED].note
    assert order[order.index("connection.surprise.text") - 1] == "connection.common.text"


@pytest.mark.parametrize("folder", _FOLDERS)
def test_each_fate_is_told(rewriting: Rewriting, folder: str) -> None:
    """The report of an update has every text that is new, fuzzy or obsolete by it, and no other."""
    before = rewriting.before.current(folder, _SLUG)
    merged = rewriting.after.told[f"{folder}/LC_MESSAGES/{_NEW_SLUG}.po"].merged

    assert list(merged.added) == _NEW
    assert list(merged.reworded) == [path for path in _REWORDED if before[path].translation]
    assert sorted(merged.retired) == sorted(_GONE)
    assert merged.revived == ()


def test_a_second_update_changes_nothing(rewriting: Rewriting) -> None:
    """Files that are up to date are the same bytes afterwards."""
    assert rewriting.again.files == rewriting.after.files
    assert not any(one.is_changed or one.was for one in rewriting.again.told.values())


@pytest.mark.parametrize("folder", _FOLDERS)
def test_undoing_brings_back_what_was_gone(rewriting: Rewriting, folder: str) -> None:
    """With the old text, name and order again, every file has the bytes that it had, reviews and all."""
    before, undone = (
        {name: data for name, data in moment.files.items() if name.startswith(f"{folder}/")}
        for moment in (rewriting.before, rewriting.undone)
    )
    merged = rewriting.undone.told[f"{folder}/LC_MESSAGES/{_SLUG}.po"].merged

    assert undone == before
    assert {*merged.revived} >= {
        path for path in _REWORDED if rewriting.before.current(folder, _SLUG)[path].translation
    }


@pytest.mark.parametrize("moment", ["before", "after", "undone"])
def test_msgfmt_accepts_every_file(rewriting: Rewriting, moment: str, tmp_path: Path) -> None:
    """GNU msgfmt has nothing to say against any catalog at any moment."""
    for number, data in enumerate(getattr(rewriting, moment).files.values()):
        file = tmp_path / f"{number}.po"
        file.write_bytes(data)

        check_po(file)


@pytest.mark.parametrize(
    ("moment", "tool"),
    [("before", "msgmerge"), ("before", "msgcat"), ("before", "polib"), ("after", "msgcat"), ("after", "polib")],
)
@pytest.mark.parametrize("folder", _FOLDERS)
def test_other_tools_change_no_translation(
    rewriting: Rewriting, folder: str, moment: str, tool: str, tmp_path: Path
) -> None:
    """What GNU gettext merges with a fresh template, or it or polib writes, is to us what it was before."""
    found: Moment = getattr(rewriting, moment)
    template, file = tmp_path / "fresh.pot", tmp_path / "catalog.po"
    for domain, units in found.templates.items():
        data = found.files[f"{folder}/LC_MESSAGES/{domain}.po"]
        template.write_bytes(write_po(units))
        file.write_bytes(data)

        assert _translations(read_po(_save(tool, file, template))) == _translations(_READ(data))


def _save(tool: str, file: Path, template: Path) -> bytes:
    if tool == "polib":
        return str(polib.pofile(str(file), wrapwidth=79)).encode()
    command = [tool, str(file)] if tool == "msgcat" else [tool, "--quiet", "--previous", str(file), str(template)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def _translations(catalog: Catalog) -> list[tuple[object, ...]]:
    return [
        (one.path, one.source, one.translation, one.state, one.origin, one.comment, one.obsolete, one.previous)
        for one in catalog.entries
    ]

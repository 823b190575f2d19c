"""How far catalogs are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.content import around, write_content
from tests.support.site import Site, open_site
from verbena.authoring.tree import ContentTree, read_tree
from verbena.catalogs.po import make_header, write_po
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.reading.words import WORDS
from verbena.resources import find_resource
from verbena.translating.status import CatalogStatus, read_status
from verbena.translating.templates import Template, make_templates

# Of each word how many times it stands there, so that each text has a number of words of its own.
_PARAGRAPHS = "".join(f"{{#p{number}}}\n{'bone ' * number}\n\n" for number in range(2, 18))
_WORDS = {"title": 1, "summary": 3, **{f"p{number}.text": number for number in range(2, 18)}}

# What may be in a file of a text: entries by the kind that the text then counts as.
_INITIAL = TranslationState.INITIAL
_KINDS: list[tuple[str, dict[str, object]]] = [
    ("translated", {}),
    ("translated", {"state": TranslationState.FINAL, "origin": TranslationOrigin.MACHINE}),
    ("translated", {"translation": "**Os**"}),
    ("fuzzy", {"state": _INITIAL}),
    ("fuzzy", {"comment": "state: initial"}),
    ("fuzzy", {"state": _INITIAL, "source": "Once"}),
    ("outdated", {"source": "Once"}),
    ("outdated", {"source": "Once", "state": TranslationState.REVIEWED}),
    ("missing", {"translation": ""}),
    ("missing", {"obsolete": True}),
    ("missing", {"path": "elsewhere.text"}),
    ("missing", {"translation": "<em>Os</em>"}),
    ("missing", {"translation": "<em>Os</em>", "state": _INITIAL}),
    ("missing", {"comment": "state: good"}),
]
_FLAWED = _KINDS[-3:]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> ContentTree:
    """One article with texts of many lengths."""
    return read_tree(_write_content(tmp_path_factory.mktemp("tree")), ())


def _write_content(root: Path) -> Path:
    return write_content(root, {"articles/bones.md": around(_PARAGRAPHS)})


def _template(tree: ContentTree, domain: str = "bones") -> Template:
    return next(one for one in make_templates(tree, ()) if one.domain.name == domain)


def _entry(unit: CatalogEntry, **change: object) -> CatalogEntry:
    return replace(unit, **{"translation": "Os", **change})


def _write(locales: Path, folder: str, template: Template, *entries: CatalogEntry) -> Path:
    file = locales / folder / "LC_MESSAGES" / f"{template.domain.name}.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(write_po(Catalog(entries, make_header(folder, template.domain.identify()))))
    return file


def _read(locales: Path, tree: ContentTree, tag: str) -> CatalogStatus:
    (found,) = (one for one in read_status(locales, tree, [tag]) if one.domain == "bones")
    return found


def _completeness(site: Site) -> dict[str, float]:
    """What readers of the article are told of each locale but its own."""
    (article,) = site.ask("{ articles { nodes { alternates { locale completeness } } } }")["articles"]["nodes"]
    return {other["locale"]: other["completeness"] for other in article["alternates"] if other["locale"] != "en"}


@pytest.mark.parametrize(("kind", "change"), _KINDS)
def test_each_unit_counts_once(tmp_path: Path, tree: ContentTree, kind: str, change: dict[str, object]) -> None:
    """A unit is translated, fuzzy, outdated or missing, and all but the translated ones leave their words to do."""
    template = _template(tree)
    unit = next(one for one in template.catalog.entries if one.path == "p7.text")
    _write(tmp_path, "fr", template, _entry(unit, **change))

    status = _read(tmp_path, tree, "fr")

    counted = {"translated": 0, "fuzzy": 0, "outdated": 0, "missing": len(_WORDS) - 1}
    counted[kind] += 1
    assert {name: getattr(status, name) for name in counted} == counted
    assert (status.locale, status.domain, status.units) == ("fr", "bones", len(_WORDS))
    assert status.words_left == sum(_WORDS.values()) - (7 if kind == "translated" else 0)
    assert status.errors == ((kind, change) in _FLAWED)


def test_second_entries_do_not_count(tmp_path: Path, tree: ContentTree) -> None:
    """Of two entries for a unit the first counts, the other is an error, and the sum is that of the units."""
    template = _template(tree)
    first = template.catalog.entries[0]
    _write(tmp_path, "fr", template, _entry(first), _entry(first, state=_INITIAL), _entry(first, path="p99.text"))

    status = _read(tmp_path, tree, "fr")

    assert (status.translated, status.fuzzy, status.missing, status.errors) == (1, 0, len(_WORDS) - 1, 1)


def test_share_is_what_readers_are_told(tmp_path: Path, tree: ContentTree) -> None:
    """Whatever is in the files of whichever locale, an article's share is its completeness once it is published."""
    template, content, locales = _template(tree), _write_content(tmp_path), tmp_path / "locales"
    units = template.catalog.entries
    expected: dict[str, Counter[str]] = {}
    for step, folder in enumerate(("ar", "fr", "he", "ja", "kr", "sw", "zh_Hans"), start=1):
        # Each locale has another mixture: from what is translated alone to what is of every kind.
        chosen = [_KINDS[number % (2 * step)] for number in range(len(units))]
        expected[folder.replace("_", "-")] = Counter(kind for kind, _ in chosen)
        entries = (_entry(unit, **change) for unit, (_, change) in zip(units, chosen, strict=True))
        _write(locales, folder, template, *entries)
    _write(locales, "pt", template, *(_entry(unit, state=_INITIAL) for unit in units))

    with open_site(tmp_path, content, locales) as site:
        site.publish()
        completeness = _completeness(site)

    told = {tag: _read(locales, tree, tag) for tag in expected}
    assert {tag: one.share for tag, one in told.items()} == completeness
    assert len(set(completeness.values())) > 4
    for tag, one in told.items():
        assert {kind: getattr(one, kind) for kind in expected[tag]} == expected[tag]
    assert (_read(locales, tree, "pt").share, _read(locales, tree, "pt").fuzzy) == (0, len(units))


def test_share_of_the_bundled_content(tmp_path: Path) -> None:
    """The bundled catalogs are as far as readers are told, and each locale has a status for each domain."""
    content, locales = find_resource("content"), find_resource("locales")
    with open_site(tmp_path, content, locales) as site:
        site.publish()
        completeness = _completeness(site)

    told = read_status(locales, read_tree(content, WORDS))

    (article,) = {one.domain for one in told} - {"reference", "interface"}
    assert {one.locale: one.share for one in told if one.domain == article} == completeness
    assert Counter(one.locale for one in told) == dict.fromkeys(completeness, 3)
    assert all(one.translated + one.fuzzy + one.outdated + one.missing == one.units for one in told)


def test_a_domain_without_a_catalog_is_missing(tmp_path: Path, tree: ContentTree) -> None:
    """What has no file counts as a whole; in a folder without a file, everything does."""
    template = _template(tree, "reference")
    _write(tmp_path, "fr", template, *(_entry(unit, translation=unit.source) for unit in template.catalog.entries))

    told = {(one.locale, one.domain): one for one in read_status(tmp_path, tree, ("fr", "ko"))}

    whole, left = told["fr", "reference"], told["fr", "bones"]
    assert (whole.share, whole.words_left) == (1, 0)
    assert (left.missing, left.words_left, left.errors) == (len(_WORDS), sum(_WORDS.values()), 0)
    assert [one.missing == one.units for (tag, _), one in told.items() if tag == "ko"] == [True] * 3


def test_what_is_written_in_a_locale_has_no_status_there(tmp_path: Path) -> None:
    """An article is not translated into its own language; its words are counted as its own language has them."""
    french, japanese = (
        around("").replace("bones", slug).replace("locale: en", f"locale: {locale}")
        for slug, locale in (("os", "fr"), ("hone", "ja"))
    )
    japanese = japanese.replace("# Bones", "# 骨、骨折。").replace("All about hone.", "骨について")
    tree = read_tree(write_content(tmp_path, {"articles/os.md": french, "articles/hone.md": japanese}), ())
    assert tree.problems == ()
    for tag in ("en", "fr", "ja"):
        (tmp_path / "locales" / tag / "LC_MESSAGES").mkdir(parents=True)

    told = read_status(tmp_path / "locales", tree, ("en", "fr", "ja"))

    assert {tag: [one.domain for one in told if one.locale == tag] for tag in ("en", "fr", "ja")} == {
        "en": ["hone", "os"],
        "fr": ["hone", "interface", "reference"],
        "ja": ["interface", "os", "reference"],
    }
    assert {one.words_left for one in told if one.domain == "hone"} == {len("骨骨折骨について")}
    assert {one.words_left for one in told if one.domain == "os"} == {len(["Bones", "All", "about", "os"])}


def test_a_file_that_is_another_articles_translates_nothing(tmp_path: Path, tree: ContentTree) -> None:
    """A catalog that would not be taken in leaves every text missing, and says by an error that it is there."""
    template = _template(tree)
    file = _write(tmp_path, "fr", template, *map(_entry, template.catalog.entries))
    file.write_text(file.read_text().replace("X-Article-Key: bones", "X-Article-Key: hips"))

    status = _read(tmp_path, tree, "fr")

    assert (status.missing, status.share, status.errors) == (len(_WORDS), 0, 1)

"""Catalogs brought up to date with templates: what becomes of each entry."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from verbena.catalogs.merge import MergeReport, merge_catalog
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.findings import Finding, FindingCode
from verbena.model.translation import TranslationOrigin, TranslationState

_PATHS = ("title", "food.milk.text", "food.milk.alt", "food.milk2.text")
# So alike that any guess would take one for another.
_TEXTS = st.sampled_from(["Milk is one source.", "Milk is one source", "milk is one source.", "Milk is a source."])


def _owner(path: str) -> str:
    """What each translation and comment of a path begins with here, so that it can be told where it came from."""
    return f"[{path}]"


@st.composite
def _entries(draw: st.DrawFn, path: str, obsolete: bool = False) -> CatalogEntry:
    translation = draw(st.sampled_from(["", f"{_owner(path)} un", f"{_owner(path)} deux"]))
    return CatalogEntry(
        path=path,
        source=draw(_TEXTS),
        translation=translation,
        state=draw(st.sampled_from(TranslationState)) if translation else TranslationState.TRANSLATED,
        origin=draw(st.sampled_from(TranslationOrigin)) if translation else TranslationOrigin.HUMAN,
        obsolete=obsolete,
        note="" if obsolete else "An old note.",
        places=() if obsolete else ("old.md:1",),
        comment=draw(st.sampled_from(["", f"{_owner(path)} to be asked"])),
        flags=draw(st.sampled_from([(), ("no-wrap",)])),
        previous=draw(st.sampled_from([None, f"{_owner(path)} before"])) if translation else None,
    )


@st.composite
def _catalogs(draw: st.DrawFn) -> Catalog:
    """One current entry a path at most, and obsolete ones of any path, of the same too, or of none."""
    current = draw(st.lists(st.sampled_from(_PATHS), unique=True))
    obsolete = draw(st.lists(st.sampled_from([*_PATHS, ""]), max_size=3))
    return Catalog(
        (*(draw(_entries(path)) for path in current), *(draw(_entries(path, obsolete=True)) for path in obsolete))
    )


def _unit(path: str, source: str) -> CatalogEntry:
    return CatalogEntry(path=path, source=source, note=f"What {path} is.", places=("bones.md:7", "bones.md:9"))


_TEMPLATES = st.dictionaries(st.sampled_from(_PATHS), _TEXTS).map(
    lambda texts: Catalog(tuple(_unit(path, source) for path, source in texts.items()))
)
_SEEN = CatalogEntry(
    path="title",
    source="Bones",
    translation="Os",
    state=TranslationState.REVIEWED,
    origin=TranslationOrigin.MACHINE,
    comment="As on the cover.",
    flags=("no-wrap",),
)


def _merge(catalog: Catalog, template: Catalog) -> Catalog:
    return merge_catalog(catalog, template)[0]


def _current(catalog: Catalog) -> dict[str, CatalogEntry]:
    return {entry.path: entry for entry in catalog.entries if not entry.obsolete}


@given(_catalogs(), _TEMPLATES)
def test_the_template_says_which_units_there_are(catalog: Catalog, template: Catalog) -> None:
    """Paths, their order, source texts, notes and places are the template's; all that is obsolete stands below."""
    entries = _merge(catalog, template).entries
    units = len(template.entries)

    assert [(one.path, one.source, one.note, one.places) for one in entries[:units]] == [
        (unit.path, unit.source, unit.note, unit.places) for unit in template.entries
    ]
    assert [(one.obsolete, one.note, one.places) for one in entries[units:]] == [(True, "", ())] * len(entries[units:])
    assert not any(one.obsolete for one in entries[:units])


@given(_catalogs(), _TEMPLATES)
def test_nothing_crosses_from_one_unit_to_another(catalog: Catalog, template: Catalog) -> None:
    """However alike the texts of units are, an entry holds only what an entry of the same path held."""
    known = {(entry.path, text) for entry in catalog.entries for text in (entry.source, entry.previous)}

    for entry in _merge(catalog, template).entries:
        assert all(text.startswith(_owner(entry.path)) for text in (entry.translation, entry.comment) if text)
        assert entry.previous is None or (entry.path, entry.previous) in known


@pytest.mark.parametrize("path", ["titles", "Title", "title.text", "title ", "intro.title"])
def test_a_text_is_not_known_by_its_words(path: str) -> None:
    """A unit of another path starts empty, though its words are those of a unit that is gone."""
    unit = _unit(path, _SEEN.source)

    assert _merge(Catalog((_SEEN,)), Catalog((unit,))).entries == (unit, replace(_SEEN, obsolete=True))


@given(_catalogs(), st.permutations(_PATHS))
def test_what_moves_keeps_everything(catalog: Catalog, order: list[str]) -> None:
    """Entries whose source text is unchanged keep translation, state, origin, comments and flags in any order."""
    before = _current(catalog)
    # One that is empty may take its retired translation back: see below.
    assume(all(one.translation or one.comment or one.flags for one in before.values()))
    template = Catalog(tuple(_unit(path, before[path].source) for path in order if path in before))

    merged, report = merge_catalog(catalog, template)

    assert list(_current(merged).values()) == [
        replace(before[unit.path], note=unit.note, places=unit.places) for unit in template.entries
    ]
    assert report == MergeReport()


@pytest.mark.parametrize("source", [_SEEN.source, "Bones and teeth"])
def test_what_another_program_retired_is_taken_back(source: str) -> None:
    """Where msgmerge left an empty entry and retired the translation, the unit goes on with that; else it is fuzzy."""
    empty = _unit(_SEEN.path, source)

    merged, report = merge_catalog(Catalog((empty, replace(_SEEN, obsolete=True))), Catalog((empty,)))

    (entry,) = merged.entries
    assert (entry.translation, entry.comment, entry.fuzzy) == (_SEEN.translation, _SEEN.comment, source != _SEEN.source)
    assert (report.revived, report.reworded) == (((), ("title",)) if entry.fuzzy else (("title",), ()))


@given(_catalogs(), st.sets(st.sampled_from(_PATHS)))
@example(Catalog((_SEEN, replace(_SEEN, source="Bone", translation="Un os", obsolete=True))), {"title"})
def test_what_is_gone_comes_back_as_it_was(catalog: Catalog, gone: set[str]) -> None:
    """A unit that is no more and is there again has the entry it had, whatever older ones of its path are left over."""
    whole = Catalog(tuple(_unit(entry.path, entry.source) for entry in _current(catalog).values()))
    before = _merge(catalog, whole)
    rest = Catalog(tuple(unit for unit in whole.entries if unit.path not in gone))

    back = _current(_merge(_merge(before, rest), whole))

    for path, entry in _current(before).items():
        assert back[path] == entry or not (entry.translation or entry.comment)


def test_obsolete_entries_without_words_hide_none() -> None:
    """Of several obsolete entries for a path, the first with a translation comes back with its unit, at once."""
    unit = CatalogEntry(path="title", source="Milk")
    empty = replace(unit, obsolete=True)
    translated = replace(empty, translation="Maziwa")

    merged = _merge(Catalog((empty, empty, translated)), Catalog((unit,)))

    assert [entry.translation for entry in merged.entries] == ["Maziwa"]
    assert merge_catalog(merged, Catalog((unit,))) == (merged, MergeReport())


@given(_catalogs(), _TEMPLATES)
def test_merging_twice_is_merging_once(catalog: Catalog, template: Catalog) -> None:
    """A catalog that is up to date stays as it is, and nothing is told of it."""
    merged = _merge(catalog, template)

    assert merge_catalog(merged, template) == (merged, MergeReport())


@given(_catalogs(), _TEMPLATES)
def test_merging_loses_nothing(catalog: Catalog, template: Catalog) -> None:
    """Each translation and comment is there afterwards, once, with its flags and origin: obsolete ones, too."""
    merged = _merge(catalog, template)

    assert _told(merged) == _told(catalog)


def _told(catalog: Catalog) -> Counter[tuple[object, ...]]:
    return Counter(
        (entry.path, entry.translation, entry.origin, entry.comment, entry.flags)
        for entry in catalog.entries
        if entry.translation or entry.comment
    )


@pytest.mark.parametrize("obsolete", [False, True])
def test_what_nobody_worked_on_goes(obsolete: bool) -> None:
    """An entry of no unit is left out where it has neither a translation nor a translator's comment."""
    empty = CatalogEntry(path="gone", source="Bones", flags=("no-wrap",), obsolete=obsolete)

    assert _merge(Catalog((empty,)), Catalog(())).entries == ()


def test_an_obsolete_entry_of_no_unit_stays_obsolete() -> None:
    """What another program left behind has no path, and is no unit's, whatever its text is."""
    foreign = replace(_SEEN, path="", obsolete=True)
    unit = _unit("title", _SEEN.source)

    assert _merge(Catalog((foreign,)), Catalog((unit,))).entries == (unit, foreign)


def test_each_fate_is_told() -> None:
    """The report has the paths of what is new, reworded, back again and gone; what stays is in none of its lists."""
    names = ("kept", "reworded", "gone", "back", "back-reworded")
    entries = [replace(_SEEN, path=name, obsolete=name.startswith("back")) for name in names]
    finding = Finding(FindingCode.LANGUAGE_DIFFERS, "of old")
    catalog = Catalog(tuple(entries), {"Language": "fr"}, "By us", (finding,))
    template = [_unit(name, "Bone" if "reworded" in name else "Bones") for name in ("new", *names) if name != "gone"]

    merged, report = merge_catalog(catalog, Catalog(tuple(template), {"Language": ""}, "By the program"))

    assert report == MergeReport(
        added=("new",), reworded=("reworded", "back-reworded"), revived=("back",), retired=("gone",)
    )
    assert (merged.header, merged.comment, merged.findings) == ({"Language": "fr"}, "By us", (finding,))

"""Catalogs brought up to date with templates: what becomes of a translation whose source text changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from verbena.catalogs.merge import MergeReport, merge_catalog
from verbena.catalogs.po import read_po, write_po
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.translation import TranslationOrigin, TranslationState

_TEXTS = st.sampled_from(["Milk is one source.", "Milk is one source", "milk is one source.", "Milk is a source."])
_SEEN = CatalogEntry(
    path="title",
    source="Bones",
    translation="Os",
    state=TranslationState.REVIEWED,
    origin=TranslationOrigin.MACHINE,
    comment="As on the cover.",
    flags=("no-wrap",),
)


def _title(source: str) -> Catalog:
    return Catalog((CatalogEntry(path="title", source=source, note="What it is.", places=("bones.md:7",)),))


def _merge(catalog: Catalog, template: Catalog) -> Catalog:
    return merge_catalog(catalog, template)[0]


@pytest.mark.parametrize("state", TranslationState)
@pytest.mark.parametrize("origin", TranslationOrigin)
@pytest.mark.parametrize("previous", [None, "Bone"])
@pytest.mark.parametrize("obsolete", [False, True])
def test_a_reworded_entry_needs_work(
    state: TranslationState, origin: TranslationOrigin, previous: str | None, obsolete: bool
) -> None:
    """It is fuzzy, with the text that its translation was made from as previous one, and keeps all else."""
    entry = replace(_SEEN, state=state, origin=origin, previous=previous, obsolete=obsolete)
    made_from = previous if previous and state == TranslationState.INITIAL else "Bones"

    merged, report = merge_catalog(Catalog((entry,)), Catalog((CatalogEntry(path="title", source="Your bones"),)))

    assert merged.entries == (
        replace(
            _SEEN,
            source="Your bones",
            state=TranslationState.INITIAL,
            origin=origin,
            previous=made_from,
            was=None if entry.fuzzy else state,
        ),
    )
    assert report == MergeReport(reworded=("title",))


@pytest.mark.parametrize("previous_path", ["heading", "title"])
def test_a_previous_text_stands_with_its_own_path(previous_path: str) -> None:
    """Where the previous text is the unit's own, no other unit's path is left beside it."""
    entry = replace(_SEEN, previous="Heading", previous_path=previous_path)

    (merged,) = _merge(Catalog((entry,)), _title("Your bones")).entries

    assert merged.previous == "Bones"
    assert merged.previous_path in (None, "title")


@given(st.lists(_TEXTS, min_size=2))
def test_however_often_it_is_reworded_the_first_text_is_kept(texts: list[str]) -> None:
    """Until its translation is mended, an entry tells the text that this was made from, not one in between."""
    catalog = Catalog((replace(_SEEN, source=texts[0]),))

    for text in texts[1:]:
        catalog = _merge(catalog, _title(text))

    (entry,) = catalog.entries
    assert (entry.state, entry.previous) == (
        (TranslationState.REVIEWED, None) if texts[-1] == texts[0] else (TranslationState.INITIAL, texts[0])
    )


@pytest.mark.parametrize("state", [TranslationState.TRANSLATED, TranslationState.REVIEWED, TranslationState.FINAL])
@pytest.mark.parametrize("origin", TranslationOrigin)
@pytest.mark.parametrize("by_file", [False, True])
def test_a_text_that_comes_back_needs_no_work(
    state: TranslationState, origin: TranslationOrigin, by_file: bool
) -> None:
    """With its old source text the entry is as it was, also where it has been written and read in between."""
    catalog = Catalog((replace(_SEEN, state=state, origin=origin),))
    reworded = _merge(catalog, _title("Your bones"))
    if by_file:
        reworded = read_po(write_po(reworded))

    again, report = merge_catalog(reworded, _title("Bones"))

    expected = _merge(catalog, _title("Bones")).entries
    assert tuple(replace(entry, line=0, base=None) for entry in again.entries) == expected
    assert report == MergeReport(revived=("title",))


@pytest.mark.parametrize("origin", TranslationOrigin)
def test_a_translation_that_was_begun_to_mend_is_not_taken_for_the_old_one(origin: TranslationOrigin) -> None:
    """Where a fuzzy translation has been changed, it stays fuzzy when the old source text is back."""
    reworded = _merge(Catalog((replace(_SEEN, origin=origin),)), _title("Your bones"))
    data = write_po(reworded).replace(b'msgstr "Os"', b'msgstr "Vos os"')

    again = _merge(read_po(data), _title("Bones"))

    assert [(entry.fuzzy, entry.translation, entry.origin) for entry in again.entries] == [
        (True, "Vos os", TranslationOrigin.HUMAN)
    ]


@pytest.mark.parametrize("obsolete", [False, True])
def test_what_is_untranslated_is_not_fuzzy(obsolete: bool) -> None:
    """A reworded text without translation is only untranslated; what its translators wrote beside it stays."""
    entry = CatalogEntry(path="title", source="Bones", comment="Ask!", flags=("no-wrap",), obsolete=obsolete)

    merged, report = merge_catalog(Catalog((entry,)), Catalog((CatalogEntry(path="title", source="Your bones"),)))

    assert merged.entries == (replace(entry, source="Your bones", obsolete=False),)
    assert not merged.entries[0].fuzzy
    assert report.reworded == ()


@pytest.mark.parametrize("state", TranslationState)
def test_a_minor_change_leaves_the_translation_as_it_is(state: TranslationState) -> None:
    """Where the author marks it and the words are the same, the entry goes on under the new text; nothing is told."""
    entry = replace(_SEEN, state=state)
    unit = CatalogEntry(path="title", source="<em>Bones</em>!", is_minor=True)

    merged, report = merge_catalog(Catalog((entry,)), Catalog((unit,)))

    assert (merged.entries[0].source, merged.entries[0].translation) == (unit.source, "Os")
    assert merged.entries[0].state is state
    assert read_po(write_po(merged)).entries[0].state is state
    assert report.reworded == (("title",) if entry.fuzzy else ())


@pytest.mark.parametrize(("source", "is_minor"), [("Bones!", False), ("My bones!", True)])
def test_a_change_that_is_not_minor_needs_work(source: str, is_minor: bool) -> None:
    """Neither is a change minor that nobody marked, nor one of the words that somebody did."""
    merged, report = merge_catalog(
        Catalog((_SEEN,)), Catalog((CatalogEntry(path="title", source=source, is_minor=is_minor),))
    )

    assert merged.entries[0].fuzzy
    assert report.reworded == ("title",)


def test_a_mark_that_comes_late_gives_the_translation_back() -> None:
    """What an update has made fuzzy is as it was once the author has marked the change as minor."""
    fuzzy = _merge(Catalog((_SEEN,)), _title("Bones!"))

    merged, report = merge_catalog(fuzzy, Catalog((CatalogEntry(path="title", source="Bones!", is_minor=True),)))

    assert (merged.entries[0].state, merged.entries[0].previous) == (_SEEN.state, None)
    assert report.revived == ("title",)

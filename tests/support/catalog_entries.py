"""Catalogs as Verbena exports them, with texts of every script, awkward characters and nested tags, to draw from."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.inline_trees import INLINES
from verbena.catalogs.comments import fingerprint
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.markup import write_markup
from verbena.model.translation import TranslationOrigin, TranslationState

_MARKUP = INLINES.map(write_markup)
# What XML has, since a note has no codes for the rest; the file's line ends are no part of a note's.
_NOTES = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12).map(
    str.strip
)
_PATHS = st.from_regex(r"[a-z][a-z0-9]{0,4}([.-][a-z0-9]{1,4}){0,2}(\.(text|label))?", fullmatch=True)
_HEADER = {"Project-Id-Version": "verbena", "Language": "pt_BR", "X-Article-Key": "bones", "X-Source-Language": "en"}


@st.composite
def _entries(draw: st.DrawFn) -> CatalogEntry:
    translation = draw(_MARKUP)
    state = draw(st.sampled_from(TranslationState)) if translation else TranslationState.TRANSLATED
    is_merged = state == TranslationState.INITIAL and draw(st.booleans())
    return CatalogEntry(
        path=draw(_PATHS),
        source=draw(_MARKUP),
        translation=translation,
        state=state,
        origin=draw(st.sampled_from(TranslationOrigin)),
        note="\n".join(draw(st.lists(_NOTES, max_size=2))).strip(),
        places=tuple(draw(st.lists(st.sampled_from(["bones.md:7", "content/a b.yaml:12", "words"]), max_size=2))),
        comment=draw(_NOTES),
        previous=draw(_MARKUP) if is_merged else None,
        was=draw(st.sampled_from([None, *TranslationState])) if is_merged else None,
        base=draw(st.sampled_from([None, fingerprint(translation), "0123abcd"])),
        limit=draw(st.none() | st.integers(1, 500)),
    )


CATALOGS: st.SearchStrategy[Catalog] = st.lists(_entries(), max_size=4, unique_by=lambda entry: entry.path).map(
    lambda entries: Catalog(tuple(entries), _HEADER)
)


def without_lines(catalog: Catalog) -> Catalog:
    """The same as if it came from no file."""
    return replace(catalog, entries=tuple(replace(entry, line=0) for entry in catalog.entries))

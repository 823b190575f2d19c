"""Catalogs as XLIFF 2.1 (OASIS Standard, 13 February 2018): bytes <-> values.

States are the standard's own. Maximum lengths are those of its Size and Length Restriction module, counted in code
points; what it has no place for is in its Metadata module, in a group named `verbena`. A unit without a translation
says no state. What is obsolete is left out: to send it out would ask for work on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verbena.catalogs.comments import fingerprint
from verbena.catalogs.told import spell, tell
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.catalogs.xliff21_inline import OriginalData, is_token, write_data, write_inline
from verbena.catalogs.xliff_header import list_fields, tell_languages
from verbena.catalogs.xml_writing import write_attributes, write_text
from verbena.language.direction import direction_of
from verbena.model.translation import TranslationOrigin

GROUP, HEADER = "verbena", "header"
"""The categories of the groups of metadata: of a unit, and of the file."""

_NAMESPACES = (
    'xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"'
    ' xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0"'
)


def write_xliff21(catalog: Catalog) -> bytes:
    """An XLIFF 2.1 file in UTF-8 that is valid by the standard's schemas; equal catalogs give equal bytes."""
    return "".join(_write(catalog)).encode()


def _write(catalog: Catalog) -> Iterator[str]:
    source, target = tell_languages(catalog.header)
    entries = [entry for entry in catalog.entries if not entry.obsolete]
    if target is None and any(entry.translation for entry in entries):
        target = "und"
    file = {
        "id": "catalog",
        "original": catalog.header.get("X-Domain") or None,
        "srcDir": _direct(source),
        "trgDir": _direct(target),
        "xml:space": "preserve",
    }
    languages = write_attributes({"srcLang": source, "trgLang": target})
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff {_NAMESPACES} version="2.1"{languages}>\n'
    yield f'<file{write_attributes(file)}>\n<slr:profiles generalProfile="xliff:codepoints"/>\n'
    yield _write_metadata(HEADER, list_fields(catalog.header))
    yield _write_notes({"translator": catalog.comment})
    if not entries:
        # A file has to have something in it.
        yield '<group id="none"/>\n'
    for number, entry in enumerate(entries, 1):
        yield from _write_unit(entry, number)
    yield "</file>\n</xliff>\n"


def _write_unit(entry: CatalogEntry, number: int) -> Iterator[str]:
    data: OriginalData = {}
    source = write_inline(entry.source, data)
    target = f"<target>{write_inline(entry.translation, data)}</target>\n" if entry.translation else ""
    unit = {
        "id": entry.path if is_token(entry.path) else f"unit:{number}",
        "name": entry.path,
        "slr:sizeRestriction": None if entry.limit is None else str(entry.limit),
    }
    yield f"<unit{write_attributes(unit)}>\n{_write_metadata(GROUP, _tell(entry))}"
    yield _write_notes({"developer": entry.note, "translator": entry.comment})
    yield write_data(data)
    state = write_attributes({"state": entry.state.lower() if entry.translation else None})
    yield f"<segment{state}>\n<source>{source}</source>\n{target}</segment>\n</unit>\n"


def _tell(entry: CatalogEntry) -> Iterator[tuple[str, str]]:
    yield from tell(entry)
    if entry.origin != TranslationOrigin.HUMAN:
        yield "origin", entry.origin.lower()
    for place in entry.places:
        yield "place", place
    if entry.previous is not None:
        yield "previous", spell(entry.previous)
        if entry.was is not None:
            yield "was", f"{entry.was.lower()} {fingerprint(entry.translation)}"


def _write_metadata(category: str, told: Iterable[tuple[str, str]]) -> str:
    written = "".join(
        f"<mda:meta{write_attributes({'type': name})}>{write_text(value)}</mda:meta>" for name, value in told
    )
    group = f'<mda:metaGroup category="{category}">{written}</mda:metaGroup>'
    return f"<mda:metadata>{group}</mda:metadata>\n" if written else ""


def _write_notes(notes: dict[str, str]) -> str:
    written = "".join(
        f'<note category="{category}">{write_text(text)}</note>' for category, text in notes.items() if text
    )
    return f"<notes>{written}</notes>\n" if written else ""


def _direct(tag: str | None) -> str | None:
    """The direction of a language, null where it is not known."""
    return None if tag in (None, "und") else direction_of(str(tag)).lower()

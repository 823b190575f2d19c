"""Catalogs as XLIFF 1.2 (OASIS Standard, 1 February 2008): bytes <-> values.

Everything stands where the standard has a place for it, so that files are valid by its strict schema and other tools
keep it; the rest is in a context group, whose name would have to differ in each unit. A unit that is reviewed is
`approved`, since that is what tools go by, and `signed-off` or `final`. What is obsolete is left out: to send it out
would ask for work on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbena.catalogs.told import tell
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.catalogs.xliff12_inline import write_inline
from verbena.catalogs.xliff_header import tell_fields, tell_languages
from verbena.catalogs.xml_writing import write_attributes, write_text
from verbena.model.translation import TranslationOrigin, TranslationState

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
AUTHOR = "verbena"
"""Whom the note with the header's fields is from."""

STATES = {
    TranslationState.INITIAL: "needs-translation",
    TranslationState.TRANSLATED: "translated",
    TranslationState.REVIEWED: "signed-off",
    TranslationState.FINAL: "final",
}
_APPROVED = (TranslationState.REVIEWED, TranslationState.FINAL)


def write_xliff12(catalog: Catalog) -> bytes:
    """An XLIFF 1.2 file in UTF-8 that is valid by the strict schema; equal catalogs give equal bytes."""
    return "".join(_write(catalog)).encode()


def _write(catalog: Catalog) -> Iterator[str]:
    source, target = tell_languages(catalog.header)
    file = {
        "original": catalog.header.get("X-Domain") or "catalog",
        "source-language": source,
        "target-language": target,
        "datatype": "plaintext",
        "product-name": "verbena",
    }
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<xliff version="1.2" xmlns="{NAMESPACE}">\n<file{write_attributes(file)}>\n<header>\n'
    yield _write_note(AUTHOR, tell_fields(catalog.header))
    if catalog.comment:
        yield _write_note("translator", catalog.comment)
    yield "</header>\n<body>\n"
    for entry in catalog.entries:
        if not entry.obsolete:
            yield from _write_unit(entry, target)
    yield "</body>\n</file>\n</xliff>\n"


def _write_unit(entry: CatalogEntry, language: str | None) -> Iterator[str]:
    unit = {
        "id": entry.path,
        "resname": entry.path,
        "approved": "yes" if entry.translation and entry.state in _APPROVED else None,
        "maxwidth": None if entry.limit is None else str(entry.limit),
        "size-unit": None if entry.limit is None else "char",
        "xml:space": "preserve",
    }
    yield f"<trans-unit{write_attributes(unit)}>\n<source>{write_inline(entry.source)}</source>\n"
    if entry.translation:
        target = {
            "state": STATES[entry.state],
            "state-qualifier": "mt-suggestion" if entry.origin == TranslationOrigin.MACHINE else None,
            "xml:lang": language,
        }
        yield f"<target{write_attributes(target)}>{write_inline(entry.translation)}</target>\n"
    for place in entry.places:
        file, _, line = place.rpartition(":")
        is_line = bool(file) and line.isdecimal() and line.isascii()
        told = [("sourcefile", file), ("linenumber", line)] if is_line else [("sourcefile", place)]
        yield _write_group("location", told)
    told = [("x-path", entry.path), *((f"x-{name}", value) for name, value in tell(entry))]
    if not entry.translation and entry.origin != TranslationOrigin.HUMAN:
        told.append(("x-origin", entry.origin.lower()))
    yield _write_group("information", told)
    if entry.note:
        yield _write_note("developer", entry.note)
    if entry.comment:
        yield _write_note("translator", entry.comment)
    if entry.previous is not None:
        yield from _write_previous(entry, entry.previous, language)
    yield "</trans-unit>\n"


def _write_previous(entry: CatalogEntry, previous: str, language: str | None) -> Iterator[str]:
    """What the entry was before a merge; the state stands there as long as the translation is still the one of then."""
    target = {"state": None if entry.was is None else STATES[entry.was], "xml:lang": language}
    yield '<alt-trans alttranstype="previous-version" xml:space="preserve">\n'
    yield f"<source>{write_inline(previous)}</source>\n"
    yield f"<target{write_attributes(target)}>{write_inline(entry.translation)}</target>\n</alt-trans>\n"


def _write_note(author: str, text: str) -> str:
    return f"<note{write_attributes({'from': author})}>{write_text(text)}</note>\n"


def _write_group(purpose: str, contexts: list[tuple[str, str]]) -> str:
    written = "".join(
        f"<context{write_attributes({'context-type': kind})}>{write_text(value)}</context>" for kind, value in contexts
    )
    return f"<context-group{write_attributes({'purpose': purpose})}>{written}</context-group>\n"

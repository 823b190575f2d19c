"""Gettext catalogs: bytes <-> values, by polib."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import cast

import polib

from verbena.catalogs.comments import read_comment, write_comment
from verbena.catalogs.encoding import decode_text
from verbena.catalogs.header import read_header
from verbena.catalogs.po_blocks import parse_blocks
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.language.tags import folder_of
from verbena.model.findings import Finding, FindingCode, Severity
from verbena.model.translation import TranslationState


def read_po(data: bytes) -> Catalog:
    """The catalog in a PO file, with findings for what could not be read.

    Entries are read one at a time: what is malformed, undecodable, without a path, plural, or a second entry for a path
    is reported and left out, and the rest is there.
    """
    text, undecodable = decode_text(data)
    findings = list(undecodable)
    header: dict[str, str] = {}
    comment = ""
    is_fuzzy = False
    entries: list[CatalogEntry] = []
    lines: dict[str, int] = {}
    foreign: list[str] = []
    for block in parse_blocks(text, findings):
        if block.entries and all(entry.obsolete and entry.msgid_plural for entry in block.entries):
            foreign.append(block.text)
            continue
        for entry in block.entries:
            if _is_header(entry):
                header, comment = read_header(entry.msgstr), entry.tcomment
                is_fuzzy = "fuzzy" in entry.flags
                continue
            if (read := _read_entry(entry, block.start, findings)) is None:
                continue
            if not read.obsolete and lines.setdefault(read.path, read.line) != read.line:
                message = f"the unit has an entry on line {lines[read.path]} already: keep one"
                findings.append(Finding(FindingCode.ENTRY_DUPLICATE, message, read.line, read.path))
                continue
            entries.append(read)
    return Catalog(tuple(entries), header, comment, tuple(findings), is_fuzzy, tuple(foreign))


def write_po(catalog: Catalog) -> bytes:
    """A PO file in UTF-8 that `msgfmt --check` accepts; equal catalogs give equal bytes.

    Fields of the header that gettext wants and the catalog lacks are added empty, and the encoding is told as it is;
    only a missing date stays missing, since other readers want a date there.
    Texts are prose: no entry is marked as a format string, whatever its flags say.
    """
    fields = {**dict.fromkeys(_ALWAYS, ""), **catalog.header, **_ENCODING}
    told = {name: fields[name] for name in (*(name for name in _FIRST if name in fields), *fields)}
    header = polib.POEntry(
        msgid="",
        msgstr="".join(f"{name}: {value}\n" for name, value in told.items()),
        tcomment=catalog.comment,
        flags=["fuzzy"] if catalog.is_fuzzy else [],
    )
    live = [_write_entry(entry) for entry in catalog.entries if not entry.obsolete]
    obsolete = [_write_entry(entry) for entry in catalog.entries if entry.obsolete]
    written = (entry.__unicode__(wrapwidth=0) for entry in (header, *live, *obsolete))
    return "\n".join([*written, *catalog.foreign]).encode()


def write_mo(catalog: Catalog) -> bytes:
    """The catalog compiled as `msgfmt` does it: entries with a translation that needs no work."""
    file = polib.POFile()
    file.metadata = {name: value for name, value in catalog.header.items() if _NAME.fullmatch(name)} | _ENCODING
    file.extend(_write_entry(entry) for entry in catalog.entries)
    compiled: bytes = file.to_binary()
    return compiled


def make_header(tag: str | None, identity: Mapping[str, str], revised: datetime | None = None) -> dict[str, str]:
    """The header of a new catalog, or of a template where there is no tag: its language as gettext writes it.

    `identity` are the fields that say which texts it holds; they stand last.
    """
    return {
        "Project-Id-Version": "verbena",
        **({"PO-Revision-Date": revised.strftime("%Y-%m-%d %H:%M%z")} if revised else {}),
        "Language": folder_of(tag) if tag else "",
        **identity,
    }


_ALWAYS = ("Project-Id-Version", "Last-Translator", "Language-Team", "Language")
_FIRST = (
    *("Project-Id-Version", "Report-Msgid-Bugs-To", "POT-Creation-Date", "PO-Revision-Date", "Last-Translator"),
    *("Language-Team", "Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
)
"""Fields in the order in which gettext writes them; others follow in the catalog's own."""
_NAME = re.compile(r"[A-Za-z][A-Za-z-]*")
_ENCODING = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


def _is_header(entry: polib.POEntry) -> bool:
    # Unlike what its types say, an entry without a context has none, not an empty one.
    return cast("str | None", entry.msgctxt) is None and not (entry.msgid or entry.obsolete)


def _read_entry(entry: polib.POEntry, start: int, findings: list[Finding]) -> CatalogEntry | None:
    line = start + (entry.linenum or 0)
    is_fuzzy = "fuzzy" in entry.flags
    # Of a merged entry the comment still speaks of the text that the translation was made from.
    previous = entry.previous_msgid if is_fuzzy else None
    made_from = entry.msgid if previous is None else previous
    places = tuple(f"{file}:{number}" if number else file for file, number in entry.occurrences)
    # Converters drop the context, or make one of the places where texts are alike.
    path = "" if entry.msgctxt == " ".join(places) else entry.msgctxt or ""
    told = read_comment(entry.tcomment, path, made_from, entry.msgstr)
    path = path or told.path or entry.msgctxt or ""
    if not (path or entry.obsolete):
        message = "the entry has no msgctxt, so that nothing tells its unit: take it from the template"
        findings.append(Finding(FindingCode.ENTRY_WITHOUT_PATH, message, line))
        return None
    if entry.msgid_plural or entry.msgstr_plural:
        message = "units have no plural forms: write one msgid and one msgstr"
        findings.append(Finding(FindingCode.ENTRY_PLURAL, message, line, path))
        return None
    if told.problems:
        # Taken with the usual values, a slip in "machine" would claim that a person made the translation.
        findings += (Finding(code, message, line, path) for code, message in told.problems)
        return None
    if told.is_stale and not entry.obsolete and not is_fuzzy:
        message = (
            "the review was of another text, or for another source: review it, and take out the line that begins text:"
        )
        findings.append(Finding(FindingCode.REVIEW_STALE, message, line, path, Severity.WARNING))
    return CatalogEntry(
        path=path,
        source=entry.msgid,
        translation=entry.msgstr,
        state=TranslationState.INITIAL if is_fuzzy else told.state,
        origin=told.origin,
        obsolete=bool(entry.obsolete),
        note=entry.comment,
        places=places,
        comment=told.comment,
        flags=tuple(flag for flag in entry.flags if flag != "fuzzy"),
        previous=entry.previous_msgid,
        previous_path=entry.previous_msgctxt,
        was=told.state if told.is_vouched and previous is not None else None,
        base=told.base,
        line=line,
    )


def _write_entry(entry: CatalogEntry) -> polib.POEntry:
    flags = [flag for flag in entry.flags if not flag.endswith("-format") or flag.startswith("no-")]
    return polib.POEntry(
        msgctxt=entry.path or None,
        msgid=entry.source,
        msgstr=entry.translation,
        obsolete=entry.obsolete,
        comment=entry.note,
        tcomment=write_comment(entry),
        occurrences=[_split_place(place) for place in entry.places],
        flags=["fuzzy", *flags] if entry.fuzzy and entry.translation else flags,
        previous_msgid=entry.previous,
        previous_msgctxt=entry.previous_path,
    )


def _split_place(place: str) -> tuple[str, str]:
    file, _, line = place.rpartition(":")
    return (file, line) if file and line.isdigit() else (place, "")

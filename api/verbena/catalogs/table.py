"""Catalogs as tables for a spreadsheet: comma-separated values (RFC 4180), or with semicolons or tabs.

The first line names the columns, in any order and case; `path`, `source` and `translation` must be there. Texts are
tagged strings. A table has no place for what a catalog's header says: whoever sends one in has to name its article and
language. What is obsolete is left out: to send it out would ask for work on it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from verbena.catalogs.cells import find_delimiter, guard_cell, name_column, unguard_cell
from verbena.catalogs.collecting import EntryCollector, RawEntry, ReadLimits, TooMany, refuse_size
from verbena.catalogs.encoding import decode_text, is_decoded
from verbena.catalogs.told import read_exported, tell
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.findings import Finding, FindingCode
from verbena.model.translation import TranslationOrigin, TranslationState

NEEDED = ("path", "source", "translation")
COLUMNS = (
    *NEEDED,
    *("state", "origin", "note", "comment", "max length", "previous source", "previous state", "places", "flags"),
    *("source hash", "base", "unit", "base state", "base origin"),
)
_NAMES = {
    "context": "path",
    "msgctxt": "path",
    "key": "path",
    "location": "places",
    "fuzzy": "fuzzy",
    "original": "source",
    "msgid": "source",
    "target": "translation",
    "msgstr": "translation",
    "translator comments": "comment",
    "developer comments": "note",
}


def write_csv(catalog: Catalog) -> bytes:
    """The table in UTF-8, with a byte order mark, without which spreadsheets take it for another encoding."""
    table = StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in catalog.entries:
        if not entry.obsolete:
            cells = dict(_tell(entry))
            writer.writerow([guard_cell(cells.get(name, "")) for name in COLUMNS])
    return table.getvalue().encode("utf-8-sig", "replace")


def read_csv(data: bytes, limits: ReadLimits = ReadLimits()) -> Catalog:  # noqa: B008 - a frozen value
    """The catalog in a table, with findings for what could not be read; where a row can't be, no row after it is."""
    if too_large := refuse_size(len(data), limits):
        return Catalog((), findings=(too_large,))
    text, findings = decode_text(data)
    collector = EntryCollector(limits, list(findings))
    delimiter, told = find_delimiter(text)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for _ in range(told):
            next(rows, None)
        columns = _name_columns(next(rows, []))
        for name in NEEDED:
            if name not in columns:
                finding = "the first line names no column “{column}”: it must have {columns}"
                values = {"column": name, "columns": ", ".join(NEEDED)}
                return Catalog((), findings=(Finding(FindingCode.FILE_MALFORMED, finding, values=values),))
        line = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                collector.count(line)
                _read_row(collector, columns, row, line)
            line = rows.line_num + 1
    except csv.Error as error:
        finding = "this row can't be read ({reason}): put quotes around a cell with quotes, and double those in it"
        malformed = Finding(FindingCode.FILE_MALFORMED, finding, rows.line_num, values={"reason": str(error)})
        collector.findings.append(malformed)
    except TooMany as refused:
        return Catalog((), findings=(*collector.findings, refused.finding))
    return collector.finish()


def _tell(entry: CatalogEntry) -> Iterator[tuple[str, str]]:
    yield "path", entry.path
    yield "source", entry.source
    yield "translation", entry.translation
    yield "state", entry.state.lower() if entry.translation else ""
    yield "origin", entry.origin.lower()
    yield "note", entry.note
    yield "comment", entry.comment
    yield "max length", "" if entry.limit is None else str(entry.limit)
    if entry.previous is not None:
        yield "previous source", entry.previous
        yield "previous state", "" if entry.was is None else entry.was.lower()
    yield "places", "\n".join(entry.places)
    yield "flags", ", ".join(entry.flags)
    for name, value in tell(entry):
        if name != "flag":
            yield name.replace("-", " "), value


def _name_columns(heading: list[str]) -> dict[str, int]:
    """The place of each column that is known; of two alike, the first."""
    columns: dict[str, int] = {}
    for place, cell in enumerate(heading):
        name = name_column(cell)
        columns.setdefault(_NAMES.get(name, name), place)
    return columns


def _read_row(collector: EntryCollector, columns: dict[str, int], row: list[str], line: int) -> None:
    raw = RawEntry(line)
    if not is_decoded("".join(row)):
        text = "the entry holds bytes that are not in the file's encoding: it is left out"
        collector.report(raw, FindingCode.FILE_UNDECODABLE, text)
        return
    cells = {name: unguard_cell(row[at]) if at < len(row) else "" for name, at in columns.items()}
    raw.path = cells["path"].strip()
    if any(cell.strip() for cell in row[max(columns.values()) + 1 :]):
        text = "the row has more cells than the first line: put quotes around a cell with what stands between cells"
        collector.report(raw, FindingCode.ENTRY_SYNTAX, text)
        return
    if not _read_state(collector, cells, raw):
        return
    size = cells.get("max length", "").strip()
    raw.source, raw.translation = cells["source"] or None, cells["translation"]
    raw.note, raw.comment = cells.get("note", ""), cells.get("comment", "")
    raw.limit = int(size) if size.isdecimal() and size.isascii() and len(size) < 10 else None
    raw.places = tuple(place for place in cells.get("places", "").split("\n") if place)
    raw.flags = tuple(flag.strip() for flag in cells.get("flags", "").split(",") if flag.strip())
    raw.previous = cells.get("previous source") or None
    raw.exported = read_exported({name.replace(" ", "-"): value for name, value in cells.items()})
    collector.add(raw)


def _read_state(collector: EntryCollector, cells: dict[str, str], raw: RawEntry) -> bool:
    """Reads the state, origin and former state of a row; false where one is none, which was told."""
    told = {name: cells.get(name, "").strip().upper() for name in ("state", "previous state", "origin")}
    for name in ("state", "previous state"):
        if told[name] and told[name] not in TranslationState.__members__:
            text = "state is {state}: write initial, translated, reviewed or final; the entry is left out"
            collector.report(raw, FindingCode.STATE_UNKNOWN, text, values={"state": told[name].lower()[:60]})
            return False
    if told["origin"] and told["origin"] not in TranslationOrigin.__members__:
        text = "origin is {origin}: write human or machine; the entry is left out"
        collector.report(raw, FindingCode.ORIGIN_UNKNOWN, text, values={"origin": told["origin"].lower()[:60]})
        return False
    raw.state = TranslationState[told["state"]] if told["state"] else None
    raw.was = TranslationState[told["previous state"]] if told["previous state"] else None
    raw.origin = TranslationOrigin[told["origin"]] if told["origin"] else None
    if cells.get("fuzzy", "").strip().lower() in ("true", "yes", "1"):
        raw.state = TranslationState.INITIAL
    return True

"""Glossaries as tables for a spreadsheet: comma-separated values (RFC 4180), or with semicolons or tabs.

The first line names the columns, in any order and case: `source term`, `target term` and `locale` must be there,
`source locale`, `status`, `definition`, `note` and `part of speech` may be.

A spreadsheet computes what begins like a formula, and may send what is in the table elsewhere. So such a cell is
written with an apostrophe before it, which spreadsheets do not show, and which is taken off again in reading.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from verbena.catalogs.cells import find_delimiter, guard_cell, name_column, unguard_cell
from verbena.catalogs.encoding import decode_text
from verbena.catalogs.glossary_values import GlossaryCollector, GlossaryFile
from verbena.catalogs.xml_reading import BYTES_LIMIT
from verbena.model.findings import Finding, FindingCode
from verbena.model.glossary import GlossaryTerm

COLUMNS = (
    "source term",
    "target term",
    "locale",
    "status",
    "definition",
    "note",
    "part of speech",
    "source locale",
)
_NEEDED = COLUMNS[:3]
_NAMES = {"term": "source term", "source": "source term", "translation": "target term", "target": "target term"}


def write_glossary_csv(terms: Iterable[GlossaryTerm]) -> bytes:
    """The table in UTF-8, with a byte order mark, without which spreadsheets take it for another encoding."""
    table = StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for term in terms:
        cells = (
            term.term,
            term.translation,
            term.locale,
            term.status.lower(),
            term.definition,
            term.note,
            term.part_of_speech,
            term.source_locale,
        )
        writer.writerow([guard_cell(cell) for cell in cells])
    return table.getvalue().encode("utf-8-sig")


def read_glossary_csv(data: bytes, source_locale: str) -> GlossaryFile:
    """The terms of a table; `source_locale` is that of terms that name none.

    Cells are taken without spaces at their ends, and line ends in them are line feeds. A line without any cell is no
    term. Where a row can't be read, no row after it is.
    """
    if len(data) > BYTES_LIMIT:
        text = "the file has {bytes} bytes, and {limit} are read: split it"
        values = {"bytes": str(len(data)), "limit": str(BYTES_LIMIT)}
        return GlossaryFile((), (Finding(FindingCode.FILE_REFUSED, text, values=values),))
    decoded, findings = decode_text(data)
    if findings:
        return GlossaryFile((), findings)
    collector = GlossaryCollector()
    delimiter, told = find_delimiter(decoded)
    rows = csv.reader(StringIO(decoded, newline=""), delimiter=delimiter, strict=True)
    try:
        for _ in range(told):
            next(rows, None)
        columns = _name_columns(next(rows, []))
        if missing := [name for name in _NEEDED if name not in columns]:
            text = "the first line names no column “{column}”: it must have “source term”, “target term” and “locale”"
            return GlossaryFile((), (Finding(FindingCode.FILE_MALFORMED, text, values={"column": missing[0]}),))
        line = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                cells = {name: _read_cell(row[at]) if at < len(row) else "" for name, at in columns.items()}
                _read_row(collector, cells, source_locale, line)
            line = rows.line_num + 1
    except csv.Error as error:
        text = "this row can't be read ({reason}): put quotes around a cell with quotes, and double those in it"
        values = {"reason": str(error)}
        collector.findings.append(Finding(FindingCode.FILE_MALFORMED, text, rows.line_num, values=values))
    return collector.finish()


def _name_columns(heading: list[str]) -> dict[str, int]:
    """The place of each column that is known; of two alike, the first."""
    columns: dict[str, int] = {}
    for place, cell in enumerate(heading):
        name = name_column(cell)
        name = _NAMES.get(name, name)
        if name in COLUMNS:
            columns.setdefault(name, place)
    return columns


def _read_cell(cell: str) -> str:
    return unguard_cell(cell.strip(" ")).strip()


def _read_row(collector: GlossaryCollector, cells: dict[str, str], source_locale: str, line: int) -> None:
    locale = collector.read_locale(cells["locale"], line)
    named = cells.get("source locale")
    source = collector.read_locale(named, line) if named else source_locale
    if locale is None or source is None:
        return
    collector.add(
        GlossaryTerm(
            source_locale=source,
            term=cells["source term"],
            locale=locale,
            translation=cells["target term"],
            status=collector.read_status(cells.get("status", ""), line),
            definition=cells.get("definition", ""),
            note=cells.get("note", ""),
            part_of_speech=cells.get("part of speech", ""),
        ),
        line,
    )

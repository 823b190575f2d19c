"""Catalogs as tables: nothing is lost on the way through a spreadsheet, and nothing in them is computed."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.catalog_entries import CATALOGS, without_lines
from verbena.catalogs.cells import guard_cell, unguard_cell
from verbena.catalogs.comments import fingerprint
from verbena.catalogs.formats import CatalogFormat, read_catalog
from verbena.catalogs.table import COLUMNS, read_csv, write_csv
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.findings import FindingCode
from verbena.model.translation import TranslationOrigin, TranslationState


@given(CATALOGS)
def test_writing_and_reading_loses_nothing(catalog: Catalog) -> None:
    """What is written is read back, texts of every script and controls too; only a header has no place in a table."""
    known = tuple(entry for entry in catalog.entries if entry.source and entry.previous != "")

    read = read_csv(write_csv(replace(catalog, entries=known)))

    assert without_lines(read) == Catalog(known)


@given(st.text(st.sampled_from("'=+-@\t\r\n＝ a"), max_size=6) | st.text(max_size=6))
def test_no_cell_is_a_formula(text: str) -> None:
    """No cell begins like a formula, whatever stands in it, and reading takes off just what writing added."""
    guarded = guard_cell(text)

    assert not guarded.startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert unguard_cell(guarded) == text


def test_a_written_table_has_no_formulas() -> None:
    """Each cell of a file is guarded, in every column that somebody can write to."""
    entry = CatalogEntry(path="=1", source="+1", translation="@1", note="-1", comment="=2", places=("=3",))

    rows = list(csv.reader(io.StringIO(write_csv(Catalog((entry,))).decode("utf-8-sig"), newline="")))

    assert [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")] == []


_ENTRY = CatalogEntry(
    path="title",
    source="Bones; and, more",
    translation='Los huesos,\n«y» "más"',
    state=TranslationState.REVIEWED,
    origin=TranslationOrigin.MACHINE,
    comment="Ask.",
    limit=80,
)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_spreadsheets_write_in_their_own_way(delimiter: str, encoding: str, order: int, line_end: str) -> None:
    """Another sign between cells, another encoding, columns in another order or unknown: the entries are the same."""
    rows = csv.DictReader(io.StringIO(write_csv(Catalog((_ENTRY,))).decode("utf-8-sig"), newline=""))
    file = io.StringIO()
    names = [*COLUMNS[::order], "Mine"]
    writer = csv.DictWriter(file, names, delimiter=delimiter, lineterminator=line_end)
    writer.writerow({name: name.title() for name in names})
    writer.writerows({**row, "Mine": "x"} for row in rows)

    read = read_catalog(file.getvalue().encode(encoding))

    assert read.findings == ()
    assert without_lines(read).entries == (_ENTRY,)


def test_three_columns_are_enough() -> None:
    """A table with nothing but path, source and translation is a catalog; a line for Excel may stand above."""
    data = b"sep=;\r\nTranslation;Path;Source\r\nHuesos;title;Bones\r\n;;\r\n;summary;More\r\n"

    read = read_catalog(data)

    assert [(one.path, one.source, one.translation, one.line) for one in read.entries] == [
        ("title", "Bones", "Huesos", 3),
        ("summary", "More", "", 5),
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("title,Bones,Huesos,reviewd,", FindingCode.STATE_UNKNOWN),
        ("title,Bones,Huesos,,robot", FindingCode.ORIGIN_UNKNOWN),
        ("title,Bones,Hue,sos,", FindingCode.STATE_UNKNOWN),
        ("title,Bones,Huesos,,,y mas", FindingCode.ENTRY_SYNTAX),
        (",Bones,Huesos,,", FindingCode.ENTRY_WITHOUT_PATH),
        ("title,,Huesos,,", FindingCode.ENTRY_SYNTAX),
        ("summary,Bones,Huesos,,", FindingCode.ENTRY_DUPLICATE),
    ],
)
def test_a_wrong_row_costs_no_other(row: str, code: FindingCode) -> None:
    """What is wrong with a row is told with its line, and the rows around it are there."""
    data = f'path,source,translation,state,origin\nsummary,"a\nb",c,,\n{row}\nlast,d,e,,\n'.encode()

    read = read_catalog(data, CatalogFormat.CSV)

    assert [one.path for one in read.entries] == ["summary", "last"]
    assert [(one.code, one.line) for one in read.findings] == [(code, 4)]


def test_bytes_of_another_encoding_cost_their_row() -> None:
    """A row that is not in the encoding of the rest is told and left out."""
    data = "path,source,translation\ntitle,Bones,Más\nsummary,More,Mas\n".encode("latin-1")

    read = read_catalog(data)

    assert [one.path for one in read.entries] == ["summary"]
    assert {(one.code, one.line) for one in read.findings} == {(FindingCode.FILE_UNDECODABLE, 2)}


@pytest.mark.parametrize("data", [b'path,source,translation\na,"b,c\nd,e,f\n', b'path,source,translation\na,"b"c,d\n'])
def test_a_quote_that_never_ends_is_told(data: bytes) -> None:
    """Where quotes are wrong no cell is to be trusted any more, and the finding says so."""
    assert [one.code for one in read_csv(data).findings] == [FindingCode.FILE_MALFORMED]


def test_a_column_that_is_missing_is_told() -> None:
    """A table without one of the three columns is no catalog."""
    read = read_csv(b"source,translation\nBones,Huesos\n")

    assert (read.entries, [one.code for one in read.findings]) == ((), [FindingCode.FILE_MALFORMED])


def test_a_rewritten_text_is_nobodys_review() -> None:
    """Who changes a text and not the columns beside it has made a text that nobody reviewed."""
    entry = replace(_ENTRY, translation="Huesos", base=fingerprint("Huesos"))

    (read,) = read_csv(write_csv(Catalog((entry,))).replace(b",Huesos,", b",Los huesos,")).entries

    assert (read.state, read.origin, read.base) == (TranslationState.TRANSLATED, TranslationOrigin.HUMAN, entry.base)

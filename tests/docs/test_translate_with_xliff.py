"""The examples on the page about XLIFF and tables are files as they are read, and valid by the standards."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from tests.docs.pages import DOCS, CodeBlock, read_blocks, read_code, read_first_cells, read_section
from tests.support.standards import read_schema, read_xliff21_schema
from verbena.catalogs.formats import FORMATS, CatalogFormat, read_catalog, sniff_format
from verbena.catalogs.table import COLUMNS
from verbena.model.translation import TranslationOrigin

_PAGE = DOCS / "how-to" / "translate-with-xliff.md"
_FILES = [block for block in read_blocks(_PAGE) if block.language in ("xml", "csv")]
_TEXT = "Tome <m.tamoxifen/> <strong>a diario</strong>."


@pytest.mark.parametrize("block", _FILES, ids=lambda block: block.name)
def test_the_examples_are_read(block: CodeBlock) -> None:
    """Each example is a catalog without a finding, with the unit that the page tells of."""
    catalog = read_catalog(block.content.encode())

    entry = next(one for one in catalog.entries if one.path == "kp.medicines.text")
    assert catalog.findings == ()
    assert (entry.source, entry.translation) == ("Take <m.tamoxifen/> <strong>daily</strong>.", _TEXT)
    assert entry.comment == "Or “cada día”?"


def test_each_format_has_its_example() -> None:
    """There is one of each format but PO, which has a page of its own, and the table of formats is whole."""
    formats = [sniff_format(block.content.encode()) for block in _FILES]
    rows = [read_code(cell)[0] for cell in read_first_cells(read_section(_PAGE, "Which format"))]

    assert formats == [CatalogFormat.XLIFF_12, CatalogFormat.XLIFF_21, CatalogFormat.CSV]
    assert rows == [str(facts.format) for facts in FORMATS]


def test_the_examples_are_valid() -> None:
    """The standards' own schemas accept what the page shows."""
    first, second, _ = (block.content.encode() for block in _FILES)

    read_schema("xliff12/xliff-core-1.2-strict.xsd", "xml.xsd").assertValid(etree.fromstring(first).getroottree())
    read_xliff21_schema().assertValid(etree.fromstring(second).getroottree())


def test_the_examples_say_what_the_page_says() -> None:
    """A machine's text is told as one in each format that has a word for it in the example, and lengths are."""
    entries = [read_catalog(block.content.encode()).entries[-1] for block in _FILES]

    machine, human = TranslationOrigin.MACHINE, TranslationOrigin.HUMAN
    assert [one.origin for one in entries] == [machine, human, machine]
    assert [one.limit for one in entries] == [120, 120, None]


def test_the_columns_are_those_of_a_table() -> None:
    """Each column of the example is one that is written."""
    heading = re.split(",", _FILES[-1].content.splitlines()[0])

    assert set(heading) <= set(COLUMNS)

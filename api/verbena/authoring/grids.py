"""Markdown tables as columns and rows, with a check that each row has a cell for each column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.tree import SyntaxTreeNode

from verbena.authoring.nodes import ColumnNode, GridNode, KeyForm, RowNode, Slot, Text
from verbena.authoring.problems import ProblemCode, ProblemLog

_CELL_KEY = re.compile(r"\{#([^{}]*)\}[ \t]*")


def read_grid(table: SyntaxTreeNode, base: int, lines: Sequence[str], log: ProblemLog) -> GridNode:
    """The table that starts `table.map[0]` lines after the file's line `base`."""
    (header,) = table.children[0].children
    line = _line_of(header, base)
    starts = _find_cells(lines[line - 1])
    columns = []
    for cell, start in zip(header.children, starts, strict=True):
        key, text = _split_key(cell, line)
        columns.append(ColumnNode(Slot(line, key, KeyForm.BEFORE, start), text))
    rows = [_read_row(row, base, len(columns), lines, log) for body in table.children[1:] for row in body.children]
    if not rows:
        log.add(line, ProblemCode.EMPTY_TEXT, "the table has no rows; write one, or delete it")
    return GridNode(line, tuple(columns), tuple(rows))


def _read_row(row: SyntaxTreeNode, base: int, width: int, lines: Sequence[str], log: ProblemLog) -> RowNode:
    line = _line_of(row, base)
    starts = _find_cells(lines[line - 1])
    if len(starts) != width:
        message = f"the row has {len(starts)} cells and the table {width} columns; end it with an empty line or mend it"
        log.add(line, ProblemCode.WRONG_NUMBER_OF_CELLS, message)
    key, first = _split_key(row.children[0], line)
    rest = (Text(cell.children[0].content, line) for cell in row.children[1:])
    return RowNode(Slot(line, key, KeyForm.BEFORE, starts[0]), (first, *rest))


def _split_key(cell: SyntaxTreeNode, line: int) -> tuple[str | None, Text]:
    source = cell.children[0].content
    found = _CELL_KEY.match(source)
    return (found[1].strip(), Text(source[found.end() :], line)) if found else (None, Text(source, line))


def _line_of(node: SyntaxTreeNode, base: int) -> int:
    return base + (node.map[0] if node.map else 0)


def _find_cells(line: str) -> list[int]:
    """The column at which each cell's text starts, as GFM splits a line (section 4.10), escapes respected."""
    end = len(line.rstrip())
    start = len(line) - len(line.lstrip())
    bars = [at for at in range(start, end) if line[at] == "|" and line[at - 1 : at] != "\\"]
    edges = [at + 1 for at in bars if at + 1 < end]
    if not bars or bars[0] != start:
        edges.insert(0, start)
    return [at + len(line[at:]) - len(line[at:].lstrip(" \t")) for at in edges or [end]]

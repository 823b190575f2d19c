"""Every place for a key in an article, in reading order, and the checks on the keys that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import shorten

from msgspec import Struct

from verbena.authoring.located import Located
from verbena.authoring.metadata import find_claims, find_notices
from verbena.authoring.nodes import (
    BlockNode,
    CalloutNode,
    ColumnNode,
    FigureNode,
    ListNode,
    ParagraphNode,
    Slot,
    TableNode,
    Text,
)
from verbena.authoring.outline import Outline, SectionOutline
from verbena.authoring.problems import ProblemCode, ProblemLog
from verbena.model.article import cell_field

KEY = re.compile(r"[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*")
LONGEST_KEY = 100
RESERVED_KEYS = frozenset({"title", "summary"})
RESERVED_COLUMN = "header"


class KeyedNode(Struct, frozen=True):
    """A node that needs a key: its slot, what a key made for it begins with, and the words to make it of if any.

    `inside` is the slot of the node whose key comes first in this one's, as a paragraph's begins with its section's.
    `name` is what a message calls it: its kind, and the words it begins with.
    """

    slot: Slot
    word: str
    name: str
    inside: Slot | None = None
    heading: str | None = None
    column_of: int | None = None  # the number of the table that this is a column of


def walk_slots(outline: Outline, front: Located | None) -> Iterator[KeyedNode]:
    """Every node of an article that needs a key, in reading order, each after the node that it is `inside`."""
    walker = _Walker()
    for point in outline.key_points:
        yield KeyedNode(point.slot, "kp.", _name("key point", point.text))
    intro = Slot(0, "intro")
    yield from walker.walk_blocks(outline.introduction, intro)
    for section in outline.sections:
        yield from walker.walk_section(section)
    for faq in outline.faqs:
        yield KeyedNode(faq.slot, "faq.", _name("question", faq.question), heading=faq.question.source)
        yield from walker.walk_blocks(faq.answer, faq.slot)
    if front is None or not isinstance(front.value, dict):
        return
    for medication, slot, _ in find_claims(front):
        yield KeyedNode(slot, f"claim.{medication}-", "the claim")
    for slot, _ in find_notices(front):
        yield KeyedNode(slot, "notice.", "the notice")


def check_keys(nodes: Iterator[KeyedNode], log: ProblemLog) -> None:
    """Log every key that is missing, malformed, reserved, or there a second time."""
    lines: dict[str, int] = {}
    columns: dict[tuple[int, str], str] = {}
    for node in nodes:
        slot, key = node.slot, node.slot.key
        if key is None:
            # The schema tells of mappings in the front matter, which also need other fields.
            if not node.word.startswith(("claim.", "notice.")):
                message = f"{node.name} has no key; `verbena articles keys` gives it one"
                log.add(slot.line, ProblemCode.MISSING_KEY, message)
            continue
        if not is_key(key):
            message = f"{key!r} is no key; a key is small letters and digits in parts joined by . or -, a letter first"
            if not node.word.startswith(("claim.", "notice.")):
                log.add(slot.line, ProblemCode.MALFORMED_KEY, message)
        elif key in RESERVED_KEYS:
            log.add(slot.line, ProblemCode.RESERVED_KEY, f"{key!r} names the article's own text; choose another key")
        elif key in lines:
            message = f"the key {key!r} stands in line {lines[key]} already; give this node another"
            log.add(slot.line, ProblemCode.DUPLICATE_KEY, message)
        lines.setdefault(key, slot.line)
        if node.column_of is not None:
            _check_column(node.column_of, slot.line, key, columns, log)


def is_key(text: str) -> bool:
    """Whether a text has the form of a node's key."""
    return bool(KEY.fullmatch(text)) and len(text) <= LONGEST_KEY


def _name(kind: str, text: Text | None) -> str:
    words = " ".join(text.source.split()) if text else ""
    return f"the {kind} “{shorten(words, 40, placeholder=' …')}”" if words else f"the {kind}"


def _check_column(table: int, line: int, key: str, columns: dict[tuple[int, str], str], log: ProblemLog) -> None:
    field = cell_field(key)
    if field == RESERVED_COLUMN:
        message = f"the last part of a column's key can't be {RESERVED_COLUMN!r}: rows' headers have that name"
        log.add(line, ProblemCode.RESERVED_KEY, message)
    elif columns.setdefault((table, field), key) != key:
        message = f"{key!r} and {columns[table, field]!r} of one table end alike, and cells are named by that end"
        log.add(line, ProblemCode.DUPLICATE_KEY, message)


class _Walker:
    def __init__(self) -> None:
        self.tables = 0

    def walk_section(self, section: SectionOutline) -> Iterator[KeyedNode]:
        yield KeyedNode(section.slot, "", _name("heading", section.heading), heading=section.heading.source)
        yield from self.walk_blocks(section.blocks, section.slot)
        for inner in section.sections:
            yield from self.walk_section(inner)

    def walk_blocks(self, blocks: tuple[BlockNode, ...], inside: Slot) -> Iterator[KeyedNode]:
        for block in blocks:
            match block:
                case ParagraphNode():
                    yield KeyedNode(block.slot, "p", _name("paragraph", block.text), inside)
                case ListNode():
                    yield KeyedNode(block.slot, "list", "the list", inside)
                    for item in block.items:
                        yield KeyedNode(item.slot, "i", _name("item", item.text), block.slot)
                        yield from self.walk_blocks(item.blocks, item.slot)
                case CalloutNode():
                    yield KeyedNode(block.slot, "callout", _name("callout", block.label), inside)
                    yield from self.walk_blocks(block.blocks, block.slot)
                case FigureNode():
                    yield KeyedNode(block.slot, "figure", _name("figure", block.file), inside)
                case TableNode():
                    yield from self.walk_table(block, inside)

    def walk_table(self, table: TableNode, inside: Slot) -> Iterator[KeyedNode]:
        self.tables += 1
        yield KeyedNode(table.slot, "table", _name("table", table.caption), inside)
        for column in table.grid.columns:
            yield self.name_column(column, table)
        for row in table.grid.rows:
            yield KeyedNode(row.slot, "r", _name("row", row.cells[0]), table.slot)

    def name_column(self, column: ColumnNode, table: TableNode) -> KeyedNode:
        name = _name("column", column.text)
        return KeyedNode(column.slot, "c", name, table.slot, heading=column.text.source, column_of=self.tables)

"""What stands in an article's Markdown: blocks with their lines, their texts unread, and their keys if any."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from verbena.model.article import CalloutKind


class KeyForm(Enum):
    """How a node's key is written into the file."""

    ABOVE = "a line {#key} above the node"
    BEFORE = "{#key} before the text, in the same line"
    OPTION = "a line :key: below the directive's first"
    FIELD = "a field in a mapping of one line each"
    BRACES = "a field in a mapping in braces"


class Slot(Struct, frozen=True):
    """A node's key, or the place where one is to be written: `line` counts from 1, `column` from 0."""

    line: int
    key: str | None = None
    form: KeyForm = KeyForm.ABOVE
    column: int = 0


class Text(Struct, frozen=True):
    """Inline Markdown as written, with the line it starts at and what the author tells translators of it.

    `limit` is how many characters a translation may have, null where there is no limit.
    """

    source: str
    line: int
    note: str | None = None
    limit: int | None = None


class ParagraphNode(Struct, frozen=True):
    """A paragraph."""

    slot: Slot
    text: Text


class HeadingNode(Struct, frozen=True):
    """A heading of rank 1 to 6."""

    slot: Slot
    level: int
    text: Text


class ItemNode(Struct, frozen=True):
    """A list item: its first paragraph, and the blocks after it."""

    slot: Slot
    text: Text
    blocks: tuple[BlockNode, ...]


class ListNode(Struct, frozen=True):
    """A list."""

    slot: Slot
    ordered: bool
    items: tuple[ItemNode, ...]


class CalloutNode(Struct, frozen=True):
    """A callout directive."""

    slot: Slot
    kind: CalloutKind
    label: Text | None
    blocks: tuple[BlockNode, ...]


class FigureNode(Struct, frozen=True):
    """A figure directive; `file` is the name it was given, with the directive's line."""

    slot: Slot
    file: Text
    decorative: bool
    credit: str | None
    alternative: Text | None
    long_description: Text | None
    caption: Text | None


class ColumnNode(Struct, frozen=True):
    """A column of a table, by its header cell."""

    slot: Slot
    text: Text


class RowNode(Struct, frozen=True):
    """A row of a table, all its cells in order."""

    slot: Slot
    cells: tuple[Text, ...]


class GridNode(Struct, frozen=True):
    """A table as Markdown writes it, bare."""

    line: int
    columns: tuple[ColumnNode, ...]
    rows: tuple[RowNode, ...]


class TableNode(Struct, frozen=True):
    """A table directive."""

    slot: Slot
    caption: Text | None
    row_headers: bool
    grid: GridNode


class PartNode(Struct, frozen=True):
    """A directive that stands for a part of the article: `summary`, `key-points` or `faqs`."""

    name: str
    line: int
    blocks: tuple[Node, ...]


class RefusedNode(Struct, frozen=True):
    """What can't be read or can't stand in an article, which a problem of its own says: something is there."""

    line: int


BlockNode = ParagraphNode | ListNode | CalloutNode | FigureNode | TableNode
Node = BlockNode | HeadingNode | GridNode | PartNode | RefusedNode


def line_of(node: Node) -> int:
    """The line at which a node starts, or that of its key."""
    return node.line if isinstance(node, GridNode | PartNode | RefusedNode) else node.slot.line

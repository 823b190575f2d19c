"""The structure of one article: a tree of nodes with keys, and no texts.

A node's texts are units, found by path: node key, a dot, the field's name (`lifestyle.p1.text`, `dexa.heading`). The
article's own texts are `title` and `summary`. Whether an optional text is there (a caption, a label) is told by whether
the source has a unit with that path.

Fields by node: paragraph, list item, key point, table column and notice `text`; section `heading`; callout `label`;
figure `alternative`, `longDescription` and `caption`; table `caption`; table row `header`, and one field a cell, named
by the last part of its column's key; FAQ `question`; claim `note`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from msgspec import Struct


class CalloutKind(StrEnum):
    """What a callout is for, from neutral to urgent."""

    NOTE = "NOTE"
    KEY_FACT = "KEY_FACT"
    WARNING = "WARNING"
    SEEK_CARE = "SEEK_CARE"


class MedicationEffect(StrEnum):
    """What a medication does to a condition, according to one article."""

    TREATS = "TREATS"
    PREVENTS = "PREVENTS"
    RAISES_RISK = "RAISES_RISK"
    LOWERS_RISK = "LOWERS_RISK"
    OTHER = "OTHER"


class NoticeKind(StrEnum):
    """Why readers are told that an article changed."""

    CORRECTION = "CORRECTION"
    UPDATE = "UPDATE"
    WITHDRAWAL = "WITHDRAWAL"


class Paragraph(Struct, frozen=True, tag="paragraph"):
    """One paragraph; its unit is `text`."""

    key: str


class ListItem(Struct, frozen=True):
    """One item: its first paragraph is the unit `text`, what follows are blocks."""

    key: str
    blocks: tuple[Block, ...] = ()


class ListBlock(Struct, frozen=True, tag="list"):
    """A bulleted or numbered list of at least one item."""

    key: str
    ordered: bool
    items: tuple[ListItem, ...]


class Callout(Struct, frozen=True, tag="callout"):
    """Blocks set apart from the text around them; the unit `label` is optional."""

    key: str
    kind: CalloutKind
    blocks: tuple[Block, ...]


class FigureFile(Struct, frozen=True):
    """One drawing, for one locale or (null) for all without one of their own; width and height in CSS pixels."""

    locale: str | None
    name: str
    digest: str
    media_type: str
    width: int
    height: int


class Figure(Struct, frozen=True, tag="figure"):
    """An image; the unit `alternative` is there exactly where it is not decorative."""

    key: str
    files: tuple[FigureFile, ...]
    decorative: bool
    credit: str | None = None


class TableRow(Struct, frozen=True):
    """One row: a unit `header` where rows have headers, and a unit a cell (see `cell_field`)."""

    key: str


class TableBlock(Struct, frozen=True, tag="table"):
    """A table with named columns, all of them in `columns`.

    With `row_headers`, the first column holds the rows' headers, and a row's cells are those of the other columns.
    """

    key: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    row_headers: bool = False


Block = Paragraph | ListBlock | Callout | Figure | TableBlock


class Section(Struct, frozen=True):
    """A heading with what stands below it; `level` is the heading's rank, 2 at the top."""

    key: str
    level: int
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


class Faq(Struct, frozen=True):
    """A question, with its answer in blocks."""

    key: str
    answer: tuple[Block, ...]


class MedicationClaim(Struct, frozen=True):
    """One thing the article says of a medication: an effect on a condition (a topic's key), with its sources."""

    key: str
    effect: MedicationEffect
    condition: str
    citations: tuple[str, ...] = ()


class MedicationUse(Struct, frozen=True):
    """A medication that the article names, with what it says of it."""

    medication: str
    claims: tuple[MedicationClaim, ...] = ()


class Credit(Struct, frozen=True):
    """Who did what: a role (the term `role.<role>`) and a contributor's key."""

    role: str
    contributor: str


class Notice(Struct, frozen=True):
    """What readers are told of a change; the unit is `text`."""

    key: str
    kind: NoticeKind
    on: date


class Article(Struct, frozen=True, tag="article"):
    """The whole structure of one article at one revision."""

    key: str
    slug: str
    locale: str
    key_points: tuple[str, ...] = ()
    introduction: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    faqs: tuple[Faq, ...] = ()
    medications: tuple[MedicationUse, ...] = ()
    credits: tuple[Credit, ...] = ()
    topics: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    reviewed_on: date | None = None
    review_due_on: date | None = None


def cell_field(column: str) -> str:
    """The field of a row under which a cell's unit stands: the last part of its column's key (`dexa.table.every`)."""
    return column.rpartition(".")[2]


def walk_sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Every section in reading order, each before its subsections."""
    for section in sections:
        yield section
        yield from walk_sections(section.sections)


def walk_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in reading order, those inside list items and callouts after the block that holds them."""
    for block in blocks:
        yield block
        if isinstance(block, Callout):
            yield from walk_blocks(block.blocks)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from walk_blocks(item.blocks)


def walk_figures(article: Article) -> Iterator[Figure]:
    """Every figure in reading order."""
    sections = (section.blocks for section in walk_sections(article.sections))
    for blocks in (article.introduction, *sections, *(faq.answer for faq in article.faqs)):
        yield from (block for block in walk_blocks(blocks) if isinstance(block, Figure))

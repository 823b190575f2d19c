"""Where an article's units stand: every path in reading order, with what it belongs to and what stands above it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from verbena.model.article import (
    Article,
    Block,
    Callout,
    Faq,
    Figure,
    ListBlock,
    MedicationUse,
    Notice,
    Paragraph,
    Section,
    TableBlock,
    TableRow,
    cell_field,
)

UnitOwner = (
    Article | Section | Paragraph | ListBlock | Callout | Figure | TableBlock | TableRow | Faq | MedicationUse | Notice
)
"""What holds a unit: of a key point the article, of an item the list, of a column the table, of a claim the use."""


class UnitPlace(Struct, frozen=True):
    """One possible unit: its path, the key of the node it belongs to (empty for the article's own), and its field.

    `section` is the key of the innermost section around it, null where there is none; `above` are the paths of the
    headings above it, outermost first: of sections, of the question that it answers, of its column. `owner` is the
    value that holds it, and `number` tells which of its kind it is there, from 1 (0 where there is but one).
    """

    path: str
    node: str
    field: str
    section: str | None
    above: tuple[str, ...]
    owner: UnitOwner
    number: int = 0


def walk_units(article: Article) -> Iterator[UnitPlace]:
    """Every unit that the article's nodes may have, in reading order; an optional text that is not there is listed too.

    The order is that of a reader: title, summary, key points, introduction, sections, FAQs; then what stands beside the
    text, the notes of claims and the notices.
    """
    for field in ("title", "summary"):
        yield UnitPlace(field, "", field, None, (), article)
    top = _Walk()
    for number, point in enumerate(article.key_points, 1):
        yield top.place(point, "text", article, number)
    yield from top.walk_blocks(article.introduction)
    for section in article.sections:
        yield from top.walk_section(section)
    for faq in article.faqs:
        yield top.place(faq.key, "question", faq)
        yield from _Walk(None, (f"{faq.key}.question",)).walk_blocks(faq.answer)
    for use in article.medications:
        for number, claim in enumerate(use.claims, 1):
            yield top.place(claim.key, "note", use, number)
    for notice in article.notices:
        yield top.place(notice.key, "text", notice)


class _Walk(Struct, frozen=True):
    """Walks what stands in one section, or outside of any."""

    section: str | None = None
    above: tuple[str, ...] = ()

    def place(self, node: str, field: str, owner: UnitOwner, number: int = 0) -> UnitPlace:
        return UnitPlace(f"{node}.{field}", node, field, self.section, self.above, owner, number)

    def walk_section(self, section: Section) -> Iterator[UnitPlace]:
        heading = UnitPlace(f"{section.key}.heading", section.key, "heading", section.key, self.above, section)
        yield heading
        inside = _Walk(section.key, (*self.above, heading.path))
        yield from inside.walk_blocks(section.blocks)
        for inner in section.sections:
            yield from inside.walk_section(inner)

    def walk_blocks(self, blocks: tuple[Block, ...]) -> Iterator[UnitPlace]:
        for block in blocks:
            match block:
                case Paragraph(key=key):
                    yield self.place(key, "text", block)
                case ListBlock(items=items):
                    for number, item in enumerate(items, 1):
                        yield self.place(item.key, "text", block, number)
                        yield from self.walk_blocks(item.blocks)
                case Callout(key=key, blocks=inner):
                    yield self.place(key, "label", block)
                    yield from self.walk_blocks(inner)
                case Figure(key=key):
                    for field in ("alternative", "longDescription", "caption"):
                        yield self.place(key, field, block)
                case TableBlock():
                    yield from self.walk_table(block)

    def walk_table(self, table: TableBlock) -> Iterator[UnitPlace]:
        yield self.place(table.key, "caption", table)
        for number, column in enumerate(table.columns, 1):
            yield self.place(column, "text", table, number)
        for number, row in enumerate(table.rows, 1):
            if table.row_headers:
                yield self.place(row.key, "header", row, number)
            for column in table.columns[1:] if table.row_headers else table.columns:
                inside = _Walk(self.section, (*self.above, f"{column}.text"))
                yield inside.place(row.key, cell_field(column), row, number)

"""An article's outline as model values, its texts gathered as units in reading order."""

from __future__ import annotations

from msgspec import Struct

from verbena.authoring.figures import FigureShelf
from verbena.authoring.inlines import Allowed
from verbena.authoring.nodes import BlockNode, CalloutNode, FigureNode, ListNode, ParagraphNode, Slot, TableNode
from verbena.authoring.outline import Outline, SectionOutline
from verbena.authoring.problems import ProblemLog
from verbena.authoring.units import UnitGatherer
from verbena.model.article import (
    Block,
    Callout,
    Faq,
    Figure,
    ListBlock,
    ListItem,
    Paragraph,
    Section,
    TableBlock,
    TableRow,
    cell_field,
)


class Body(Struct, frozen=True):
    """The parts of an article that stand in its Markdown."""

    key_points: tuple[str, ...]
    introduction: tuple[Block, ...]
    sections: tuple[Section, ...]
    faqs: tuple[Faq, ...]


def build_body(outline: Outline, units: UnitGatherer, shelf: FigureShelf, log: ProblemLog) -> Body:
    """The values of an outline; a node without a key gets a name that no key can have (it is a problem elsewhere)."""
    return _BodyBuilder(units, shelf, log).build(outline)


class _BodyBuilder:
    def __init__(self, units: UnitGatherer, shelf: FigureShelf, log: ProblemLog) -> None:
        self.units = units
        self.shelf = shelf
        self.log = log
        self.unnamed = 0

    def build(self, outline: Outline) -> Body:
        self.units.add("title", outline.title)
        self.units.add("summary", outline.summary)
        points = []
        for point in outline.key_points:
            points.append(self.name(point.slot))
            self.units.add(f"{points[-1]}.text", point.text)
        introduction = self.build_blocks(outline.introduction)
        sections = tuple(self.build_section(section) for section in outline.sections)
        faqs = []
        for faq in outline.faqs:
            key = self.name(faq.slot)
            self.units.add(f"{key}.question", faq.question)
            faqs.append(Faq(key, self.build_blocks(faq.answer)))
        return Body(tuple(points), introduction, sections, tuple(faqs))

    def build_section(self, section: SectionOutline) -> Section:
        key = self.name(section.slot)
        if section.heading.source.strip():
            self.units.add(f"{key}.heading", section.heading)
        blocks = self.build_blocks(section.blocks)
        return Section(key, section.level, blocks, tuple(self.build_section(inner) for inner in section.sections))

    def build_blocks(self, nodes: tuple[BlockNode, ...]) -> tuple[Block, ...]:
        return tuple(self.build_block(node) for node in nodes)

    def build_block(self, node: BlockNode) -> Block:
        key = self.name(node.slot)
        match node:
            case ParagraphNode():
                self.units.add(f"{key}.text", node.text)
                return Paragraph(key)
            case ListNode():
                return ListBlock(key, node.ordered, self.build_items(node))
            case CalloutNode():
                self.units.add(f"{key}.label", node.label)
                return Callout(key, node.kind, self.build_blocks(node.blocks))
            case FigureNode():
                self.units.add(f"{key}.alternative", node.alternative, Allowed.PLAIN)
                self.units.add(f"{key}.longDescription", node.long_description)
                self.units.add(f"{key}.caption", node.caption)
                files = self.shelf.find(node.file.source, node.file.line, self.log)
                return Figure(key, files, node.decorative, node.credit)
            case TableNode():
                return self.build_table(key, node)

    def build_items(self, node: ListNode) -> tuple[ListItem, ...]:
        items: list[ListItem] = []
        for item in node.items:
            key = self.name(item.slot)
            self.units.add(f"{key}.text", item.text)
            items.append(ListItem(key, self.build_blocks(item.blocks)))
        return tuple(items)

    def build_table(self, key: str, node: TableNode) -> TableBlock:
        self.units.add(f"{key}.caption", node.caption)
        columns = []
        for column in node.grid.columns:
            columns.append(self.name(column.slot))
            self.units.add(f"{columns[-1]}.text", column.text)
        fields = [cell_field(column) for column in columns]
        if node.row_headers:
            fields[0] = "header"
        rows = []
        for row in node.grid.rows:
            rows.append(TableRow(self.name(row.slot)))
            for field, cell in zip(fields, row.cells, strict=True):
                self.units.add(f"{rows[-1].key}.{field}", cell)
        return TableBlock(key, tuple(columns), tuple(rows), node.row_headers)

    def name(self, slot: Slot) -> str:
        if slot.key is None:
            self.unnamed += 1
            return f"?{self.unnamed}"
        return slot.key

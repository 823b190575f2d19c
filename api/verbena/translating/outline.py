"""Where each unit of an article stands, in a translator's words and in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from verbena.model.article import (
    Article,
    Block,
    Callout,
    CalloutKind,
    Figure,
    ListBlock,
    Paragraph,
    Section,
    TableBlock,
    cell_field,
)

_CALLOUTS = {
    CalloutKind.NOTE: "a note",
    CalloutKind.KEY_FACT: "a key fact",
    CalloutKind.WARNING: "a warning",
    CalloutKind.SEEK_CARE: "a box on when to seek care",
}


class OutlinedUnit(Struct, frozen=True):
    """A unit by its path, what it is, and the paths of the headings above it, outermost first."""

    path: str
    what: str
    above: tuple[str, ...] = ()


def outline_units(article: Article) -> Iterator[OutlinedUnit]:
    """Every unit that the article's structure may have, those left out by the writer among them."""
    yield OutlinedUnit("title", "Title of the article")
    yield OutlinedUnit("summary", "Summary of the article, one paragraph")
    for key in article.key_points:
        yield OutlinedUnit(f"{key}.text", "Key point, one of the article's short list of what matters most")
    yield from _outline_blocks(article.introduction, ())
    for section in article.sections:
        yield from _outline_section(section, ())
    for faq in article.faqs:
        yield OutlinedUnit(f"{faq.key}.question", "Question that readers often ask")
        yield from _outline_blocks(faq.answer, (f"{faq.key}.question",))
    for use in article.medications:
        for claim in use.claims:
            yield OutlinedUnit(f"{claim.key}.note", f"Note on what the article says of the medication {use.medication}")
    for notice in article.notices:
        yield OutlinedUnit(f"{notice.key}.text", f"Notice to readers of {notice.on.isoformat()}: {notice.kind.lower()}")


def _outline_section(section: Section, above: tuple[str, ...]) -> Iterator[OutlinedUnit]:
    heading = f"{section.key}.heading"
    yield OutlinedUnit(heading, f"Heading of rank {section.level}", above)
    yield from _outline_blocks(section.blocks, (*above, heading))
    for inner in section.sections:
        yield from _outline_section(inner, (*above, heading))


def _outline_blocks(blocks: tuple[Block, ...], above: tuple[str, ...]) -> Iterator[OutlinedUnit]:
    for block in blocks:
        match block:
            case Paragraph():
                yield OutlinedUnit(f"{block.key}.text", "Paragraph", above)
            case ListBlock():
                for number, item in enumerate(block.items, 1):
                    what = (
                        f"Item {number} of {len(block.items)} of a {'numbered' if block.ordered else 'bulleted'} list"
                    )
                    yield OutlinedUnit(f"{item.key}.text", what, above)
                    yield from _outline_blocks(item.blocks, above)
            case Callout():
                yield OutlinedUnit(
                    f"{block.key}.label", f"Label of {_CALLOUTS[block.kind]} set apart from the text", above
                )
                yield from _outline_blocks(block.blocks, above)
            case Figure():
                alternative = "Alternative text of a figure, for readers who don't see it"
                yield OutlinedUnit(f"{block.key}.alternative", alternative, above)
                yield OutlinedUnit(f"{block.key}.longDescription", "Long description of a figure, likewise", above)
                yield OutlinedUnit(f"{block.key}.caption", "Caption of a figure", above)
            case TableBlock():
                yield from _outline_table(block, above)


def _outline_table(table: TableBlock, above: tuple[str, ...]) -> Iterator[OutlinedUnit]:
    yield OutlinedUnit(f"{table.key}.caption", "Caption of a table", above)
    for number, column in enumerate(table.columns, 1):
        yield OutlinedUnit(f"{column}.text", f"Heading of column {number} of a table", above)
    for number, row in enumerate(table.rows, 1):
        if table.row_headers:
            yield OutlinedUnit(f"{row.key}.header", f"Heading of row {number} of a table", above)
        for column in table.columns[1 if table.row_headers else 0 :]:
            path = f"{row.key}.{cell_field(column)}"
            yield OutlinedUnit(path, f"Cell of row {number} of a table", (*above, f"{column}.text"))

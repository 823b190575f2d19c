"""Where an article's units stand: every path in reading order, with the section above it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from verbena.model.article import (
    Article,
    Block,
    Callout,
    Figure,
    ListBlock,
    Paragraph,
    TableBlock,
    cell_field,
    walk_sections,
)


class UnitPlace(Struct, frozen=True):
    """One possible unit: its path, the key of the node it belongs to, and that of the innermost section around it."""

    path: str
    node: str
    section: str | None


def walk_units(article: Article) -> Iterator[UnitPlace]:
    """Every unit that the article's nodes may have, in reading order; an optional text that is not there is listed too.

    The order is that of a reader: title, summary, key points, introduction, sections, FAQs; then what stands beside the
    text, the notes of claims and the notices.
    """
    yield UnitPlace("title", "", None)
    yield UnitPlace("summary", "", None)
    for point in article.key_points:
        yield UnitPlace(f"{point}.text", point, None)
    yield from _walk_blocks(article.introduction, None)
    for section in walk_sections(article.sections):
        yield UnitPlace(f"{section.key}.heading", section.key, section.key)
        yield from _walk_blocks(section.blocks, section.key)
    for faq in article.faqs:
        yield UnitPlace(f"{faq.key}.question", faq.key, None)
        yield from _walk_blocks(faq.answer, None)
    for use in article.medications:
        for claim in use.claims:
            yield UnitPlace(f"{claim.key}.note", claim.key, None)
    for notice in article.notices:
        yield UnitPlace(f"{notice.key}.text", notice.key, None)


def _walk_blocks(blocks: tuple[Block, ...], section: str | None) -> Iterator[UnitPlace]:
    for block in blocks:
        match block:
            case Paragraph(key=key):
                yield UnitPlace(f"{key}.text", key, section)
            case ListBlock(items=items):
                for item in items:
                    yield UnitPlace(f"{item.key}.text", item.key, section)
                    yield from _walk_blocks(item.blocks, section)
            case Callout(key=key, blocks=inner):
                yield UnitPlace(f"{key}.label", key, section)
                yield from _walk_blocks(inner, section)
            case Figure(key=key):
                for field in ("alternative", "longDescription", "caption"):
                    yield UnitPlace(f"{key}.{field}", key, section)
            case TableBlock():
                yield from _walk_table(block, section)


def _walk_table(table: TableBlock, section: str | None) -> Iterator[UnitPlace]:
    yield UnitPlace(f"{table.key}.caption", table.key, section)
    for column in table.columns:
        yield UnitPlace(f"{column}.text", column, section)
    for row in table.rows:
        yield UnitPlace(f"{row.key}.header", row.key, section)
        for column in table.columns[1:] if table.row_headers else table.columns:
            yield UnitPlace(f"{row.key}.{cell_field(column)}", row.key, section)

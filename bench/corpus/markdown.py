"""Articles of a corpus as their files: what `verbena articles load` reads back as the very same revisions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from verbena.model.article import (
    Article,
    Block,
    Callout,
    Figure,
    ListBlock,
    Paragraph,
    Section,
    TableBlock,
    cell_field,
)
from verbena.model.edition import Revision, SourceUnit
from verbena.model.inline import (
    AbbreviationMention,
    ArticleLink,
    CitationMark,
    Emphasis,
    Inline,
    Link,
    MarkedValue,
    MedicationMention,
    Strong,
    TextRun,
    children_of,
)


def write_article(revision: Revision) -> str:
    """The Markdown of an article."""
    assert isinstance(revision.structure, Article)
    return "\n".join(_Writer(revision.structure, revision.units).write()) + "\n"


def write_inlines(inlines: tuple[Inline, ...]) -> str:
    """The Markdown of a text; its words have no signs that Markdown knows."""
    return "".join(_write_inline(inline) for inline in inlines)


def _write_inline(inline: Inline) -> str:
    words = write_inlines(children_of(inline))
    match inline:
        case TextRun(text=text):
            return text
        case Strong():
            return f"**{words}**"
        case Emphasis():
            return f"*{words}*"
        case CitationMark(keys=keys):
            return f"[{'; '.join(f'@{key}' for key in keys)}]"
        case MedicationMention(key=key):
            return f"{{med}}`{key}`"
        case AbbreviationMention(key=key):
            return f"{{abbr}}`{key}`"
        case MarkedValue(kind=kind, value=value):
            return f"{{{kind}}}`{value}`"
        case Link(href=href):
            return f"[{words}]({href})"
        case ArticleLink(key=key):
            return f"{{article}}`{words} <{key}>`"
        case other:
            raise TypeError(f"no corpus has {type(other).__name__}")


class _Writer:
    def __init__(self, article: Article, units: Mapping[str, SourceUnit]) -> None:
        self.article = article
        self.units = units

    def write(self) -> Iterator[str]:
        yield "---"
        yield from self.metadata()
        yield f"---\n\n# {self.text('title')}\n\n:::{{summary}}\n{self.text('summary')}\n:::\n\n:::{{key-points}}"
        for key in self.article.key_points:
            yield f"- {{#{key}}} {self.text(f'{key}.text')}"
        yield ":::\n"
        yield from self.blocks(self.article.introduction)
        for section in self.article.sections:
            yield from self.section(section)
        yield ":::::{faqs}"
        for faq in self.article.faqs:
            yield f"{{#{faq.key}}}\n### {self.text(f'{faq.key}.question')}\n"
            yield from self.blocks(faq.answer)
        yield ":::::"

    def metadata(self) -> Iterator[str]:
        article = self.article
        yield f"key: {article.key}\nslug: {article.slug}\nlocale: {article.locale}"
        yield f"topics: {json.dumps(article.topics)}"
        yield "credits:"
        for credit in article.credits:
            yield f"  - {{role: {credit.role}, contributor: {credit.contributor}}}"
        yield f"reviewedOn: {article.reviewed_on}\nreviewDueOn: {article.review_due_on}"
        yield "medications:"
        for use in article.medications:
            yield f"  - medication: {use.medication}\n    claims:"
            for claim in use.claims:
                yield f"      - key: {claim.key}\n        effect: {claim.effect}\n        condition: {claim.condition}"
                yield f"        note: {json.dumps(self.text(f'{claim.key}.note'))}"
                yield f"        citations: {json.dumps(claim.citations)}"
        if article.notices:
            yield "notices:"
        for notice in article.notices:
            told = json.dumps(self.text(f"{notice.key}.text"))
            yield f"  - {{key: {notice.key}, kind: {notice.kind}, on: {notice.on}, text: {told}}}"

    def section(self, section: Section) -> Iterator[str]:
        yield f"{{#{section.key}}}\n{'#' * section.level} {self.text(f'{section.key}.heading')}\n"
        yield from self.blocks(section.blocks)
        for below in section.sections:
            yield from self.section(below)

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        for block in blocks:
            yield from self.block(block)
            yield ""

    def block(self, block: Block) -> Iterator[str]:
        key = block.key
        match block:
            case Paragraph():
                yield f"{{#{key}}}\n{self.text(f'{key}.text')}"
            case ListBlock(ordered=ordered, items=items):
                yield f"{{#{key}}}"
                for at, item in enumerate(items, 1):
                    yield f"{f'{at}.' if ordered else '-'} {{#{item.key}}} {self.text(f'{item.key}.text')}"
            case Callout(kind=kind, blocks=inner):
                yield f"::::{{callout}} {kind}\n:key: {key}\n:label: {self.text(f'{key}.label')}\n"
                yield from self.blocks(inner)
                yield "::::"
            case Figure(files=files, credit=credit):
                yield f":::{{figure}} {files[0].name}\n:key: {key}\n:alt: {self.text(f'{key}.alternative')}"
                yield f":credit: {credit}\n\n{self.text(f'{key}.caption')}\n:::"
            case TableBlock():
                yield from self.table(block)

    def table(self, table: TableBlock) -> Iterator[str]:
        yield f":::{{table}}\n:key: {table.key}\n:caption: {self.text(f'{table.key}.caption')}\n:row-headers: true\n"
        yield "".join(f"| {{#{column}}} {self.text(f'{column}.text')} " for column in table.columns) + "|"
        yield "| --- " * len(table.columns) + "|"
        for row in table.rows:
            cells = [self.text(f"{row.key}.{cell_field(column)}") for column in table.columns[1:]]
            yield " | ".join([f"| {{#{row.key}}} {self.text(f'{row.key}.header')}", *cells]) + " |"
        yield ":::"

    def text(self, path: str) -> str:
        return write_inlines(self.units[path].inlines)

"""Views of an article's nodes below the article itself: sections, blocks, FAQs and key points."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from verbena.model.article import (
    Block,
    Callout,
    CalloutKind,
    Faq,
    Figure,
    FigureFile,
    ListBlock,
    ListItem,
    Paragraph,
    Section,
    TableBlock,
    TableRow,
    cell_field,
)
from verbena.reading.citation_use import CitationUseView
from verbena.reading.text import TextView

if TYPE_CHECKING:
    from verbena.reading.article import ArticleView


class NodeView:
    """What all nodes have: a key, and an id that names the presentation."""

    type_name: ClassVar[str]

    def __init__(self, key: str, article: ArticleView) -> None:
        self.key = key
        self._article = article
        article.register(self)

    @cached_property
    def id(self) -> str:
        return self._article.texts.identify(self.type_name, self.key)

    @property
    def locale(self) -> str:
        """The article's."""
        return self._article.locale

    def _text(self, field: str) -> TextView:
        return self._article.texts.text(f"{self.key}.{field}")

    def _optional_text(self, field: str) -> TextView | None:
        return self._article.texts.optional_text(f"{self.key}.{field}")


class PlainNodeView(NodeView):
    """A node that is one text."""

    @cached_property
    def text(self) -> TextView:
        return self._text("text")


class KeyPointView(PlainNodeView):
    type_name = "KeyPoint"


class ParagraphView(PlainNodeView):
    type_name = "Paragraph"


class TableColumnView(PlainNodeView):
    type_name = "TableColumn"


class ListItemView(PlainNodeView):
    type_name = "ListItem"

    def __init__(self, item: ListItem, article: ArticleView) -> None:
        super().__init__(item.key, article)
        self.blocks = view_blocks(item.blocks, article)


class ListBlockView(NodeView):
    type_name = "ListBlock"

    def __init__(self, block: ListBlock, article: ArticleView) -> None:
        super().__init__(block.key, article)
        self.ordered = block.ordered
        self.items = tuple(ListItemView(item, article) for item in block.items)


class CalloutView(NodeView):
    type_name = "Callout"

    def __init__(self, block: Callout, article: ArticleView) -> None:
        super().__init__(block.key, article)
        self.kind: CalloutKind = block.kind
        self.blocks = view_blocks(block.blocks, article)

    @cached_property
    def label(self) -> TextView | None:
        return self._optional_text("label")


class FigureView(NodeView):
    type_name = "Figure"

    def __init__(self, block: Figure, article: ArticleView) -> None:
        super().__init__(block.key, article)
        self.decorative = block.decorative
        self.credit = block.credit
        self._files = {file.locale: file for file in block.files}

    @cached_property
    def _file(self) -> FigureFile:
        for tag in self._article.texts.chain:
            if tag in self._files:
                return self._files[tag]
            if tag == self._article.source_locale:
                break
        return self._files[None]

    @cached_property
    def url(self) -> str:
        address = f"{self._article.public_url}/figures/{self._file.digest}/{self._file.name}"
        # A drawing that nothing published shows is given to who may see the draft that does: this one.
        return f"{address}?preview={self._article.key}" if self._article.presentation.preview else address

    @property
    def media_type(self) -> str:
        return self._file.media_type

    @property
    def width(self) -> int:
        return self._file.width

    @property
    def height(self) -> int:
        return self._file.height

    @cached_property
    def alternative(self) -> TextView:
        return self._optional_text("alternative") or self._article.texts.empty_text(f"{self.key}.alternative")

    @cached_property
    def long_description(self) -> TextView | None:
        return self._optional_text("longDescription")

    @cached_property
    def caption(self) -> TextView | None:
        return self._optional_text("caption")


class TableRowView(NodeView):
    type_name = "TableRow"

    def __init__(self, row: TableRow, columns: tuple[str, ...], article: ArticleView) -> None:
        super().__init__(row.key, article)
        self._columns = columns

    @cached_property
    def header(self) -> TextView | None:
        return self._optional_text("header")

    @cached_property
    def cells(self) -> tuple[TextView, ...]:
        return tuple(self._text(cell_field(column)) for column in self._columns)


class TableBlockView(NodeView):
    type_name = "TableBlock"

    def __init__(self, block: TableBlock, article: ArticleView) -> None:
        super().__init__(block.key, article)
        self.columns = tuple(TableColumnView(column, article) for column in block.columns)
        cells = block.columns[1:] if block.row_headers else block.columns
        self.rows = tuple(TableRowView(row, cells, article) for row in block.rows)

    @cached_property
    def caption(self) -> TextView | None:
        return self._optional_text("caption")


BlockView = ParagraphView | ListBlockView | CalloutView | FigureView | TableBlockView


def view_blocks(blocks: tuple[Block, ...], article: ArticleView) -> tuple[BlockView, ...]:
    """The views of `blocks`, one each, in their order."""
    return tuple(_view_block(block, article) for block in blocks)


def _view_block(block: Block, article: ArticleView) -> BlockView:
    match block:
        case Paragraph():
            return ParagraphView(block.key, article)
        case ListBlock():
            return ListBlockView(block, article)
        case Callout():
            return CalloutView(block, article)
        case Figure():
            return FigureView(block, article)
        case TableBlock():
            return TableBlockView(block, article)


class SectionView(NodeView):
    type_name = "Section"

    def __init__(self, section: Section, parent: SectionView | None, article: ArticleView) -> None:
        super().__init__(section.key, article)
        self.level = section.level
        self.parent = parent
        self.article = article
        self.blocks = view_blocks(section.blocks, article)
        self.sections = tuple(SectionView(below, self, article) for below in section.sections)

    @cached_property
    def heading(self) -> TextView:
        return self._text("heading")

    @cached_property
    def citations(self) -> tuple[CitationUseView, ...]:
        """The sources cited in the section and its subsections, in the order of their numbers."""
        keys = {section.key for section in self.walk()}
        cited = self._article.uses.citations
        return tuple(use for use in self._article.citations if keys.intersection(cited[use.citation.key]))

    def walk(self) -> tuple[SectionView, ...]:
        """This section and all below it, in reading order."""
        return (self, *(section for below in self.sections for section in below.walk()))


class FaqView(NodeView):
    type_name = "Faq"

    def __init__(self, faq: Faq, article: ArticleView) -> None:
        super().__init__(faq.key, article)
        self.answer = view_blocks(faq.answer, article)

    @cached_property
    def question(self) -> TextView:
        return self._text("question")

"""What stands below a heading: paragraphs, lists, callouts, figures and tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import strawberry

from verbena.graph.declare import describe_enum, view_type
from verbena.graph.types.text import Node, Text
from verbena.model.article import CalloutKind
from verbena.reading import nodes

describe_enum(
    CalloutKind,
    "What a callout is for, from neutral to urgent.",
    {
        "NOTE": "Beside the point, and worth knowing.",
        "KEY_FACT": "The fact to take away.",
        "WARNING": "What can do harm.",
        "SEEK_CARE": "When to ask a healthcare provider.",
    },
)


def _is(view: type[nodes.NodeView]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, view)


@strawberry.interface(description="A block of an article's text.")
class Block(Node):
    key: str = strawberry.field(description="Stable within the article, the same in every locale.")


@view_type(_is(nodes.ParagraphView), description="One paragraph.")
class Paragraph(Block):
    text: Text = strawberry.field(description="The paragraph's text.")


@view_type(_is(nodes.ListItemView), description="One item of a list.")
class ListItem(Node):
    key: str = strawberry.field(description="Stable within the article, the same in every locale.")
    text: Text = strawberry.field(description="The item's first paragraph.")
    blocks: list[Block] = strawberry.field(description="What follows it in the same item, in reading order.")


@view_type(_is(nodes.ListBlockView), description="A bulleted or numbered list.")
class ListBlock(Block):
    ordered: bool = strawberry.field(description="Numbered: the order of the items means something.")
    items: list[ListItem] = strawberry.field(description="The items, at least one, in reading order.")


@view_type(_is(nodes.CalloutView), description="Blocks set apart from the text around them.")
class Callout(Block):
    kind: CalloutKind = strawberry.field(description="What the callout is for.")
    label: Text | None = strawberry.field(
        description="Its heading; where null, front ends show the word of the interface for its kind."
    )
    blocks: list[Block] = strawberry.field(description="The callout's content, in reading order.")


@view_type(_is(nodes.FigureView), description="An image with what stands in for it.")
class Figure(Block):
    url: str = strawberry.field(
        description="Absolute, with the content's hash in it; a drawing with words in it has one file a locale."
    )
    media_type: str = strawberry.field(description="The file's media type, such as `image/svg+xml`.")
    width: int = strawberry.field(description="The image's own width, in CSS pixels.")
    height: int = strawberry.field(description="The image's own height, in CSS pixels.")
    alternative: Text = strawberry.field(
        description="What stands in for the image (HTML `alt`). Its value is empty only where `decorative`."
    )
    decorative: bool = strawberry.field(description="The image adds nothing that the text does not say.")
    long_description: Text | None = strawberry.field(
        description="What the image shows, in full, for readers who don't see it."
    )
    caption: Text | None = strawberry.field(description="The text below the image.")
    credit: str | None = strawberry.field(description="Who made the image, as they want to be named.")


@view_type(_is(nodes.TableColumnView), description="One column of a table.")
class TableColumn(Node):
    key: str = strawberry.field(description="Stable within the article, the same in every locale.")
    text: Text = strawberry.field(description="The column's header.")


@view_type(_is(nodes.TableRowView), description="One row of a table.")
class TableRow(Node):
    key: str = strawberry.field(description="Stable within the article, the same in every locale.")
    header: Text | None = strawberry.field(
        description="The row's header, which stands in the table's first column; null where rows have none."
    )
    cells: list[Text] = strawberry.field(
        description="One cell for each column, without the first where the row has a header there."
    )


@view_type(_is(nodes.TableBlockView), description="A table with named columns.")
class TableBlock(Block):
    caption: Text | None = strawberry.field(description="What the table is about.")
    columns: list[TableColumn] = strawberry.field(description="Every column, that of the rows' headers among them.")
    rows: list[TableRow] = strawberry.field(description="The rows, in reading order.")

"""What each unit is, in a translator's words."""

from __future__ import annotations

from verbena.model.article import (
    Article,
    Callout,
    CalloutKind,
    Faq,
    Figure,
    ListBlock,
    MedicationUse,
    Notice,
    Paragraph,
    Section,
    TableBlock,
    TableRow,
)
from verbena.model.units import UnitPlace


def describe_place(place: UnitPlace) -> str:
    """What stands at a place of an article, without a full stop."""
    match place.owner:
        case Article():
            return _ARTICLE_FIELDS[place.field]
        case Section(level=level):
            return f"Heading of rank {level}"
        case Paragraph():
            return "Paragraph"
        case ListBlock(ordered=ordered, items=items):
            return f"Item {place.number} of {len(items)} of a {'numbered' if ordered else 'bulleted'} list"
        case Callout(kind=kind):
            return f"Label of {_CALLOUTS[kind]} set apart from the text"
        case Figure():
            return _FIGURE_FIELDS[place.field]
        case TableBlock():
            return f"Heading of column {place.number} of a table" if place.number else "Caption of a table"
        case TableRow():
            return f"{'Heading' if place.field == 'header' else 'Cell'} of row {place.number} of a table"
        case Faq():
            return "Question that readers often ask"
        case MedicationUse(medication=medication):
            return f"Note on what the article says of the medication {medication}"
        case Notice(on=on, kind=kind):
            return f"Notice to readers of {on.isoformat()}: {kind.lower()}"


def describe_field(path: str) -> str:
    """What a unit of reference data is, by the field that its path ends with, without a full stop."""
    return _REFERENCE_FIELDS.get(path.rpartition(".")[2], "Text")


_ARTICLE_FIELDS = {
    "title": "Title of the article",
    "summary": "Summary of the article, one paragraph",
    "text": "Key point, one of the article's short list of what matters most",
}
_CALLOUTS = {
    CalloutKind.NOTE: "a note",
    CalloutKind.KEY_FACT: "a key fact",
    CalloutKind.WARNING: "a warning",
    CalloutKind.SEEK_CARE: "a box on when to seek care",
}
_FIGURE_FIELDS = {
    "alternative": "Alternative text of a figure, for readers who don't see it",
    "longDescription": "Long description of a figure, likewise",
    "caption": "Caption of a figure",
}
_REFERENCE_FIELDS = {
    "genericName": "International non-proprietary name of a medicine, in the form that your language uses",
    "short": "Abbreviation, as readers of your language know it",
    "expansion": "What the abbreviation stands for",
    "definition": "What the abbreviation means, for somebody who never met it",
    "biography": "Who a contributor is",
    "name": "Name",
    "text": "Word of the interface",
}

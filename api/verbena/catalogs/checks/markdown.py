"""Markdown in a translation, of which readers would be shown the marks: only sources are written in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbena.catalogs.checks.report import report
from verbena.catalogs.values import CatalogEntry
from verbena.model.findings import Finding, FindingCode

_MARKS = re.compile(
    r"(?P<importance>\*\*|__)(?=\S).+?(?P=importance)"  # **words**
    r"|(?<![\w*])\*(?=\S)[^*]+(?<=\S)\*(?![\w*])"  # *words*, and not the stars inside of words
    r"|(?<![\w_])_(?=\S)[^_]+(?<=\S)_(?![\w_])"
    r"|(?<!`)`+[^`]+`"
    r"|\{(?:med|abbr|article|number|percent|date)\}"
    r"|\[@[a-z0-9]"
    r"|\]\((?:https?:|mailto:|tel:)"
    r"|\]\{(?:lang|#)"
    r"|^(?:\#{1,6}|[-+*]|>)\s|^:::"
)


def check_markdown(entry: CatalogEntry) -> Iterator[Finding]:
    """A warning for the first mark that the source text has not: it would be shown as it is."""
    # Line ends and runs of spaces are one space, as for readers.
    translation, source = (" ".join(text.split()) for text in (entry.translation, entry.source))
    found = next((found for found in _MARKS.finditer(translation) if found[0] not in source), None)
    if found:
        start = entry.translation.find(found[0])
        place = (start, start + len(found[0])) if start >= 0 else None
        yield report(
            entry,
            FindingCode.MARKDOWN_SHOWN,
            span=place,
            found=found[0],
        )

"""The view of a reference-list entry: text that the server forms, in the first language of the chain that has terms."""

from __future__ import annotations

from typing import Any

from verbena.language.chains import serves
from verbena.language.resolving import ResolvedText
from verbena.reading.text import SubjectTexts, TextView
from verbena.rendering.citations import format_citation


def format_reference_entry(csl: dict[str, Any], texts: SubjectTexts) -> TextView:
    """A source as one entry of a reference list, with the path `citation.<key>.formatted`."""
    for tag in texts.chain:
        entry = format_citation(csl, tag)
        if serves(entry.lang, tag):
            break
    path = f"citation.{texts.name.key}.formatted"
    return TextView(ResolvedText(path, entry.inlines, entry.lang, None, is_outdated=False), texts)

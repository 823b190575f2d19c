"""How a check tells what it found."""

from __future__ import annotations

from verbena.catalogs.values import CatalogEntry
from verbena.model.finding_words import tell
from verbena.model.findings import Finding, FindingCode


def report(
    entry: CatalogEntry,
    code: FindingCode,
    variant: str = "",
    span: tuple[int, int] | None = None,
    **values: str,
) -> Finding:
    """A finding about an entry's translation, at a place in its tagged string or, where that is null, about all."""
    return tell(code, variant, at=(entry.line, entry.path), span=span, values=values)

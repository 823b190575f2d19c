"""What the glossary says is kept: its terms are there, and what it forbids is not."""

from __future__ import annotations

from collections.abc import Iterator

from verbena.catalogs.checks.context import CheckContext
from verbena.catalogs.checks.plain_text import PlainText
from verbena.catalogs.checks.report import report
from verbena.catalogs.checks.terms_index import loose_pattern, strict_pattern
from verbena.catalogs.values import CatalogEntry
from verbena.model.findings import Finding, FindingCode


def check_terms(
    entry: CatalogEntry, source: PlainText, translation: PlainText, context: CheckContext
) -> Iterator[Finding]:
    """A warning for each term of the source whose translations are all missing, and for each forbidden one.

    A word that the glossary forbids for one term and allows for another of the same text is no fault.
    """
    terms = list(context.terms.find(source.text))
    allowed = {words.casefold() for term in terms for words in term.allowed}
    for term in terms:
        for words in term.forbidden:
            found = strict_pattern(words, context.locale).search(translation.text)
            if found and words.casefold() not in allowed:
                span = translation.place(*found.span())
                yield report(
                    entry,
                    FindingCode.TERM_FORBIDDEN,
                    span=span,
                    term=term.term,
                    found=found[0],
                )
        if term.allowed and not any(
            loose_pattern(words, context.locale).search(translation.text) for words in term.allowed
        ):
            yield report(entry, FindingCode.TERM_MISSING, term=term.term, wanted=term.allowed[0])

"""What turns a sentence round or tells how often is kept: negations, and every day, week, month, year or hour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from verbena.catalogs.checks.context import CheckContext
from verbena.catalogs.checks.plain_text import PlainText
from verbena.catalogs.checks.report import report
from verbena.catalogs.checks.words.known import words_of
from verbena.catalogs.checks.words.language_words import compile_words
from verbena.catalogs.values import CatalogEntry
from verbena.model.findings import Finding, FindingCode


def check_negations(
    entry: CatalogEntry, source: PlainText, translation: PlainText, context: CheckContext
) -> Iterator[Finding]:
    """A warning where one text surely says no, and the other has nothing that could: for languages that have lists."""
    theirs, ours = words_of(context.source_locale), words_of(context.locale)
    wanted = _find(source.text, theirs.negations, context.source_locale, surely=True)
    if wanted and ours.negative and not _find(translation.text, ours.negative, context.locale):
        yield report(entry, FindingCode.NEGATION_LOST, wanted=wanted[0])
    found = _find(translation.text, ours.negations, context.locale, surely=True)
    if found and theirs.negative and not _find(source.text, theirs.negative, context.source_locale):
        span = translation.place(*found.span())
        yield report(entry, FindingCode.NEGATION_INVENTED, span=span, found=found[0])


def check_frequencies(
    entry: CatalogEntry, source: PlainText, translation: PlainText, context: CheckContext
) -> Iterator[Finding]:
    """An error where the source says how often and the translation says otherwise, a warning where it says nothing."""
    theirs, ours = words_of(context.source_locale), words_of(context.locale)
    if not ours.periods:
        return
    for period, often in theirs.often.items():
        wanted = _find(source.text, often, context.source_locale, surely=True)
        if not wanted or _find(translation.text, ours.periods[period], context.locale):
            continue
        found = None
        for other, said in ours.often.items():
            if other != period and not _find(source.text, theirs.periods[other], context.source_locale):
                found = found or _find(translation.text, said, context.locale, surely=True)
        if found is None:
            yield report(entry, FindingCode.FREQUENCY_LOST, wanted=wanted[0])
        else:
            span = translation.place(*found.span())
            yield report(
                entry,
                FindingCode.FREQUENCY_DIFFERS,
                span=span,
                wanted=wanted[0],
                found=found[0],
            )


def _find(text: str, listed: str, tag: str, *, surely: bool = False) -> re.Match[str] | None:
    words = words_of(tag)
    pattern = compile_words(listed, words.proclitics, words.is_spaced)
    return pattern.search(_without_idioms(text, tag) if surely else text) if pattern else None


@lru_cache(maxsize=256)
def _without_idioms(text: str, tag: str) -> str:
    """The text with blanks of the same length for phrases in which such words say nothing of the kind."""
    words = words_of(tag)
    pattern = compile_words(words.idioms, "", words.is_spaced)
    return pattern.sub(lambda found: " " * len(found[0]), text) if pattern else text

"""All that is to be said of one translation: the one door to the checks."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from verbena.catalogs.checks.context import CheckContext
from verbena.catalogs.checks.drugs import check_drugs
from verbena.catalogs.checks.markdown import check_markdown
from verbena.catalogs.checks.meaning import check_frequencies, check_negations
from verbena.catalogs.checks.numbers import check_numbers
from verbena.catalogs.checks.pairs import check_brackets, check_quotes
from verbena.catalogs.checks.plain_text import flatten
from verbena.catalogs.checks.punctuation import check_end, check_punctuation
from verbena.catalogs.checks.sameness import check_length, check_sameness
from verbena.catalogs.checks.scripts import check_script
from verbena.catalogs.checks.spaces import check_invisible, check_repeated, check_spaces
from verbena.catalogs.checks.terms import check_terms
from verbena.catalogs.checks.wording import check_wording
from verbena.catalogs.values import CatalogEntry
from verbena.model.findings import Finding, FindingCode, Severity
from verbena.model.inline import Inline
from verbena.model.translation import TranslationState


def check_translation(
    entry: CatalogEntry,
    source: tuple[Inline, ...] | None,
    translation: tuple[Inline, ...] | None,
    context: CheckContext,
) -> tuple[Finding, ...]:
    """Every finding about what a translation says, in no order; what its tags lead to is for others to know.

    The two trees are null where the tagged string of either can't be read: then little can be told. A text that needs
    work is never published, so that what it says is at most a warning; what could not be shown stays an error.
    """
    findings = [*check_wording(entry, translation, context.limit), *check_markdown(entry)]
    if source is None or translation is None:
        return tuple(findings)
    said = _check_words(entry, context)
    if entry.state is TranslationState.INITIAL:
        said = (replace(finding, severity=Severity.WARNING) for finding in said)
    return (*findings, *said)


def _check_words(entry: CatalogEntry, context: CheckContext) -> Iterator[Finding]:
    # A text that waits for its source's new words is still that of the old ones.
    if entry.previous is not None and entry.state is TranslationState.INITIAL:
        entry = replace(entry, source=entry.previous)
    source, translation = flatten(entry.source), flatten(entry.translation)
    if not translation.text.strip():
        return
    same = list(check_sameness(entry, source, translation, context))
    yield from same
    yield from check_spaces(entry)
    yield from check_invisible(entry, source, translation, context)
    if any(finding.code is FindingCode.TEXT_UNTRANSLATED and finding.start is None for finding in same):
        return
    yield from check_numbers(entry, source, translation, context)
    yield from check_drugs(entry, source, translation, context)
    yield from check_negations(entry, source, translation, context)
    yield from check_frequencies(entry, source, translation, context)
    yield from check_terms(entry, source, translation, context)
    yield from check_length(entry, source, translation, context)
    yield from check_script(entry, source, translation, context)
    yield from check_end(entry, source, translation, context)
    yield from check_punctuation(entry, translation, context)
    yield from check_repeated(entry, source, translation, context)
    yield from check_brackets(entry, source, translation)
    yield from check_quotes(entry, source, translation, context)

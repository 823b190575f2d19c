"""What findings say, in English as their makers tell it, and in the words of another language."""

from __future__ import annotations

from collections.abc import Mapping

from verbena.model.findings import Finding, FindingCode, Severity
from verbena.model.import_finding_words import IMPORT_FINDING_WORDS
from verbena.model.translation_finding_words import TRANSLATION_FINDING_WORDS
from verbena.model.words import Word

FINDING_WORDS: tuple[Word, ...] = (*TRANSLATION_FINDING_WORDS, *IMPORT_FINDING_WORDS)
"""All words of findings."""

WARNINGS = frozenset(
    (
        FindingCode.UNIT_UNKNOWN,
        FindingCode.REVIEW_REFUSED,
        FindingCode.SOURCE_OLDER,
        FindingCode.COMMENT_TOO_LONG,
        FindingCode.LINK_OUTDATED,
        FindingCode.TEXT_TOO_LONG,
        FindingCode.MARKDOWN_SHOWN,
        FindingCode.SIGN_DOUBLED,
        FindingCode.NUMBER_LOST,
        FindingCode.NUMBER_INVENTED,
        FindingCode.NUMBER_FORMAT,
        FindingCode.NEGATION_LOST,
        FindingCode.NEGATION_INVENTED,
        FindingCode.FREQUENCY_LOST,
        FindingCode.TERM_MISSING,
        FindingCode.TERM_FORBIDDEN,
        FindingCode.TEXT_UNTRANSLATED,
        FindingCode.LENGTH_UNUSUAL,
        FindingCode.SCRIPT_WRONG,
        FindingCode.SPACE_OUTSIDE,
        FindingCode.SPACE_DOUBLED,
        FindingCode.END_DIFFERS,
        FindingCode.PUNCTUATION_WRONG,
        FindingCode.SPACE_WRONG,
        FindingCode.CHARACTER_INVISIBLE,
        FindingCode.WORDS_REPEATED,
        FindingCode.BRACKET_UNPAIRED,
        FindingCode.QUOTE_UNPAIRED,
    )
)
"""Codes that ask for a look, unless whoever tells one says otherwise; all others are errors."""

_TEXTS = {word.path: word.text for word in FINDING_WORDS}
_PATHS = {(word.path.split(".")[1], word.text): word.path for word in FINDING_WORDS}


def tell(
    code: FindingCode,
    variant: str = "",
    *,
    at: tuple[int, str | None] = (1, None),
    span: tuple[int, int] | None = None,
    values: Mapping[str, str] | None = None,
) -> Finding:
    """A finding in the words of its code, or of a variant of it, with these values in the blanks.

    `at` are line and path of the entry, `span` is the place in the translation.
    """
    text = _TEXTS[f"finding.{code}.{variant}.text" if variant else f"finding.{code}.text"]
    severity = Severity.WARNING if code in WARNINGS else Severity.ERROR
    start, end = span or (None, None)
    return Finding(code, text, *at, severity, dict(values or {}), start, end)


def path_of(finding: Finding) -> str | None:
    """The path of the interface's word that says what a finding says; null where there is none."""
    return _PATHS.get((finding.code, finding.text))


def tell_finding(finding: Finding, words: Mapping[str, str]) -> str:
    """What a finding says, in `words`: the interface's words by path, in the language of whoever is told.

    A word that is not there, or that has another blank than the finding fills, is told in English.
    """
    template = words.get(path_of(finding) or "")
    if template is None:
        return finding.message
    try:
        return template.format_map(finding.values) if finding.values else template
    except (KeyError, ValueError, IndexError):
        return finding.message

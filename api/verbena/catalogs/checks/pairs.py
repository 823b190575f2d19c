"""Brackets and quotation marks come in pairs, of the locale's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbena.catalogs.checks.context import CheckContext
from verbena.catalogs.checks.plain_text import PlainText
from verbena.catalogs.checks.report import report
from verbena.catalogs.values import CatalogEntry
from verbena.language.subtags import split_tag
from verbena.model.findings import Finding, FindingCode


def check_brackets(entry: CatalogEntry, source: PlainText, translation: PlainText) -> Iterator[Finding]:
    """A warning for the first bracket without its counterpart, where all of the source's have theirs.

    A bracket of full width closes one of half width. The bracket of “1)” needs none.
    """
    if _find_unpaired(_LISTED.sub(_blank, source.text)) is not None:
        return
    at = _find_unpaired(_LISTED.sub(_blank, translation.text))
    if at is not None:
        span = translation.place(at, at + 1)
        yield report(
            entry,
            FindingCode.BRACKET_UNPAIRED,
            span=span,
            found=translation.text[at],
        )


def check_quotes(
    entry: CatalogEntry, source: PlainText, translation: PlainText, context: CheckContext
) -> Iterator[Finding]:
    """A warning for the first quotation mark that its language's pairs leave alone.

    Single ones are apostrophes as well, and are passed over; straight ones must be even in number.
    """
    text = translation.text
    if text.count('"') % 2 and not source.text.count('"') % 2:
        yield _tell(entry, translation, text.rindex('"'))
    pairs = _PAIRS.get(split_tag(context.locale).language, _ENGLISH)
    opened: list[tuple[str, int]] = []
    for found in _QUOTE.finditer(text):
        mark = found[0]
        if opened and mark in pairs.get(opened[-1][0], ""):
            opened.pop()
        elif mark in pairs:
            opened.append((mark, found.start()))
        else:
            yield _tell(entry, translation, found.start())
            return
    if opened:
        yield _tell(entry, translation, opened[0][1])


def _find_unpaired(text: str) -> int | None:
    opened: list[tuple[str, int]] = []
    for found in _BRACKET.finditer(text):
        mark = found[0]
        if mark in _OPENING:
            opened.append((mark, found.start()))
        elif opened and mark in _OPENING[opened[-1][0]]:
            opened.pop()
        else:
            return found.start()
    return opened[-1][1] if opened else None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _tell(entry: CatalogEntry, translation: PlainText, at: int) -> Finding:
    span = translation.place(at, at + 1)
    return report(entry, FindingCode.QUOTE_UNPAIRED, span=span, found=translation.text[at])


_OPENING = {
    "(": ")）",
    "（": "）)",
    "[": "]］",
    "［": "］]",
    "{": "}",
    "【": "】",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
}
_BRACKET = re.compile("[()（）\\[\\]［］{}【】「」『』《》〈〉]")
_LISTED = re.compile(r"(?:(?<=^)|(?<=\s))[0-9a-z]{1,2}\)(?=\s)")
_QUOTE = re.compile("[“”„«»‟]")
_ENGLISH = {"“": "”", "«": "»", "„": "”“"}
_PAIRS = {
    **{
        language: {"„": "“”", "»": "«", "“": "”"}
        for language in ("de", "cs", "sk", "sl", "bg", "is", "lt", "et", "ka", "hr", "sr", "bs", "mk", "lv")
    },
    "ru": {"«": "»", "„": "“", "“": "”"},
    **{language: {"”": "”", "»": "»", "“": "”"} for language in ("fi", "sv")},
    **{language: {"„": "”", "«": "»", "»": "«", "“": "”"} for language in ("pl", "hu", "ro", "nl")},
    "he": {"”": "”", "„": "”", "“": "”"},
}

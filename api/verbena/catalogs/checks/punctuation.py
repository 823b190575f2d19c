"""Punctuation is that of the locale, and a text ends as its source does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbena.catalogs.checks.context import CheckContext
from verbena.catalogs.checks.plain_text import PlainText
from verbena.catalogs.checks.report import report
from verbena.catalogs.checks.words.language_words import LETTER
from verbena.catalogs.values import CatalogEntry
from verbena.language.subtags import split_tag
from verbena.model.findings import Finding, FindingCode


def check_punctuation(entry: CatalogEntry, translation: PlainText, context: CheckContext) -> Iterator[Finding]:
    """A warning for each mark that is another language's, stands with the wrong space, or stands twice."""
    text, subtags = translation.text, split_tag(context.locale)
    language = subtags.language
    seen = set()
    for pattern, wanted in _FOREIGN.get(language, ()):
        for found in pattern.finditer(text):
            if (mark := found["mark"]) not in seen and not translation.is_inside("lang", found.start("mark")):
                seen.add(mark)
                yield _tell(
                    FindingCode.PUNCTUATION_WRONG, "", entry, translation, found.span("mark"), found=mark, wanted=wanted
                )
    if language in _OPENED:
        yield from _find_unopened(entry, translation)
    if language == "fr" and subtags.region not in ("CA", "CH"):
        if high := _FRENCH.search(text):
            yield _tell(FindingCode.SPACE_WRONG, "", entry, translation, high.span(), found=high[0])
    elif spaced := _SPACED.search(text):
        yield _tell(FindingCode.SPACE_WRONG, "none", entry, translation, spaced.span("mark"), found=spaced["mark"])
    if again := _REPEATED.search(text):
        yield _tell(FindingCode.PUNCTUATION_WRONG, "repeated", entry, translation, again.span(), found=again[0][:1])


def check_end(
    entry: CatalogEntry, source: PlainText, translation: PlainText, context: CheckContext
) -> Iterator[Finding]:
    """A warning where only one of two texts ends as a sentence, or only one as a question or an exclamation.

    What leads into a list may end with a colon or a full stop. Thai and Lao end sentences with a space, and a question
    of Chinese or Japanese may end with a full stop.
    """
    language = split_tag(context.locale).language
    if language in _WITHOUT_STOPS or len(source.text) < _SHORTEST or not translation.text.strip():
        return
    wanted, found = _end(source.text), _end(translation.text)
    kinds = (_kind(wanted), _kind(found, language))
    if kinds[0] == kinds[1] or kinds in _ALLOWED or (language in _LENIENT and kinds in _LENIENT[language]):
        return
    values = {name: mark for name, mark, kind in (("wanted", wanted, kinds[0]), ("found", found, kinds[1])) if kind}
    variant = "" if len(values) > 1 else ("lost" if "wanted" in values else "invented")
    yield report(entry, FindingCode.END_DIFFERS, variant, None, **values)


def _find_unopened(entry: CatalogEntry, translation: PlainText) -> Iterator[Finding]:
    for closing, opening in (("?", "¿"), ("!", "¡")):
        text = translation.text
        if text.count(closing) > text.count(opening) and not text.count(opening + closing):
            at = text.index(closing)
            yield _tell(FindingCode.PUNCTUATION_WRONG, "opening", entry, translation, (at, at + 1), wanted=opening)


def _tell(
    code: FindingCode,
    variant: str,
    entry: CatalogEntry,
    translation: PlainText,
    span: tuple[int, int],
    **values: str,
) -> Finding:
    return report(entry, code, variant, translation.place(*span), **values)


def _end(text: str) -> str:
    return text.rstrip(_CLOSING)[-1:]


def _kind(mark: str, language: str = "") -> str:
    if mark == ";" and language == "el":
        return "?"
    return next((kind for kind, marks in _KINDS.items() if mark in marks), "") if mark else ""


_CLOSING = " \t\r\n\u00a0\u202f\u200e\u200f\u061c)]}»”’\"'」』）】›“"
_KINDS = {
    ".": ".。．।॥۔։።။។𑁀᠃꓿｡",
    "?": "?？؟՞፧⸮",
    "!": "!！՜",
    ":": ":：",
}
_ALLOWED = {(":", "."), ("!", "."), (":", ""), ("", ":")}
_LENIENT = {
    "ja": {("?", "."), ("?", ""), ("", ".")} - {("", ".")},
    "zh": {("?", ".")},
    "ko": {("?", ".")},
}
_WITHOUT_STOPS = frozenset(("th", "lo", "km", "my", "bo", "dz"))
_SHORTEST = 2
_OPENED = frozenset(("es", "gl", "ast"))
_CJK = "\u3040-\u30ff\u3400-\u9fff"
_ARABIC = "\u0620-\u064a\u0671-\u06d3"
_INDIC = "\u0900-\u0963\u0980-\u09e5\u0a01-\u0a65\u0b01-\u0b65"


def _after(letters: str, marks: str) -> re.Pattern[str]:
    """A mark after such a letter, or after a bracket or quotation mark that follows one."""
    return re.compile(f"(?<=[{letters}\ufffc)）」”»])[\u200e\u200f]?(?P<mark>[{marks}])(?![A-Za-z0-9./])")


_FOREIGN: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    **{
        language: (
            (_after(_CJK, ","), "，" if language == "zh" else "、"),
            (re.compile(f"(?<=[{_CJK}])(?P<mark>[.])(?=$|[{_CJK}\\s])"), "。"),
            (_after(_CJK, "?"), "？"),
            (_after(_CJK, "!"), "！"),
            (_after(_CJK, ";"), "；"),
            (re.compile(f"(?<=[{_CJK}])(?P<mark>:)(?=$|[{_CJK}\\s])"), "："),
        )
        for language in ("zh", "ja", "yue")
    },
    **{
        language: (
            (_after(_ARABIC, "?"), "؟"),
            (_after(_ARABIC, ","), "،"),
            (_after(_ARABIC, ";"), "؛"),
            *(((re.compile(f"(?<=[{_ARABIC}])(?P<mark>[.])(?=$|\\s)"), "۔"),) if language == "ur" else ()),
        )
        for language in ("ar", "ur", "fa", "ps", "ckb", "sd", "ug")
    },
    **{
        language: ((re.compile(f"(?<=[{_INDIC}])(?P<mark>[.])(?=$|\\s(?=[{_INDIC}]))"), "।"),)
        for language in ("hi", "bn", "as", "pa", "or", "ne", "sa", "mai", "bho")
    },
    "el": ((re.compile(r"(?<=[\u0370-\u03ff])(?P<mark>\?)"), ";"),),
    "hy": ((re.compile(r"(?<=[\u0531-\u0587])(?P<mark>[.:])(?=$|\s)"), "։"),),
    **{language: ((re.compile(r"(?<=[\u1200-\u135a])(?P<mark>[.])(?=$|\s)"), "።"),) for language in ("am", "ti")},
}
# High marks and closing guillemets have a space before them that does not break, opening ones one behind them.
_FRENCH = re.compile(
    r"(?<![\u00a0\u202f\u2009?!])(?P<mark>[;!?»])|(?<![\u00a0\u202f\u2009\d])(?P<colon>:)(?![\d/])"
    r"|(?P<opening>«)(?![\u00a0\u202f\u2009])"
)
_SPACED = re.compile(rf"(?<={LETTER})[ \u00a0](?P<mark>[,;:!?؟،؛。、，](?!\S))")
_REPEATED = re.compile(r"(?P<mark>[,،、，;؛:。।۔])\s*(?P=mark)|(?<!\.)(?P<dot>\.)\.(?!\.)")

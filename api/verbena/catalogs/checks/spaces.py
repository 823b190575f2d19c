"""Spaces, invisible characters and repetitions that readers would stumble over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from verbena.catalogs.checks.context import CheckContext
from verbena.catalogs.checks.plain_text import PlainText
from verbena.catalogs.checks.report import report
from verbena.catalogs.checks.words.language_words import LETTER
from verbena.catalogs.values import CatalogEntry
from verbena.language.direction import TextDirection, direction_of
from verbena.language.subtags import split_tag
from verbena.language.tags import script_of
from verbena.model.characters import has_paired_controls
from verbena.model.findings import Finding, FindingCode


def check_spaces(entry: CatalogEntry) -> Iterator[Finding]:
    """A warning for a space at either end of a text, and for two in a row, that its source has not.

    They are taken out when a text is read, so that no reader sees them. Line ends are an editor's, and no fault.
    """
    text = entry.translation
    if _OUTSIDE.search(text) and not _OUTSIDE.search(entry.source):
        yield report(entry, FindingCode.SPACE_OUTSIDE)
    found = _DOUBLED.search(text)
    if found and not _DOUBLED.search(entry.source):
        yield report(entry, FindingCode.SPACE_DOUBLED, span=found.span())


def check_invisible(
    entry: CatalogEntry, source: PlainText, translation: PlainText, context: CheckContext
) -> Iterator[Finding]:
    """A warning for each kind of invisible character that has no work to do where it stands.

    A mark of direction works in and beside text that runs from right to left, a joiner in scripts whose letters join, a
    soft hyphen or a word joiner between letters. What the source has too is passed over.
    """
    text = translation.text
    is_paired = has_paired_controls(text)
    for character in sorted({one for one in text if unicodedata.category(one) == "Cf"} - set(source.text)):
        at = text.index(character)
        # What is opened and not closed is told as such.
        if (is_paired or character not in _CONTROLS) and not _works(character, at, text, context):
            yield _tell(
                FindingCode.CHARACTER_INVISIBLE,
                "",
                entry,
                translation.place(at, at + 1),
                character=f"U+{ord(character):04X}",
            )


def check_repeated(
    entry: CatalogEntry, source: PlainText, translation: PlainText, context: CheckContext
) -> Iterator[Finding]:
    """A warning for a word that stands twice in a row; not where the language doubles words to say something.

    Of languages that do, and of words that may rightly meet (“vous vous”), only those are looked for that never do.
    """
    language = split_tag(context.locale).language
    pattern = _NEVER_TWICE.get(language, _TWICE)
    if language not in _NEVER_TWICE and language in _DOUBLING:
        return
    for found in pattern.finditer(translation.text):
        word = found["word"].casefold()
        if word in _MAY_MEET.get(language, "").split() or re.search(
            rf"\b{re.escape(word)}\s+{re.escape(word)}\b", source.text, re.IGNORECASE
        ):
            continue
        yield _tell(FindingCode.WORDS_REPEATED, "", entry, translation.place(*found.span()), found=found["word"])
        return


def _tell(code: FindingCode, variant: str, entry: CatalogEntry, span: tuple[int, int] | None, **values: str) -> Finding:
    return report(entry, code, variant, span, **values)


def _works(character: str, at: int, text: str, context: CheckContext) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if character in _DIRECTION:
        is_beside_own = character in (before, after)
        has_right_to_left = any(unicodedata.bidirectional(one) in ("R", "AL") for one in text)
        return not is_beside_own and (has_right_to_left or direction_of(context.locale) is TextDirection.RTL)
    if character in _JOINERS:
        return script_of(context.locale) in _JOINING and bool(before.strip()) and bool(after.strip())
    if character in "\u00ad\u2060":
        return bool(before.strip()) and bool(after.strip())
    return False


_OUTSIDE = re.compile(r"\A[ \u00a0\u3000]+\S|\S[ \u00a0\u3000]+\Z")
_DOUBLED = re.compile(r"(?<=\S)(?:[ \t]{2,}|[\u00a0\u202f]+[ \t]+|[ \t]+[\u00a0\u202f]+)(?=\S)")
_DIRECTION = "\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202a\u202b\u202c"
_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_JOINERS = "\u200c\u200d"
_JOINING = frozenset(
    (
        "Arab",
        "Aran",
        "Beng",
        "Deva",
        "Gujr",
        "Guru",
        "Khmr",
        "Knda",
        "Mlym",
        "Mong",
        "Mymr",
        "Orya",
        "Sinh",
        "Syrc",
        "Taml",
        "Telu",
    )
)
_TWICE = re.compile(f"(?<!{LETTER})(?P<word>{LETTER}{{2,}})[ \\u00a0\\n]+(?P=word)(?!{LETTER})", re.IGNORECASE)
_DOUBLING = frozenset(
    [
        "id",
        "ms",
        "jv",
        "su",
        "tl",
        "fil",
        "ceb",
        "mi",
        "haw",
        "to",
        "sm",
        "fj",
        "vi",
        "zh",
        "yue",
        "ja",
        "ko",
        "th",
        "lo",
        "km",
        "my",
        "ta",
        "te",
        "kn",
        "ml",
        "mr",
        "gu",
        "bn",
        "pa",
        "ne",
        "si",
        "sw",
        "rw",
        "ln",
        "yo",
        "tr",
    ]
)
_NEVER_TWICE = {
    "hi": re.compile(f"(?<!{LETTER})(?P<word>का|के|की|को|में|ने|है|हैं|और|या|पर|यह|एक)[ ]+(?P=word)(?!{LETTER})"),
    "ur": re.compile(f"(?<!{LETTER})(?P<word>کا|کے|کی|کو|میں|نے|ہے|ہیں|اور|یا|پر|یہ|ایک)[ ]+(?P=word)(?!{LETTER})"),
    "sw": re.compile(
        f"(?<!{LETTER})(?P<word>ya|wa|na|kwa|za|la|cha|vya|katika|au|ni)[ ]+(?P=word)(?!{LETTER})", re.IGNORECASE
    ),
    "zh": re.compile("(?P<word>的|是|在|和|或|您|可以|治疗|骨质疏松症?|乳腺癌)(?P=word)(?!士)"),
    "ja": re.compile("(?P<word>を|です|ます|から|して|骨|治療|骨粗しょう症|乳がん)(?P=word)"),
}
_MAY_MEET = {
    "fr": "nous vous",
    "de": "die der das sie den dem",
    "es": "se",
    "pt": "se",
    "ru": "еле чуть",
    "it": "si via",
    "nl": "die dat",
}

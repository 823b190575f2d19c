"""A translation is in the script of its locale; names, abbreviations and units may be in Latin letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from verbena.catalogs.checks.context import CheckContext
from verbena.catalogs.checks.plain_text import PlainText
from verbena.catalogs.checks.report import report
from verbena.catalogs.checks.words.known import words_of
from verbena.catalogs.checks.words.language_words import LETTER
from verbena.catalogs.values import CatalogEntry
from verbena.language.subtags import split_tag
from verbena.language.tags import script_of
from verbena.model.findings import Finding, FindingCode


def check_script(
    entry: CatalogEntry, source: PlainText, translation: PlainText, context: CheckContext
) -> Iterator[Finding]:
    """A warning for the first word in another script than CLDR's likely one of the locale, or in two that look alike.

    In a text of another script, Latin letters are fine for what the source has with a capital or as a name of a
    medicine: names, brands, abbreviations. A word that the source has in small letters was left untranslated. Parts
    that a tag says are in another language are passed over.
    """
    own = _SCRIPTS.get(script_of(context.locale) or "", frozenset())
    if not own:
        return
    theirs = set(_WORD.findall(source.text))
    is_spaced = words_of(context.locale).is_spaced
    for found in (_WORD if is_spaced else _LATIN_OR_OTHER).finditer(translation.text):
        word = found[0]
        scripts = {_script(letter) for letter in word} - {""}
        if scripts <= own or translation.is_inside("lang", found.start()):
            continue
        variant = ""
        if (len(scripts) > 1 and not scripts <= own | {"LATIN"} | _MIXABLE) or (
            len(scripts) > 1 and _LOOKALIKE & scripts == scripts
        ):
            variant = "mixed"
        elif (scripts - own == {"LATIN"} and _may_be_latin(found, translation, theirs, context)) or scripts & own:
            continue
        yield _tell(entry, translation, found.span(), variant)
        break
    yield from _find_letters(entry, translation, context)


def _may_be_latin(found: re.Match[str], translation: PlainText, theirs: set[str], context: CheckContext) -> bool:
    latin = "".join(letter for letter in found[0] if letter.isascii())
    if not latin.islower() or len(latin) < _SHORTEST:
        return True
    before, after = translation.text[: found.start()], translation.text[found.end() :]
    if _OPENED.search(before) and _CLOSED.search(after):
        return True
    near = translation.text[max(0, found.start() - 2) : found.end() + 2]
    if any(mark in near for mark in "@/_{}0123456789") or _ADDRESS.search(near):
        return True
    return latin not in theirs or bool(context.medications.find_in_source(latin))


def _find_letters(entry: CatalogEntry, translation: PlainText, context: CheckContext) -> Iterator[Finding]:
    """Letters of the right script that are another language's: Arabic's kaf in Urdu, traditional characters."""
    letters = _FOREIGN_LETTERS.get(_variety(context.locale), {})
    for at, letter in enumerate(translation.text):
        if letter in letters and not translation.is_inside("lang", at):
            span = translation.place(at, at + 1)
            yield report(
                entry,
                FindingCode.SCRIPT_WRONG,
                "letter",
                span=span,
                found=letter,
                wanted=letters[letter],
            )
            return


def _tell(entry: CatalogEntry, translation: PlainText, span: tuple[int, int], variant: str) -> Finding:
    return report(
        entry,
        FindingCode.SCRIPT_WRONG,
        variant,
        span=translation.place(*span),
        found=translation.text[slice(*span)],
    )


@lru_cache(maxsize=8192)
def _script(letter: str) -> str:
    """A letter's script, as the first word of its name in Unicode; empty for marks that all scripts share."""
    if unicodedata.category(letter)[0] == "M" or letter in "\u200c\u200dーｰªºµ々〆":
        return ""
    name = unicodedata.name(letter, "").partition(" ")[0].removesuffix("-FULLWIDTH")
    return _SAME.get(name, name)


def _variety(tag: str) -> str:
    subtags = split_tag(tag)
    return f"{subtags.language}-{script_of(tag)}" if subtags.language == "zh" else subtags.language


_WORD = re.compile(f"{LETTER}+")
_LATIN_OR_OTHER = re.compile(f"[A-Za-z]+|(?:(?![A-Za-z]){LETTER})+")
_SHORTEST = 4
# A gloss in brackets or quotation marks.
_OPENED = re.compile('[(（“«„"][^()（）“”«»"]*$')
_CLOSED = re.compile('^[^()（）“”«»"]*[)）”»“"]')
_ADDRESS = re.compile(r"\.\w|\w\.|-")
_SAME = {
    "CJK": "HAN",
    "FULLWIDTH": "LATIN",
    "MODIFIER": "",
    "FEMININE": "",
    "MASCULINE": "",
    "MICRO": "",
    "HALFWIDTH": "KATAKANA",
}
_LOOKALIKE = frozenset(("LATIN", "CYRILLIC", "GREEK"))
_MIXABLE = frozenset(("HAN", "HIRAGANA", "KATAKANA", "HANGUL"))
# ISO 15924 codes, by which letters they hold as Unicode names them.
_SCRIPTS = {
    "Arab": frozenset(("ARABIC",)),
    "Armn": frozenset(("ARMENIAN",)),
    "Beng": frozenset(("BENGALI",)),
    "Cyrl": frozenset(("CYRILLIC",)),
    "Deva": frozenset(("DEVANAGARI",)),
    "Ethi": frozenset(("ETHIOPIC",)),
    "Geor": frozenset(("GEORGIAN",)),
    "Grek": frozenset(("GREEK",)),
    "Gujr": frozenset(("GUJARATI",)),
    "Guru": frozenset(("GURMUKHI",)),
    "Hans": frozenset(("HAN",)),
    "Hant": frozenset(("HAN", "BOPOMOFO")),
    "Hebr": frozenset(("HEBREW",)),
    "Jpan": frozenset(("HAN", "HIRAGANA", "KATAKANA", "HIRAGANA-KATAKANA", "KATAKANA-HIRAGANA")),
    "Khmr": frozenset(("KHMER",)),
    "Knda": frozenset(("KANNADA",)),
    "Kore": frozenset(("HANGUL", "HAN")),
    "Laoo": frozenset(("LAO",)),
    "Latn": frozenset(("LATIN",)),
    "Mlym": frozenset(("MALAYALAM",)),
    "Mymr": frozenset(("MYANMAR",)),
    "Orya": frozenset(("ORIYA",)),
    "Sinh": frozenset(("SINHALA",)),
    "Taml": frozenset(("TAMIL",)),
    "Telu": frozenset(("TELUGU",)),
    "Thai": frozenset(("THAI",)),
    "Tibt": frozenset(("TIBETAN",)),
}
_TRADITIONAL = dict(
    zip(
        "們個這說時來國會體發經過對還點樣藥療長開關於從當現實應該沒為與間見問題頭腦腫癌測檢驗險減風預質鬆婦絕輕"
        "顯飲動種線類組織細區總隨觸單雙應護師診斷獲維補劑處場邊達運選擇",
        "们个这说时来国会体发经过对还点样药疗长开关于从当现实应该没为与间见问题头脑肿癌测检验险减风预质松妇绝轻"
        "显饮动种线类组织细区总随触单双应护师诊断获维补剂处场边达运选择",
        strict=False,
    )
)
_FOREIGN_LETTERS: dict[str, dict[str, str]] = {
    "ur": {"ي": "ی", "ك": "ک", "ى": "ی", "ه": "ہ"},
    "fa": {"ي": "ی", "ك": "ک"},
    "ar": {"ی": "ي", "ک": "ك", "ہ": "ه", "ے": "ي"},
    "zh-Hans": {one: other for one, other in _TRADITIONAL.items() if one != other},
    "zh-Hant": {other: one for one, other in _TRADITIONAL.items() if one != other and other not in "于发复"},
}

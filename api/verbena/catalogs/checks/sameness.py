"""A translation is another text than its source, and about as long as such texts are in its language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbena.catalogs.checks.context import CheckContext
from verbena.catalogs.checks.plain_text import OBJECT, PlainText
from verbena.catalogs.checks.report import report
from verbena.catalogs.checks.words.language_words import LETTER
from verbena.catalogs.values import CatalogEntry
from verbena.language.subtags import split_tag
from verbena.language.tags import script_of
from verbena.model.findings import Finding, FindingCode


def check_sameness(
    entry: CatalogEntry, source: PlainText, translation: PlainText, context: CheckContext
) -> Iterator[Finding]:
    """A warning for a translation that is its source, or has a long run of its words.

    One word, a name, a number or an abbreviation may well be the same in two languages of one script.
    """
    if split_tag(context.locale).language == split_tag(context.source_locale).language:
        return
    words = [word[0] for word in _WORD.finditer(source.text)]
    ordinary = [word for word in words if word.islower() and len(word) >= _ORDINARY]
    has_other_script = script_of(context.locale) != script_of(context.source_locale)
    least = 1 if has_other_script else _FEWEST
    if _fold(source.text) == _fold(translation.text):
        named = context.medications.find_in_source(source.text)
        if len(ordinary) - sum(source.text[one.start : one.end].count(" ") + 1 for one in named) >= least:
            yield report(
                entry,
                FindingCode.TEXT_UNTRANSLATED,
            )
        return
    if span := _find_run(words, translation):
        found = translation.text[slice(*span)]
        yield report(entry, FindingCode.TEXT_UNTRANSLATED, "part", span=translation.place(*span), found=found)


def check_length(
    entry: CatalogEntry, source: PlainText, translation: PlainText, context: CheckContext
) -> Iterator[Finding]:
    """A warning for a text that is much shorter or longer than translations into its language are.

    Lengths are in letters and digits, and compared with those of English: Chinese has a third of them. Short texts,
    which vary most, may differ more.
    """
    wanted, found = _measure(source.text), _measure(translation.text)
    usual = wanted * _density(context.locale) / _density(context.source_locale)
    if usual < _SHORTEST or not found:
        return
    slack = 1 + _SLACK / usual
    variant = None
    if found * _LEAST * slack < usual:
        variant = ""
    # A gloss in brackets is a help, and no more than that.
    elif found > usual * _MOST * slack and _measure(_GLOSS.sub("", translation.text)) > usual * _MOST * slack:
        variant = "long"
    if variant is not None:
        yield report(
            entry,
            FindingCode.LENGTH_UNUSUAL,
            variant,
            length=str(len(translation.text)),
            wanted=str(len(source.text)),
        )


_WORD = re.compile(f"{LETTER}+")
_ORDINARY = 3
_FEWEST = 3
_RUN = 5
# Letters for one of English: measured on the bundled catalogs for their languages, else by script.
_DENSITIES = {"zh": 0.29, "yue": 0.29, "ja": 0.5, "ko": 0.5, "ar": 0.83, "he": 0.78, "hi": 0.98, "ur": 0.93, "fa": 0.9}
_LETTERS = re.compile(rf"{LETTER}|\d")
_GLOSS = re.compile("[(（][^()（）]*[)）]")
_TAG_LENGTH = 6
_SHORTEST = 6
_SLACK = 8
_LEAST = 1.9
_MOST = 1.9


def _density(tag: str) -> float:
    return _DENSITIES.get(split_tag(tag).language, 1.1 if split_tag(tag).language != "en" else 1.0)


def _measure(text: str) -> int:
    """How many letters and digits; a tag that reads alone counts as one word."""
    return len(_LETTERS.findall(text)) + _TAG_LENGTH * text.count(OBJECT)


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _find_run(words: list[str], translation: PlainText) -> tuple[int, int] | None:
    """Where as many words of the source as make no chance stand in the translation in a row."""
    if len(words) < _RUN:
        return None
    runs = {tuple(word.casefold() for word in words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    text = _GLOSS.sub(lambda gloss: " " * len(gloss[0]), translation.text)
    found = [word for word in _WORD.finditer(text) if not translation.is_inside("lang", word.start())]
    for at in range(len(found) - _RUN + 1):
        if tuple(word[0].casefold() for word in found[at : at + _RUN]) in runs:
            return found[at].start(), found[at + _RUN - 1].end()
    return None

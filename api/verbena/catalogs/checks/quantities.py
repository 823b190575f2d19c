"""Numbers with what they count, as a text tells them: in digits, in words, or by a tag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from verbena.catalogs.checks.numerals import find_numerals
from verbena.catalogs.checks.plain_text import PlainText, flatten
from verbena.catalogs.checks.units import PERCENT, Unit, read_unit, unit_after, unit_before
from verbena.catalogs.checks.words.known import words_of
from verbena.catalogs.checks.words.language_words import LETTER, LanguageWords, compile_words, spell
from verbena.model.marked_value import ValueKind, read_numbers


class Quantity(Struct, frozen=True):
    """A number from `start` to before `end` in the plain text, with its unit where one is told beside it.

    `values` are what it may mean. `in_words` says that it is spelled out, `by_tag` that a tag stands for it,
    `is_foreign` that its separators are another locale's, `is_month` that it may be a date's month. A unit that is
    `borrowed` stands beside the other number of a range.
    """

    values: tuple[Decimal, ...]
    unit: Unit | None
    start: int
    end: int
    in_words: bool = False
    by_tag: bool = False
    is_foreign: bool = False
    is_month: bool = False
    borrowed: bool = False

    @property
    def is_dose(self) -> bool:
        """Whether an amount of medicine is told in its unit."""
        return self.unit is not None and self.unit.is_dose

    @property
    def is_percent(self) -> bool:
        """Whether it is a percentage."""
        return self.unit is PERCENT


@lru_cache(maxsize=2048)
def find_quantities(markup: str, tag: str) -> tuple[Quantity, ...]:
    """Every quantity of a tagged string in the locale of a tag, in reading order."""
    plain, words = flatten(markup), words_of(tag)
    found = sorted([*_find_digits(plain, words, tag), *_find_tags(plain), *_find_words(plain, words)], key=_start)
    measured = [_measure(one, plain.text, tag, words) for one in found]
    return tuple(_borrow(measured, plain.text, words))


def find_allowed(text: str, tag: str) -> frozenset[Decimal]:
    """The numbers that a text may tell in words, such as 2 where it says “both” or “twice”."""
    words = words_of(tag)
    listed = (
        *((Decimal(number), told) for number, told in words.numbers.items()),
        *((Decimal(number), told) for number, told in words.also.items()),
        (Decimal("0.5"), words.half),
    )
    return frozenset(
        number
        for number, told in listed
        if (pattern := compile_words(told, words.proclitics, words.is_spaced)) and pattern.search(text)
    )


def _start(quantity: Quantity) -> int:
    return quantity.start


def _find_digits(plain: PlainText, words: LanguageWords, tag: str) -> Iterator[Quantity]:
    text = plain.text
    minus = compile_words(words.minus, "", words.is_spaced)
    for one in find_numerals(text, tag):
        before, start = text[: one.start], one.start
        is_negative = bool(_SIGN.search(before))
        if not is_negative and minus and (said := list(minus.finditer(before[-12:]))):
            is_negative = not before[-12:][said[-1].end() :].strip()
        if is_negative and _SIGN.search(before):
            start -= 1
        values = tuple(-value for value in one.values) if is_negative else one.values
        yield Quantity(
            values,
            None,
            start,
            one.end,
            is_foreign=one.is_foreign,
            is_month=bool(_MONTH.match(text, one.end)) or bool(_DATE.search(text[max(0, start - 4) : one.end + 5])),
        )


# A sign of minus stands right before its number, and after no letter, digit or bracket.
_SIGN = re.compile(r"(?:^|(?<=[\s(\[（「\u00a0\u202f\u200e\u200f\u061c:≤≥<>]))[-−‐‑–][\u200e\u200f\u061c]?$")
_MONTH = re.compile(r"\s?月(?!経)")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}[-./]\d{1,2}[-./]\d{1,2}")


def _find_tags(plain: PlainText) -> Iterator[Quantity]:
    for start, (kind, value) in plain.values.items():
        if kind is not ValueKind.DATE:
            unit = PERCENT if kind is ValueKind.PERCENT else None
            for number in read_numbers(value):
                yield Quantity((number,), unit, start, start + 1, by_tag=True)


def _find_words(plain: PlainText, words: LanguageWords) -> Iterator[Quantity]:
    if pattern := _number_words(tuple(words.numbers.items()), words.proclitics):
        for found in pattern.finditer(plain.text):
            name = next(name for name, text in found.groupdict().items() if text is not None)
            yield Quantity((Decimal(name[1:]),), None, found.start(), found.end(), in_words=True)
    elif not words.is_spaced:
        for found in _HAN.finditer(plain.text):
            if (value := _read_han(found["number"])) >= _FIRST:
                yield Quantity((Decimal(value),), None, found.start("number"), found.end("number"), in_words=True)


@lru_cache(maxsize=64)
def _number_words(numbers: tuple[tuple[int, str], ...], proclitics: str) -> re.Pattern[str] | None:
    if not numbers:
        return None
    found = "|".join(f"(?P<n{number}>{'|'.join(map(spell, told.split()))})" for number, told in numbers)
    return re.compile(f"(?<!{LETTER}){proclitics}(?:{found})(?!{LETTER})", re.IGNORECASE)


# Han digits are parts of many words (一些, 三角), and are numbers for sure before what counts.
_HAN = re.compile(
    r"(?<![第十百千万])(?P<number>[二两兩三四五六七八九]?十[一二三四五六七八九]?|[二两兩三四五六七八九])"
    r"(?=(?:毫克|微克|克|毫升|片|粒|颗|滴|次|天|周|週|个|個|年|小时|小時|岁|歲|种|種|项|倍|支|错|回|錠|日(?!常)|歳|つ|か月|ヶ月|人))"
)
_HAN_DIGITS = {one: value for value, one in enumerate("〇一二三四五六七八九")} | {"两": 2, "兩": 2}
_FIRST = 2


def _read_han(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _HAN_DIGITS[text]
    return 10 * (_HAN_DIGITS[tens] if tens else 1) + (_HAN_DIGITS[ones] if ones else 0)


def _measure(one: Quantity, text: str, tag: str, words: LanguageWords) -> Quantity:
    """The same with the scale that multiplies it, and with its unit."""
    for pattern, factor in _scales(tuple(words.scales.items()), words.is_spaced):
        while found := pattern.match(text, one.end):
            one = replace(one, values=tuple(value * factor for value in one.values), end=found.end())
        if not words.is_spaced or tag.split("-", maxsplit=1)[0] not in _SCALE_BEFORE:
            continue
    if tag.split("-", maxsplit=1)[0] in _SCALE_BEFORE and (scale := _scale_before(text, one.start, words)):
        one = replace(one, values=tuple(value * scale for value in one.values))
    if one.unit is not None:
        return one
    if found := unit_after(tag).match(text, one.end):
        return replace(one, unit=read_unit(found), end=found.end())
    if (before := unit_before(tag)) and (found := before.search(text, 0, one.start)):
        return replace(one, unit=read_unit(found))
    return one


_SCALE_BEFORE = ("sw",)


@lru_cache(maxsize=64)
def _scales(scales: tuple[tuple[int, str], ...], is_spaced: bool) -> tuple[tuple[re.Pattern[str], int], ...]:
    end = f"(?!{LETTER})" if is_spaced else ""
    return tuple(
        (re.compile(rf"[\s\u00a0\u202f]*(?:{'|'.join(map(spell, told.split()))}){end}", re.IGNORECASE), factor)
        for factor, told in sorted(scales, reverse=True)
    )


def _scale_before(text: str, start: int, words: LanguageWords) -> int | None:
    before = text[:start].rstrip()
    return next(
        (factor for factor, told in words.scales.items() if any(before.endswith(word) for word in told.split())), None
    )


def _borrow(found: list[Quantity], text: str, words: LanguageWords) -> Iterator[Quantity]:
    """In a range, or beside “and”, a number without a unit has that of the next one."""
    joins = compile_words(words.joins, "", words.is_spaced)
    for one, following in zip(found, (*found[1:], None), strict=False):
        if one.unit is None and following is not None and following.unit is not None:
            between = text[one.end : following.start].strip()
            if not between or between in _DASHES or (joins and joins.fullmatch(between)):
                yield replace(one, unit=following.unit, borrowed=True)
                continue
        yield one


_DASHES = ("-", "–", "—", "‐", "‑", "~", "～", "〜", "/", "−")

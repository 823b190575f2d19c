"""Numbers in a text, in the digits of any script and by the separators of its locale."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from verbena.language.locales import babel_locale_for


class Numeral(Struct, frozen=True):
    """A number in digits from `start` to before `end`; `values` are what it may mean, nearly always one.

    `is_foreign` says that its separators are those of another locale.
    """

    values: tuple[Decimal, ...]
    start: int
    end: int
    is_foreign: bool = False


def find_numerals(text: str, tag: str) -> Iterator[Numeral]:
    """Every number in digits, in reading order; none that belongs to a name, such as B12.

    Separators are read by CLDR's symbols of the locale: 1.500 is one and a half in English, and 1500 in German. Where
    they can't be those of the locale (1.5 in German), they are taken as what they must mean, and the number is
    foreign. A vulgar fraction is its value.
    """
    marks = _read_marks(tag)
    for found in _NUMERAL.finditer(text):
        if found["fraction"]:
            whole = _digits(found["whole"] or "0")
            value = Decimal(whole) + Decimal(str(unicodedata.numeric(found["fraction"])))
            yield Numeral((value,), found.start(), found.end())
        elif not _is_named(text, found.start()):
            yield from _read(found, marks)


class _Marks(Struct, frozen=True):
    decimal: frozenset[str]
    group: frozenset[str]


_SPACES = "\u00a0\u202f\u2009 "
_FRACTIONS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_NUMERAL = re.compile(
    rf"(?P<whole>\d+)?[ \u00a0]?(?P<fraction>[{_FRACTIONS}])"
    rf"|(?P<spaced>\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?:[.,٫]\d+)?(?![{_SPACES}]?\d))"
    r"|\d+(?:[.,'’٫٬،．，]\d+)*"
)
_DECIMALS_TOO = {"es": ".", "ar": "٫", "ur": "٫"}


@lru_cache(maxsize=256)
def _read_marks(tag: str) -> _Marks:
    locale = babel_locale_for(tag)
    decimal, group = {"٫"}, {"٬", "'", "’"}
    for system in {"latn", locale.default_numbering_system}:
        symbols = locale.number_symbols.get(system) or locale.number_symbols.get("latn") or {}
        decimal.add(symbols.get("decimal", "."))
        group.add(symbols.get("group", ","))
    # Academies let Spanish have either sign for decimals, whatever CLDR says of Spain.
    decimal |= set(_DECIMALS_TOO.get(tag.split("-", maxsplit=1)[0], ""))
    return _Marks(frozenset(decimal), frozenset(group))


def _read(found: re.Match[str], marks: _Marks) -> Iterator[Numeral]:
    text = found[0]
    if found["spaced"]:
        if " " not in text or marks.group & set(_SPACES):
            plain = "".join(one for one in text if one not in _SPACES)
            yield Numeral(_values(plain, marks)[0], found.start(), found.end())
        else:
            yield from _split(text, found.start(), marks)
        return
    values, is_foreign = _values(text, marks)
    if values:
        yield Numeral(values, found.start(), found.end(), is_foreign)
    else:
        yield from _split(text, found.start(), marks)


def _split(text: str, start: int, marks: _Marks) -> Iterator[Numeral]:
    """Numbers that only stand side by side, such as the parts of a date."""
    for part in re.finditer(r"\d+", text):
        values, _ = _values(part[0], marks)
        yield Numeral(values, start + part.start(), start + part.end())


def _values(text: str, marks: _Marks) -> tuple[tuple[Decimal, ...], bool]:
    groups = re.split(r"\D", text)
    signs = [_ASCII.get(one, one) for one in re.findall(r"\D", text)]
    digits = [_digits(group) for group in groups]
    joined = "".join(digits)
    if not signs:
        return (Decimal(joined),), False
    fraction = Decimal(f"{''.join(digits[:-1])}.{digits[-1]}")
    is_grouped = len(digits[0]) <= 3 and digits[0] != "0" and all(len(one) in (2, 3) for one in digits[1:-1])
    is_grouped = is_grouped and len(digits[-1]) == 3
    if len(signs) == 1:
        sign = signs[0]
        if sign in marks.group and is_grouped:
            return (Decimal(joined),), False
        if sign in marks.decimal:
            return (fraction,), False
        if sign in marks.group:
            return (fraction,), True
        return ((Decimal(joined), fraction) if is_grouped else (fraction,)), True
    if len(set(signs)) == 1:
        return ((Decimal(joined),), signs[0] not in marks.group) if is_grouped else ((), False)
    if len(set(signs[:-1])) == 1:
        return (fraction,), signs[-1] not in marks.decimal
    return (), False


_ASCII = {"．": ".", "，": ",", "،": ","}


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(one)) for one in text)


def _is_named(text: str, start: int) -> bool:
    """Whether digits go on from a letter of an alphabet: B12, D3, H2."""
    before = text[start - 1 : start]
    return bool(before) and (before.isascii() or "\u0370" <= before <= "\u04ff") and before.isalpha()

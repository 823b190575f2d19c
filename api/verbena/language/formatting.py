"""Numbers, dates, lists and plurals as readers of a language write them, by CLDR through Babel.

Digits and signs are those of the locale's default numbering system (UTS #35 part 3, "Numbering Systems"): ar-EG has
Arabic-Indic ones, ar-MA European ones. Babel writes a numbering system's separators, but European digits and
ASCII's minus and per cent signs, so these are put in here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from babel import Locale
from babel.dates import format_date as format_babel_date
from babel.lists import format_list as format_babel_list
from babel.numbers import format_decimal
from babel.numbers import format_percent as format_babel_percent

from verbena.language.locales import babel_locale_for

Number = int | float | Decimal
ListStyle = Literal["standard", "standard-short", "or", "or-short", "unit", "unit-short", "unit-narrow"]

# The zero of each decimal numbering system that is some locale's default; the other digits follow it in Unicode.
_ZEROS = {
    "adlm": "\U0001e950",
    "arab": "\u0660",
    "arabext": "\u06f0",
    "beng": "\u09e6",
    "cakm": "\U00011136",
    "deva": "\u0966",
    "hmnp": "\U0001e140",
    "mtei": "\uabf0",
    "mymr": "\u1040",
    "nkoo": "\u07c0",
    "olck": "\u1c50",
    "tibt": "\u0f20",
}
_DIGITS = {system: {ord("0") + value: chr(ord(zero) + value) for value in range(10)} for system, zero in _ZEROS.items()}
# What Babel takes from a style; it has styles with some of these only, where CLDR inherits the others.
_PATTERN_PARTS = {"2", "start", "middle", "end"}
_NARROWER_TO_WIDER: dict[str, ListStyle] = {
    "standard-short": "standard",
    "or-short": "or",
    "unit-narrow": "unit-short",
    "unit-short": "unit",
    "unit": "standard",
}


def format_number(value: Number, tag: str) -> str:
    """A number with the locale's digits, grouping and decimal sign, and no more than three decimals."""
    locale = babel_locale_for(tag)
    return put_signs(format_decimal(value, locale=locale, numbering_system="default"), locale)


def format_percent(share: Number, tag: str) -> str:
    """A share of one as a whole percentage: 0.8 is “80%”, “80 %” in German, all in Arabic signs in Egypt."""
    locale = babel_locale_for(tag)
    return put_signs(format_babel_percent(share, locale=locale, numbering_system="default"), locale)


def format_date(day: date, tag: str) -> str:
    """A date with the month's name, in the Gregorian calendar; ISO 8601 where CLDR has nothing on the language."""
    locale = babel_locale_for(tag)
    if locale.language == "root":
        return day.isoformat()
    return put_digits(format_babel_date(day, format="long", locale=locale), locale)


def format_list(items: Sequence[str], tag: str, style: ListStyle = "standard") -> str:
    """The items in one phrase: “a, b, and c” (`standard`), “a, b, or c” (`or`), “a, b, c” (`unit`).

    A style that CLDR leaves out for a locale stands for its wider one there, a unit list at last for a standard list
    (UTS #35 part 2, "List Patterns"). No items make an empty text.
    """
    locale = babel_locale_for(tag)
    while not set(locale.list_patterns.get(style, ())) >= _PATTERN_PARTS:
        style = _NARROWER_TO_WIDER[style]
    return format_babel_list(list(items), style=style, locale=locale)


def select_plural(n: Number, tag: str) -> str:
    """CLDR's plural category for a count (UTS #35 part 3): zero, one, two, few, many or other, which all have."""
    return babel_locale_for(tag).plural_form(n)


def put_signs(text: str, locale: Locale) -> str:
    """A number with the locale's signs for the pattern's (UTS #35 part 3): some hold the marks that bidi text needs."""
    symbols = locale.number_symbols.get(locale.default_numbering_system) or {}
    for placeholder, name in (("-", "minusSign"), ("%", "percentSign")):
        text = text.replace(placeholder, symbols.get(name) or placeholder)
    return put_digits(text, locale)


def put_digits(text: str, locale: Locale) -> str:
    """A text with the locale's digits for the European ones."""
    digits = _DIGITS.get(locale.default_numbering_system)
    return text.translate(digits) if digits else text

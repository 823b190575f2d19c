"""Marked numbers, percentages, dates and ranges as readers of a language write them.

By CLDR, and where CLDR leaves it open as ICU's formatters do (a per cent sign alone is said twice in a range, one with
a space or with a mark of direction once). What CLDR has and Babel lacks is in tables here: the separator of ranges and
the smallest group of digits (UTS #35 part 3, "Miscellaneous Patterns", "Minimum Grouping Digits"; CLDR 47).
"""

from __future__ import annotations

from copy import copy
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from babel.dates import format_skeleton

from verbena.language.chains import parents_of
from verbena.language.formatting import format_date, put_digits, put_signs
from verbena.language.locales import babel_locale_for
from verbena.model.marked_value import Day, ValueKind, read_days, read_numbers


@lru_cache(maxsize=4096)
def write_value(kind: ValueKind, value: str, tag: str) -> str:
    """A marked value in the form of a locale: “2.50” is “2,50” in German, “50..80” per cent “50–80 %”.

    Numbers keep all their decimals. Dates have the month's name, in the Gregorian calendar; where CLDR has nothing on
    the language they are as in ISO 8601. Both dates of a range are whole.

    Raises:
        ValueError: where `verbena.model.marked_value.check_value` names a fault.
    """
    match kind:
        case ValueKind.NUMBER:
            return _join([_apply("decimal", number, tag) for number in read_numbers(value)], tag)
        case ValueKind.PERCENT:
            return _write_percents(read_numbers(value), tag)
        case ValueKind.DATE:
            first, *rest = (_write_day(day, tag) for day in read_days(value))
            fallback = babel_locale_for(tag).interval_formats.get(None) or "{0} – {1}"
            return fallback.format(first, *rest) if rest else first


_T = TypeVar("_T")
_GROUP = 1_000
# By tag, for it and what descends from it.
_SEPARATORS = {
    "-": "ca da es eu fil fy gu it ka lij ml nl oc sq th tt vec vi yue zh zh-Hant",
    " - ": "my pt-PT ro",
    " – ": "bg bs hr jv kea mk sk",
    "~": "ko",
    "～": "ja",
    "‒": "et",
    "—": "to",
}
_SEPARATOR_OF = {tag: separator for separator, tags in _SEPARATORS.items() for tag in tags.split()}
_GROUPED_FROM_TEN_THOUSAND = dict.fromkeys(
    ["be", "bg", "ee", "es", "et", "hu", "hy", "ia", "ie", "it", "ka", "lv", "pl", "pt-PT", "sl", "sq"], True
) | {"es-419": False}


def _write_percents(percents: tuple[Decimal, ...], tag: str) -> str:
    written = [_apply("percent", percent, tag) for percent in percents]
    bare = [_apply("decimal", percent, tag) for percent in percents]
    sign = written[0].replace(bare[0], "", 1)
    if len(written) > 1 and len(sign) > 1 and all(percent >= 0 for percent in percents):
        return written[0].replace(bare[0], _join(bare, tag), 1)
    return _join(written, tag)


def _apply(style: str, number: Decimal, tag: str) -> str:
    locale = babel_locale_for(tag)
    pattern = copy(locale.percent_formats[None] if style == "percent" else locale.decimal_formats[None])
    decimals = max(0, -int(number.as_tuple().exponent))
    pattern.frac_prec = (decimals, decimals)
    grouped = abs(number) >= _GROUP * (10 if _of(_GROUPED_FROM_TEN_THOUSAND, tag) else 1)
    value = number / 100 if style == "percent" else number
    return put_signs(pattern.apply(value, locale, group_separator=grouped, numbering_system="default"), locale)


def _join(texts: list[str], tag: str) -> str:
    if len(texts) == 1:
        return texts[0]
    separator = _of(_SEPARATOR_OF, tag) or "–"
    # Beside a sign, a dash alone would read as one.
    if not (texts[0][-1].isdecimal() and texts[0][0].isdecimal() and texts[1][0].isdecimal()):
        separator = f" {separator.strip()} "
    return separator.join(texts)


def _write_day(day: Day, tag: str) -> str:
    if day.day is not None:
        return format_date(day.first, tag)
    locale = babel_locale_for(tag)
    if locale.language == "root":
        return f"{day.year:04}-{day.month:02}"
    return put_digits(format_skeleton("yMMMM", day.first, locale=locale), locale)


def _of(table: dict[str, _T], tag: str) -> _T | None:
    return next((table[parent] for parent in parents_of(tag) if parent in table), None)

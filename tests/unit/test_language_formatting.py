import unicodedata
from datetime import date
from decimal import Decimal
from typing import get_args

import pytest
from babel import Locale, localedata
from hypothesis import given
from hypothesis import strategies as st

from tests.support.tags import well_formed_tags
from verbena.language.formatting import (
    ListStyle,
    Number,
    format_date,
    format_list,
    format_number,
    format_percent,
    select_plural,
)
from verbena.language.tags import parse_tag, tag_of_folder

_TAGS = well_formed_tags().map(parse_tag)
_STYLES = get_args(ListStyle)


@pytest.mark.parametrize(
    ("value", "tag", "text"),
    [
        (1234567.891, "en", "1,234,567.891"),
        (1234567.891, "de", "1.234.567,891"),
        (1234567.891, "hi", "12,34,567.891"),
        (1234567.891, "ar-EG", "١٬٢٣٤٬٥٦٧٫٨٩١"),
        (1234567.891, "ar-MA", "1.234.567,891"),
        (1234567.891, "prs", "۱٬۲۳۴٬۵۶۷٫۸۹۱"),
        (-5, "ar-EG", "\u061c-٥"),
        (-5, "ar", "\u200e-5"),
        (-5, "sv", "\u22125"),
        (-5, "en", "-5"),
        (Decimal("0.5"), "fr-CA", "0,5"),
        (1200, "kr", "1,200"),
    ],
)
def test_numbers(value: Number, tag: str, text: str) -> None:
    """Numbers have the digits, grouping and signs of the locale's default numbering system."""
    assert format_number(value, tag) == text


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "80%"),
        ("de", "80\u00a0%"),
        ("tr", "%80"),
        ("ar-EG", "٨٠٪\u061c"),
        ("fa", "۸۰٪"),
        ("sw", "80%"),
        ("kr", "80%"),
    ],
)
def test_percentages(tag: str, text: str) -> None:
    """A share of one becomes a percentage with the locale's sign, on the locale's side."""
    assert format_percent(0.8, tag) == text


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "March 9, 2024"),
        ("en-GB", "9 March 2024"),
        ("ar-EG", "٩ مارس ٢٠٢٤"),
        ("sw", "9 Machi 2024"),
        ("zh-TW", "2024年3月9日"),
        ("kr", "2024-03-09"),
    ],
)
def test_dates(tag: str, text: str) -> None:
    """Dates have the locale's words, order and digits; where CLDR has nothing on a language they are ISO 8601."""
    assert format_date(date(2024, 3, 9), tag) == text


@pytest.mark.parametrize(
    ("tag", "style", "text"),
    [
        ("en", "standard", "a, b, and c"),
        ("en", "or-short", "a, b, or c"),
        ("en", "unit-narrow", "a b c"),
        ("de", "or-short", "a, b oder c"),
        ("ar", "standard", "a وb وc"),
        ("ar", "unit", "a وb وc"),
        ("hi", "standard-short", "a, b, और c"),
        ("sw", "or", "a, b au c"),
    ],
)
def test_lists(tag: str, style: ListStyle, text: str) -> None:
    """Lists are joined in the locale's way, and a style it lacks is the wider one."""
    assert format_list(["a", "b", "c"], tag, style) == text


@pytest.mark.parametrize("style", _STYLES)
def test_every_style_in_every_locale(style: ListStyle) -> None:
    """Each list style works in each of Babel's locales, at every length, and leaves no item out."""
    for folder in localedata.locale_identifiers():
        tag = tag_of_folder(folder)

        assert format_list([], tag, style) == ""
        assert format_list(["q"], tag, style) == "q"
        assert all(item in format_list(["q", "w", "y", "k"], tag, style) for item in "qwyk"), (tag, style)


def test_every_default_numbering_system_has_its_digits() -> None:
    """No locale writes European digits where its default numbering system has others."""
    for folder in localedata.locale_identifiers():
        locale = Locale("root") if folder == "root" else Locale.parse(folder, resolve_likely_subtags=False)
        text = format_number(1234567890, tag_of_folder(folder))

        is_european = any(character in "0123456789" for character in text)
        digits = sorted(unicodedata.digit(character) for character in text if character.isdigit())
        assert is_european is (locale.default_numbering_system == "latn"), folder
        assert digits == list(range(10)), folder


@pytest.mark.parametrize(
    ("n", "tag", "category"),
    [
        (0, "ar", "zero"),
        (2, "ar-EG", "two"),
        (3, "ar", "few"),
        (11, "ar", "many"),
        (100, "ar", "other"),
        (1, "en", "one"),
        (Decimal("1.5"), "en", "other"),
        (1, "sw", "one"),
        (1, "zh-TW", "other"),
        (1, "kr", "other"),
    ],
)
def test_plural_categories(n: Number, tag: str, category: str) -> None:
    """A count has the plural category of the locale's rules, and `other` where there are none."""
    assert select_plural(n, tag) == category


@given(
    _TAGS,
    st.one_of(st.integers(-(10**12), 10**12), st.floats(-1e9, 1e9), st.decimals(-(10**9), 10**9, places=2)),
    st.dates(),
    st.lists(st.text(max_size=3), max_size=4),
    st.sampled_from(_STYLES),
)
def test_anything_can_be_formatted_for_any_tag(
    tag: str, value: Number, day: date, items: list[str], style: ListStyle
) -> None:
    """Whatever the tag, numbers, shares, dates, lists and plural categories come out as text."""
    assert format_number(value, tag)
    assert format_percent(value, tag)
    assert format_date(day, tag)
    assert bool(format_list(items, tag, style)) or not any(items)
    assert select_plural(value, tag) in {"zero", "one", "two", "few", "many", "other"}

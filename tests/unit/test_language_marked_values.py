"""Marked numbers, percentages, dates and ranges, against another maker's reading of CLDR."""

from __future__ import annotations

import json
import subprocess
import sysconfig
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.tags import well_formed_tags
from verbena.language.marked_values import write_value
from verbena.language.tags import parse_tag
from verbena.model.marked_value import ValueKind, check_value

_TAGS = (
    *("en", "ar", "de", "es", "fr", "hi", "ja", "pt-BR", "ru", "ur", "zh-Hans", "sw"),
    *("ar-EG", "es-MX", "pt-PT", "pl", "de-CH", "bn", "fa", "ko", "tr", "it", "nl", "he", "th", "vi"),
)
_NUMBERS = ("0", "7", "80", "999", "1000", "1234", "12345", "123456.50", "-5", "2.50", "0.125")
_RANGES = ("800..1200", "-5..1200", "1..2", "0.25..0.75", "1000..10000")
_PERCENTS = ("80", "2.5", "100", "50..80", "0.5..1.5", "1200")
_DAYS = ("2026-11-23", "2024-08-31")
_MONTHS = ("2026-11", "2024-05")
_INTL = """
const {tags, numbers, percents, days, months} = JSON.parse(require("fs").readFileSync(0, "utf8"));
const decimals = text => (text.split(".")[1] ?? "").length;
const write = (tag, options, text, scale) => {
  const parts = text.split("..");
  const digits = Math.max(...parts.map(decimals));
  const format = new Intl.NumberFormat(tag, {...options, minimumFractionDigits: digits, maximumFractionDigits: digits});
  const [first, second] = parts.map(part => Number(part) / scale);
  return second === undefined ? format.format(first) : format.formatRange(first, second);
};
const day = {dateStyle: "long", timeZone: "UTC"}, month = {month: "long", year: "numeric", timeZone: "UTC"};
const told = {};
for (const tag of tags) {
  const dates = (options, texts) =>
    texts.map(text => new Intl.DateTimeFormat(tag + "-u-ca-gregory", options).format(new Date(text)));
  told[tag] = [
    numbers.map(text => write(tag, {}, text, 1)), percents.map(text => write(tag, {style: "percent"}, text, 100)),
    dates(day, days), dates(month, months),
  ];
}
console.log(JSON.stringify(told));
"""


@pytest.fixture(scope="module")
def intl() -> dict[str, list[list[str]]]:
    """What ICU, through Node, makes of the same values."""
    values = {"numbers": (*_NUMBERS, *_RANGES), "percents": _PERCENTS, "days": _DAYS, "months": _MONTHS}
    node = Path(sysconfig.get_path("scripts")) / "node"
    assert node.exists(), f"{node} is missing: run make test, which installs it"
    told = subprocess.run(
        [node, "-e", _INTL], input=json.dumps({"tags": _TAGS, **values}), capture_output=True, text=True, check=True
    )
    return json.loads(told.stdout)


@pytest.mark.parametrize("tag", _TAGS)
def test_values_are_written_as_icu_writes_them(tag: str, intl: dict[str, list[list[str]]]) -> None:
    """Numbers, percentages, ranges of both, days and months are, but for the width of spaces, what ICU gives."""
    numbers, percents, days, months = intl[tag]

    for kind, values, expected in (
        (ValueKind.NUMBER, (*_NUMBERS, *_RANGES), numbers),
        (ValueKind.PERCENT, _PERCENTS, percents),
        (ValueKind.DATE, _DAYS, days),
        (ValueKind.DATE, _MONTHS, months),
    ):
        written = {value: _show(write_value(kind, value, tag)) for value in values}
        assert written == dict(zip(values, map(_show, expected), strict=True))


def _show(text: str) -> str:
    """The text with one kind of space, and one apostrophe: releases of CLDR differ there."""
    spaced = "".join(" " if unicodedata.category(character) == "Zs" else character for character in text)
    return spaced.replace("’", "'")


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "November 23, 2026 – December 5, 2026"),
        ("de", "23. November 2026 – 5. Dezember 2026"),
        ("ja", "2026年11月23日～2026年12月5日"),
        ("ar-EG", "٢٣ نوفمبر ٢٠٢٦ – ٥ ديسمبر ٢٠٢٦"),
        ("din", "2026-11-23 – 2026-12-05"),
    ],
)
def test_both_dates_of_a_range_are_whole(tag: str, text: str) -> None:
    """A range of dates leaves nothing to be guessed from the other date."""
    assert _show(write_value(ValueKind.DATE, "2026-11-23..2026-12-05", tag)) == text


@given(well_formed_tags().map(parse_tag), st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 9))
def test_no_decimal_is_lost(tag: str, whole: int, more: int, decimals: int) -> None:
    """Every digit that is marked is written, in the digits of the locale, and no other."""
    fraction = f".{'5' * decimals}" if decimals else ""
    for value in (f"{whole}{fraction}", f"{whole}{fraction}..{whole + more}{fraction}"):
        for kind in (ValueKind.NUMBER, ValueKind.PERCENT):
            written = write_value(kind, value, tag)

            digits = [str(unicodedata.decimal(one)) for one in written if one.isdecimal()]
            assert "".join(digits) == "".join(one for one in value if one.isdecimal())


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *(
            (ValueKind.NUMBER, value)
            for value in ("", "a", "1,200", "1.", ".5", "1e3", "+1", "--1", "٥", "1 200", "007", "-01.5")
        ),
        *((ValueKind.NUMBER, value) for value in ("1..1", "2..1", "1..", "..1", "1..2..3", "1" * 16)),
        *((ValueKind.PERCENT, value) for value in ("80%", "0.8 %", "80-90")),
        *((ValueKind.DATE, value) for value in ("2026", "2026-13", "2026-02-30", "23.11.2026", "2026-1-1", "0000-01")),
        *((ValueKind.DATE, value) for value in ("2026-11-23..2026-11-23", "2026-12..2026-11", "2026-11..2026-12-01")),
    ],
)
def test_what_is_no_value_is_told(kind: ValueKind, value: str) -> None:
    """What can't be formatted is refused with the value and an example of what can."""
    wrong = check_value(kind, value)

    assert wrong is not None
    assert "such as" in wrong
    with pytest.raises(ValueError, match="such as"):
        write_value(kind, value, "en")

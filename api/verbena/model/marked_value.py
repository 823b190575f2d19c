"""Numbers, percentages and dates that authors mark, so that each language writes them in its own form.

A value is written as in XML Schema: `1200`, `-2.5`, `2026-11-23`, `2026-11`. A range is two of them with two full
stops between, the lower or earlier first: `800..1200`. Decimals are kept as they are written: `2.50` is not `2.5`.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct


class ValueKind(StrEnum):
    """What a marked value is; the name is that of the author's role and of the translator's tag."""

    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"


class Day(Struct, frozen=True, order=True):
    """A day of the Gregorian calendar, or a whole month where `day` is null."""

    year: int
    month: int
    day: int | None = None

    @property
    def first(self) -> date:
        """The day itself, or the first of the month.

        Raises:
            ValueError: where the calendar has no such day.
        """
        return date(self.year, self.month, self.day or 1)


def read_numbers(value: str) -> tuple[Decimal, ...]:
    """The number, or the two of a range, that a marked number or percentage stands for.

    Raises:
        ValueError: for what is no number, and for a range whose second number is not the greater one; says what to do.
    """
    parts = _split(value)
    if not all(_NUMBER.fullmatch(part) for part in parts):
        raise ValueError(f"“{value}” is no number: write digits with a full stop before decimals, such as 1200 or 2.5")
    numbers = tuple(map(Decimal, parts))
    if len(numbers) > 1 and numbers[0] >= numbers[1]:
        raise ValueError(f"“{value}” is no range: write the lower number first, such as 800..1200")
    return numbers


def read_days(value: str) -> tuple[Day, ...]:
    """The day or month, or the two of a range, that a marked date stands for.

    Raises:
        ValueError: for what is no date, and for a range whose second date is not the later one; says what to do.
    """
    days = tuple(map(_read_day, _split(value)))
    if len(days) > 1 and not (days[0].first < days[1].first and (days[0].day is None) == (days[1].day is None)):
        raise ValueError(
            f"“{value}” is no range of dates: write the earlier first, both as days or both as months,"
            " such as 2026-11-23..2026-12-05"
        )
    return days


def check_value(kind: ValueKind, value: str) -> str | None:
    """What is wrong with a marked value, and what to write instead; null where nothing is."""
    try:
        _ = read_days(value) if kind is ValueKind.DATE else read_numbers(value)
    except ValueError as error:
        return str(error)
    return None


# As many digits as a number in a health article can need: what is formatted must not cost more than it says.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")


def _split(value: str) -> list[str]:
    return value.split("..", 1)


def _read_day(text: str) -> Day:
    message = f"“{text}” is no date: write year, month and day with hyphens, such as 2026-11-23 or 2026-11"
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(message)
    day = Day(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    try:
        _ = day.first
    except ValueError as error:
        raise ValueError(message) from error
    return day

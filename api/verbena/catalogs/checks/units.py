"""Units of measurement: their signs, what they measure, and how they are told in words of a language."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from verbena.catalogs.checks.words.known import words_of
from verbena.catalogs.checks.words.language_words import LETTER, spell


class Unit(Struct, frozen=True):
    """A unit by its name: what it measures, and how many of the measure's smallest unit it is.

    `is_dose` says that an amount of medicine is told in it.
    """

    name: str
    measure: str
    factor: float
    is_dose: bool = False


UNITS = {
    unit.name: unit
    for unit in (
        Unit("ng", "mass", 1, is_dose=True),
        Unit("ug", "mass", 1e3, is_dose=True),
        Unit("mg", "mass", 1e6, is_dose=True),
        Unit("g", "mass", 1e9, is_dose=True),
        Unit("kg", "mass", 1e12),
        Unit("ml", "volume", 1, is_dose=True),
        Unit("cl", "volume", 10),
        Unit("dl", "volume", 100),
        Unit("l", "volume", 1000),
        Unit("IU", "activity", 1, is_dose=True),
        Unit("mmol", "amount", 1, is_dose=True),
        Unit("mol", "amount", 1000, is_dose=True),
        Unit("mEq", "equivalent", 1, is_dose=True),
        Unit("tablet", "tablet", 1, is_dose=True),
        Unit("capsule", "capsule", 1, is_dose=True),
        Unit("drop", "drop", 1, is_dose=True),
        Unit("teaspoon", "teaspoon", 1, is_dose=True),
        Unit("tablespoon", "tablespoon", 1, is_dose=True),
        Unit("minute", "time", 60),
        Unit("hour", "time", 3600),
        Unit("day", "time", 86_400),
        Unit("week", "time", 604_800),
        Unit("month", "months", 1),
        Unit("year", "months", 12),
        Unit("mm", "length", 1),
        Unit("cm", "length", 10),
        Unit("m", "length", 1000),
        Unit("km", "length", 1_000_000),
        Unit("kcal", "energy", 1),
        Unit("mmHg", "pressure", 1),
        Unit("C", "celsius", 1),
        Unit("F", "fahrenheit", 1),
    )
}
"""Every unit that is known, by its name. Months are no number of days."""

PERCENT = Unit("percent", "percent", 1)

_SIGNS = {
    "ng": "ng",
    "ug": "µg μg mcg ug",
    "mg": "mg",
    "g": "g",
    "kg": "kg",
    "ml": "ml mL cc",
    "cl": "cl",
    "dl": "dl dL",
    "l": "l L",
    "IU": "IU I.U.",
    "mmol": "mmol",
    "mol": "mol",
    "mEq": "mEq meq",
    "mm": "mm",
    "cm": "cm",
    "m": "m",
    "km": "km",
    "kcal": "kcal",
    "mmHg": "mmHg",
    "C": "°C ℃",
    "F": "°F ℉",
    "minute": "min",
    "hour": "h hr hrs",
}
_PERCENT_SIGNS = "%٪％﹪"
_BETWEEN = r"[\s\u00a0\u202f\u2009\u200e\u200f\u061c]*-?[\s\u00a0\u202f]*"


@lru_cache(maxsize=256)
def unit_after(tag: str) -> re.Pattern[str]:
    """What finds a unit, or a per cent sign, right after a number; the group that it is found in is `u` and a number.

    Signs are told by their case, words are not.
    """
    words = words_of(tag)
    end = f"(?!{LETTER})" if words.is_spaced else "(?![A-Za-z])"
    alternatives = [f"(?P<u_percent>[{_PERCENT_SIGNS}])"]
    if words.percent and tag.split("-", maxsplit=1)[0] not in _BEFORE:
        alternatives.append(f"(?P<w_percent>(?i:{_spell_all(words.percent)}))")
    for name in UNITS:
        signs = "|".join(re.escape(sign) for sign in _SIGNS.get(name, "").split())
        if signs:
            alternatives.append(f"(?P<u_{name}>(?:{signs})(?![A-Za-zА-яµ]))")
        if told := words.units.get(name):
            alternatives.append(f"(?P<w_{name}>(?i:{_spell_all(told)}){end})")
    # The longest counts: 国際単位 and not 国, 時間 and not 時; a sign that begins a word is none.
    return re.compile(f"{_BETWEEN}(?:{'|'.join(_longest_first(alternatives))})")


@lru_cache(maxsize=256)
def unit_before(tag: str) -> re.Pattern[str] | None:
    """What finds a unit, or a per cent sign, right before a number, where the language has it there; else null."""
    words = words_of(tag)
    alternatives = [f"(?P<u_percent>[{_PERCENT_SIGNS}])"]
    if tag.split("-", maxsplit=1)[0] in _BEFORE:
        alternatives.append(f"(?P<w_percent>(?i:{_spell_all(words.percent)}))")
    if tag.split("-", maxsplit=1)[0] in _UNITS_BEFORE:
        for name in UNITS:
            signs = "|".join(re.escape(sign) for sign in _SIGNS.get(name, "").split())
            told = _spell_all(words.units.get(name, ""))
            if both := "|".join(filter(None, [f"(?i:{told})" if told else "", signs])):
                alternatives.append(f"(?P<w_{name}>(?<!{LETTER})(?:{both}))")
    return re.compile(f"(?:{'|'.join(alternatives)})[\\s\\u00a0\\u202f\\ufffc]*$")


def read_unit(found: re.Match[str]) -> Unit:
    """The unit that one of these patterns found."""
    name = next(group for group, text in found.groupdict().items() if text is not None)[2:]
    return PERCENT if name == "percent" else UNITS[name]


# Chinese has "per cent" before the number, Swahili most units as well.
_BEFORE = ("sw", "zh")
_UNITS_BEFORE = ("sw",)


def _spell_all(words: str) -> str:
    return "|".join(spell(word) for word in sorted(words.split(), key=len, reverse=True))


def _longest_first(alternatives: list[str]) -> list[str]:
    return sorted(alternatives, key=lambda one: max(map(len, _CHOICE.findall(one)), default=0), reverse=True)


_CHOICE = re.compile(r"[^|()?:<>\[\]]+")

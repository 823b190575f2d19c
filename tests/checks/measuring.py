"""How much of what is wrong the checks find, and how much of what they find is no fault."""

from __future__ import annotations

import json
from collections import Counter

from msgspec import Struct

from tests.checks.judging import judge, read_bundled
from tests.checks.spoiling import DATA
from verbena.catalogs.values import CatalogEntry


class Recall(Struct, frozen=True):
    """Of the mistakes that a code should tell of: how many there are, in how many locales, and how many were told."""

    code: str
    locales: int
    made: int
    told: int


class Precision(Struct, frozen=True):
    """Of a locale's translations: how many there are, and in how many the checks find something."""

    locale: str
    units: int
    found: int


class Told(Struct, frozen=True, order=True):
    """One finding in the bundled catalogs."""

    locale: str
    path: str
    code: str


def measure_recall() -> tuple[list[Recall], list[str]]:
    """What is told of each kind of mistake, in the order of the codes, and each that is missed."""
    made: Counter[str] = Counter()
    told: Counter[str] = Counter()
    locales: dict[str, set[str]] = {}
    missed = []
    for line in DATA.read_text("utf-8").splitlines():
        one = json.loads(line)
        code, locale = one["code"], one["locale"]
        entry = CatalogEntry(path="", source=one["source"], translation=one["translation"], note=one["note"])
        codes = {finding.code for finding in judge(entry, locale)}
        made[code] += 1
        locales.setdefault(code, set()).add(locale)
        # Of two names that were exchanged, one is missing and one too much: telling either is enough.
        if code in codes or (code == "drug-lost" and "drug-differs" in codes):
            told[code] += 1
        else:
            missed.append(f"{locale}: {code}: {one['translation']}")
    return [Recall(code, len(locales[code]), made[code], told[code]) for code in sorted(made)], missed


def measure_precision() -> tuple[list[Precision], list[Told]]:
    """How many of the bundled translations have a finding, by locale, and all findings."""
    units: Counter[str] = Counter()
    found: Counter[str] = Counter()
    all_told = []
    for locale, entry in read_bundled():
        codes = [finding.code.value for finding in judge(entry, locale)]
        units[locale] += 1
        found[locale] += bool(codes)
        all_told += [Told(locale, entry.path, code) for code in codes]
    return [Precision(locale, units[locale], found[locale]) for locale in sorted(units)], sorted(all_told)

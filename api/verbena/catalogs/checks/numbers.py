"""Numbers, percentages, doses and units of a translation are its source's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from verbena.catalogs.checks.context import CheckContext
from verbena.catalogs.checks.plain_text import PlainText
from verbena.catalogs.checks.quantities import Quantity, find_allowed, find_quantities
from verbena.catalogs.checks.report import report
from verbena.catalogs.checks.words.known import KNOWN
from verbena.catalogs.values import CatalogEntry
from verbena.language.subtags import split_tag
from verbena.model.findings import Finding, FindingCode


def check_numbers(
    entry: CatalogEntry, source: PlainText, translation: PlainText, context: CheckContext
) -> Iterator[Finding]:
    """An error for a dose, a percentage or a unit that differs, and for a number in another's place.

    A number that is only left out or added is a warning: languages have other ways to say it. Small numbers may be in
    words on either side. The same amount in other units (0.5 g for 500 mg) is the same.
    """
    wanted, found = (
        find_quantities(entry.source, context.source_locale),
        find_quantities(entry.translation, context.locale),
    )
    if not wanted and not found:
        return
    lost = [one for one in wanted if not any(_is_same(one, other) for other in found)]
    added = [one for one in found if not any(_is_same(other, one) for other in wanted)]
    lost, added = _pass_over(lost, added, source, translation, context)
    units, lost, added = _match_units(lost, added, found, context)
    telling = _Telling(entry, source, translation)
    for one, other in units:
        yield telling.tell(FindingCode.UNIT_DIFFERS, "", one, other)
    for pair in _pair(lost, added):
        yield telling.tell(*_judge(*pair), *pair)
    for told in found:
        if told.is_foreign and told not in added:
            yield telling.tell(FindingCode.NUMBER_FORMAT, "", None, told)


class _Telling(Struct, frozen=True):
    entry: CatalogEntry
    source: PlainText
    translation: PlainText

    def tell(self, code: FindingCode, variant: str, one: Quantity | None, other: Quantity | None) -> Finding:
        values = {}
        if one is not None:
            values["wanted"] = _say(one, self.source)
        span = None
        if other is not None:
            values["found"] = _say(other, self.translation)
            span = self.translation.place(other.start, other.end)
        return report(self.entry, code, variant, span, **values)


def _is_same(wanted: Quantity, found: Quantity) -> bool:
    """Whether one is the other; a unit that only one of them has is no difference here."""
    if wanted.unit is None or found.unit is None or wanted.unit is found.unit:
        has_unit = wanted.unit is found.unit or not (_matters(wanted) or _matters(found))
        return has_unit and bool(set(wanted.values) & set(found.values))
    return wanted.unit.measure == found.unit.measure and bool(_scaled(wanted) & _scaled(found))


def _matters(one: Quantity) -> bool:
    return one.is_dose or one.is_percent


def _scaled(one: Quantity) -> set[float]:
    factor = one.unit.factor if one.unit else 1.0
    return {round(float(value) * factor, 6) for value in one.values}


def _pass_over(
    lost: list[Quantity], added: list[Quantity], source: PlainText, translation: PlainText, context: CheckContext
) -> tuple[list[Quantity], list[Quantity]]:
    """Without what may be told in words on the other side, and without words that nothing stands against."""
    said = find_allowed(translation.text, context.locale) if lost else frozenset()
    meant = find_allowed(source.text, context.source_locale) if added else frozenset()
    lost, added = (
        [one for one in lost if one.by_tag or not set(one.values) & said or _has_twin(one, added)],
        [
            one
            for one in added
            if not one.is_month and (one.by_tag or not set(one.values) & meant or _has_twin(one, lost))
        ],
    )
    # Half of an English clock has no numbers of its own elsewhere.
    if any(mark in source.text for mark in ("p.m.", "pm", "PM")):
        hours = {value - 12 for one in added for value in one.values if value > _NOON}
        lost, added = (
            [one for one in lost if not set(one.values) & hours],
            [one for one in added if not any(value > _NOON for value in one.values)],
        )
    return lost, added


def _has_twin(one: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether the same number stands on the other side with another unit."""
    return one.unit is not None and any(set(one.values) & set(other.values) and other.unit for other in others)


_NOON = Decimal(12)


def _match_units(
    lost: list[Quantity], added: list[Quantity], found: Sequence[Quantity], context: CheckContext
) -> tuple[list[tuple[Quantity, Quantity]], list[Quantity], list[Quantity]]:
    """Pairs of one number with two units, and what is left.

    A unit that is not recognised in a language without lists is none that differs.
    """
    units, rest = [], []
    left = list(added)
    for one in lost:
        other = next((other for other in left if set(one.values) & set(other.values)), None) or next(
            (other for other in found if set(one.values) & set(other.values) and other.unit is None), None
        )
        if other is None:
            rest.append(one)
            continue
        if other in left:
            left.remove(other)
        if (one.unit is not None and other.unit is not None) or not _may_be_unknown(one, other, found, context):
            units.append((one, other))
    return units, rest, left


def _may_be_unknown(one: Quantity, other: Quantity, found: Sequence[Quantity], context: CheckContext) -> bool:
    told = one.unit or other.unit
    if told is None or split_tag(context.locale).language not in KNOWN or one.borrowed or other.borrowed:
        return True
    return other.unit is None and any(some.unit is not None and some.unit.measure == told.measure for some in found)


def _pair(
    lost: list[Quantity], added: list[Quantity]
) -> list[tuple[Quantity, Quantity] | tuple[Quantity, None] | tuple[None, Quantity]]:
    """What is lost with what stands in its place, the likeliest first: of the same measure, in the same order."""
    pairs: list[tuple[Quantity, Quantity] | tuple[Quantity, None] | tuple[None, Quantity]] = []
    left = list(added)
    alone: list[Quantity] = []
    for one in lost:
        other = next((other for other in left if _measure_of(other) == _measure_of(one)), None)
        if other is None:
            alone.append(one)
        else:
            left.remove(other)
            pairs.append((one, other))
    for one in alone:
        other = next((other for other in left if one.unit is None or other.unit is None), None)
        if other is not None and not (one.in_words and other.in_words):
            left.remove(other)
            pairs.append((one, other))
        elif not one.in_words:
            pairs.append((one, None))
    pairs += ((None, other) for other in left if not other.in_words)
    return pairs


def _measure_of(one: Quantity) -> str | None:
    return one.unit.measure if one.unit else None


def _judge(one: Quantity | None, other: Quantity | None) -> tuple[FindingCode, str]:
    told = [each for each in (one, other) if each is not None]
    variant = "invented" if one is None else "lost" if other is None else ""
    if any(each.is_dose for each in told):
        return FindingCode.DOSE_DIFFERS, variant
    if any(each.is_percent for each in told):
        return FindingCode.PERCENT_DIFFERS, variant
    if one is None:
        return FindingCode.NUMBER_INVENTED, ""
    # “Two” may be said in other ways than by a number.
    if other is None or (one.in_words and one.unit is None):
        return FindingCode.NUMBER_LOST, ""
    return FindingCode.NUMBER_DIFFERS, ""


def _say(one: Quantity, plain: PlainText) -> str:
    if one.by_tag:
        kind, value = plain.values[one.start]
        return f"<{kind}.{value}/>{plain.text[one.start + 1 : one.end]}"
    return plain.text[one.start : one.end].strip()

"""Units out: a source's texts as the entries of a catalog, with what a translator must know of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from verbena.catalogs.values import CatalogEntry
from verbena.model.article import Article
from verbena.model.edition import Revision, SourceUnit
from verbena.model.inline import plain_words
from verbena.model.markup import write_markup
from verbena.model.units import walk_units
from verbena.translating.describe import describe_field, describe_place
from verbena.translating.tag_notes import write_tag_notes


def extract_units(
    revision: Revision, notes: Mapping[str, str] | None = None, places: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[CatalogEntry, ...]:
    """An entry for each unit of a revision, in reading order, without translation.

    The note of an entry says what the unit is, the headings above it, what its author tells translators (`notes`, by
    path), how long a translation may be and what each tag stands for. `places` gives each `file:line` of a unit by its
    path.
    """
    notes, places = notes or {}, places or {}
    return tuple(
        CatalogEntry(
            path=one.path,
            source=write_markup(one.unit.inlines),
            note="\n".join([*_tell_context(one), *notes.get(one.path, "").strip().splitlines(), *_explain(one.unit)]),
            places=places.get(one.path, ()),
            is_minor=revision.is_minor(one.path),
        )
        for one in describe_units(revision)
    )


class DescribedUnit(Struct, frozen=True):
    """A unit, its path, what it is, without a full stop, and the words of the headings above it, outermost first."""

    path: str
    unit: SourceUnit
    description: str
    above: tuple[str, ...] = ()


def describe_units(revision: Revision) -> Iterator[DescribedUnit]:
    """Every unit of a revision in reading order."""
    left = dict(revision.units)
    for place in walk_units(revision.structure) if isinstance(revision.structure, Article) else ():
        if (unit := left.pop(place.path, None)) is not None:
            above = tuple(plain_words(revision.units[path].inlines) for path in place.above if path in revision.units)
            yield DescribedUnit(place.path, unit, describe_place(place), above)
    for path, unit in left.items():
        yield DescribedUnit(path, unit, describe_field(path))


def _tell_context(described: DescribedUnit) -> Iterator[str]:
    yield f"{described.description}."
    if described.above:
        yield f"Under: {' › '.join(described.above)}"


def _explain(unit: SourceUnit) -> tuple[str, ...]:
    limit = () if unit.limit is None else (f"At most {unit.limit} characters.",)
    return limit + write_tag_notes(unit.inlines)

"""Reference data from YAML: medications, abbreviations, contributors, topics, terms, and the interface's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from verbena.authoring.inlines import Allowed
from verbena.authoring.located import Located, Path
from verbena.authoring.nodes import Text
from verbena.authoring.problems import ProblemCode, ProblemLog
from verbena.authoring.revisions import make_revision
from verbena.authoring.roles import RoleReader
from verbena.authoring.units import Place, UnitGatherer
from verbena.authoring.vocabulary import Vocabulary
from verbena.model.edition import Revision, SubjectKind, SubjectName
from verbena.model.reference import (
    Abbreviation,
    Brand,
    Contributor,
    MedicalCode,
    Medication,
    Reference,
    Term,
    Topic,
)

REFERENCE_LOCALE = "en"
TERM_GROUPS = ("route", "drug-class", "role")
# The fields of each kind that are units, in the order in which they are read.
UNIT_FIELDS = {
    SubjectKind.MEDICATION: ("genericName",),
    SubjectKind.ABBREVIATION: ("short", "expansion", "definition"),
    SubjectKind.CONTRIBUTOR: ("biography",),
    SubjectKind.TOPIC: ("name",),
    SubjectKind.TERM: ("name",),
}


class Datum(Struct, frozen=True):
    """One entry of a reference file, by its subject and its path in the file."""

    name: SubjectName
    path: Path
    fields: dict[str, Any]


class SubjectReading(Struct, frozen=True):
    """What came of reading one datum: no revision where it has problems."""

    name: SubjectName
    revision: Revision | None
    places: dict[str, Place]


def find_data(kind: SubjectKind, located: Located, log: ProblemLog) -> list[Datum]:
    """Every entry of a file that has a key, first comes first; a key that was there before is logged."""
    data: dict[str, Datum] = {}
    for prefix, path, fields in _find_entries(kind, located.value):
        key = fields.get("key")
        if not isinstance(key, str):
            continue
        name = SubjectName(kind, prefix + key)
        if name.key in data:
            line = located.line_of(*data[name.key].path)
            message = f"the key {key!r} stands in line {line} already; give this one another, or delete it"
            log.add(located.line_of(*path, "key"), ProblemCode.DUPLICATE_KEY, message)
        data.setdefault(name.key, Datum(name, path, fields))
    return list(data.values())


def read_datum(datum: Datum, located: Located, vocabulary: Vocabulary, log: ProblemLog) -> SubjectReading:
    """The revision of one datum whose file has the shape that its schema asks for."""
    before = len(log.problems)
    roles = RoleReader(vocabulary, REFERENCE_LOCALE)
    units = UnitGatherer(roles, log)
    structure, terms = _READERS[datum.name.kind](datum, located, vocabulary, log)
    prefix = datum.name.key if datum.name.kind is SubjectKind.TERM else f"{datum.name.kind}.{datum.name.key}"
    for field in UNIT_FIELDS[datum.name.kind]:
        if isinstance(text := datum.fields.get(field), str):
            place = located.line_of(*datum.path, field)
            units.add(f"{prefix}.{field}", Text(text, place), Allowed.NO_CITATIONS)
    if len(log.problems) > before:
        return SubjectReading(datum.name, None, units.places)
    references = [*terms, *roles.mentioned]
    safety, minor = (sorted(units.units) if datum.fields.get(mark) else [] for mark in ("safety", "minor"))
    revision = make_revision(
        datum.name, REFERENCE_LOCALE, structure, units.units, references, safety=safety, minor=minor
    )
    return SubjectReading(datum.name, revision, units.places)


def _find_entries(kind: SubjectKind, value: object) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    lists: list[tuple[str, Path, object]] = [("", (), value)]
    if kind is SubjectKind.TERM:
        groups = value if isinstance(value, dict) else {}
        lists = [(f"{group}.", (group,), groups.get(group)) for group in TERM_GROUPS]
    for prefix, path, entries in lists:
        for at, entry in enumerate(entries if isinstance(entries, list) else []):
            if isinstance(entry, dict):
                yield prefix, (*path, at), entry


def _read_medication(
    datum: Datum, located: Located, vocabulary: Vocabulary, log: ProblemLog
) -> tuple[Reference, list[SubjectName]]:
    fields, path = datum.fields, datum.path
    drug_class = vocabulary.check_term("drug-class", fields["drugClass"], located.line_of(*path, "drugClass"), log)
    routes = [
        vocabulary.check_term("route", route, located.line_of(*path, "routes", at), log)
        for at, route in enumerate(fields["routes"])
    ]
    medication = Medication(
        datum.name.key,
        drug_class.key,
        tuple(route.key for route in routes),
        tuple(Brand(brand["name"], tuple(brand.get("regions") or ())) for brand in fields.get("brands") or ()),
        tuple(MedicalCode(code["system"], code["value"]) for code in fields.get("codes") or ()),
    )
    return medication, [drug_class, *routes]


_Reader = Callable[[Datum, Located, Vocabulary, ProblemLog], tuple[Reference, list[SubjectName]]]
_READERS: dict[SubjectKind, _Reader] = {
    SubjectKind.MEDICATION: _read_medication,
    SubjectKind.ABBREVIATION: lambda datum, *_: (Abbreviation(datum.name.key), []),
    SubjectKind.CONTRIBUTOR: lambda datum, *_: (Contributor(datum.name.key, datum.fields["fullName"]), []),
    SubjectKind.TOPIC: lambda datum, *_: (Topic(datum.name.key), []),
    SubjectKind.TERM: lambda datum, *_: (Term(datum.name.key), []),
}

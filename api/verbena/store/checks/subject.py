"""All that is published of one subject, read at once, to be compared with itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, select

from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.inline import Inline
from verbena.store import tables
from verbena.store.bodies import SourceBody, TranslatedBody
from verbena.store.checks.streams import AnyRow, BySubject, stream


class ReadEdition(Struct, frozen=True):
    """What is needed of an edition whose text was read, when other rows are compared with it."""

    hashes: Mapping[str, str]
    title: tuple[Inline, ...] | None
    body: SourceBody | None


class SubjectRows(Struct):
    """The rows of one subject in each table, and the editions that are shown or came last as read from their bodies."""

    row: AnyRow
    name: SubjectName
    editions: Mapping[int, AnyRow]
    changes: Sequence[AnyRow]
    current: Mapping[str, AnyRow]
    completion: Sequence[AnyRow]
    listing: Mapping[str, AnyRow]
    facets: frozenset[SubjectName]
    references: Mapping[int, frozenset[SubjectName]]
    read: dict[int, ReadEdition]

    @property
    def newest(self) -> dict[str, AnyRow]:
        """The newest change of each locale."""
        return {change.locale: change for change in self.changes}

    @property
    def shown(self) -> dict[str, AnyRow]:
        """The edition that each locale shows by its newest change; locales that show none, or a wrong one, left out."""
        found = {locale: self.editions.get(change.edition_id) for locale, change in self.newest.items()}
        return {locale: row for locale, row in found.items() if row is not None}

    @property
    def last_source(self) -> int | None:
        """The source edition that was published last, shown or not."""
        told = [change.edition_id for change in self.changes if change.edition_id in self.editions]
        return next((number for number in reversed(told) if self.editions[number].is_source), None)

    def where(self, *key: object) -> str:
        """The key of a row of this subject, for people."""
        return " ".join([str(self.row.id), *map(str, key), f"({self.name.kind} {self.name.key})"])


def read_subjects(connection: Connection) -> Iterator[SubjectRows | AnyRow]:
    """Every subject in its order; one of a kind that there is not comes as its row alone."""
    edition, change, completion = tables.edition.c, tables.change.c, tables.completion.c
    editions = BySubject(
        connection, select(tables.edition).order_by(edition.subject_id, edition.locale, edition.number)
    )
    changes = BySubject(connection, select(tables.change).order_by(change.subject_id, change.sequence))
    current = BySubject(connection, select(tables.current_edition).order_by(tables.current_edition.c.subject_id))
    log = BySubject(connection, select(tables.completion).order_by(completion.subject_id, completion.sequence))
    listing = BySubject(connection, select(tables.listing).order_by(tables.listing.c.subject_id))
    facets = BySubject(connection, _name_targets(tables.facet, tables.facet.c.subject_id))
    named = _name_targets(tables.reference, edition.subject_id, tables.edition)
    references = BySubject(connection, named)
    for row in stream(connection, select(tables.subject).order_by(tables.subject.c.id)):
        try:
            name = SubjectName(SubjectKind(row.kind), row.key)
        except ValueError:
            yield row
            continue
        by_edition: dict[int, set[SubjectName]] = {}
        for one in references.take(row.id):
            by_edition.setdefault(one.edition_id, set()).add(_name(one))
        yield SubjectRows(
            row,
            name,
            {one.id: one for one in editions.take(row.id)},
            changes.take(row.id),
            {one.locale: one for one in current.take(row.id)},
            log.take(row.id),
            {one.locale: one for one in listing.take(row.id)},
            frozenset(map(_name, facets.take(row.id))),
            {number: frozenset(names) for number, names in by_edition.items()},
            {},
        )


def keep_read(rows: SubjectRows, number: int, body: SourceBody | TranslatedBody) -> None:
    """Keep of an edition that was read what others are compared with."""
    title = body.units.get("title")
    inlines = None if title is None else title.inlines
    if isinstance(body, SourceBody):
        rows.read[number] = ReadEdition({path: unit.hash for path, unit in body.units.items()}, inlines, body)
    else:
        rows.read[number] = ReadEdition({path: unit.source_hash for path, unit in body.units.items()}, inlines, None)


def _name_targets(table: Any, subject_id: Any, through: Any = None) -> Any:
    target = tables.subject.alias("target")
    columns = [subject_id.label("subject_id"), target.c.kind, target.c.key]
    if through is None:
        rows = select(*columns).join_from(table, target, target.c.id == table.c.target_id)
    else:
        rows = select(*columns, table.c.edition_id).join_from(table, target, target.c.id == table.c.target_id)
        rows = rows.join(through, through.c.id == table.c.edition_id)
    return rows.order_by(subject_id)


def _name(row: AnyRow) -> SubjectName:
    # A kind that there is not is told where its subject is: here it only must differ from every other.
    try:
        return SubjectName(SubjectKind(row.kind), row.key)
    except ValueError:
        return SubjectName(SubjectKind.TERM, f"{row.kind} {row.key}")

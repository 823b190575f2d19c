"""Snapshots assembled from the rows that `verbena.store.snapshots` asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from verbena.model.edition import Alternate, Snapshot, SourceEdition, SubjectKind, SubjectName, TranslatedEdition
from verbena.model.errors import VersionGone
from verbena.store.bodies import decode_source, decode_translated, measure_body


def assemble_snapshots(rows: Iterable[Row[*tuple[Any, ...]]]) -> dict[SubjectName, Snapshot]:
    """A snapshot of each asked subject that has a source edition, holding those of the subjects that it names."""
    asked: dict[SubjectName, _Subject] = {}
    named: dict[SubjectName, _Subject] = {}
    for row in rows:
        name = SubjectName(_KINDS[row.kind], row.key)
        among = asked if row.is_asked else named
        if name not in among:
            among[name] = _Subject(name, row.slug, row.first_published_at)
        among[name].add(row)
    inner = {name: subject.build({}, subject.sequence) for name, subject in named.items() if subject.source}
    snapshots = {}
    for name, subject in asked.items():
        if subject.source:
            reached = _follow(subject, named)
            references = {other: inner[other] for other in reached if other in inner}
            sequence = max([subject.sequence, *(named[other].sequence for other in reached)])
            snapshots[name] = subject.build(references, sequence)
    return snapshots


def tell_gone(name: SubjectName, number: int, locale: str) -> VersionGone:
    """What to raise where the texts of an edition are asked for that were let go."""
    return VersionGone(
        f"edition {number} of the {name.kind} {name.key} in {locale} was let go, being old: ask for a newer version"
    )


class _Subject:
    """What was read of one subject, gathered row by row."""

    def __init__(self, name: SubjectName, slug: str | None, first_published_at: datetime) -> None:
        self.source: SourceEdition | None = None
        self.references: tuple[SubjectName, ...] = ()
        self.sequence = 0
        self._size = 0
        self._name = name
        self._slug = slug
        self._first_published_at = first_published_at
        self._source_sequence = 0
        self._translations: list[TranslatedEdition] = []
        self._alternates: list[Alternate] = []

    def add(self, row: Row[*tuple[Any, ...]]) -> None:
        self.sequence = max(self.sequence, row.sequence)
        if row.edition_id is None:
            return
        if row.is_asked:
            self._alternates.append(Alternate(row.locale, row.completeness))
        if row.number is None:
            return  # of this locale, only that it is there was asked for
        if row.body is None:
            raise tell_gone(self._name, row.number, row.locale)
        self._size += measure_body(row.body)
        if not row.is_source:
            units = decode_translated(row.body).units
            self._translations.append(TranslatedEdition(row.locale, row.number, row.revision, row.published_at, units))
        elif row.sequence > self._source_sequence:
            # Between two changes of one publication, a source that moves to another locale stands in both.
            body = decode_source(row.body)
            self._source_sequence = row.sequence
            self.references = body.references
            self.source = SourceEdition(
                row.locale, row.number, row.revision, row.published_at, body.structure, body.units, body.accepted
            )

    def build(self, references: dict[SubjectName, Snapshot], sequence: int) -> Snapshot:
        assert self.source is not None  # noqa: S101 - both callers have looked
        return Snapshot(
            name=self._name,
            slug=self._slug,
            source=self.source,
            translations=tuple(sorted(self._translations, key=lambda translation: translation.locale)),
            alternates=tuple(sorted(self._alternates, key=lambda alternate: alternate.locale)),
            published_at=self._first_published_at,
            updated_at=max([self.source.published_at, *(other.published_at for other in self._translations)]),
            sequence=sequence,
            references=references,
            size=self._size,
        )


def _follow(subject: _Subject, named: Mapping[SubjectName, _Subject]) -> list[SubjectName]:
    """What the subject names, directly or not; an article is not followed further."""
    reached: dict[SubjectName, None] = {}
    ahead = list(subject.references)
    while ahead:
        name = ahead.pop()
        if name in named and name not in reached:
            reached[name] = None
            if name.kind is not SubjectKind.ARTICLE:
                ahead += named[name].references
    return list(reached)


_KINDS = {kind.value: kind for kind in SubjectKind}

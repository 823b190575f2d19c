"""Sources that are loaded and not yet published, in the tables `revision` and `draft`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, tuple_, update

from verbena.model.asset import Asset
from verbena.model.edition import Revision, SubjectKind, SubjectName
from verbena.store import tables
from verbena.store.assets import find_asset, has_asset, keep_asset
from verbena.store.bodies import SourceBody, decode_source, encode_body
from verbena.store.database import Database
from verbena.store.loaded_files import SqlLoadedFiles
from verbena.store.settling import digest_loaded
from verbena.store.subjects import find_subjects, number_subjects
from verbena.store.translations import SqlTranslations
from verbena.store.values import Draft
from verbena.store.whole_drafts import read_whole_drafts

# Subjects in one transaction: enough that commits don't count, few enough that other writers needn't wait.
_BATCH = 200


class SqlDrafts(SqlTranslations, SqlLoadedFiles):
    """Implements `verbena.store.loading.Drafts`."""

    database: Database

    def save_revisions(self, revisions: Iterable[Revision]) -> tuple[SubjectName, ...]:
        """Make these the drafts of their subjects; gives those that changed."""
        changed: list[SubjectName] = []
        remaining = iter(revisions)
        # The batch is drawn before the transaction begins: what draws it may use the store too.
        while batch := {revision.name: revision for revision in islice(remaining, _BATCH)}:
            with self.database.writing() as connection:
                changed += _save_batch(connection, batch)
        return tuple(changed)

    def keep_revisions(self, revisions: Iterable[Revision]) -> None:
        """Keep these, so that `choose_drafts` may make them drafts; one that is there already stays as it is."""
        remaining = iter(revisions)
        while batch := {revision.name: revision for revision in islice(remaining, _BATCH)}:
            with self.database.writing() as connection:
                numbers = number_subjects(connection, batch)
                _keep_revisions(connection, {numbers[name]: revision for name, revision in batch.items()})

    def choose_drafts(self, hashes: Mapping[SubjectName, str]) -> tuple[SubjectName, ...]:
        """Make these revisions all the drafts there are; gives the subjects whose draft is another than before."""
        draft = tables.draft.c
        # Looked at within the transaction: another may choose meanwhile.
        with self.database.writing() as connection:
            before = _read_hashes(connection)
            wanted = {name: revision for name, revision in hashes.items() if before.get(name) != revision}
            gone = before.keys() - hashes.keys()
            numbers = find_subjects(connection, [*wanted, *gone])
            old = [{"of": numbers[name]} for name in (*gone, *(name for name in wanted if name in before))]
            if old:
                connection.execute(delete(tables.draft).where(draft.subject_id == bindparam("of")), old)
            rows = [
                {"subject_id": numbers[name], "revision_id": _find_revision(connection, numbers[name], revision)}
                for name, revision in wanted.items()
            ]
            if rows:
                connection.execute(insert(tables.draft), rows)
        return tuple(wanted)

    def draft_hashes(self) -> dict[SubjectName, str]:
        """The hash of each subject's draft."""
        with self.database.asking() as connection:
            return _read_hashes(connection)

    def digest_drafts(self, names: Collection[SubjectName] | None = None) -> dict[SubjectName, str]:
        """A digest of all that is loaded of each of these subjects, or of all, that has a draft: translations too."""
        with self.database.reading() as connection:
            return digest_loaded(connection, names)

    def save_assets(self, assets: Iterable[Asset]) -> None:
        """Keep files that drafts show; one that is there already stays as it is."""
        for asset in assets:
            with self.database.asking() as connection:
                is_there = has_asset(connection, asset.digest)
            if is_there:
                continue
            with self.database.writing() as connection:
                keep_asset(connection, asset)

    def read_draft_asset(self, digest: str) -> Asset | None:
        """A file by its digest, whether anything that shows it is published or not."""
        with self.database.asking() as connection:
            return find_asset(connection, digest, with_drafts=True)

    def drop_drafts(self, names: Iterable[SubjectName]) -> None:
        """Let these subjects have no draft any more; their translations stay for the day that they have one again."""
        with self.database.writing() as connection:
            numbers = [{"of": number} for number in find_subjects(connection, names).values()]
            if numbers:
                connection.execute(delete(tables.draft).where(tables.draft.c.subject_id == bindparam("of")), numbers)

    def draft_names(self, kind: SubjectKind | None = None) -> tuple[SubjectName, ...]:
        """Every subject that has a draft, sorted."""
        names = select(tables.subject.c.kind, tables.subject.c.key).join_from(tables.draft, tables.subject)
        if kind is not None:
            names = names.where(tables.subject.c.kind == kind.value)
        with self.database.asking() as connection:
            return tuple(sorted(SubjectName(SubjectKind(kind), key) for kind, key in connection.execute(names)))

    def read_draft(self, name: SubjectName) -> Revision | None:
        """The newest revision loaded of a subject."""
        return self._find_draft(_is_subject(name))

    def read_drafts(
        self, names: Sequence[SubjectName], locales: Collection[str] | None = None
    ) -> dict[SubjectName, Draft]:
        """The drafts of these subjects with their translations in `locales`, or in all; those without one left out."""
        with self.database.reading() as connection:
            return read_whole_drafts(connection, names, locales)

    def find_draft(self, slug: str) -> Revision | None:
        """The draft of the article that has this slug there; of several, the one whose revision came last."""
        return self._find_draft(tables.revision.c.slug == slug)

    def _find_draft(self, condition: ColumnElement[bool]) -> Revision | None:
        subject, revision = tables.subject.c, tables.revision.c
        newest = (
            select(subject.kind, subject.key, revision.hash, revision.locale, revision.slug, revision.body)
            .select_from(tables.subject)
            .join(tables.draft)
            .join(tables.revision, revision.id == tables.draft.c.revision_id)
            .where(condition)
            .order_by(revision.id.desc())
            .limit(1)
        )
        with self.database.asking() as connection:
            row = connection.execute(newest).one_or_none()
        if row is None:
            return None
        name, body = SubjectName(SubjectKind(row.kind), row.key), decode_source(row.body)
        marks = body.safety, body.minor
        return Revision(name, row.locale, row.slug, row.hash, body.structure, body.units, body.references, *marks)


def _read_hashes(connection: Connection) -> dict[SubjectName, str]:
    subject, revision = tables.subject.c, tables.revision.c
    rows = (
        select(subject.kind, subject.key, revision.hash)
        .join_from(tables.draft, tables.subject)
        .join(tables.revision, revision.id == tables.draft.c.revision_id)
    )
    return {SubjectName(SubjectKind(kind), key): found for kind, key, found in connection.execute(rows)}


def _save_batch(connection: Connection, batch: Mapping[SubjectName, Revision]) -> tuple[SubjectName, ...]:
    numbers = number_subjects(connection, batch)
    revision, draft = tables.revision.c, tables.draft.c
    drafts = dict(
        connection.execute(
            select(draft.subject_id, revision.hash)
            .join_from(tables.draft, tables.revision, revision.id == draft.revision_id)
            .where(draft.subject_id.in_(numbers.values()))
        ).all()
    )
    changed = {numbers[name]: loaded for name, loaded in batch.items() if drafts.get(numbers[name]) != loaded.hash}
    known = _keep_revisions(connection, changed)
    if moved := [{"of": number, "to": known[number]} for number in changed if number in drafts]:
        to = update(tables.draft).where(draft.subject_id == bindparam("of")).values(revision_id=bindparam("to"))
        connection.execute(to, moved)
    if first := [{"subject_id": number, "revision_id": known[number]} for number in changed if number not in drafts]:
        connection.execute(insert(tables.draft), first)
    return tuple(loaded.name for loaded in changed.values())


def _find_revision(connection: Connection, subject_id: int, named: str) -> int:
    row = tables.revision.c
    found: int = connection.execute(select(row.id).where(row.subject_id == subject_id, row.hash == named)).scalar_one()
    return found


def _keep_revisions(connection: Connection, revisions: Mapping[int, Revision]) -> dict[int, int]:
    """The row of each of these revisions by its subject's number, made where it is not there yet."""
    row = tables.revision.c
    keys = tuple_(row.subject_id, row.hash).in_([(number, one.hash) for number, one in revisions.items()])
    by_key = select(row.subject_id, row.id).where(keys)
    known = dict(connection.execute(by_key).all())
    now = datetime.now(UTC)
    if new := [_write_revision(number, one, now) for number, one in revisions.items() if number not in known]:
        connection.execute(insert(tables.revision), new)
        known = dict(connection.execute(by_key).all())
    return known


def _write_revision(subject_id: int, revision: Revision, loaded_at: datetime) -> dict[str, Any]:
    return {
        "subject_id": subject_id,
        "hash": revision.hash,
        "locale": revision.locale,
        "slug": revision.slug,
        "body": encode_body(_write_body(revision)),
        "loaded_at": loaded_at,
    }


def _write_body(revision: Revision) -> SourceBody:
    return SourceBody(revision.structure, revision.units, revision.references, revision.safety, minor=revision.minor)


def _is_subject(name: SubjectName) -> ColumnElement[bool]:
    return (tables.subject.c.kind == name.kind.value) & (tables.subject.c.key == name.key)

"""What is loaded and not yet published, in the tables `revision`, `draft`, `translation` and `asset`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, tuple_, update

from verbena.model.asset import Asset
from verbena.model.edition import Revision, SubjectKind, SubjectName
from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.store import tables
from verbena.store.bodies import SourceBody, decode_inlines, decode_source, encode_body, encode_inlines
from verbena.store.database import Database
from verbena.store.subjects import find_subjects, number_subjects

# Subjects in one transaction: enough that commits don't count, few enough that other writers needn't wait.
_BATCH = 200


class SqlDrafts:
    """Implements `verbena.store.contract.Drafts`."""

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

    def save_translations(
        self, locale: str, translations: Mapping[SubjectName, Mapping[str, Translation]]
    ) -> tuple[SubjectName, ...]:
        """Make these, by unit path, all that there is of each subject in the locale; gives those that changed."""
        with self.database.writing() as connection:
            numbers = number_subjects(connection, translations)
            return tuple(
                name
                for name, units in translations.items()
                if _replace_translations(connection, numbers[name], locale, units)
            )

    def save_assets(self, assets: Iterable[Asset]) -> None:
        """Keep files that drafts show; one that is there already stays as it is."""
        for asset in assets:
            with self.database.writing() as connection:
                known = select(tables.asset.c.digest).where(tables.asset.c.digest == asset.digest)
                if connection.scalar(known) is None:
                    row = {"digest": asset.digest, "media_type": asset.media_type, "content": asset.content}
                    connection.execute(insert(tables.asset), row)

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

    def find_draft(self, slug: str) -> Revision | None:
        """The draft of the article that has this slug there; of several, the one whose revision came last."""
        return self._find_draft(tables.revision.c.slug == slug)

    def read_translations(self, name: SubjectName) -> dict[str, dict[str, Translation]]:
        """All translations of a subject, by locale and unit path, those in the state INITIAL among them."""
        with self.database.reading() as connection:
            subject_id = find_subjects(connection, [name]).get(name)
            return {} if subject_id is None else _read_translations(connection, subject_id)

    def drop_translations(self, locale: str) -> tuple[SubjectName, ...]:
        """Forget every translation in a locale; gives the subjects that had some, sorted."""
        subject, row = tables.subject.c, tables.translation.c
        having = select(subject.kind, subject.key).join_from(tables.translation, tables.subject).distinct()
        with self.database.writing() as connection:
            found = connection.execute(having.where(row.locale == locale)).all()
            connection.execute(delete(tables.translation).where(row.locale == locale))
        return tuple(sorted(SubjectName(SubjectKind(kind), key) for kind, key in found))

    def translated(self) -> tuple[tuple[str, SubjectName], ...]:
        """Each locale with each subject that has a draft and a translation in it, sorted."""
        subject, row = tables.subject.c, tables.translation.c
        pairs = select(row.locale, subject.kind, subject.key).join_from(tables.translation, tables.subject)
        pairs = pairs.join(tables.draft, tables.draft.c.subject_id == subject.id).distinct()
        with self.database.asking() as connection:
            return tuple(
                sorted((locale, SubjectName(SubjectKind(kind), key)) for locale, kind, key in connection.execute(pairs))
            )

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
        return Revision(name, row.locale, row.slug, row.hash, body.structure, body.units, body.references, body.safety)


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
    keys = tuple_(revision.subject_id, revision.hash).in_([(number, new.hash) for number, new in changed.items()])
    by_key = select(revision.subject_id, revision.id).where(keys)
    known = dict(connection.execute(by_key).all())
    now = datetime.now(UTC)
    if new := [_write_revision(number, loaded, now) for number, loaded in changed.items() if number not in known]:
        connection.execute(insert(tables.revision), new)
        known = dict(connection.execute(by_key).all())
    if moved := [{"of": number, "to": known[number]} for number in changed if number in drafts]:
        to = update(tables.draft).where(draft.subject_id == bindparam("of")).values(revision_id=bindparam("to"))
        connection.execute(to, moved)
    if first := [{"subject_id": number, "revision_id": known[number]} for number in changed if number not in drafts]:
        connection.execute(insert(tables.draft), first)
    return tuple(loaded.name for loaded in changed.values())


def _write_revision(subject_id: int, revision: Revision, loaded_at: datetime) -> dict[str, Any]:
    return {
        "subject_id": subject_id,
        "hash": revision.hash,
        "locale": revision.locale,
        "slug": revision.slug,
        "body": encode_body(SourceBody(revision.structure, revision.units, revision.references, revision.safety)),
        "loaded_at": loaded_at,
    }


def _read_translations(
    connection: Connection, subject_id: int, locale: str | None = None
) -> dict[str, dict[str, Translation]]:
    row = tables.translation.c
    rows = select(row.locale, row.path, row.inlines, row.source_hash, row.state, row.origin, row.updated_at).where(
        row.subject_id == subject_id
    )
    if locale is not None:
        rows = rows.where(row.locale == locale)
    found: dict[str, dict[str, Translation]] = {}
    for tag, path, inlines, source_hash, state, origin, updated_at in connection.execute(rows):
        found.setdefault(tag, {})[path] = Translation(
            decode_inlines(inlines), source_hash, TranslationState(state), TranslationOrigin(origin), updated_at
        )
    return found


def _replace_translations(
    connection: Connection, subject_id: int, locale: str, translations: Mapping[str, Translation]
) -> bool:
    held = _read_translations(connection, subject_id, locale).get(locale, {})
    gone = [path for path in held if path not in translations]
    new = {path: unit for path, unit in translations.items() if _differs(unit, held.get(path))}
    _drop_translations(connection, subject_id, locale, [*gone, *(path for path in new if path in held)])
    if new:
        # In the order of the key, pages are filled one after the other; in any other, they are split half full.
        rows = [_write_row(subject_id, locale, path, unit) for path, unit in sorted(new.items())]
        connection.execute(insert(tables.translation), rows)
    return bool(gone or new)


def _write_row(subject_id: int, locale: str, path: str, unit: Translation) -> dict[str, Any]:
    return {
        "subject_id": subject_id,
        "locale": locale,
        "path": path,
        "inlines": encode_inlines(unit.inlines),
        "source_hash": unit.source_hash,
        "state": unit.state.value,
        "origin": unit.origin.value,
        "updated_at": unit.updated_at,
    }


def _drop_translations(connection: Connection, subject_id: int, locale: str, paths: list[str]) -> None:
    if not paths:
        return
    row = tables.translation.c
    this = (row.subject_id == subject_id) & (row.locale == locale) & (row.path == bindparam("gone"))
    connection.execute(delete(tables.translation).where(this), [{"gone": path} for path in paths])


def _differs(unit: Translation, held: Translation | None) -> bool:
    # A catalog that is read again gives new times and the same words: those keep the time at which they came.
    if held is None:
        return True
    said = (unit.inlines, unit.source_hash, unit.state, unit.origin)
    return said != (held.inlines, held.source_hash, held.state, held.origin)


def _is_subject(name: SubjectName) -> ColumnElement[bool]:
    return (tables.subject.c.kind == name.kind.value) & (tables.subject.c.key == name.key)

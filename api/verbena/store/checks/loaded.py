"""What is loaded: revisions by their hashes, drafts, translations by their digests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from sqlalchemy import Connection, select

from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.revision_hash import hash_revision
from verbena.model.translation import Translation
from verbena.store import tables
from verbena.store.bodies import decode_source
from verbena.store.checks.findings import MEND_AT_WORK, RESTORE, StoreFinding
from verbena.store.checks.findings import StoreFindingCode as Code
from verbena.store.checks.rows import UNREADABLE
from verbena.store.checks.streams import AnyRow, stream
from verbena.store.translation_rows import digest_units, read_translation


def check_revisions(connection: Connection, advance: Callable[[], None]) -> Iterator[StoreFinding]:
    """Revisions that can't be read, or are not what their hash says."""
    subject, row = tables.subject.c, tables.revision.c
    rows = select(row.id, subject.kind, subject.key, row.hash, row.locale, row.slug, row.body)
    for found in stream(connection, rows.join_from(tables.revision, tables.subject).order_by(row.id)):
        advance()
        try:
            body = decode_source(found.body)
            name = SubjectName(SubjectKind(found.kind), found.key)
            hashed = hash_revision(
                name, found.locale, body.structure, body.units, body.references, body.safety, body.minor
            )
        except UNREADABLE as error:
            yield _tell_revision(found, Code.REVISION_UNREADABLE, str(error))
            continue
        if hashed != found.hash:
            yield _tell_revision(found, Code.REVISION_HASH, f"its content has the hash {hashed}, not {found.hash}")
        elif found.slug != getattr(body.structure, "slug", None):
            yield _tell_revision(found, Code.REVISION_HASH, f"its content has another slug than {found.slug}")


def check_drafts(connection: Connection) -> Iterator[StoreFinding]:
    """Drafts that are another subject's revision, and notes of what is settled that name another subject's change."""
    draft, revision = tables.draft.c, tables.revision.c
    others = select(draft.subject_id, draft.revision_id).join_from(
        tables.draft, tables.revision, revision.id == draft.revision_id
    )
    for subject_id, revision_id in stream(connection, others.where(revision.subject_id != draft.subject_id)):
        told = f"revision {revision_id} is of another subject"
        yield StoreFinding("draft", str(subject_id), Code.DRAFT_WRONG, told, MEND_AT_WORK)
    settled, change = tables.settled.c, tables.change.c
    own = select(change.sequence).where(change.subject_id == settled.subject_id, change.sequence == settled.sequence)
    rows = select(settled.subject_id, settled.sequence).where(~own.exists())
    for subject_id, sequence in stream(connection, rows):
        told = f"change {sequence} is none of this subject"
        yield StoreFinding("settled", str(subject_id), Code.SETTLED_WRONG, told, "delete the row and publish again")


def check_translations(connection: Connection, advance: Callable[[], None]) -> Iterator[StoreFinding]:
    """Translations that can't be read, and those of a subject and locale whose digest is not what they say."""
    row, held = tables.translation.c, tables.translated.c
    is_its = (held.subject_id == row.subject_id) & (held.locale == row.locale)
    rows = select(tables.translation, held.digest).outerjoin(tables.translated, is_its)
    ordered = stream(connection, rows.order_by(row.subject_id, row.locale, row.path))
    for place, each in groupby(ordered, key=lambda found: (found.subject_id, found.locale)):
        units: dict[str, Translation] = {}
        unreadable = False
        digest = None
        for found in each:
            advance()
            digest = found.digest
            try:
                units[found.path] = read_translation(found)
            except UNREADABLE as error:
                where = f"{found.subject_id} {found.locale} {found.path}"
                yield StoreFinding("translation", where, Code.TRANSLATION_UNREADABLE, str(error), MEND_AT_WORK)
                unreadable = True
        # An empty digest is that of a store from before there were any, until its catalogs are loaded again.
        if not unreadable and digest != "" and digest != digest_units(units):
            yield _tell_digest(*place, "they say something else")
    none = select(held.subject_id, held.locale).where(~select(row.path).where(is_its).exists())
    for subject_id, locale in stream(connection, none):
        yield _tell_digest(subject_id, locale, "there are no translations")


def _tell_revision(found: AnyRow, code: Code, message: str) -> StoreFinding:
    return StoreFinding("revision", f"{found.id} ({found.kind} {found.key})", code, message, RESTORE)


def _tell_digest(subject_id: int, locale: str, message: str) -> StoreFinding:
    return StoreFinding("translated", f"{subject_id} {locale}", Code.TRANSLATIONS_DIGEST, message, MEND_AT_WORK)

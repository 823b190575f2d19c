"""Which subjects need not be looked at to publish everything: all that is loaded of them is published."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, delete, exists, func, insert, literal, select

from verbena.model.edition import SubjectKind, SubjectName
from verbena.store.subjects import find_subjects
from verbena.store.tables import current_edition, draft, hold, revision, settled, subject, translated
from verbena.store.values import PreparedFrom, Settled


def digest_loaded(connection: Connection, names: Collection[SubjectName] | None = None) -> dict[SubjectName, str]:
    """A digest of all that is loaded of each of these subjects, or of all, that has a draft: revision, translations."""
    drafts = (
        select(subject.c.id, subject.c.kind, subject.c.key, revision.c.hash)
        .join_from(draft, subject)
        .join(revision, revision.c.id == draft.c.revision_id)
    )
    rows = select(translated.c.subject_id, translated.c.locale, translated.c.digest)
    if names is not None:
        numbers = list(find_subjects(connection, names).values())
        drafts = drafts.where(subject.c.id.in_(numbers))
        rows = rows.where(translated.c.subject_id.in_(numbers))
    digests, found_names = {}, {}
    for number, kind, key, found in connection.execute(drafts):
        digests[number], found_names[number] = hashlib.sha256(found.encode()), SubjectName(SubjectKind(kind), key)
    for number, locale, digest in connection.execute(rows.order_by(translated.c.subject_id, translated.c.locale)):
        if number in digests:
            digests[number].update(f" {locale} {digest}".encode())
    return {name: digests[number].hexdigest()[:32] for number, name in found_names.items()}


def find_stale(connection: Connection, prepared: PreparedFrom, names: Iterable[SubjectName]) -> frozenset[SubjectName]:
    """Those of these subjects, and of the prepared ones, whose draft is another than it was prepared from, or gone."""
    wanted = prepared.drafts.keys() | set(names)
    now = digest_loaded(connection, wanted)
    return frozenset(name for name in wanted if name not in now or now[name] != prepared.drafts.get(name))


def read_settled(connection: Connection) -> dict[SubjectName, Settled]:
    """The subjects that were settled and in which nothing has changed since that."""
    current = current_edition.c
    sequence, shown = func.max(current.sequence).label("sequence"), func.count(current.edition_id).label("shown")
    newest = select(current.subject_id, sequence, shown).group_by(current.subject_id).subquery()
    rows = (
        select(subject.c.kind, subject.c.key, settled.c.digest, newest.c.shown)
        .join_from(settled, subject)
        .join(newest, newest.c.subject_id == settled.c.subject_id)
        .where(newest.c.sequence == settled.c.sequence)
    )
    found = {}
    for kind, key, digests, shown in connection.execute(rows):
        digest, _, program = digests.partition(" ")
        found[SubjectName(SubjectKind(kind), key)] = Settled(digest, program, shown)
    return found


def settle(connection: Connection, digests: Mapping[SubjectName, str], program: str) -> None:
    """Note that of these subjects all that is loaded was published in this transaction, but for those with a hold."""
    current = current_edition.c
    numbers = find_subjects(connection, digests)
    connection.execute(delete(settled).where(settled.c.subject_id.in_(numbers.values())))
    is_held = exists().where(hold.c.subject_id == current.subject_id)
    for name, number in numbers.items():
        newest = (
            select(current.subject_id, literal(f"{digests[name]} {program}"), func.max(current.sequence))
            .where(current.subject_id == number, ~is_held)
            .group_by(current.subject_id)
        )
        connection.execute(insert(settled).from_select(["subject_id", "digest", "sequence"], newest))

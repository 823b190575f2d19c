"""Slugs: under which name each published article is found."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select, update

from verbena.model.edition import SubjectName
from verbena.model.errors import ContentInvalid
from verbena.store.contract import NewEdition
from verbena.store.subjects import find_subjects
from verbena.store.tables import revision, subject


def assign_slugs(connection: Connection, sources: Sequence[NewEdition]) -> None:
    """Let each of the subjects be found by the slug of its new source edition, and no longer by the one before.

    Raises:
        ContentInvalid: where another subject has one of these slugs.
    """
    numbers = find_subjects(connection, (new.name for new in sources))
    wanted = {numbers[new.name]: (new.name, _read_slug(connection, numbers[new.name], new.revision)) for new in sources}
    held = dict(connection.execute(select(subject.c.id, subject.c.slug).where(subject.c.id.in_(wanted))).all())
    moving = {number: (name, slug) for number, (name, slug) in wanted.items() if slug != held[number]}
    if not moving:
        return
    # All go before any comes: two articles may take each other's slug.
    free = update(subject).where(subject.c.id == bindparam("of")).values(slug=None)
    connection.execute(free, [{"of": number} for number in moving])
    take = update(subject).where(subject.c.id == bindparam("of")).values(slug=bindparam("to"))
    for number, (name, slug) in moving.items():
        holder = connection.execute(select(subject.c.key).where(subject.c.slug == slug)).scalar_one_or_none()
        if holder is not None:
            raise _taken(name, slug, holder)
        connection.execute(take, {"of": number, "to": slug})


def _read_slug(connection: Connection, number: int, revision_hash: str) -> str | None:
    row = revision.c
    slug: str | None = connection.execute(
        select(row.slug).where(row.subject_id == number, row.hash == revision_hash)
    ).scalar_one()
    return slug


def _taken(name: SubjectName, slug: str | None, holder: str) -> ContentInvalid:
    return ContentInvalid(
        f"the slug {slug} of the {name.kind} {name.key} is that of {holder}, which is published: give one another"
    )

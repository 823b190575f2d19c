"""Slugs: under which name each published article is found, and where those of before lead."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from verbena.model.edition import SubjectName
from verbena.model.errors import ContentInvalid
from verbena.store.subjects import find_subjects
from verbena.store.tables import current_edition, old_slug, revision, subject
from verbena.store.values import NewEdition


def assign_slugs(connection: Connection, sources: Sequence[NewEdition]) -> list[tuple[SubjectName, str]]:
    """Let each of the subjects be found by the slug of its new source edition; gives those that had another before.

    The slug of before leads to the same subject from then on, until another takes it.

    Raises:
        ContentInvalid: where another published subject has one of these slugs.
    """
    numbers = find_subjects(connection, (new.name for new in sources))
    wanted = {numbers[new.name]: (new.name, _read_slug(connection, numbers[new.name], new.revision)) for new in sources}
    held = dict(connection.execute(select(subject.c.id, subject.c.slug).where(subject.c.id.in_(wanted))).all())
    moving = {number: (name, slug) for number, (name, slug) in wanted.items() if slug != held[number]}
    if not moving:
        return []
    # All go before any comes: two articles may take each other's slug.
    for number in moving:
        _free(connection, number)
    take = update(subject).where(subject.c.id == bindparam("of")).values(slug=bindparam("to"))
    for number, (name, slug) in moving.items():
        _free_of_gone(connection, slug)
        holder = connection.execute(select(subject.c.key).where(subject.c.slug == slug)).scalar_one_or_none()
        if holder is not None:
            raise _taken(name, slug, holder)
        connection.execute(take, {"of": number, "to": slug})
        connection.execute(delete(old_slug).where(old_slug.c.slug == slug))
    taken = {slug for _, slug in moving.values()}
    left = [(number, name, before) for number, (name, _) in moving.items() if (before := held[number]) is not None]
    for number, _, before in left:
        if before not in taken:
            lead_slug(connection, before, number)
    return [(name, before) for _, name, before in left]


def lead_slug(connection: Connection, slug: str, target_id: int) -> None:
    """Let a slug that no article is found by lead to this one."""
    connection.execute(delete(old_slug).where(old_slug.c.slug == slug))
    connection.execute(insert(old_slug), {"slug": slug, "target_id": target_id})


def redirect_slugs(connection: Connection, number: int, target_id: int) -> str | None:
    """Let every slug that leads to a subject lead to another; gives the one that it was found by."""
    slug: str | None = connection.scalar(select(subject.c.slug).where(subject.c.id == number))
    _free(connection, number)
    connection.execute(update(old_slug).where(old_slug.c.target_id == number).values(target_id=target_id))
    if slug is not None:
        lead_slug(connection, slug, target_id)
    return slug


def _free(connection: Connection, number: int) -> None:
    connection.execute(update(subject).where(subject.c.id == number).values(slug=None))


def _free_of_gone(connection: Connection, slug: str | None) -> None:
    """Take a slug from an article that is not published any more."""
    is_shown = select(current_edition.c.subject_id).where(
        current_edition.c.subject_id == subject.c.id, current_edition.c.edition_id.is_not(None)
    )
    connection.execute(update(subject).where(subject.c.slug == slug, ~is_shown.exists()).values(slug=None))


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

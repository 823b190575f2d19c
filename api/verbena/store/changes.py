"""The feed read: in its order by those who follow it, and backwards as the history of one subject."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from msgspec import msgpack
from sqlalchemy import (
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    case,
    select,
)

from verbena.model.change import Change, ChangeKind, SectionChanges, Signature
from verbena.model.edition import SubjectKind, SubjectName
from verbena.store.feed import read_position
from verbena.store.numbered import find_numbers, tell_position
from verbena.store.tables import change, circumstance, current_edition, edition, subject
from verbena.store.values import ChangesPage
from verbena.store.walking import walk_values


def read_changes(connection: Connection, after: int, first: int, locales: Sequence[str] | None) -> ChangesPage:
    """As `verbena.store.contract.Reader.read_changes`, in a transaction that reads one state."""
    newest = read_position(connection)
    numbers = find_numbers(connection, change, after, first + 1, locales)
    page = numbers[:first]
    has_next = len(numbers) > first
    position = tell_position(page, has_next, after, newest)
    rows = connection.execute(_ask().where(change.c.sequence.in_(page)).order_by(change.c.sequence)).all()
    return ChangesPage(tuple(_read(row) for row in rows), has_next, position)


def read_history(connection: Connection, name: SubjectName, locale: str | None, first: int, before: int) -> ChangesPage:
    """As `verbena.store.contract.Reader.read_history`; its position is the number to go on before."""
    asked = _ask().where(subject.c.kind == name.kind.value, subject.c.key == name.key, change.c.sequence < before)
    if locale is not None:
        asked = asked.where(change.c.locale == locale)
    rows = connection.execute(asked.order_by(change.c.sequence.desc()).limit(first + 1)).all()
    changes = tuple(_read(row) for row in rows[:first])
    return ChangesPage(changes, len(rows) > first, changes[-1].sequence if changes else before)


def read_locales_at(connection: Connection, at: int) -> tuple[str, ...]:
    """Every locale in which an article was published with the change `at`, sorted."""
    return tuple(sorted(connection.scalars(_ask_locales_at(), {"at": at, "kind": SubjectKind.ARTICLE.value})))


@cache
def _ask() -> Select[*tuple[Any, ...]]:
    target = subject.alias("target")
    # An article that is withdrawn keeps its slug until another takes it, and is not found by it. (Joined, not asked for
    # row by row: PostgreSQL would read the whole table for that.)
    shown, target_shown = current_edition.alias("shown"), current_edition.alias("target_shown")
    return (
        select(
            change.c.sequence,
            change.c.kind.label("change_kind"),
            subject.c.kind,
            subject.c.key,
            case((shown.c.subject_id.is_not(None), subject.c.slug)).label("slug"),
            change.c.locale,
            change.c.at,
            edition.c.number,
            edition.c.hash,
            edition.c.revision,
            edition.c.is_source,
            circumstance.c.actor,
            circumstance.c.reason,
            circumstance.c.slug.label("old_slug"),
            circumstance.c.sections,
            target.c.kind.label("target_kind"),
            target.c.key.label("target_key"),
            case((target_shown.c.subject_id.is_not(None), target.c.slug)).label("target_slug"),
        )
        .select_from(change)
        .join(subject, subject.c.id == change.c.subject_id)
        .outerjoin(edition, edition.c.id == change.c.edition_id)
        .outerjoin(circumstance, circumstance.c.sequence == change.c.sequence)
        .outerjoin(target, target.c.id == circumstance.c.target_id)
        .outerjoin(shown, and_(shown.c.subject_id == subject.c.id, shown.c.is_source))
        .outerjoin(target_shown, and_(target_shown.c.subject_id == target.c.id, target_shown.c.is_source))
    )


@cache
def _ask_locales_at() -> Select[*tuple[str]]:
    # Of each locale that was ever used, one article is looked for that was shown in it.
    walk = walk_values(change.alias("named").c.locale)
    later = change.alias("later")
    is_over = (
        select(later.c.sequence)
        .where(later.c.subject_id == change.c.subject_id, later.c.locale == change.c.locale)
        .where(later.c.sequence > change.c.sequence, later.c.sequence <= bindparam("at"))
        .exists()
    )
    is_shown = (
        select(change.c.sequence)
        .join_from(change, subject)
        .where(change.c.locale == walk.c.value, change.c.sequence <= bindparam("at"))
        .where(change.c.edition_id.is_not(None), subject.c.kind == bindparam("kind"), ~is_over)
        .exists()
    )
    return select(walk.c.value).where(walk.c.value.is_not(None), is_shown)


def _read(row: Row[*tuple[Any, ...]]) -> Change:
    return Change(
        sequence=row.sequence,
        kind=ChangeKind(row.change_kind),
        name=SubjectName(SubjectKind(row.kind), row.key),
        locale=row.locale,
        at=row.at,
        number=row.number,
        hash=row.hash,
        revision=row.revision,
        is_source=bool(row.is_source),
        slug=row.slug,
        signature=Signature(row.actor, row.reason),
        old_slug=row.old_slug,
        target=None if row.target_key is None else SubjectName(SubjectKind(row.target_kind), row.target_key),
        target_slug=row.target_slug,
        sections=None if row.sections is None else _sections.decode(row.sections),
    )


_sections = msgpack.Decoder(SectionChanges)

"""What the table `completion` tells: whether and when a subject was complete."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, select

from verbena.store import tables


@cache
def ask_last_complete() -> Select[*tuple[int | None]]:
    """The newest change of the subject `kind`, `key` at which it was complete in one of `tags`; null where none was.

    `until` is the number of the last change that counts.

    What any of `tags` had before it was withdrawn is not to be shown again: no state before that is counted.
    """
    subject, change, begun = tables.subject.c, tables.change.c, tables.completion.c
    later = tables.completion.alias("later")
    has_ended = exists().where(
        later.c.subject_id == begun.subject_id,
        later.c.locale == begun.locale,
        later.c.sequence > begun.sequence,
        later.c.sequence <= change.sequence,
    )
    withdrawal = tables.change.alias("withdrawal")
    is_withdrawn = exists().where(
        withdrawal.c.subject_id == begun.subject_id,
        withdrawal.c.locale.in_(bindparam("tags", expanding=True)),
        withdrawal.c.sequence > change.sequence,
        withdrawal.c.sequence <= bindparam("until"),
        withdrawal.c.edition_id.is_(None),
    )
    return (
        select(func.max(change.sequence))
        .select_from(tables.subject)
        .join(tables.completion, begun.subject_id == subject.id)
        .join(tables.change, change.subject_id == subject.id)
        .where(subject.kind == bindparam("kind"), subject.key == bindparam("key"))
        .where(begun.locale.in_(bindparam("tags", expanding=True)), begun.is_complete)
        .where(change.sequence >= begun.sequence, change.sequence <= bindparam("until"), ~has_ended, ~is_withdrawn)
    )


def was_complete(subject_id: ColumnElement[int], tags: Sequence[str]) -> ColumnElement[bool]:
    """Whether `ask_last_complete` finds a change: one of `tags` was complete, and none was withdrawn since."""
    held, later = tables.completion.alias("held"), tables.completion.alias("later")
    withdrawal = tables.change.alias("withdrawal")
    is_gone = exists().where(
        withdrawal.c.subject_id == held.c.subject_id,
        withdrawal.c.locale.in_(tags),
        withdrawal.c.edition_id.is_(None),
        later.c.subject_id == held.c.subject_id,
        later.c.locale == held.c.locale,
        later.c.sequence > held.c.sequence,
        later.c.sequence <= withdrawal.c.sequence,
    )
    return exists().where(held.c.subject_id == subject_id, held.c.locale.in_(tags), held.c.is_complete, ~is_gone)

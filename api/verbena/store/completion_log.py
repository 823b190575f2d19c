"""What the table `completion` tells: when a subject was complete."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Select, bindparam, exists, func, select

from verbena.store import tables


@cache
def ask_last_complete() -> Select[*tuple[int | None]]:
    """The newest change of the subject `kind`, `key` at which it was complete in one of `tags`; null where none was."""
    subject, change, begun = tables.subject.c, tables.change.c, tables.completion.c
    later = tables.completion.alias("later")
    has_ended = exists().where(
        later.c.subject_id == begun.subject_id,
        later.c.locale == begun.locale,
        later.c.sequence > begun.sequence,
        later.c.sequence <= change.sequence,
    )
    return (
        select(func.max(change.sequence))
        .select_from(tables.subject)
        .join(tables.completion, begun.subject_id == subject.id)
        .join(tables.change, change.subject_id == subject.id)
        .where(subject.kind == bindparam("kind"), subject.key == bindparam("key"))
        .where(begun.locale.in_(bindparam("tags", expanding=True)), begun.is_complete)
        .where(change.sequence >= begun.sequence, ~has_ended)
    )

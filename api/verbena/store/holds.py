"""Locales that somebody withdrew, redirected or rolled back: who publishes everything leaves them as they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, delete, exists, insert, select

from verbena.model.edition import SubjectKind, SubjectName
from verbena.store.tables import current_edition, hold, subject
from verbena.store.values import NewEdition


def note_holds(connection: Connection, subject_id: int, locales: Iterable[str], *, are_held: bool = True) -> None:
    """Hold these locales of a subject from now on, or let go of them."""
    named = list(dict.fromkeys(locales))
    connection.execute(delete(hold).where(hold.c.subject_id == subject_id, hold.c.locale.in_(named)))
    if are_held and named:
        connection.execute(insert(hold), [{"subject_id": subject_id, "locale": locale} for locale in named])


def read_holds(connection: Connection) -> dict[SubjectName, frozenset[str]]:
    """The locales held, by subject."""
    rows = select(subject.c.kind, subject.c.key, hold.c.locale).join_from(hold, subject)
    found: dict[SubjectName, set[str]] = {}
    for kind, key, locale in connection.execute(rows):
        found.setdefault(SubjectName(SubjectKind(kind), key), set()).add(locale)
    return {name: frozenset(locales) for name, locales in found.items()}


def find_held(connection: Connection, editions: Sequence[NewEdition]) -> tuple[NewEdition, ...]:
    """Those editions that a hold stands against; of a subject whose source is held, or was withdrawn, all.

    Its translations may have been made from a source that is loaded, and that somebody rolled back or withdrew.
    """
    holds = read_holds(connection)
    if not holds:
        return ()
    whole = {name for name in {new.name for new in editions} & holds.keys() if not _has_free_source(connection, name)}
    return tuple(new for new in editions if new.name in whole or new.locale in holds.get(new.name, ()))


def leave_out(editions: Sequence[NewEdition], held: Collection[NewEdition]) -> list[NewEdition]:
    """Those editions that are not among the held ones."""
    places = {(new.name, new.locale) for new in held}
    return [new for new in editions if (new.name, new.locale) not in places]


def _has_free_source(connection: Connection, name: SubjectName) -> bool:
    current = current_edition.c
    is_held = exists().where(hold.c.subject_id == current.subject_id, hold.c.locale == current.locale)
    rows = (
        select(current.subject_id)
        .join_from(current_edition, subject)
        .where(subject.c.kind == name.kind.value, subject.c.key == name.key, current.is_source, ~is_held)
    )
    return connection.execute(rows.limit(1)).first() is not None

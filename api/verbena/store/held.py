"""What is published of one subject now, as a new edition must know it."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, func, select

from verbena.store.bodies import decode_source_hashes, decode_translated_hashes
from verbena.store.completion import Completion
from verbena.store.tables import current_edition, edition


class Held(Struct, frozen=True):
    """The current edition of one locale: the hash of its content, its body, and the hashes of source texts by path."""

    content: str
    is_source: bool
    revision: str
    body: bytes | None
    hashes: dict[str, str]
    completion: Completion


def read_held(connection: Connection, subject_id: int) -> dict[str, Held]:
    """The current edition of each locale that a subject is published in."""
    current = current_edition.c
    rows = connection.execute(
        select(
            current.locale,
            edition.c.hash,
            edition.c.is_source,
            edition.c.revision,
            edition.c.body,
            current.completeness,
            current.is_complete,
        )
        .join_from(current_edition, edition, edition.c.id == current.edition_id)
        .where(current.subject_id == subject_id)
    )
    return {
        locale: Held(
            content,
            is_source,
            revision,
            body,
            decode_source_hashes(body) if is_source else decode_translated_hashes(body),
            Completion(completeness, is_complete),
        )
        for locale, content, is_source, revision, body, completeness, is_complete in rows
    }


def read_numbers(connection: Connection, subject_id: int) -> dict[str, int]:
    """The number of the newest edition of each locale that a subject was ever published in."""
    newest = (
        select(edition.c.locale, func.max(edition.c.number))
        .where(edition.c.subject_id == subject_id)
        .group_by(edition.c.locale)
    )
    return dict(connection.execute(newest).all())

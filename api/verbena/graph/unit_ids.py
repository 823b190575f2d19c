"""Ids of units in a locale, and cursors of what happens to them."""

from __future__ import annotations

from verbena.model.edition import SubjectName
from verbena.model.errors import InvalidId
from verbena.model.unit_event import UnitName
from verbena.reading.following_units import read_event_cursor, write_event_cursor
from verbena.reading.identity import Identity, read_id, write_id

__all__ = ["TYPE_NAME", "names_unit", "read_event_cursor", "read_unit_id", "write_event_cursor", "write_unit_id"]

TYPE_NAME = "TranslationUnit"


def write_unit_id(name: UnitName) -> str:
    """The id of a unit in a locale."""
    return write_id(Identity(TYPE_NAME, name.subject.kind, name.subject.key, name.path, (name.locale,)))


def read_unit_id(text: str) -> UnitName:
    """The unit that an id names.

    Raises:
        InvalidId: where it is none of this server's, or of something else.
    """
    identity = read_id(text)
    if not names_unit(identity):
        raise InvalidId(f"{text[:60]!a} is the id of another thing: give that of a TranslationUnit.")
    return UnitName(SubjectName(identity.kind, identity.key), identity.wanted[0], identity.place)


def names_unit(identity: Identity) -> bool:
    """Whether an id is one of a unit."""
    is_plain = identity.fallback is None and identity.at is None and not identity.preview
    return identity.type_name == TYPE_NAME and len(identity.wanted) == 1 and is_plain

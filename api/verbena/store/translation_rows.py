"""Rows of single translations, and what makes two of them the same."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from msgspec import msgpack
from sqlalchemy import Connection, Row, Table, bindparam, delete, insert

from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.store.bodies import decode_inlines, encode_inlines
from verbena.store.tables import translation


class UnitKey(NamedTuple):
    """By what a row that stands for a unit is found."""

    subject_id: int
    locale: str
    path: str


def says_same(one: Translation | None, other: Translation | None) -> bool:
    """Whether two translations differ in nothing but their times."""
    if one is None or other is None:
        return one is other
    return has_same_words(one, other) and (one.state, one.origin) == (other.state, other.origin)


def has_same_words(one: Translation | None, other: Translation | None) -> bool:
    """Whether two translations are the same text, made from the same text."""
    if one is None or other is None:
        return one is other
    return (one.inlines, one.source_hash) == (other.inlines, other.source_hash)


def digest_units(translations: Mapping[str, Translation]) -> str:
    """The identity of translations, whenever they were made; the empty word where there are none."""
    said = [(path, one.inlines, one.source_hash, one.state, one.origin) for path, one in sorted(translations.items())]
    return hashlib.sha256(msgpack.encode(said)).hexdigest()[:32] if said else ""


def read_translation(row: Row[*tuple[Any, ...]]) -> Translation:
    """The translation of a row of the table `translation`."""
    state, origin = TranslationState(row.state), TranslationOrigin(row.origin)
    return Translation(decode_inlines(row.inlines), row.source_hash, state, origin, row.updated_at)


def insert_translations(connection: Connection, translations: Mapping[UnitKey, Translation]) -> None:
    """Add rows; there is none of these units."""
    # In the order of the key, pages are filled one after the other; in any other, they are split half full.
    rows = [_write_row(key, unit) for key, unit in sorted(translations.items(), key=lambda item: item[0])]
    if rows:
        connection.execute(insert(translation), rows)


def delete_translations(connection: Connection, keys: Collection[UnitKey]) -> None:
    """Take rows out."""
    delete_units(connection, translation, keys)


def delete_units(connection: Connection, table: Table, keys: Iterable[UnitKey]) -> None:
    """Take the rows of units out of a table that has one row for each, by one statement."""
    gone = [{"of": key.subject_id, "in": key.locale, "at": key.path} for key in keys]
    if gone:
        row = table.c
        this = (row.subject_id == bindparam("of")) & (row.locale == bindparam("in")) & (row.path == bindparam("at"))
        connection.execute(delete(table).where(this), gone)


def _write_row(key: UnitKey, unit: Translation) -> dict[str, Any]:
    return {
        **key._asdict(),
        "inlines": encode_inlines(unit.inlines),
        "source_hash": unit.source_hash,
        "state": unit.state.value,
        "origin": unit.origin.value,
        "updated_at": unit.updated_at,
    }

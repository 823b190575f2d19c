"""Translated units whose source text may be like another, by the marks that both have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, column, select, values

from verbena.language.text_marks import mark_text
from verbena.model.edition import SourceUnit, SubjectKind, SubjectName
from verbena.model.translation import TranslationState
from verbena.model.unit_event import UnitName
from verbena.store.bodies import decode_some_units
from verbena.store.columns import Number, Word
from verbena.store.likeness import find_marked, order_by_weight
from verbena.store.memory import CANDIDATES_LIMIT, SimilarUnit
from verbena.store.memory_tables import source_mark
from verbena.store.source_marks import place_of
from verbena.store.tables import draft, revision, subject, translated, translation
from verbena.store.translation_rows import UnitKey, read_translation

# Texts at the same path of as many other subjects.
_SAME_PATH = 50
# Breaks a tie between texts that are as likely.
_SAME_PATH_WEIGHT = 1


def find_similar_units(
    connection: Connection, source_locale: str, locale: str, path: str, words: str
) -> tuple[SimilarUnit, ...]:
    """As `verbena.store.memory.Memory.find_similar_units`, in a transaction that reads one state."""
    marks = mark_text(words)
    places = _find_places(connection, locale, marks, place_of(path))
    sources = _read_sources(connection, source_locale, places)
    texts = _read_texts(connection, locale, sources)
    names = _read_names(connection, {key.subject_id for key in texts})
    rank = {place: order for order, place in enumerate(places)}
    found = sorted(texts, key=lambda key: (rank[key.subject_id, place_of(key.path)], key.path))
    return tuple(
        SimilarUnit(
            UnitName(names[key.subject_id], locale, key.path),
            sources[key.subject_id, key.path],
            read_translation(texts[key]),
        )
        for key in found
    )


def _find_places(connection: Connection, locale: str, marks: tuple[int, ...], place: int) -> list[tuple[int, int]]:
    """The subjects and places of what is likeliest, of subjects that have a draft and translations in the locale."""
    row = source_mark.c
    same = select(row.place, row.subject_id).where(row.mark == marks[0], row.place == place)
    extra = [(same.order_by(row.subject_id).limit(_SAME_PATH), _SAME_PATH_WEIGHT)]
    found = find_marked(source_mark, marks, extra)
    rows = (
        select(found.c.subject_id, found.c.place)
        .join_from(found, translated, (translated.c.subject_id == found.c.subject_id) & (translated.c.locale == locale))
        .join(draft, draft.c.subject_id == found.c.subject_id)
        .group_by(found.c.subject_id, found.c.place)
        .order_by(order_by_weight(found), (found.c.place == place).desc(), found.c.subject_id, found.c.place)
        .limit(CANDIDATES_LIMIT)
    )
    return [(subject_id, at) for subject_id, at in connection.execute(rows)]


def _read_sources(
    connection: Connection, source_locale: str, places: list[tuple[int, int]]
) -> dict[tuple[int, str], SourceUnit]:
    """The units at these places, as the drafts have them, by subject and path."""
    wanted: dict[int, set[int]] = {}
    for subject_id, at in places:
        wanted.setdefault(subject_id, set()).add(at)
    rows = (
        select(draft.c.subject_id, revision.c.body)
        .join_from(draft, revision, revision.c.id == draft.c.revision_id)
        .where(draft.c.subject_id.in_(wanted), revision.c.locale == source_locale)
    )
    return {
        (number, path): unit
        for number, body in connection.execute(rows)
        for path, unit in _decode_places(body, wanted[number]).items()
    }


def _decode_places(body: bytes, places: set[int]) -> dict[str, SourceUnit]:
    return decode_some_units(body, lambda path: place_of(path) in places)


def _read_texts(
    connection: Connection, locale: str, sources: Mapping[tuple[int, str], SourceUnit]
) -> dict[UnitKey, Row[*tuple[Any, ...]]]:
    if not sources:
        return {}
    row = translation.c
    # Joined, and not asked for by `IN`: SQLite would look at every row for that.
    wanted = values(column("subject_id", Number), column("path", Word), name="wanted").data(list(sources)).cte("wanted")
    rows = (
        select(translation)
        .join_from(wanted, translation, (row.subject_id == wanted.c.subject_id) & (row.path == wanted.c.path))
        .where(row.locale == locale, row.state != TranslationState.INITIAL.value)
    )
    return {
        UnitKey(found.subject_id, locale, found.path): found
        for found in connection.execute(rows)
        if found.source_hash == sources[found.subject_id, found.path].hash
    }


def _read_names(connection: Connection, numbers: set[int]) -> dict[int, SubjectName]:
    rows = select(subject.c.id, subject.c.kind, subject.c.key).where(subject.c.id.in_(numbers))
    return {number: SubjectName(SubjectKind(kind), key) for number, kind, key in connection.execute(rows)}

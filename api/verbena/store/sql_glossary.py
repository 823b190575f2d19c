"""Glossaries on a SQL database, in the table `glossary_term`."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from itertools import islice
from typing import Any

from msgspec import msgpack
from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, delete, func, insert, or_, select, update

from verbena.language.word_forms import find_words
from verbena.model.glossary import GlossaryTerm, TermStatus
from verbena.store.cursors import Place, read_cursor, write_cursor
from verbena.store.database import Database
from verbena.store.glossary import GlossaryPage, GlossaryReport
from verbena.store.memory_tables import glossary_term as table

_ORDER = "TERMS"
# Well under the number of values that a statement may have on any database.
_AT_A_TIME = 500
# As much of a term as sorts it; what is longer is no term to be sorted.
_SORTED_BY = 100


class SqlGlossary:
    """Implements `verbena.store.glossary.Glossary`."""

    database: Database

    def save_terms(self, terms: Iterable[GlossaryTerm]) -> GlossaryReport:
        """Keep these, in one transaction, in place of those that are told from all others by the same."""
        remaining = iter({(term.locale, term.source_locale, _digest(term)): term for term in terms}.items())
        report = GlossaryReport()
        with self.database.writing() as connection:
            while batch := dict(islice(remaining, _AT_A_TIME)):
                report = _add(report, _save_batch(connection, batch))
        return report

    def remove_terms(self, locale: str, term: str | None = None, translation: str | None = None) -> int:
        """Take terms out: all of a locale, those of a term, or one of its translations; gives how many there were."""
        row = table.c
        wanted = [row.locale == locale]
        wanted += [row.term == _storable(term)] if term is not None else []
        wanted += [row.translation == _storable(translation)] if translation is not None else []
        with self.database.writing() as connection:
            return int(connection.execute(delete(table).where(*wanted)).rowcount)

    def list_terms(self, locale: str, first: int, after: str | None = None, search: str | None = None) -> GlossaryPage:
        """A page of the terms of a locale, sorted; those alone in which `search` occurs."""
        row = table.c
        place = None if after is None else read_cursor(after, _ORDER, int)
        wanted: ColumnElement[bool] = row.locale == locale
        if search:
            wanted = and_(wanted, row.folded.contains(_storable(search).casefold(), autoescape=True))
        on = wanted
        if place is not None:
            on = and_(wanted, or_(row.sort > place.key, and_(row.sort == place.key, row.id > place.sort)))
        with self.database.reading() as connection:
            total = connection.scalar(select(func.count()).select_from(table).where(wanted)) or 0
            following = connection.scalar(select(func.count()).select_from(table).where(on)) or 0
            found = connection.execute(select(table).where(on).order_by(row.sort, row.id).limit(first)).all()
        terms = tuple((write_cursor(Place(_ORDER, one.id, one.sort)), _read_row(one)) for one in found)
        return GlossaryPage(terms, following > len(found), following < total, total)

    def read_terms(self, locale: str | None = None) -> tuple[GlossaryTerm, ...]:
        """All terms of a locale, or of all, sorted by locale and term."""
        rows = select(table).order_by(table.c.locale, table.c.sort, table.c.id)
        if locale is not None:
            rows = rows.where(table.c.locale == locale)
        with self.database.asking() as connection:
            return tuple(_read_row(one) for one in connection.execute(rows))

    def find_terms(self, source_locale: str, locale: str, heads: Collection[str]) -> tuple[GlossaryTerm, ...]:
        """The terms whose first word is a form of one of these."""
        wanted = sorted({_storable(head) for head in heads})
        found: list[GlossaryTerm] = []
        with self.database.reading() as connection:
            for start in range(0, len(wanted), _AT_A_TIME):
                rows = (
                    select(table)
                    .where(table.c.locale == locale, table.c.head.in_(wanted[start : start + _AT_A_TIME]))
                    .where(table.c.source_locale == source_locale)
                    .order_by(table.c.sort, table.c.id)
                )
                found += [_read_row(one) for one in connection.execute(rows)]
        return tuple(found)


_Key = tuple[str, str, str]


def _save_batch(connection: Connection, batch: dict[_Key, GlossaryTerm]) -> GlossaryReport:
    rows = select(table).where(table.c.digest.in_([digest for _, _, digest in batch]))
    held = {(one.locale, one.source_locale, one.digest): one for one in connection.execute(rows)}
    new = [_write_row(term, key[2]) for key, term in batch.items() if key not in held]
    changed = [
        {"of": held[key].id} | {name: value for name, value in _write_row(term, key[2]).items() if name in _TOLD}
        for key, term in batch.items()
        if key in held and _read_row(held[key]) != term
    ]
    if new:
        connection.execute(insert(table), new)
    if changed:
        values: dict[Any, Any] = {table.c[name]: bindparam(name) for name in _TOLD}
        connection.execute(update(table).where(table.c.id == bindparam("of")).values(values), changed)
    return GlossaryReport(len(new), len(changed), len(batch) - len(new) - len(changed))


_TOLD = ("status", "definition", "note", "part_of_speech")


def _add(one: GlossaryReport, other: GlossaryReport) -> GlossaryReport:
    return GlossaryReport(one.added + other.added, one.changed + other.changed, one.unchanged + other.unchanged)


def _digest(term: GlossaryTerm) -> str:
    return hashlib.sha256(msgpack.encode((term.term, term.translation))).hexdigest()[:32]


def _storable(text: str) -> str:
    """What may be asked for of any database: no text of ours has what not every one takes."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _write_row(term: GlossaryTerm, digest: str) -> dict[str, Any]:
    words = find_words(term.term, term.source_locale)
    return {
        "source_locale": term.source_locale,
        "locale": term.locale,
        "digest": digest,
        "sort": term.term.casefold()[:_SORTED_BY],
        "head": words[0].stem[:_SORTED_BY] if words else "",
        "folded": f"{term.term}\n{term.translation}".casefold(),
        "term": term.term,
        "translation": term.translation,
        "status": term.status.value,
        "definition": term.definition,
        "note": term.note,
        "part_of_speech": term.part_of_speech,
    }


def _read_row(row: Row[*tuple[Any, ...]]) -> GlossaryTerm:
    return GlossaryTerm(
        source_locale=row.source_locale,
        term=row.term,
        locale=row.locale,
        translation=row.translation,
        status=TermStatus(row.status),
        definition=row.definition,
        note=row.note,
        part_of_speech=row.part_of_speech,
    )

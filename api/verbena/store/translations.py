"""All translations of subjects at once, in the tables `translation` and `translated`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from verbena.model.change import UNSIGNED
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.translation import Translation
from verbena.model.unit_event import UnitEventKind
from verbena.store import tables
from verbena.store.database import Database
from verbena.store.subjects import find_subjects, number_subjects
from verbena.store.translation_rows import (
    UnitKey,
    delete_translations,
    digest_units,
    has_same_words,
    insert_translations,
    read_translation,
    says_same,
)
from verbena.store.unit_history import NewEvent, append_events
from verbena.store.unit_notes import drop_findings, drop_locale_notes, drop_refusals


class SqlTranslations:
    """Implements that part of `verbena.store.loading.Drafts`."""

    database: Database

    def save_translations(
        self, locale: str, translations: Mapping[SubjectName, Mapping[str, Translation]]
    ) -> tuple[SubjectName, ...]:
        """Make these, by unit path, all that there is of each subject in the locale; gives those that changed."""
        with self.database.writing() as connection:
            numbers = number_subjects(connection, translations)
            events: list[NewEvent] = []
            changed = tuple(
                name
                for name, units in translations.items()
                if _replace_translations(connection, (numbers[name], locale), units, events)
            )
            append_events(connection, events, datetime.now(UTC))
            return changed

    def read_translations(self, name: SubjectName, locale: str | None = None) -> dict[str, dict[str, Translation]]:
        """All translations of a subject, or those in a locale, by locale and unit path, INITIAL ones among them."""
        with self.database.reading() as connection:
            subject_id = find_subjects(connection, [name]).get(name)
            return {} if subject_id is None else _read_translations(connection, subject_id, locale)

    def digest_translations(self, names: Iterable[SubjectName]) -> dict[tuple[SubjectName, str], str]:
        """A digest of what the translations of each of these say in each locale that has any."""
        row = tables.translated.c
        with self.database.reading() as connection:
            numbers = {number: name for name, number in find_subjects(connection, names).items()}
            rows = select(row.subject_id, row.locale, row.digest).where(row.subject_id.in_(numbers))
            return {(numbers[number], locale): digest for number, locale, digest in connection.execute(rows)}

    def drop_translations(self, locale: str) -> tuple[SubjectName, ...]:
        """Forget every translation in a locale; gives the subjects that had some, sorted."""
        subject, held = tables.subject.c, tables.translated.c
        having = select(subject.id, subject.kind, subject.key).join_from(tables.translated, tables.subject)
        with self.database.writing() as connection:
            found = connection.execute(having.where(held.locale == locale)).all()
            for start in range(0, len(found), _AT_A_TIME):
                _drop_rows(connection, [row.id for row in found[start : start + _AT_A_TIME]], locale)
            connection.execute(delete(tables.translated).where(held.locale == locale))
            drop_locale_notes(connection, locale)
        return tuple(sorted(SubjectName(SubjectKind(kind), key) for _, kind, key in found))

    def translated(self) -> tuple[tuple[str, SubjectName], ...]:
        """Each locale with each subject that has a draft and a translation in it, sorted."""
        subject, row = tables.subject.c, tables.translated.c
        pairs = select(row.locale, subject.kind, subject.key).join_from(tables.translated, tables.subject)
        pairs = pairs.join(tables.draft, tables.draft.c.subject_id == subject.id)
        with self.database.asking() as connection:
            return tuple(
                sorted((locale, SubjectName(SubjectKind(kind), key)) for locale, kind, key in connection.execute(pairs))
            )


def _read_translations(
    connection: Connection, subject_id: int, locale: str | None = None
) -> dict[str, dict[str, Translation]]:
    row = tables.translation.c
    rows = select(tables.translation).where(row.subject_id == subject_id)
    if locale is not None:
        rows = rows.where(row.locale == locale)
    found: dict[str, dict[str, Translation]] = {}
    for each in connection.execute(rows):
        found.setdefault(each.locale, {})[each.path] = read_translation(each)
    return found


def _drop_rows(connection: Connection, numbers: list[int], locale: str) -> None:
    row = tables.translation.c
    those = (row.subject_id.in_(numbers), row.locale == locale)
    gone = connection.execute(select(tables.translation).where(*those)).all()
    events = [
        _tell(UnitKey(each.subject_id, locale, each.path), UnitEventKind.REMOVED, read_translation(each), None)
        for each in gone
    ]
    connection.execute(delete(tables.translation).where(*those))
    append_events(connection, events, datetime.now(UTC))


def _replace_translations(
    connection: Connection, place: tuple[int, str], translations: Mapping[str, Translation], events: list[NewEvent]
) -> bool:
    table, (subject_id, locale) = tables.translated, place
    this = (table.c.subject_id == subject_id) & (table.c.locale == locale)
    before, after = connection.scalar(select(table.c.digest).where(this)), digest_units(translations)
    if (before or "") == after and before != "":
        return False
    if before is not None:
        connection.execute(delete(table).where(this))
    if after:
        connection.execute(insert(table), {"subject_id": subject_id, "locale": locale, "digest": after})
    return _replace_rows(connection, place, translations, events)


def _replace_rows(
    connection: Connection, place: tuple[int, str], translations: Mapping[str, Translation], events: list[NewEvent]
) -> bool:
    _, locale = place
    held = _read_translations(connection, *place).get(locale, {})
    gone = [UnitKey(*place, path) for path in held if path not in translations]
    # A catalog that is read again gives new times and the same words: those keep the time at which they came.
    new = {UnitKey(*place, path): unit for path, unit in translations.items() if not says_same(unit, held.get(path))}
    replaced = [key for key in new if key.path in held]
    reworded = [key for key, unit in new.items() if not has_same_words(unit, held.get(key.path))]
    delete_translations(connection, [*gone, *replaced])
    insert_translations(connection, new)
    drop_findings(connection, [*gone, *(key for key in reworded if key.path in held)])
    drop_refusals(connection, [*gone, *reworded])
    events += [_tell(key, UnitEventKind.REMOVED, held[key.path], None) for key in gone]
    events += [_tell(key, UnitEventKind.IMPORTED, held[key.path], new[key]) for key in replaced]
    return bool(gone or new)


def _tell(key: UnitKey, kind: UnitEventKind, before: Translation, after: Translation | None) -> NewEvent:
    return NewEvent(key, kind, before, after, UNSIGNED)


# Subjects at once, whose translations are in memory together.
_AT_A_TIME = 200

"""What is published of one subject in each locale, kept up to date in the tables that say it again for readers."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from verbena.language.chains import serves
from verbena.model.article import Article
from verbena.model.edition import SubjectName
from verbena.store import tables
from verbena.store.bodies import SourceBody, decode_source, decode_translated
from verbena.store.completion import NOTHING, measure_completion
from verbena.store.held import read_held, read_numbers
from verbena.store.section_changes import ShownArticle


class SubjectState:
    """One subject within a transaction that no other writer runs beside."""

    def __init__(self, connection: Connection, name: SubjectName, number: int) -> None:
        self.connection = connection
        self.name = name
        self.id = number
        self.held = read_held(connection, number)
        self.numbers = read_numbers(connection, number)
        self._sources: dict[str, SourceBody | None] = {}

    def find_source(self) -> str | None:
        """The locale of the source as it is published now, null where it is not."""
        return next((locale for locale, held in self.held.items() if held.is_source), None)

    def read_source(self, revision: str) -> SourceBody | None:
        """What the source edition of a revision says, null where there is none or its text was let go."""
        if revision not in self._sources:
            row = tables.edition.c
            body = self.connection.scalar(
                select(row.body)
                .where(row.subject_id == self.id, row.is_source, row.revision == revision, row.body.is_not(None))
                .order_by(row.id.desc())
                .limit(1)
            )
            self._sources[revision] = None if body is None else decode_source(body)
        return self._sources[revision]

    def show(self, locale: str, source_of: str | None = None) -> ShownArticle | None:
        """What readers of a locale are given of an article now, null where that is nothing; of other subjects, null.

        The source is that of the revision `source_of`, or the one that the locale's edition was made on.
        """
        held = self.held.get(locale)
        if held is None or held.body is None:
            return None
        if held.is_source:
            body = decode_source(held.body)
            return ShownArticle(body, {}) if isinstance(body.structure, Article) else None
        source = self.read_source(source_of or held.revision)
        if source is None or not isinstance(source.structure, Article):
            return None
        return ShownArticle(source, decode_translated(held.body).units)

    def write_current(self, locale: str, edition_id: int | None, sequence: int) -> None:
        """Note the newest change of a locale, with the edition that it shows, if any."""
        current = tables.current_edition
        held = self.held.get(locale)
        completion = held.completion if held else NOTHING
        self.connection.execute(delete(current).where(current.c.subject_id == self.id, current.c.locale == locale))
        values = {
            "subject_id": self.id,
            "locale": locale,
            "edition_id": edition_id,
            "is_source": held is not None and held.is_source,
            "sequence": sequence,
            "completeness": completion.completeness,
            "is_complete": completion.is_complete,
        }
        self.connection.execute(insert(current), values)

    def measure(self, changed: str, sequence: int, *, is_new: bool) -> None:
        """Bring up to date how complete each locale is that a new edition in `changed` can make a difference to.

        Of a locale that is new it is written in any case: from then on the locale is there to be told of.
        """
        source = self.find_source()
        if source is None:
            return
        translated = {locale: held.hashes for locale, held in self.held.items() if not held.is_source}
        rows = []
        for locale, held in self.held.items():
            if changed != source and not serves(changed, locale):
                continue
            completion = measure_completion(locale, source, self.held[source].hashes, translated)
            if completion != held.completion or (is_new and locale == changed):
                self.held[locale] = msgspec.structs.replace(held, completion=completion)
                rows.append({"in": locale, "share": completion.completeness, "whole": completion.is_complete})
        self._write_completions(rows, sequence)

    def end_completion(self, locale: str, sequence: int) -> None:
        """Note that a locale, being withdrawn, is not complete from a change on."""
        self._write_completions([{"in": locale, "share": 0.0, "whole": False}], sequence)

    def _write_completions(self, rows: list[dict[str, object]], sequence: int) -> None:
        if not rows:
            return
        current = tables.current_edition
        self.connection.execute(
            insert(tables.completion).values(
                subject_id=self.id,
                locale=bindparam("in"),
                sequence=sequence,
                completeness=bindparam("share"),
                is_complete=bindparam("whole"),
            ),
            rows,
        )
        self.connection.execute(
            update(current)
            .where(current.c.subject_id == self.id, current.c.locale == bindparam("in"))
            .values(completeness=bindparam("share"), is_complete=bindparam("whole")),
            rows,
        )

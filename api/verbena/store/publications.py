"""What is published, for those who publish it: each call is one transaction, which no other writer runs beside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from verbena.model.edition import SubjectKind, SubjectName
from verbena.store import tables
from verbena.store.columns import count_microseconds
from verbena.store.contract import NewEdition
from verbena.store.database import Database
from verbena.store.feed import Feed
from verbena.store.slugs import assign_slugs
from verbena.store.subject_editions import SubjectEditions


class SqlPublications:
    """Implements `verbena.store.contract.Publications`."""

    database: Database

    def publish(self, editions: Sequence[NewEdition], at: datetime) -> tuple[NewEdition, ...]:
        """Publish all of these or none; gives those that made an edition (content that has not changed makes none)."""
        count_microseconds(at)  # refuses a moment without offset, before anything is written
        by_subject: dict[SubjectName, list[NewEdition]] = {}
        for new in sorted(editions, key=lambda new: new.translations is not None):
            by_subject.setdefault(new.name, []).append(new)
        with self.database.writing() as connection:
            feed = Feed(connection, at)
            made = tuple(
                new
                for name, wanted in by_subject.items()
                for new in SubjectEditions(connection, feed, name).publish(wanted)
            )
            assign_slugs(connection, [new for new in made if new.translations is None])
            return made

    def published_slugs(self) -> dict[str, SubjectName]:
        """Every slug that an article is found by, with that article."""
        subject = tables.subject.c
        rows = select(subject.slug, subject.kind, subject.key).where(subject.slug.is_not(None))
        with self.database.asking() as connection:
            return {slug: SubjectName(SubjectKind(kind), key) for slug, kind, key in connection.execute(rows)}

    def published_hashes(self, name: SubjectName) -> dict[str, str]:
        """The revision's hash of the current edition of a subject in each locale it is published in."""
        current, edition = tables.current_edition.c, tables.edition.c
        rows = (
            select(current.locale, edition.revision)
            .select_from(tables.subject)
            .join(tables.current_edition)
            .join(tables.edition, edition.id == current.edition_id)
            .where(tables.subject.c.kind == name.kind.value, tables.subject.c.key == name.key)
        )
        with self.database.asking() as connection:
            return dict(connection.execute(rows).all())

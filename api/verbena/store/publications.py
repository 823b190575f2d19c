"""What is published, for those who publish it: each call is one transaction, which no other writer runs beside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace
from sqlalchemy import Connection, select

from verbena.model.change import UNSIGNED, Signature
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.errors import ContentInvalid
from verbena.store import tables
from verbena.store.bodies import decode_source, decode_translated
from verbena.store.columns import count_microseconds
from verbena.store.database import Database
from verbena.store.feed import Feed, Redirection
from verbena.store.holds import find_held, leave_out, note_holds, read_holds
from verbena.store.settling import find_stale, read_settled, settle
from verbena.store.slugs import assign_slugs, redirect_slugs
from verbena.store.subject_editions import SubjectEditions
from verbena.store.subjects import find_subjects
from verbena.store.values import EditionText, Holds, NewEdition, PreparedFrom, PublishOutcome, Settled


class SqlPublications:
    """Implements `verbena.store.contract.Publications`."""

    database: Database

    def publish(
        self,
        editions: Sequence[NewEdition],
        at: datetime,
        signature: Signature = UNSIGNED,
        holds: Holds = Holds.RESPECT,
        prepared: PreparedFrom | None = None,
    ) -> PublishOutcome:
        """Publish all of these or none; content that has not changed makes no edition."""
        count_microseconds(at)  # refuses a moment without offset, before anything is written
        with self.database.writing() as connection:
            names = (new.name for new in editions)
            stale = find_stale(connection, prepared, names) if prepared else frozenset()
            wanted = [new for new in editions if new.name not in stale]
            outcome = publish_editions(connection, Feed(connection, at, signature), wanted, holds)
            if prepared and prepared.settled_by is not None:
                done = {name: digest for name, digest in prepared.drafts.items() if name not in stale}
                settle(connection, done, prepared.settled_by)
            return replace(outcome, stale=stale)

    def withdraw(
        self, name: SubjectName, locales: Sequence[str] | None, at: datetime, signature: Signature = UNSIGNED
    ) -> tuple[str, ...]:
        """Withdraw these locales of a subject or all, and hold them; gives those that were published, sorted."""
        count_microseconds(at)
        with self.database.writing() as connection:
            return withdraw_locales(connection, Feed(connection, at, signature), name, locales)

    def redirect(
        self, name: SubjectName, target: SubjectName, at: datetime, signature: Signature = UNSIGNED
    ) -> tuple[str, ...]:
        """Withdraw an article and let its slugs lead to another; gives the locales that were published, sorted."""
        count_microseconds(at)
        with self.database.writing() as connection:
            numbers = find_subjects(connection, [name, target])
            if name == target or name not in numbers or not _is_shown(connection, numbers.get(target)):
                raise ContentInvalid(f"{name.key} can't lead to {target.key}: name another article, which is published")
            slug = redirect_slugs(connection, numbers[name], numbers[target])
            feed = Feed(connection, at, signature)
            gone = SubjectEditions(connection, feed, name).withdraw(None, Redirection(slug, numbers[target]))
            note_holds(connection, numbers[name], gone)
            return gone

    def settled(self) -> dict[SubjectName, Settled]:
        """The subjects that were settled by publishing, have no hold, and in which nothing has changed since."""
        with self.database.asking() as connection:
            return read_settled(connection)

    def held(self) -> dict[SubjectName, frozenset[str]]:
        """The locales that somebody withdrew, redirected or rolled back, by subject."""
        with self.database.asking() as connection:
            return read_holds(connection)

    def published_slugs(self) -> dict[str, SubjectName]:
        """Every slug that an article is found by, with that article."""
        subject, current = tables.subject.c, tables.current_edition.c
        is_shown = select(current.subject_id).where(current.subject_id == subject.id, current.edition_id.is_not(None))
        rows = select(subject.slug, subject.kind, subject.key).where(subject.slug.is_not(None), is_shown.exists())
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

    def read_edition(self, name: SubjectName, locale: str, number: int) -> EditionText | None:
        """What the edition of that number says; null where there is none, or its text was let go."""
        row, subject = tables.edition.c, tables.subject.c
        found = (
            select(row.revision, row.is_source, row.body)
            .join_from(tables.edition, tables.subject)
            .where(subject.kind == name.kind.value, subject.key == name.key)
            .where(row.locale == locale, row.number == number, row.body.is_not(None))
        )
        with self.database.asking() as connection:
            stored = connection.execute(found).one_or_none()
        if stored is None:
            return None
        if stored.is_source:
            return EditionText(stored.revision, decode_source(stored.body).units, None)
        return EditionText(stored.revision, None, decode_translated(stored.body).units)


def publish_editions(
    connection: Connection, feed: Feed, editions: Sequence[NewEdition], holds: Holds
) -> PublishOutcome:
    """As `Publications.publish`, within a transaction."""
    held = find_held(connection, editions) if holds is Holds.RESPECT else ()
    by_subject: dict[SubjectName, list[NewEdition]] = {}
    for new in sorted(leave_out(editions, held), key=lambda new: new.translations is not None):
        by_subject.setdefault(new.name, []).append(new)
    made = tuple(
        new
        for name, each in by_subject.items()
        for new in SubjectEditions(connection, feed, name).publish(each, taking_back=holds is Holds.SET)
    )
    for name, slug in assign_slugs(connection, [new for new in made if new.translations is None]):
        number = find_subjects(connection, [name])[name]
        SubjectEditions(connection, feed, name).tell_slug(Redirection(slug, number))
    if holds is not Holds.RESPECT:
        numbers = find_subjects(connection, by_subject)
        for name, each in by_subject.items():
            note_holds(connection, numbers[name], [new.locale for new in each], are_held=holds is Holds.SET)
    return PublishOutcome(made, held)


def withdraw_locales(
    connection: Connection, feed: Feed, name: SubjectName, locales: Sequence[str] | None
) -> tuple[str, ...]:
    """As `Publications.withdraw`, within a transaction."""
    gone = SubjectEditions(connection, feed, name).withdraw(locales)
    note_holds(connection, find_subjects(connection, [name])[name], gone)
    return gone


def _is_shown(connection: Connection, number: int | None) -> bool:
    current = tables.current_edition.c
    shown = select(current.subject_id).where(current.subject_id == number, current.is_source)
    return number is not None and connection.execute(shown.limit(1)).first() is not None

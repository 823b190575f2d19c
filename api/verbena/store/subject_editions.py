"""The editions of one subject, and what follows from a new one: in the feed, for readers, and for its other locales."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from verbena.language.chains import serves
from verbena.model.article import Article
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.errors import ContentInvalid
from verbena.model.translation import Translation
from verbena.store import tables
from verbena.store.bodies import TranslatedBody, decode_source, encode_body, hash_edition
from verbena.store.completion import NOTHING, measure_completion
from verbena.store.contract import NewEdition
from verbena.store.feed import ChangeKind, Feed
from verbena.store.held import Held, read_held, read_numbers
from verbena.store.listing import list_edition, list_facets, unlist_locale
from verbena.store.subjects import find_subjects, number_subjects


class SubjectEditions:
    """Publishes one subject within a transaction, knowing what is published of it in each locale."""

    def __init__(self, connection: Connection, feed: Feed, name: SubjectName) -> None:
        self._connection = connection
        self._feed = feed
        self._name = name
        number = find_subjects(connection, [name]).get(name)
        if number is None:
            raise ContentInvalid(f"nothing is loaded of the {name.kind} {name.key}: load it before you publish it")
        self._id = number
        self._held = read_held(connection, number)
        self._numbers = read_numbers(connection, number)

    def publish(self, wanted: Sequence[NewEdition]) -> Iterator[NewEdition]:
        """Publish these in their order; gives those that made an edition."""
        for new in wanted:
            held = self._held.get(new.locale)
            if held is None and new.translations == {}:
                continue
            content = hash_edition(new.revision, new.translations)
            if held is not None and held.content == content:
                continue
            if new.translations is None:
                self._publish_source(new, content)
            else:
                self._publish_translation(new, content, dict(new.translations))
            yield new

    def _publish_source(self, new: NewEdition, content: str) -> None:
        row = tables.revision.c
        stored = self._connection.execute(
            select(row.locale, row.body).where(row.subject_id == self._id, row.hash == new.revision)
        ).one_or_none()
        if stored is None:
            raise ContentInvalid(f"{self._describe()} has no revision {new.revision}: load it before you publish it")
        if stored.locale != new.locale:
            raise ContentInvalid(
                f"{self._describe()} is written in {stored.locale}: its source can't be in {new.locale}"
            )
        body = decode_source(stored.body)
        moved = [locale for locale, held in self._held.items() if held.is_source and locale != new.locale]
        for locale in moved:
            del self._held[locale]
        hashes = {path: unit.hash for path, unit in body.units.items()}
        edition_id, sequence = self._write_edition(new, content, stored.body, hashes)
        self._write_references(edition_id, body.references)
        if isinstance(body.structure, Article):
            list_facets(self._connection, self._id, body.structure)
        for locale in moved:
            self._withdraw(locale, sequence)

    def _publish_translation(self, new: NewEdition, content: str, translations: dict[str, Translation]) -> None:
        source = self._find_source()
        if source is None:
            raise ContentInvalid(f"{self._describe()} is not published in its source locale: publish that first")
        if source == new.locale:
            raise ContentInvalid(f"{self._describe()} is written in {source}: there can be no translation into it")
        if not translations:
            del self._held[new.locale]
            sequence = self._withdraw(new.locale)
            self._measure(new.locale, sequence, is_new=False)
            return
        hashes = {path: unit.source_hash for path, unit in translations.items()}
        self._write_edition(new, content, encode_body(TranslatedBody(translations)), hashes)

    def _write_edition(self, new: NewEdition, content: str, body: bytes, hashes: dict[str, str]) -> tuple[int, int]:
        """The new edition's row and the number of its change."""
        is_source = new.translations is None
        number = self._numbers.get(new.locale, 0) + 1
        values = {
            "subject_id": self._id,
            "locale": new.locale,
            "number": number,
            "hash": content,
            "is_source": is_source,
            "revision": new.revision,
            "published_at": self._feed.at,
            "body": body,
        }
        new_id = insert(tables.edition).values(values).returning(tables.edition.c.id)
        edition_id: int = self._connection.execute(new_id).scalar_one()
        self._numbers[new.locale] = number
        sequence = self._feed.append(self._id, new.locale, ChangeKind.PUBLISHED, edition_id)
        before = self._held.get(new.locale)
        self._held[new.locale] = Held(content, is_source, hashes, before.completion if before else NOTHING)
        self._write_current(new.locale, edition_id, sequence)
        self._measure(new.locale, sequence, is_new=before is None)
        first = self._date_first_publication()
        if new.name.kind is SubjectKind.ARTICLE:
            list_edition(self._connection, self._id, new, self._feed.at, first)
        return edition_id, sequence

    def _write_current(self, locale: str, edition_id: int | None, sequence: int) -> None:
        current = tables.current_edition
        held = self._held.get(locale)
        completion = held.completion if held else NOTHING
        self._connection.execute(delete(current).where(current.c.subject_id == self._id, current.c.locale == locale))
        values = {
            "subject_id": self._id,
            "locale": locale,
            "edition_id": edition_id,
            "is_source": held is not None and held.is_source,
            "sequence": sequence,
            "completeness": completion.completeness,
            "is_complete": completion.is_complete,
        }
        self._connection.execute(insert(current), values)

    def _measure(self, changed: str, sequence: int, *, is_new: bool) -> None:
        """Bring up to date how complete each locale is that a new edition in `changed` can make a difference to.

        Of a locale that is new it is written in any case: from then on the locale is there to be told of.
        """
        source = self._find_source()
        if source is None:
            return
        translated = {locale: held.hashes for locale, held in self._held.items() if not held.is_source}
        rows = []
        for locale, held in self._held.items():
            if changed != source and not serves(changed, locale):
                continue
            completion = measure_completion(locale, source, self._held[source].hashes, translated)
            if completion != held.completion or (is_new and locale == changed):
                self._held[locale] = msgspec.structs.replace(held, completion=completion)
                rows.append({"in": locale, "share": completion.completeness, "whole": completion.is_complete})
        self._write_completions(rows, sequence)

    def _write_completions(self, rows: list[dict[str, object]], sequence: int) -> None:
        if not rows:
            return
        current = tables.current_edition
        self._connection.execute(
            insert(tables.completion).values(
                subject_id=self._id,
                locale=bindparam("in"),
                sequence=sequence,
                completeness=bindparam("share"),
                is_complete=bindparam("whole"),
            ),
            rows,
        )
        self._connection.execute(
            update(current)
            .where(current.c.subject_id == self._id, current.c.locale == bindparam("in"))
            .values(completeness=bindparam("share"), is_complete=bindparam("whole")),
            rows,
        )

    def _write_references(self, edition_id: int, names: tuple[SubjectName, ...]) -> None:
        if names:
            targets = number_subjects(self._connection, names).values()
            rows = [{"edition_id": edition_id, "target_id": target} for target in targets]
            self._connection.execute(insert(tables.reference), rows)

    def _withdraw(self, locale: str, ended_at: int | None = None) -> int:
        """Withdraw a locale: not complete from the change `ended_at` on, or from this one, whose number it gives."""
        sequence = self._feed.append(self._id, locale, ChangeKind.WITHDRAWN, None)
        self._write_current(locale, None, sequence)
        self._write_completions([{"in": locale, "share": 0.0, "whole": False}], ended_at or sequence)
        unlist_locale(self._connection, self._id, locale)
        return sequence

    def _date_first_publication(self) -> datetime:
        subject = tables.subject
        known = select(subject.c.published_at).where(subject.c.id == self._id)
        first: datetime | None = self._connection.execute(known).scalar_one()
        if first is None:
            first = self._feed.at
            self._connection.execute(update(subject).where(subject.c.id == self._id).values(published_at=first))
        return first

    def _find_source(self) -> str | None:
        return next((locale for locale, held in self._held.items() if held.is_source), None)

    def _describe(self) -> str:
        return f"the {self._name.kind} {self._name.key}"

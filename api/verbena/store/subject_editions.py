"""The editions of one subject, and what follows from a new one: in the feed, for readers, and for its other locales."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, insert, select, update

from verbena.model.article import Article
from verbena.model.change import ChangeKind, SectionChanges
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.errors import ContentInvalid
from verbena.model.translation import Translation
from verbena.store import tables
from verbena.store.assets import release_assets
from verbena.store.bodies import SourceBody, TranslatedBody, decode_source, encode_body, hash_edition
from verbena.store.completion import NOTHING
from verbena.store.feed import Circumstances, Feed, Redirection
from verbena.store.held import Held
from verbena.store.listing import list_edition, list_facets, unlist_locale
from verbena.store.safety import accept_texts
from verbena.store.section_changes import ShownArticle, compare_sections, join_changes
from verbena.store.subject_state import SubjectState
from verbena.store.subjects import find_subjects, number_subjects
from verbena.store.values import NewEdition


class SubjectEditions:
    """Publishes one subject within a transaction, and withdraws it again."""

    def __init__(self, connection: Connection, feed: Feed, name: SubjectName) -> None:
        self._connection = connection
        self._feed = feed
        self._name = name
        number = find_subjects(connection, [name]).get(name)
        if number is None:
            raise ContentInvalid(f"nothing is loaded of the {name.kind} {name.key}: load it before you publish it")
        self._id = number
        self._state = SubjectState(connection, name, number)

    def publish(self, wanted: Sequence[NewEdition], *, taking_back: bool = False) -> Iterator[NewEdition]:
        """Publish these in their order; gives those that made an edition.

        Where a source is published by `taking_back` the one that is there, its texts of now are not to be served.
        """
        for new in wanted:
            held = self._state.held.get(new.locale)
            if held is None and new.translations == {}:
                continue
            content = hash_edition(new.revision, new.translations)
            if held is not None and held.content == content:
                continue
            if new.translations is None:
                self._publish_source(new, content, taking_back=taking_back)
            else:
                self._publish_translation(new, content, dict(new.translations))
            yield new

    def withdraw(self, locales: Sequence[str] | None, redirection: Redirection | None = None) -> tuple[str, ...]:
        """Withdraw these locales or all; gives those that were published, sorted. With the source, all go."""
        source = self._state.find_source()
        held = self._state.held
        wanted = sorted(held) if locales is None or source in locales else sorted(set(locales) & held.keys())
        kind = ChangeKind.REDIRECTED if redirection else ChangeKind.WITHDRAWN
        for locale in wanted:
            told = Circumstances(compare_sections(self._state.show(locale), None), redirection)
            del held[locale]
            sequence = self._withdraw(locale, kind, told)
            self._state.measure(locale, sequence, is_new=False)
        return tuple(wanted)

    def tell_slug(self, redirection: Redirection) -> None:
        """Tell readers of every published locale that the article is no longer found by the slug that it had."""
        current = tables.current_edition.c
        rows = select(current.locale, current.edition_id).where(
            current.subject_id == self._id, current.edition_id.is_not(None)
        )
        for locale, edition_id in self._connection.execute(rows.order_by(current.locale)).all():
            told = Circumstances(SectionChanges(elsewhere=True), redirection)
            sequence = self._feed.append(self._id, locale, ChangeKind.REDIRECTED, edition_id, told)
            self._state.write_current(locale, edition_id, sequence)

    def _publish_source(self, new: NewEdition, content: str, *, taking_back: bool) -> None:
        row = tables.revision.c
        stored = self._connection.execute(
            select(row.id, row.locale, row.body).where(row.subject_id == self._id, row.hash == new.revision)
        ).one_or_none()
        if stored is None:
            raise ContentInvalid(f"{self._describe()} has no revision {new.revision}: load it before you publish it")
        if stored.locale != new.locale:
            raise ContentInvalid(
                f"{self._describe()} is written in {stored.locale}: its source can't be in {new.locale}"
            )
        body = self._accept(decode_source(stored.body), new.revision, stored.id, taking_back=taking_back)
        held = self._state.held
        moved = [locale for locale, edition in held.items() if edition.is_source and locale != new.locale]
        for locale in moved:
            del held[locale]
        hashes = {path: unit.hash for path, unit in body.units.items()}
        edition_id, sequence = self._write_edition(new, content, encode_body(body), hashes, ShownArticle(body, {}))
        self._write_references(edition_id, body.references)
        if isinstance(body.structure, Article):
            list_facets(self._connection, self._id, body.structure)
            release_assets(self._connection, body.structure)
        for locale in moved:
            self._withdraw(locale, ChangeKind.WITHDRAWN, Circumstances(), ended_at=sequence)

    def _accept(self, body: SourceBody, revision: str, revision_id: int, *, taking_back: bool) -> SourceBody:
        """The revision with what its texts' translations may have been made from, seen from what is published now."""
        source = self._state.find_source()
        held = self._state.held[source] if source else None
        before = decode_source(held.body) if held and held.body else None
        skipped = self._read_skipped(held, revision_id)
        accepted = accept_texts(before, skipped, body, revision, is_taken_back=taking_back)
        return msgspec.structs.replace(body, accepted=accepted) if accepted else body

    def _read_skipped(self, held: Held | None, revision_id: int) -> list[SourceBody]:
        """The revisions loaded between the published one and this, which were never published."""
        if held is None:
            return []
        row = tables.revision.c
        since = select(row.id).where(row.subject_id == self._id, row.hash == held.revision).scalar_subquery()
        rows = select(row.body).where(row.subject_id == self._id, row.id > since, row.id < revision_id)
        return [decode_source(body) for body in self._connection.scalars(rows.order_by(row.id))]

    def _publish_translation(self, new: NewEdition, content: str, translations: dict[str, Translation]) -> None:
        source = self._state.find_source()
        if source is None:
            raise ContentInvalid(f"{self._describe()} is not published in its source locale: publish that first")
        if source == new.locale:
            raise ContentInvalid(f"{self._describe()} is written in {source}: there can be no translation into it")
        if not translations:
            self.withdraw([new.locale])
            return
        hashes = {path: unit.source_hash for path, unit in translations.items()}
        body = self._state.read_source(self._state.held[source].revision)
        shown = ShownArticle(body, translations) if body else None
        self._write_edition(new, content, encode_body(TranslatedBody(translations)), hashes, shown)

    def _write_edition(
        self, new: NewEdition, content: str, body: bytes, hashes: dict[str, str], shown: ShownArticle | None
    ) -> tuple[int, int]:
        """The new edition's row and the number of its change."""
        state = self._state
        is_source = new.translations is None
        number = state.numbers.get(new.locale, 0) + 1
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
        state.numbers[new.locale] = number
        sections = self._compare(new.locale, shown) if _is_article(new) else None
        told = Circumstances(sections)
        sequence = self._feed.append(self._id, new.locale, ChangeKind.PUBLISHED, edition_id, told)
        before = state.held.get(new.locale)
        completion = before.completion if before else NOTHING
        state.held[new.locale] = Held(content, is_source, new.revision, body, hashes, completion)
        state.write_current(new.locale, edition_id, sequence)
        state.measure(new.locale, sequence, is_new=before is None)
        first = self._date_first_publication()
        if _is_article(new):
            list_edition(self._connection, self._id, new, self._feed.at, first)
        return edition_id, sequence

    def _compare(self, locale: str, shown: ShownArticle | None) -> SectionChanges | None:
        """What is new for readers of a locale: since its last edition, and since the source that came after that."""
        state = self._state
        held, source = state.held.get(locale), state.find_source()
        if held is None or held.is_source or source is None:
            return compare_sections(state.show(locale), shown)
        since_source = compare_sections(state.show(locale, state.held[source].revision), shown)
        before = state.show(locale)
        return join_changes(compare_sections(before, shown), since_source) if before else since_source

    def _write_references(self, edition_id: int, names: tuple[SubjectName, ...]) -> None:
        if names:
            targets = number_subjects(self._connection, names).values()
            rows = [{"edition_id": edition_id, "target_id": target} for target in targets]
            self._connection.execute(insert(tables.reference), rows)

    def _withdraw(self, locale: str, kind: ChangeKind, told: Circumstances, ended_at: int | None = None) -> int:
        """Withdraw a locale: not complete from the change `ended_at` on, or from this one, whose number it gives."""
        sequence = self._feed.append(self._id, locale, kind, None, told)
        self._state.write_current(locale, None, sequence)
        self._state.end_completion(locale, ended_at or sequence)
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

    def _describe(self) -> str:
        return f"the {self._name.kind} {self._name.key}"


def _is_article(new: NewEdition) -> bool:
    return new.name.kind is SubjectKind.ARTICLE

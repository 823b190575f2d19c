"""Checking a store: a sound one has no finding, and each kind of damage is found and named."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, delete, insert, select, update

from tests.support.filled_store import fill_store
from tests.support.subjects import article_name, day, make_article, publish, translate
from verbena.model.errors import StoreUnavailable
from verbena.publishing.prepare import read_title
from verbena.store import tables, unit_tables
from verbena.store.bodies import (
    TranslatedBody,
    decode_source,
    decode_translated,
    encode_body,
    encode_inlines,
    hash_edition,
)
from verbena.store.checking import check_store
from verbena.store.checks.findings import StoreFinding
from verbena.store.checks.findings import StoreFindingCode as Code
from verbena.store.contract import Store
from verbena.store.numbering import read_numberings
from verbena.store.sql_store import SqlStore
from verbena.store.stepping import step_store

subject, revision, edition, change, current = (
    tables.subject,
    tables.revision,
    tables.edition,
    tables.change,
    tables.current_edition,
)


@pytest.fixture
def filled(store: Store) -> SqlStore:
    fill_store(store)
    assert isinstance(store, SqlStore)
    return store


def _check(store: Store) -> list[StoreFinding]:
    assert isinstance(store, SqlStore)
    return list(check_store(store.database, read_title))


@contextmanager
def _unguarded(store: SqlStore) -> Iterator[Connection]:
    """A connection whose writes the database doesn't compare with other rows, as damage isn't either."""
    with store.database.asking() as plain:
        if plain.dialect.name == "sqlite":
            plain.exec_driver_sql("PRAGMA foreign_keys = OFF")
            try:
                yield plain
            finally:
                plain.exec_driver_sql("PRAGMA foreign_keys = ON")
            return
    with store.database.writing() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        yield connection


def _find_shown(connection: Connection, *, is_source: bool, key: str = "bones") -> Any:
    rows = (
        select(edition, current.c.sequence)
        .join_from(current, edition, edition.c.id == current.c.edition_id)
        .join(subject, subject.c.id == edition.c.subject_id)
    )
    found = rows.where(subject.c.key == key, edition.c.is_source == is_source)
    return connection.execute(found.order_by(edition.c.locale)).first()


def _rewrite_translation(connection: Connection, text: str, *, with_hash: bool = False) -> None:
    """Change the words of a shown translation in its body, with or without its hash."""
    row = _find_shown(connection, is_source=False)
    units = decode_translated(row.body).units
    path, unit = next(iter(units.items()))
    changed = translate(make_article(texts={path: ""}), text, [path])[path]
    units = {**units, path: msgspec.structs.replace(unit, inlines=changed.inlines)}
    values: dict[str, Any] = {"body": encode_body(TranslatedBody(units))}
    if with_hash:
        values["hash"] = hash_edition(row.revision, units)
    connection.execute(update(edition).where(edition.c.id == row.id).values(values))


def _flip(body: bytes, place: int) -> bytes:
    return body[:place] + bytes([body[place] ^ 0xFF]) + body[place + 1 :]


def _flip_edition(connection: Connection) -> None:
    row = _find_shown(connection, is_source=True)
    connection.execute(update(edition).where(edition.c.id == row.id).values(body=_flip(row.body, len(row.body) // 2)))


def _swap_source_body(connection: Connection) -> None:
    bones, moved = (_find_shown(connection, is_source=True, key=key) for key in ("bones", "moved"))
    connection.execute(update(edition).where(edition.c.id == bones.id).values(body=moved.body))


def _flip_revision(connection: Connection) -> None:
    row = connection.execute(select(revision.c.id, revision.c.body)).first()
    assert row is not None
    connection.execute(update(revision).where(revision.c.id == row.id).values(body=_flip(row.body, 0)))


def _reword_revision(connection: Connection) -> None:
    row = connection.execute(select(revision.c.id, revision.c.body).order_by(revision.c.id.desc())).first()
    assert row is not None
    body = decode_source(row.body)
    other = make_article(texts=dict.fromkeys(body.units, "Quite another text"))
    changed = encode_body(type(body)(body.structure, other.units, body.references, body.safety))
    connection.execute(update(revision).where(revision.c.id == row.id).values(body=changed))


def _delete_change(connection: Connection) -> None:
    connection.execute(delete(change).where(change.c.sequence == 2))


def _delete_unit_event(connection: Connection) -> None:
    event = unit_tables.unit_event
    connection.execute(delete(event).where(event.c.sequence == 2))


def _show_older(connection: Connection) -> None:
    row = _find_shown(connection, is_source=True)
    older = select(edition.c.id).where(edition.c.subject_id == row.subject_id, edition.c.locale == row.locale)
    number = connection.scalar(older.where(edition.c.number == 1))
    connection.execute(update(current).where(current.c.edition_id == row.id).values(edition_id=number))


def _update_first(table: Any, **values: object) -> Callable[[Connection], None]:
    """Change the first row of a table by its key."""

    def damage(connection: Connection) -> None:
        keys = list(table.primary_key.columns)
        first = connection.execute(select(*keys).order_by(*keys)).first()
        assert first is not None
        this = [column == value for column, value in zip(keys, first, strict=True)]
        connection.execute(update(table).where(*this).values(values))

    return damage


def _delete_all(table: Any) -> Callable[[Connection], None]:
    return lambda connection: connection.execute(delete(table)) and None


def _thin_shown(connection: Connection) -> None:
    row = _find_shown(connection, is_source=True)
    connection.execute(update(edition).where(edition.c.id == row.id).values(body=None))


def _thin_pinned(connection: Connection) -> None:
    pinned = select(change.c.edition_id).join_from(tables.pin, change, change.c.sequence == tables.pin.c.sequence)
    connection.execute(update(edition).where(edition.c.id.in_(pinned)).values(body=None))


def _lose_subject(connection: Connection) -> None:
    connection.execute(delete(subject).where(subject.c.key == "bone"))


def _add_edition(connection: Connection) -> None:
    row = _find_shown(connection, is_source=False)
    values = {**row._mapping, "number": row.number + 1}
    del values["id"], values["sequence"]
    connection.execute(insert(edition), values)


def _renumber_edition(connection: Connection) -> None:
    row = _find_shown(connection, is_source=True)
    connection.execute(update(edition).where(edition.c.id == row.id).values(number=row.number + 5))


def _withdraw_source(connection: Connection) -> None:
    """As if a writer had stopped half way through withdrawing."""
    row = _find_shown(connection, is_source=True, key="moved")
    translated = _find_shown(connection, is_source=False)
    connection.execute(update(change).where(change.c.sequence == row.sequence).values(subject_id=translated.subject_id))


def _exchange_slug(connection: Connection) -> None:
    connection.execute(update(subject).where(subject.c.key == "moved").values(slug="elsewhere"))


def _take_old_slug(connection: Connection) -> None:
    connection.execute(update(subject).where(subject.c.key == "former").values(slug="bones"))


def _exchange_drafts(connection: Connection) -> None:
    draft = tables.draft.c
    other = select(revision.c.id).where(revision.c.subject_id != draft.subject_id).limit(1).scalar_subquery()
    connection.execute(update(tables.draft).values(revision_id=other))


def _spoil_translation(connection: Connection) -> None:
    _update_first(tables.translation, inlines=encode_inlines(make_article().units["title"].inlines))(connection)


DAMAGE: Mapping[str, tuple[Callable[[Connection], None], Code, str]] = {
    "a flipped byte in an edition": (_flip_edition, Code.EDITION_UNREADABLE, "edition"),
    "another source's text": (_swap_source_body, Code.EDITION_HASH, "edition"),
    "other words in a translation": (lambda at: _rewrite_translation(at, "Five grams"), Code.EDITION_HASH, "edition"),
    "a flipped byte in a revision": (_flip_revision, Code.REVISION_UNREADABLE, "revision"),
    "other words in a revision": (_reword_revision, Code.REVISION_HASH, "revision"),
    "another slug of a revision": (_update_first(revision, slug="elsewhere"), Code.REVISION_HASH, "revision"),
    "a missing change": (_delete_change, Code.FEED_GAP, "change"),
    "an edition that no change tells of": (_add_edition, Code.EDITION_UNTOLD, "edition"),
    "a wrong number of an edition": (_renumber_edition, Code.EDITION_NUMBER, "edition"),
    "a change of another locale": (_update_first(change, locale="fi"), Code.CHANGE_WRONG, "change"),
    "a change of another kind": (_update_first(change, kind="withdrawn"), Code.CHANGE_WRONG, "change"),
    "a change of another subject": (_withdraw_source, Code.CHANGE_WRONG, "change"),
    "an older edition shown": (_show_older, Code.CURRENT_WRONG, "current_edition"),
    "nothing shown": (_delete_all(current), Code.CURRENT_WRONG, "current_edition"),
    "a shown edition without text": (_thin_shown, Code.EDITION_TEXT_GONE, "edition"),
    "a pinned state without text": (_thin_pinned, Code.PIN_GONE, "pin"),
    "a wrong share": (_update_first(current, completeness=0.123), Code.COMPLETION_WRONG, "current_edition"),
    "a lost log of completion": (_delete_all(tables.completion), Code.COMPLETION_WRONG, "completion"),
    "a lost list": (_delete_all(tables.listing), Code.LISTING_WRONG, "listing"),
    "a wrong title in a list": (_update_first(tables.listing, title_sort=b"z"), Code.LISTING_WRONG, "listing"),
    "an article listed where it is not": (_update_first(tables.listing, locale="fi"), Code.LISTING_WRONG, "listing"),
    "lost topics": (_delete_all(tables.facet), Code.FACETS_WRONG, "facet"),
    "lost references": (_delete_all(tables.reference), Code.REFERENCES_WRONG, "reference"),
    "a lost subject": (_lose_subject, Code.POINTS_NOWHERE, "facet"),
    "a subject of no kind": (_update_first(subject, kind="planet"), Code.SUBJECT_WRONG, "subject"),
    "a wrong day of publication": (_update_first(subject, published_at=day(77)), Code.SUBJECT_WRONG, "subject"),
    "a wrong slug": (_exchange_slug, Code.SLUG_WRONG, "subject"),
    "an old slug that is taken": (_take_old_slug, Code.OLD_SLUG_WRONG, "old_slug"),
    "a draft of another subject": (_exchange_drafts, Code.DRAFT_WRONG, "draft"),
    "a translation that can't be read": (
        _update_first(tables.translation, inlines=b"\xc1"), Code.TRANSLATION_UNREADABLE, "translation"
    ),
    "a translation in no state": (
        _update_first(tables.translation, state="perfect"), Code.TRANSLATION_UNREADABLE, "translation"
    ),
    "another translation": (_spoil_translation, Code.TRANSLATIONS_DIGEST, "translated"),
    "lost translations": (_delete_all(tables.translation), Code.TRANSLATIONS_DIGEST, "translated"),
    "settled at another's change": (_update_first(tables.settled, sequence=9), Code.SETTLED_WRONG, "settled"),
    "another file": (_update_first(tables.asset, content=b"<svg/>"), Code.ASSET_HASH, "asset"),
    "an event of a unit that can't be read": (
        _update_first(unit_tables.unit_event, after=b"\xc1"), Code.UNIT_EVENT_UNREADABLE, "unit_event"
    ),
    "an event of a unit of no kind": (
        _update_first(unit_tables.unit_event, kind="GUESSED"), Code.UNIT_EVENT_UNREADABLE, "unit_event"
    ),
    "a missing event of a unit": (_delete_unit_event, Code.UNIT_EVENT_GAP, "unit_event"),
    "an event of no subject": (
        _update_first(unit_tables.unit_event, subject_id=999), Code.POINTS_NOWHERE, "unit_event"
    ),
    "findings that can't be read": (
        _update_first(unit_tables.unit_finding, findings=b"\xc1"), Code.UNIT_FINDING_WRONG, "unit_finding"
    ),
    "findings of no translation": (
        _update_first(unit_tables.unit_finding, path="gone"), Code.UNIT_FINDING_WRONG, "unit_finding"
    ),
    "a refused text that can't be read": (
        _update_first(unit_tables.refusal, text=b"\xff"), Code.REFUSAL_UNREADABLE, "refusal"
    ),
    "a refused text in no state": (
        _update_first(unit_tables.refusal, state="perfect"), Code.REFUSAL_UNREADABLE, "refusal"
    ),
    "a plan that can't be read": (_update_first(tables.planned, body=b"\0"), Code.PLAN_UNREADABLE, "planned"),
    "sections that can't be read": (
        lambda at: at.execute(update(tables.circumstance).values(sections=b"\xc1")) and None,
        Code.CIRCUMSTANCE_UNREADABLE,
        "circumstance",
    ),
    "a token's lost hash": (_update_first(tables.token, hash="secret"), Code.TOKEN_UNREADABLE, "token"),
}  # fmt: skip


def test_sound_store_has_no_finding(filled: SqlStore) -> None:
    """A store that was filled by all that can be done is sound, and so is an empty one."""
    assert _check(filled) == []


def test_empty_store_is_sound(store: Store) -> None:
    """Where there is nothing, nothing is wrong."""
    assert _check(store) == []


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_found_and_named(filled: SqlStore, damage: str) -> None:
    """Whatever was done to a row behind the store's back is found, in the table where it is, with what to do."""
    do, code, table = DAMAGE[damage]
    with _unguarded(filled) as connection:
        do(connection)

    findings = _check(filled)

    assert (code, table) in [(finding.code, finding.table) for finding in findings], findings
    assert all(finding.message and finding.remedy for finding in findings)


def test_every_code_is_tried() -> None:
    """Each code of the closed list is met by a test: those of the database's own means stand by themselves."""
    tried = {code for _, code, _ in DAMAGE.values()}

    assert set(Code) - tried == {Code.FILE_DAMAGED, Code.NUMBERS_BEHIND, Code.SOURCE_MISSING}


def test_rehashed_words_are_found(filled: SqlStore) -> None:
    """Words that were changed together with their hash are still not those by which the article is sorted."""
    with _unguarded(filled) as connection:
        _rewrite_translation(connection, "Another title", with_hash=True)

    assert [(finding.code, finding.table) for finding in _check(filled)] == [(Code.LISTING_WRONG, "listing")]


def test_translations_without_a_source_are_found(filled: SqlStore) -> None:
    """A subject that is shown in translations alone is named."""
    with _unguarded(filled) as connection:
        row = _find_shown(connection, is_source=True)
        connection.execute(update(edition).where(edition.c.id == row.id).values(is_source=False))

    assert Code.SOURCE_MISSING in {finding.code for finding in _check(filled)}


def test_numbers_behind_the_rows_are_found(filled: SqlStore) -> None:
    """Where PostgreSQL would give a new row a number that is taken, that is told; SQLite can't."""
    with filled.database.writing() as connection:
        numbered = [numbering.table for numbering in read_numberings(connection)]
        if numbered:
            connection.exec_driver_sql("SELECT setval('edition_id_seq', 3)")

    findings = _check(filled)
    with filled.database.writing() as connection:
        for finding in findings:
            connection.exec_driver_sql(finding.remedy)

    assert numbered in (
        [],
        [
            "assignment",
            "edition",
            "glossary_term",
            "memory_entry",
            "memory_file",
            "planned",
            "report",
            "revision",
            "subject",
            "webhook_delivery",
        ],
    )
    behind = [(Code.NUMBERS_BEHIND, "edition")] if numbered else []
    assert [(finding.code, finding.table) for finding in findings] == behind
    assert _check(filled) == []


def test_older_tables_are_not_checked(store: Store) -> None:
    """A store that has older tables is not called unsound, but to be migrated first."""
    assert isinstance(store, SqlStore)
    step_store(store.database, "0001")
    try:
        with pytest.raises(StoreUnavailable, match="migration 0001"):
            _check(store)
    finally:
        step_store(store.database)


def test_store_is_sound_while_others_publish(filled: SqlStore) -> None:
    """A check looks at one moment: publishing meanwhile is never taken for damage."""
    stopped = Event()
    before = filled.position()

    def publish_on() -> None:
        number = 0
        while not stopped.is_set():
            busy = make_article("busy", {"title": f"No. {number}"}, slug=f"busy-{number % 3}")
            publish(filled, busy, {"ar": translate(busy, f"{number}")}, day(30 + number))
            if number % 5 == 4:
                filled.withdraw(article_name("busy"), ["ar"], day(30 + number))
            number += 1
            # A database in memory has one connection, and gives it to whoever is quickest.
            time.sleep(0.01)

    publisher = Thread(target=publish_on)
    publisher.start()
    try:
        findings = [finding for _ in range(3) for finding in _check(filled)]
    finally:
        stopped.set()
        publisher.join()

    assert findings == []
    assert filled.position() > before
    assert _check(filled) == []

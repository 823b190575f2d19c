"""Whether a store is sound: every hash, and everything that the tables say twice."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from verbena.model.edition import SubjectKind
from verbena.model.errors import StoreUnavailable
from verbena.model.progress import Progress, Stage, no_progress
from verbena.store import tables
from verbena.store.checks import rows
from verbena.store.checks.findings import RESTORE, StoreFinding
from verbena.store.checks.findings import StoreFindingCode as Code
from verbena.store.checks.loaded import check_drafts, check_revisions, check_translations
from verbena.store.checks.published import check_changes, check_editions
from verbena.store.checks.shown import ReadTitle, check_completion, check_current, check_lists, check_slug
from verbena.store.checks.streams import count, stream
from verbena.store.checks.subject import SubjectRows, read_subjects
from verbena.store.checks.units import check_refusals, check_unit_events, check_unit_findings
from verbena.store.database import Database
from verbena.store.migrating import has_newest_schema, read_schema
from verbena.store.unit_tables import unit_event


def check_store(database: Database, read_title: ReadTitle, progress: Progress = no_progress) -> Iterator[StoreFinding]:
    """Everything that is wrong in a store, as it is at one moment; others may read and publish meanwhile.

    Each row is read once, and no more than what belongs to one subject is in memory. Where SQLite's own file is
    damaged, that alone is told: what else it says can't be relied on. `read_title` gives the words that sort titles.

    Raises:
        StoreUnavailable: where the database does not answer, or does not have the newest tables.
    """
    with database.reading() as connection:
        if not has_newest_schema(connection):
            raise StoreUnavailable(
                f"the tables are at the migration {read_schema(connection)}: back the store up, and bring them to the"
                " newest with `verbena store migrate`, before it is checked"
            )
        damaged = list(rows.check_file(connection))
        yield from damaged or _check_rows(connection, read_title, progress)


def _check_rows(connection: Connection, read_title: ReadTitle, progress: Progress) -> Iterator[StoreFinding]:
    work = _Work(connection, progress)
    yield from rows.check_pointers(connection)
    yield from rows.check_numbers(connection)
    yield from rows.check_feed(connection)
    yield from rows.check_circumstances(connection)
    yield from rows.check_assets(connection)
    yield from rows.check_plans(connection)
    yield from rows.check_pins(connection)
    yield from rows.check_tokens(connection)
    yield from _check_old_slugs(connection)
    yield from check_revisions(connection, work.advance)
    yield from check_drafts(connection)
    yield from check_translations(connection, work.advance)
    yield from check_unit_events(connection, work.advance)
    yield from check_unit_findings(connection)
    yield from check_refusals(connection)
    for found in read_subjects(connection):
        if not isinstance(found, SubjectRows):
            told = f"there is no kind {found.kind!r}"
            yield StoreFinding("subject", f"{found.id} ({found.kind} {found.key})", Code.SUBJECT_WRONG, told, RESTORE)
            continue
        yield from check_editions(found, work.advance)
        yield from check_changes(found)
        yield from check_current(found)
        yield from check_completion(found)
        yield from check_lists(found, read_title)
        yield from check_slug(found)
    work.finish()


def _check_old_slugs(connection: Connection) -> Iterator[StoreFinding]:
    old, holder, target = tables.old_slug.c, tables.subject.alias("holder"), tables.subject.alias("target")
    told = select(tables.change.c.sequence).where(tables.change.c.subject_id == target.c.id)
    rows_of = (
        select(old.slug, holder.c.key.label("holder"), target.c.kind, target.c.key, told.exists().label("is_told"))
        .join_from(tables.old_slug, target, target.c.id == old.target_id)
        .outerjoin(holder, holder.c.slug == old.slug)
    )
    for row in stream(connection, rows_of.order_by(old.slug)):
        if row.holder is not None:
            message = f"it leads to {row.key}, and is the slug of {row.holder}"
        elif row.kind != SubjectKind.ARTICLE.value or not row.is_told:
            message = f"it leads to the {row.kind} {row.key}, which is no article that was ever published"
        else:
            continue
        yield StoreFinding("old_slug", row.slug, Code.OLD_SLUG_WRONG, message, "delete the row, or redirect it anew")


class _Work:
    """How far it is, by the rows whose texts are read."""

    def __init__(self, connection: Connection, progress: Progress) -> None:
        self._progress = progress
        read = (tables.revision, tables.translation, unit_event, tables.edition)
        self._total = sum(count(connection, table) for table in read)
        self._done = 0

    def advance(self) -> None:
        self._progress(Stage.CHECK, self._done, self._total)
        self._done += 1

    def finish(self) -> None:
        self._progress(Stage.CHECK, self._total, self._total)

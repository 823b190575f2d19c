"""Everything that a database holds, moved into another one: all or nothing, and proved to be equal."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import DataError, IntegrityError

from verbena.model.errors import BadUserInput, ContentInvalid, StoreUnavailable
from verbena.model.progress import Progress, Stage, no_progress
from verbena.store.database import Database
from verbena.store.migrating import BASE, list_migrations, move_schema, read_schema
from verbena.store.numbering import move_numbers_ahead
from verbena.store.plain_tables import (
    Hasher,
    PlainTable,
    Row,
    TableDigest,
    count_rows,
    digest_table,
    list_tables,
    read_batches,
)


def copy_store(
    source: Database, target: Database, *, replace: bool = False, progress: Progress = no_progress
) -> tuple[TableDigest, ...]:
    """Copy all that `source` holds at one moment into `target`, which must be empty; gives what each table holds.

    Others may read and publish in `source` meanwhile. `target` gets its tables, and all rows, in one transaction, and
    is read again before that is kept. With `replace`, what it held before goes in the same transaction.

    Raises:
        BadUserInput: where the target holds something, and is not to be replaced.
        StoreUnavailable: where the source has no tables yet, or one of the two does not answer.
        ContentInvalid: where the target does not give back what was written, or can't hold it.
    """
    with source.reading() as connection:
        migration = require_tables(connection)
        with target.writing() as into:
            _empty(into, replace=replace)
            move_schema(into, migration)
            copied = copy_tables(connection, into, list_tables(migration), progress)
            move_schema(into, list_migrations()[-1])
    return copied


def require_tables(connection: Connection) -> str:
    """The migration that a database was brought to.

    Raises:
        StoreUnavailable: where it has no tables yet, or those of a newer version.
    """
    migration = read_schema(connection)
    if migration == BASE:
        raise StoreUnavailable("the database to read from has no tables of Verbena's: name the one that is meant")
    return migration


def copy_tables(
    connection: Connection, into: Connection, tables: Sequence[PlainTable], progress: Progress
) -> tuple[TableDigest, ...]:
    """Copy every row of these tables, and read each again; gives what they hold.

    Raises:
        ContentInvalid: where a table does not give back what was written.
    """
    total = sum(count_rows(connection, plain) for plain in tables)
    done = 0
    copied = []
    for plain in tables:
        hasher = Hasher(plain.name)
        for batch in read_batches(connection, plain):
            progress(Stage.COPY, done, total)
            _write_batch(into, plain, batch)
            hasher.take(batch)
            done += len(batch)
        copied.append(hasher.finish())
    move_numbers_ahead(into)
    for plain, written in zip(tables, copied, strict=True):
        if digest_table(into, plain) != written:
            raise ContentInvalid(
                f"the table {plain.name} does not come back from the new database as it was written: nothing is kept"
                " there; see that its disk is sound"
            )
    progress(Stage.COPY, total, total)
    return tuple(copied)


def _write_batch(into: Connection, plain: PlainTable, batch: Sequence[Row]) -> None:
    columns = [column.name for column in plain.clause.columns]
    try:
        into.execute(insert(plain.clause), [dict(zip(columns, row, strict=True)) for row in batch])
    except (DataError, IntegrityError) as error:
        raise ContentInvalid(
            f"the table {plain.name} has a row that can't be written ({str(error.orig).strip()}): nothing is kept;"
            " mend it where it comes from"
        ) from error


def _empty(into: Connection, *, replace: bool) -> None:
    migration = read_schema(into)
    tables = list_tables(migration)
    if replace:
        for plain in reversed(tables):
            into.execute(delete(plain.clause))
        return
    for plain in tables:
        if into.execute(select(plain.clause).limit(1)).first() is not None:
            raise BadUserInput(
                f"the database to write to holds something already (in the table {plain.name}): name an empty one"
            )

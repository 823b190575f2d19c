"""Backups: a whole store in one SQLite file of its own form, written whole or not at all, and checked when it is read.

Beside the tables of the store, the file has the table `backup`: a digest of each of them, so that a file that was
damaged or is not all there is known before anything is taken from it.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.exc import OperationalError as SqlOperationalError

from verbena.model.errors import BadUserInput, ContentInvalid, StoreUnavailable
from verbena.model.progress import Progress, no_progress
from verbena.store.copying import copy_store, copy_tables, require_tables
from verbena.store.database import Backend, Database
from verbena.store.migrating import move_schema, read_schema
from verbena.store.notices import SqliteNotices
from verbena.store.plain_tables import TableDigest, digest_table, list_tables


def write_backup(
    source: Database, file: Path, *, force: bool = False, progress: Progress = no_progress
) -> tuple[TableDigest, ...]:
    """Write all that a store holds at one moment into a new file; gives what each table holds.

    Others may read and publish meanwhile. The file is there, whole and on the disk, when this returns. It is written
    under another name in the same folder, which a process that is killed leaves there (`.NAME.….part`). With `force`
    it takes the place of a file that is there.

    Raises:
        BadUserInput: where there is such a file already, and `force` is not set.
        StoreUnavailable: where the store does not answer, or the file can't be written.
    """
    _refuse_existing(file, force=force)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)
        os.close(handle)
    except OSError as error:
        raise _tell_unwritable(file, error) from error
    part = Path(name)
    try:
        digests = _fill(source, part, file, progress)
        _sync(part)
        _put_in_place(part, file, force=force)
        _sync(file.parent)
    except OSError as error:
        raise _tell_unwritable(file, error) from error
    finally:
        part.unlink(missing_ok=True)
    return digests


def restore_backup(
    file: Path, target: Database, *, replace: bool = False, progress: Progress = no_progress
) -> tuple[TableDigest, ...]:
    """Take all that a backup holds into an empty store, or with `replace` into any; gives what each table holds.

    The whole file is compared with its own digests before anything is written, and all is written in one transaction.

    Raises:
        ContentInvalid: where the file is no backup, is damaged or is not all there.
        BadUserInput: where the store holds something, and is not to be replaced.
        StoreUnavailable: where the store does not answer.
    """
    with open_backup(file) as backup:
        return copy_store(backup, target, replace=replace, progress=progress)


@contextmanager
def open_backup(file: Path) -> Iterator[Database]:
    """A backup to be read from, after it was compared with its digests.

    Raises:
        ContentInvalid: where it is no backup, is damaged or is not all there.
    """

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=ro", uri=True, check_same_thread=False)

    database = Database(_make_backend(_make_engine(connect, ())))
    try:
        try:
            with database.reading() as connection:
                _compare(connection, file)
        except (DatabaseError, StoreUnavailable, ValueError) as error:
            cause = getattr(error, "orig", None) or error
            raise ContentInvalid(f"{file} is no backup that can be read ({cause}): take another") from error
        yield database
    finally:
        database.close()


def _fill(source: Database, part: Path, file: Path, progress: Progress) -> tuple[TableDigest, ...]:
    def connect() -> sqlite3.Connection:
        return sqlite3.connect(part, check_same_thread=False)

    # What is half written is thrown away, so nothing has to be undone, and the disk is waited for once, at the end.
    engine = _make_engine(connect, ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF"))
    try:
        with source.reading() as connection:
            migration = require_tables(connection)
            with _writing(engine, file) as into:
                move_schema(into, migration)
                digests = copy_tables(connection, into, list_tables(migration), progress)
                into.exec_driver_sql(_MAKE_DIGESTS)
                rows = [(each.name, each.rows, each.digest) for each in digests]
                into.exec_driver_sql("INSERT INTO backup VALUES (?, ?, ?)", rows)
        return digests
    finally:
        engine.dispose()


@contextmanager
def _writing(engine: Engine, file: Path) -> Iterator[Connection]:
    try:
        with engine.begin() as connection:
            yield connection
    except SqlOperationalError as error:
        if not isinstance(error.orig, sqlite3.Error):
            raise  # of the store that is read
        raise StoreUnavailable(f"can't write {file} ({error.orig}): see that there is room for it") from error


def _compare(connection: Connection, file: Path) -> None:
    rows = connection.exec_driver_sql("SELECT name, number, digest FROM backup")
    written = {name: TableDigest(name, number, digest) for name, number, digest in rows}
    found = {plain.name: digest_table(connection, plain) for plain in list_tables(read_schema(connection))}
    damaged = sorted(name for name in written | found if written.get(name) != found.get(name))
    if damaged:
        raise ContentInvalid(
            f"{file} is damaged, in what it has of {', '.join(damaged)}. Nothing was taken from it: take another backup"
        )


def _make_engine(connect: Callable[[], sqlite3.Connection], pragmas: tuple[str, ...]) -> Engine:
    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    def set_up(connection: sqlite3.Connection, record: Any) -> None:  # noqa: ARG001 - SQLAlchemy's signature
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(pragma)

    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _make_backend(engine: Engine) -> Backend:
    return Backend(asking=engine, reading=engine, writing=engine, listen=lambda: SqliteNotices(engine))


def _refuse_existing(file: Path, *, force: bool) -> None:
    if file.is_dir() or (file.exists() and not force):
        raise BadUserInput(f"{file} is there already: name another file, or let --force replace it")


def _put_in_place(part: Path, file: Path, *, force: bool) -> None:
    if not force:
        try:
            # Unlike a new name, a second one never takes the place of a file that came meanwhile.
            os.link(part, file)
        except FileExistsError:
            _refuse_existing(file, force=force)
        except OSError:
            _refuse_existing(file, force=force)  # a file system that knows no second names
        else:
            return
    part.replace(file)


def _sync(path: Path) -> None:
    """Have all that was written to a file, or the names in a folder, on the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _tell_unwritable(file: Path, error: OSError) -> StoreUnavailable:
    return StoreUnavailable(f"can't write {file} ({error.strerror}): name a place that can be written and has room")


_MAKE_DIGESTS = "CREATE TABLE backup (name TEXT PRIMARY KEY, number INTEGER NOT NULL, digest TEXT NOT NULL)"

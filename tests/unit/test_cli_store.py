"""`verbena store`: the database as a whole at the command line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.commands import run_verbena
from tests.support.filled_store import fill_store, read_digests
from tests.support.postgresql import Server
from tests.support.stores import open_migrated
from verbena.store.migrating import list_migrations

Settings = dict[str, str]
NEWEST = list_migrations()[-1]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a store with something in every table."""
    url = f"sqlite:///{tmp_path / 'verbena.db'}"
    with open_migrated(url) as store:
        fill_store(store)
    return {"VERBENA_DATABASE_URL": url}


def _at(path: Path) -> Settings:
    return {"VERBENA_DATABASE_URL": f"sqlite:///{path}"}


def test_backup_is_told_and_restored(settings: Settings, tmp_path: Path) -> None:
    """Both commands tell what each table holds, and tell the same of one backup."""
    file = tmp_path / "health.backup"

    written = run_verbena("store", "backup", file, settings=settings)
    restored = run_verbena("store", "restore", file, settings=_at(tmp_path / "new.db"))
    again = run_verbena("store", "restore", file, "--json", "--replace", settings=_at(tmp_path / "new.db"))

    assert (written.code, restored.code, again.code) == (0, 0, 0), written.err + restored.err + again.err
    assert written.out == restored.out
    assert written.out.startswith("TABLE ")
    assert written.err.startswith(f"Backed up to {file}: ")
    told = {table["name"]: (table["rows"], table["digest"]) for table in again.read_json()}
    with open_migrated(settings["VERBENA_DATABASE_URL"]) as store:
        assert told == {table.name: (table.rows, table.digest) for table in read_digests(store)}


def test_backup_is_not_written_over(settings: Settings, tmp_path: Path) -> None:
    """A file that is there stays, and the command says what to do."""
    file = tmp_path / "health.backup"
    file.write_bytes(b"mine")

    refused = run_verbena("store", "backup", file, settings=settings)

    assert (refused.code, refused.out, file.read_bytes()) == (1, "", b"mine")
    assert refused.err.startswith(f"verbena: BAD_USER_INPUT: {file} is there already")
    assert run_verbena("store", "backup", file, "--force", settings=settings).code == 0


def test_backup_needs_a_store(tmp_path: Path) -> None:
    """A database that is not there is not made just to be backed up."""
    refused = run_verbena("store", "backup", tmp_path / "health.backup", settings=_at(tmp_path / "none.db"))

    assert refused.code == 1
    assert refused.err.startswith("verbena: STORE_UNAVAILABLE: there is no database ")
    assert list(tmp_path.iterdir()) == []


def test_folder_without_room_for_a_backup_is_told(settings: Settings, tmp_path: Path) -> None:
    """A place that can't be written to is named."""
    refused = run_verbena("store", "backup", tmp_path / "no" / "health.backup", settings=settings)

    assert refused.code == 1
    assert refused.err.startswith(
        f"verbena: STORE_UNAVAILABLE: can't write {tmp_path / 'no' / 'health.backup'} (No such"
    )


def test_copy_tells_no_password(settings: Settings, tmp_path: Path, postgresql: Server) -> None:
    """Both ends are named, without what is secret in their URLs, also where one can't be reached."""
    url = postgresql.make_database().replace("postgres@", "postgres:secret-word@")

    copied = run_verbena("store", "copy", "--to", url, settings=settings)
    back = run_verbena("store", "copy", "--from", url, "--to", f"sqlite:///{tmp_path / 'back.db'}")
    wrong = run_verbena("store", "copy", "--to", "postgresql://x:secret-word@127.0.0.1:1/none", settings=settings)

    assert (copied.code, back.code, wrong.code) == (0, 0, 1), copied.err + back.err
    assert copied.out == back.out
    assert f"Copied from {tmp_path / 'verbena.db'} to the PostgreSQL database " in copied.err
    assert wrong.err.startswith("verbena: STORE_UNAVAILABLE: ")
    assert "secret-word" not in "".join(each.out + each.err for each in (copied, back, wrong))


def test_migrating_tells_from_where_to_where(settings: Settings) -> None:
    """Going back asks first where something would be lost, and each step is told."""
    asked = run_verbena("store", "migrate", "--to", "0002", settings=settings, stdin=b"n\n")
    there = run_verbena("store", "migrate", settings=settings)
    back = run_verbena("store", "migrate", "--to", "0002", "--yes", settings=settings)
    forward = run_verbena("store", "migrate", settings=settings)

    assert asked.code == 1
    assert "  token: 2\n" in asked.err
    assert there.out == f"The tables are at {NEWEST} already.\n"
    assert back.out == f"Migrated from {NEWEST} to 0002.\n"
    assert forward.out == f"Migrated from 0002 to {NEWEST}.\n"


def test_unknown_migration_is_refused(settings: Settings) -> None:
    """A migration that there is not is refused with those that there are."""
    refused = run_verbena("store", "migrate", "--to", "9999", settings=settings)

    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("verbena: BAD_USER_INPUT: there is no migration '9999': name one of base, 0001, ")


def test_sound_store_is_told(settings: Settings) -> None:
    """A check of a sound store says so, and has nothing for a script."""
    told = run_verbena("store", "check", settings=settings)
    as_json = run_verbena("store", "check", "--json", settings=settings)

    assert (told.code, told.out, told.err) == (0, "", "All is sound.\n")
    assert (as_json.code, as_json.read_json()) == (0, [])


def test_findings_are_told(settings: Settings, tmp_path: Path) -> None:
    """Each finding is a line with its table, row, code and what to do, or an entry for a script; the exit code is 1."""
    with closing(sqlite3.connect(tmp_path / "verbena.db")) as connection, connection:
        connection.execute("UPDATE asset SET content = x'00'")
        connection.execute("DELETE FROM listing")

    told = run_verbena("store", "check", settings=settings)
    found = run_verbena("store", "check", "--json", settings=settings).read_json()

    assert told.code == 1
    lines = told.out.splitlines()
    assert told.err == f"Found: {len(lines)}.\n"
    assert [line.split(": ")[1] for line in lines] == [finding["code"] for finding in found]
    assert {finding["code"] for finding in found} == {"asset-hash", "listing-wrong"}
    assert set(found[0]) == {"table", "row", "code", "message", "remedy"}


def test_damaged_file_is_told(settings: Settings, tmp_path: Path) -> None:
    """Where SQLite's own file is broken, that is the finding, and nothing else is said of it."""
    with closing(sqlite3.connect(tmp_path / "verbena.db")) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_revision_slug'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with (tmp_path / "verbena.db").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * 64)

    found = run_verbena("store", "check", "--json", settings=settings)

    assert found.code == 1
    assert {finding["code"] for finding in found.read_json()} == {"file-damaged"}

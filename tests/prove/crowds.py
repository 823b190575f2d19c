"""Several who load and publish the same content at once, against one who does it alone."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from msgspec import Struct
from sqlalchemy import select

from tests.prove import processes
from tests.prove.databases import Place
from tests.prove.publisher import verify
from verbena.cli import main
from verbena.store import tables
from verbena.store.opening import open_store
from verbena.store.sql_store import SqlStore


class Crowd(Struct, frozen=True):
    """How many loaded and published at once, and how many changes and editions came of it, alone and together."""

    loaders: int
    publishers: int
    alone: int
    together: int


def crowd_in(place: Place, alone: Place, content: Path) -> Crowd:
    """Two load and publish a content folder while two publish what they find; alone does so by itself.

    Raises:
        AssertionError: where anything is not sound, or what is shown at the end differs.
    """
    settings = {"VERBENA_CONTENT": str(content)}
    processes.do(_run, {**settings, "VERBENA_DATABASE_URL": alone.url}, ["articles", "load", "--publish"])
    crowded = {**settings, "VERBENA_DATABASE_URL": place.url}
    loaders: list[tuple[Any, ...]] = [(_run, crowded, ["articles", "load", "--publish"])] * 2
    publishers: list[tuple[Any, ...]] = [(_publish_often, crowded, 3)] * 2
    with processes.running([*loaders, *publishers]) as started:
        for process in started:
            processes.finish(process)
    processes.do(verify, place.url, [])
    assert _describe(place.url) == _describe(alone.url), "another content than one alone would make"
    return Crowd(len(loaders), len(publishers), _count(alone.url), _count(place.url))


def _publish_often(settings: dict[str, str], times: int) -> None:
    for _ in range(times):
        _run(settings, ["articles", "publish"])


def _run(settings: dict[str, str], arguments: Sequence[str]) -> None:
    """Run the command line, as from a shell with these settings.

    Raises:
        AssertionError: where it does not end well.
    """
    os.environ.update(settings)
    sys.argv = ["verbena", *arguments]
    told = io.StringIO()
    try:
        with redirect_stdout(told), redirect_stderr(told):
            main()
    except SystemExit as ended:
        if ended.code:
            raise AssertionError(f"{arguments} ended with {ended.code}: {told.getvalue()}") from ended


def _describe(url: str) -> dict[str, set[tuple[object, ...]]]:
    """All that a store shows and has as drafts, without numbers and times."""
    store = open_store(url)
    assert isinstance(store, SqlStore)
    subject, edition, current = tables.subject.c, tables.edition.c, tables.current_edition.c
    shown = (
        select(subject.kind, subject.key, subject.slug, edition.locale, edition.hash, current.completeness)
        .join_from(tables.current_edition, tables.subject)
        .join(tables.edition, edition.id == current.edition_id)
    )
    drafts = (
        select(subject.kind, subject.key, tables.revision.c.hash)
        .join_from(tables.draft, tables.subject)
        .join(tables.revision, tables.revision.c.id == tables.draft.c.revision_id)
    )
    translated = select(subject.kind, subject.key, tables.translated.c.locale, tables.translated.c.digest).join_from(
        tables.translated, tables.subject
    )
    listed = select(subject.key, tables.listing.c.locale, tables.listing.c.title_sort).join_from(
        tables.listing, tables.subject
    )
    asked = {"shown": shown, "drafts": drafts, "translated": translated, "listed": listed}
    with store.database.reading() as connection:
        found = {name: {tuple(row) for row in connection.execute(rows)} for name, rows in asked.items()}
    store.close()
    assert found["shown"]
    return found


def _count(url: str) -> int:
    store = open_store(url)
    try:
        return store.position()
    finally:
        store.close()

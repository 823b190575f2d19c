"""What is published, for those who read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, exists, func, null, select, true

from verbena.model.asset import Asset
from verbena.model.edition import Snapshot, SubjectKind, SubjectName
from verbena.store import tables
from verbena.store.assembling import assemble_snapshots
from verbena.store.assets import find_asset
from verbena.store.changes import read_changes, read_history, read_locales_at
from verbena.store.completion_log import ask_last_complete
from verbena.store.cursors import read_cursor
from verbena.store.database import Database
from verbena.store.feed import LAST, read_position
from verbena.store.lists import SORT_TYPES, ArticleList, read_locales
from verbena.store.pages import ListStatements, read_page
from verbena.store.snapshots import ask_by_names, ask_by_names_at, ask_by_slug, ask_by_slug_at
from verbena.store.values import ChangesPage, ListPage, ListQuery


class SqlReader:
    """Implements `verbena.store.contract.Reader`."""

    database: Database

    def read_snapshots(
        self, names: Sequence[SubjectName], tags: Sequence[str], at: int | None = None
    ) -> dict[SubjectName, Snapshot]:
        """The published state of each subject, by one query however many there are."""
        values: dict[str, Any] = {"names": [(name.kind.value, name.key) for name in names], "tags": list(tags)}
        if at is None:
            return self._read(ask_by_names(), values)
        return self._read(ask_by_names_at(), values | {"at": at})

    def read_article(self, slug: str, tags: Sequence[str], at: int | None = None) -> Snapshot | None:
        """The published state of the article that this slug leads to, by one query."""
        values: dict[str, Any] = {"slug": slug, "tags": list(tags)}
        found = self._read(ask_by_slug(), values) if at is None else self._read(ask_by_slug_at(), values | {"at": at})
        return next(iter(found.values()), None)

    def last_complete(self, name: SubjectName, tags: Sequence[str], at: int | None = None) -> int | None:
        """The newest change of the subject, up to `at`, at which it was complete in one of `tags`."""
        until = LAST if at is None else at
        values = {"kind": name.kind.value, "key": name.key, "tags": list(tags), "until": until}
        with self.database.asking() as connection:
            found: int | None = connection.scalar(ask_last_complete(), values)
            return found

    def list_articles(self, tags: Sequence[str], source_ends: bool, query: ListQuery) -> ListPage:
        """A page of the published articles."""
        order = query.order.value
        place = None if query.after is None else read_cursor(query.after, order, SORT_TYPES[query.order])
        with self.database.reading() as connection:
            locales = read_locales(connection)
            if not locales.sources:
                return ListPage((), has_next_page=False, has_previous_page=False, total_count=0)
            listed = ArticleList(tags, source_ends, locales, query)
            asked = ListStatements(
                following=listed.ask_after(place),
                preceding=None if place is None else listed.ask_before(place),
                count=listed.ask_count(),
            )
            return read_page(connection, SubjectKind.ARTICLE, order, query.first, asked)

    def list_subjects(self, kind: SubjectKind, first: int, after: str | None) -> ListPage:
        """A page of the published subjects of a kind, in the order of their keys."""
        place = None if after is None else read_cursor(after, kind.value, type(None))
        subject, current = tables.subject.c, tables.current_edition.c
        is_published = exists().where(current.subject_id == subject.id, current.is_source == true())
        listed = select(null().label("sort"), subject.key).where(subject.kind == kind.value, is_published)
        asked = ListStatements(
            following=(listed if place is None else listed.where(subject.key > place.key)).order_by(subject.key),
            preceding=None if place is None else select(exists(listed.where(subject.key <= place.key))),
            count=select(func.count()).select_from(listed.subquery()),
        )
        with self.database.reading() as connection:
            return read_page(connection, kind, kind.value, first, asked)

    def published_locales(self, at: int | None = None) -> tuple[str, ...]:
        """Every locale in which some article is published, or was at a change, sorted."""
        with self.database.asking() as connection:
            return read_locales(connection).published if at is None else read_locales_at(connection, at)

    def read_changes(self, after: int, first: int, locales: Sequence[str] | None = None) -> ChangesPage:
        """The first changes after that number, at most `first`: of all subjects, in these locales or in any."""
        with self.database.reading() as connection:
            return read_changes(connection, after, first, locales)

    def read_history(self, name: SubjectName, locale: str | None, first: int, before: int | None = None) -> ChangesPage:
        """The newest changes of a subject before that number, newest first: in this locale or in any."""
        with self.database.asking() as connection:
            return read_history(connection, name, locale, first, LAST if before is None else before)

    def read_asset(self, digest: str) -> Asset | None:
        """A file by its digest; null where no edition that was ever published shows it."""
        with self.database.asking() as connection:
            return find_asset(connection, digest, with_drafts=False)

    def position(self) -> int:
        """The number of the newest change, 0 before the first."""
        with self.database.asking() as connection:
            return read_position(connection)

    def _read(self, statement: Select[*tuple[Any, ...]], values: dict[str, Any]) -> dict[SubjectName, Snapshot]:
        with self.database.asking() as connection:
            return assemble_snapshots(connection.execute(statement, values))

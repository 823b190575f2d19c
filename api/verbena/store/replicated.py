"""The store on a PostgreSQL server with replicas: what is published may be read from any of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from verbena.model.asset import Asset
from verbena.model.edition import Snapshot, SubjectKind, SubjectName
from verbena.store.database import Database
from verbena.store.replicas import Replicas
from verbena.store.sql_store import SqlStore
from verbena.store.values import ChangesPage, ListPage, ListQuery


class ReplicatedStore(SqlStore):
    """Implements `verbena.store.contract.Store`; drafts, units, tokens and all that writes are the primary's alone."""

    def __init__(
        self, database: Database, replicas: Sequence[Database], now: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(database)
        self._others = replicas
        readers = [SqlStore(replica) for replica in replicas]
        self._replicas = Replicas(SqlStore(database), readers, lambda: database.newest_written, now)

    def read_snapshots(
        self, names: Sequence[SubjectName], tags: Sequence[str], at: int | None = None
    ) -> dict[SubjectName, Snapshot]:
        """The published state of each subject, by one query however many there are."""
        return self._replicas.read(lambda reader: reader.read_snapshots(names, tags, at))

    def read_article(self, slug: str, tags: Sequence[str], at: int | None = None) -> Snapshot | None:
        """The published state of the article that this slug leads to, by one query."""
        return self._replicas.read(lambda reader: reader.read_article(slug, tags, at))

    def last_complete(self, name: SubjectName, tags: Sequence[str], at: int | None = None) -> int | None:
        """The newest change of the subject, up to `at`, at which it was complete in one of `tags`."""
        return self._replicas.read(lambda reader: reader.last_complete(name, tags, at))

    def list_articles(self, tags: Sequence[str], source_ends: bool, query: ListQuery) -> ListPage:
        """A page of the published articles."""
        return self._replicas.read(lambda reader: reader.list_articles(tags, source_ends, query))

    def list_subjects(self, kind: SubjectKind, first: int, after: str | None) -> ListPage:
        """A page of the published subjects of a kind, in the order of their keys."""
        return self._replicas.read(lambda reader: reader.list_subjects(kind, first, after))

    def published_locales(self, at: int | None = None) -> tuple[str, ...]:
        """Every locale in which some article is published, or was at a change, sorted."""
        return self._replicas.read(lambda reader: reader.published_locales(at))

    def read_changes(self, after: int, first: int, locales: Sequence[str] | None = None) -> ChangesPage:
        """The first changes after that number, at most `first`."""
        return self._replicas.read(lambda reader: reader.read_changes(after, first, locales))

    def read_history(self, name: SubjectName, locale: str | None, first: int, before: int | None = None) -> ChangesPage:
        """The newest changes of a subject before that number, newest first."""
        return self._replicas.read(lambda reader: reader.read_history(name, locale, first, before))

    def read_asset(self, digest: str) -> Asset | None:
        """A file by its digest."""
        found = self._replicas.read(lambda reader: reader.read_asset(digest))
        # A file comes with a draft, before any change tells of it: a replica that has every change may lack it.
        return found or super().read_asset(digest)

    def position(self) -> int:
        """The number of the newest change, 0 before the first."""
        return self._replicas.position()

    def close(self) -> None:
        """Let go of every connection, to each of the servers."""
        super().close()
        for replica in self._others:
            replica.close()

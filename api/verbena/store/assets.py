"""Files, in the table `asset`: kept with the drafts that show them, and given to readers once those are published."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, insert, select, update

from verbena.model.article import Article, walk_figures
from verbena.model.asset import Asset
from verbena.store.tables import DRAFT_MARK, asset


def keep_asset(connection: Connection, new: Asset) -> None:
    """Keep a file as one that nothing published shows; one that is there already stays as it is."""
    if not has_asset(connection, new.digest):
        row = {"digest": _mark(new.digest), "media_type": new.media_type, "content": new.content}
        connection.execute(insert(asset), row)


def has_asset(connection: Connection, digest: str) -> bool:
    """Whether the file is there, for readers or not."""
    known = select(asset.c.digest).where(asset.c.digest.in_([digest, _mark(digest)]))
    return connection.execute(known).first() is not None


def find_asset(connection: Connection, digest: str, *, with_drafts: bool) -> Asset | None:
    """A file by its digest: one that something published shows or showed, and with drafts any."""
    if digest.startswith(DRAFT_MARK):
        return None
    keys = [digest, _mark(digest)] if with_drafts else [digest]
    found = select(asset.c.media_type, asset.c.content).where(asset.c.digest.in_(keys))
    row = connection.execute(found).one_or_none()
    return None if row is None else Asset(digest, row.media_type, row.content)


def release_assets(connection: Connection, article: Article) -> None:
    """Let readers have the files that an article shows, from now on and for good: old editions may be read again."""
    digests = sorted({file.digest for figure in walk_figures(article) for file in figure.files})
    if digests:
        free = update(asset).where(asset.c.digest == bindparam("of")).values(digest=bindparam("to"))
        connection.execute(free, [{"of": _mark(digest), "to": digest} for digest in digests])


def _mark(digest: str) -> str:
    return DRAFT_MARK + digest

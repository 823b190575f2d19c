"""Databases that wait for the disk, each in a folder of its own, for faults to be done to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from tests.support.postgresql_cluster import Cluster

KINDS = ("sqlite", "postgresql")


class Place(Struct, frozen=True):
    """A database by its URL; `cluster` is its PostgreSQL server, null for SQLite."""

    url: str
    folder: Path
    cluster: Cluster | None


@contextmanager
def make_place(kind: str, folder: Path) -> Iterator[Place]:
    """A new database without tables, on a PostgreSQL server of its own, with fsync on."""
    if kind == "sqlite":
        yield Place(f"sqlite:///{folder / 'verbena.db'}", folder, None)
        return
    cluster = Cluster(folder / "server", durable=True)
    # Its log comes in small files, so that a limit on the length of files meets tables first.
    cluster.make("--wal-segsize=1")
    cluster.start()
    try:
        cluster.execute("CREATE DATABASE verbena TEMPLATE template0 ENCODING 'UTF8'")
        yield Place(cluster.url("verbena"), folder, cluster)
    finally:
        cluster.stop()

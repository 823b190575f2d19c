"""Where implementations are chosen: settings become services, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct

from verbena.reading.library import Library
from verbena.settings import Settings
from verbena.store.contract import Store
from verbena.store.opening import open_store


class Services(Struct, frozen=True):
    """What a command or a server works with."""

    settings: Settings
    store: Store
    library: Library


@contextmanager
def open_services(settings: Settings, address: str = "http://127.0.0.1:8000") -> Iterator[Services]:
    """Services over a migrated store, closed at the end; `address` is the public one where settings name none.

    Raises:
        StoreUnavailable: where the database can't be opened or migrated.
    """
    store = open_store(settings.database_url)
    try:
        store.migrate()
        yield Services(settings, store, Library(store, settings.public_url or address, settings.default_locale))
    finally:
        store.close()

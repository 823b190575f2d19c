"""The store that every test of the contract gets, empty, once for each implementation."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.support.stores import empty_store, open_migrated
from verbena.store.contract import Store


@pytest.fixture(scope="session")
def opened(new_database: Callable[[], str]) -> Iterator[Store]:
    with open_migrated(new_database()) as store:
        yield store


@pytest.fixture
def store(opened: Store) -> Store:
    empty_store(opened)
    return opened

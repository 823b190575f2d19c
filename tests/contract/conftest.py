"""The store that every test of the contract gets, empty, once for each implementation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.stores import IMPLEMENTATIONS, empty_store, open_migrated
from verbena.store.contract import Store


@pytest.fixture(scope="session", params=IMPLEMENTATIONS)
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_migrated(IMPLEMENTATIONS[request.param](tmp_path_factory.mktemp("store"))) as store:
        yield store


@pytest.fixture
def store(opened: Store) -> Store:
    empty_store(opened)
    return opened

"""The store that every test of the contract gets, once for each implementation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.stores import IMPLEMENTATIONS, open_migrated
from verbena.store.contract import Store


@pytest.fixture(params=IMPLEMENTATIONS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_migrated(IMPLEMENTATIONS[request.param](tmp_path)) as opened:
        yield opened

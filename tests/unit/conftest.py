"""Fixtures of the tests of several modules of one room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.libraries import Opened, open_library


@pytest.fixture
def opened() -> Iterator[Opened]:
    """An empty store, and a library on it."""
    with open_library() as pair:
        yield pair

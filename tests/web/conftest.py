"""The web application over the bundled content, asked in-process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.site import Site, open_site
from verbena.resources import find_resource


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The bundled content with its catalogs, published into a file."""
    with open_site(tmp_path_factory.mktemp("web"), find_resource("content"), find_resource("locales")) as opened:
        opened.publish()
        yield opened

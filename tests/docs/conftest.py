"""One site with the bundled content, for every page whose examples are run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.site import Site, open_site
from verbena.resources import find_resource


@pytest.fixture(scope="session")
def bundled_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The bundled content and catalogs, loaded and published."""
    root = tmp_path_factory.mktemp("bundled")
    with open_site(root, find_resource("content"), find_resource("locales")) as site:
        site.publish()
        yield site

"""Clients of the bundled content, of an article with every kind of node and inline, and of a store to be filled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.support.content import write_content
from tests.support.graph_client import GraphClient
from tests.support.site import open_site
from tests.support.stores import empty_store, open_migrated
from tests.support.subjects import translate
from tests.support.whole_article import WHOLE
from verbena.publishing.publish import publish_subjects
from verbena.reading.library import Library
from verbena.resources import find_resource
from verbena.store.contract import Store


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphClient]:
    """The bundled content with its catalogs, published into a file."""
    with open_site(tmp_path_factory.mktemp("bundled"), find_resource("content"), find_resource("locales")) as site:
        site.publish()
        yield GraphClient(site.services.library)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphClient]:
    """The article `bones` with every kind of node and inline, every other text of everything translated to Arabic."""
    root = tmp_path_factory.mktemp("whole")
    (root / "locales").mkdir()
    with open_site(root, write_content(root, {"articles/bones.md": WHOLE}), root / "locales") as site:
        site.load()
        store = site.services.store
        for name in store.draft_names():
            draft = store.read_draft(name)
            assert draft is not None
            store.save_translations("ar", {name: translate(draft, "ar", sorted(draft.units)[::2])})
        publish_subjects(store, datetime.now(UTC))
        yield GraphClient(site.services.library)


@pytest.fixture(scope="session")
def opened() -> Iterator[Store]:
    with open_migrated("sqlite://") as store:
        yield store


@pytest.fixture
def store(opened: Store) -> Store:
    """A store without anything in it."""
    empty_store(opened)
    return opened


@pytest.fixture
def client(store: Store) -> GraphClient:
    """A client of whatever the test puts into `store`."""
    return GraphClient(Library(store, "http://verbena.test", "en"))

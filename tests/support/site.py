"""A whole Verbena of a test's own: source files, catalogs, a store on disk, and the web application over them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import httpx
from msgspec import Struct

from verbena.bootstrap import Services, open_services
from verbena.catalogs.po import make_header, write_po
from verbena.catalogs.values import Catalog
from verbena.cli.loading import Loaded, load_and_publish, load_files
from verbena.graph.schema import build_schema
from verbena.settings import Settings
from verbena.translating.domains import read_domain
from verbena.translating.extract import extract_units
from verbena.web.app import build_app

ADDRESS = "http://verbena.test"

_EXTRACTED = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Site(Struct, frozen=True):
    """Files that a test may change, and what becomes of them."""

    content: Path
    locales: Path
    services: Services
    app: Any

    def load(self) -> Loaded:
        """Take the files into the store, as drafts."""
        return load_files(self.services)

    def publish(self) -> Loaded:
        """Take in files that have changed, and publish what they changed, as `verbena articles load --publish` does."""
        loaded = load_and_publish(self.services)
        assert loaded is not None
        return loaded

    def extract(self, domain: str, folder: Path) -> Path:
        """Write what there is to translate in a domain as a template without translations; gives the file."""
        found = read_domain(self.services.store, domain)
        entries = tuple(entry for revision in found.revisions for entry in extract_units(revision))
        path = folder / f"{domain}.pot"
        path.write_bytes(write_po(Catalog(entries, make_header("en", found.identify(), _EXTRACTED))))
        return path

    def ask(self, query: str, **variables: object) -> dict[str, Any]:
        """The `data` of an answer that must have no errors."""
        answer = self.request("POST", "/graphql", json={"query": query, "variables": variables}).json()
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    def request(self, method: str, url: str, **parts: Any) -> httpx.Response:
        """What the application answers; an absolute address must be its own."""

        async def send() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url=ADDRESS) as client:
                return await client.request(method, url, **parts)

        return asyncio.run(send())


@contextmanager
def open_site(root: Path, content: Path, locales: Path) -> Iterator[Site]:
    """A site over these folders, with an empty store below `root`."""
    settings = Settings(f"sqlite:///{root / 'verbena.db'}", ADDRESS, content, locales)
    with open_services(settings) as services:
        yield Site(
            content,
            locales,
            services,
            build_app(services.store, services.library, _SCHEMA(), authenticator=services.authenticator),
        )


# It holds no state, and takes longer to build than most tests take.
_SCHEMA = cache(build_schema)

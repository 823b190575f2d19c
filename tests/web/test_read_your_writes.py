"""What is published through one server and asked of another."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import httpx

from tests.support.stores import open_migrated
from tests.support.subjects import day, make_article, publish
from verbena.access.tokens import issue_token
from verbena.graph.schema import build_schema
from verbena.model.token import Grants
from verbena.reading.library import Library
from verbena.web.app import build_app

_QUERY = {"query": '{ article(slug: "bones") { title { value } } }'}


def test_who_has_a_token_reads_what_was_published_elsewhere_at_once(tmp_path: Path) -> None:
    """A server that has not heard of a publication yet looks for it where a token comes with the request."""
    url = f"sqlite:///{tmp_path / 'verbena.db'}"
    with open_migrated(url) as ours, open_migrated(url) as theirs:
        publish(theirs, make_article())
        library = Library(ours, "http://verbena.test", "en")
        library.position.ask()
        library.position.is_followed = True  # by a watcher that hears of nothing
        app = build_app(ours, library, build_schema())
        token = issue_token(theirs, "Editor", Grants(publish=("*",)), datetime.now(UTC), None).text

        async def ask() -> list[str]:
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://verbena.test") as client:
                answers = [await client.post("/graphql", json=_QUERY)]
                publish(theirs, make_article(texts={"title": "New"}), at=day(1))
                answers.append(await client.post("/graphql", json=_QUERY))
                authorized = {"Authorization": f"Bearer {token}"}
                answers.append(await client.post("/graphql", json=_QUERY, headers=authorized))
                answers.append(await client.post("/graphql", json=_QUERY))
            return [answer.json()["data"]["article"]["title"]["value"] for answer in answers]

        assert asyncio.run(ask()) == ["About bones", "About bones", "New", "New"]

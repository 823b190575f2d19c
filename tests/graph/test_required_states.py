"""What GraphQL tells of translations that wait for the state that their locale requires."""

from __future__ import annotations

import pytest

from tests.support.graph_client import GraphClient
from tests.support.mutations import change
from tests.support.subjects import make_article, translate
from verbena.access.principal import Principal
from verbena.model.token import Grants
from verbena.model.translation import TranslationState
from verbena.publishing.required_states import read_required_states
from verbena.reading.library import Library
from verbena.store.contract import Store

_BONES = make_article()
_READER = Principal("Amina", Grants(review=("*",)))


@pytest.fixture
def client(store: Store) -> GraphClient:
    """A client of a server that requires reviews in Spanish."""
    return GraphClient(Library(store, "http://verbena.test", "en", required=read_required_states("es=REVIEWED")))


def _load(store: Store, mark: str, state: TranslationState) -> None:
    store.save_revisions([_BONES])
    store.save_translations("es", {_BONES.name: translate(_BONES, mark, state=state)})


def _title(client: GraphClient, preview: bool) -> str:
    query = 'query ($preview: Boolean!) { article(slug: "bones", locale: "es", preview: $preview) { title { value } } }'
    value: str = client.ask(query, {"preview": preview}, principal=_READER)["article"]["title"]["value"]
    return value


def test_held_back_is_told(client: GraphClient, store: Store) -> None:
    """Publishing tells how many translations wait, where, and for what; what does not wait isn't told."""
    _load(store, "new", TranslationState.TRANSLATED)

    first = change(client, "publishArticle", slug="bones")
    _load(store, "new", TranslationState.REVIEWED)
    second = change(client, "publishArticle", slug="bones")

    assert first["heldBack"] == [{"locale": "es", "units": 2, "required": "REVIEWED"}]
    assert [edition["locale"] for edition in first["editions"]] == ["en"]
    assert second["heldBack"] == []
    assert [edition["locale"] for edition in second["editions"]] == ["es"]


def test_planning_tells_it_too(client: GraphClient, store: Store) -> None:
    """What is planned tells what it leaves out."""
    _load(store, "new", TranslationState.TRANSLATED)

    planned = change(client, "publishArticle", slug="bones", at="2030-01-01T00:00:00Z")

    assert planned["heldBack"] == [{"locale": "es", "units": 2, "required": "REVIEWED"}]
    assert [one["locale"] for one in planned["scheduled"]] == ["en"]


def test_previews_show_what_publishing_would(client: GraphClient, store: Store) -> None:
    """A preview shows what publishing now would: the reviewed wording that stands, and not the one that waits."""
    _load(store, "new", TranslationState.TRANSLATED)
    assert _title(client, preview=True) == "About bones"

    _load(store, "old", TranslationState.REVIEWED)
    assert _title(client, preview=True) == "old title"
    change(client, "publishArticle", slug="bones")
    _load(store, "new", TranslationState.TRANSLATED)
    assert _title(client, preview=True) == "old title"
    change(client, "publishArticle", slug="bones")
    assert _title(client, preview=False) == "old title"

    _load(store, "new", TranslationState.REVIEWED)
    assert (_title(client, preview=True), _title(client, preview=False)) == ("new title", "old title")

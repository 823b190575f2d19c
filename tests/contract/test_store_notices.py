"""Hearing of commits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from threading import Thread

import pytest

from tests.support.subjects import day, make_article, publish
from verbena.store.contract import Notices, Store

_ENOUGH = 30.0  # seconds


@pytest.fixture
def ear(store: Store) -> Iterator[Notices]:
    with closing(store.listen()) as notices:
        yield notices


def test_a_publication_is_told(store: Store, ear: Notices) -> None:
    """Who waits is told of what another thread publishes meanwhile."""
    publisher = Thread(target=publish, args=(store, make_article()))
    publisher.start()

    told = ear.wait(_ENOUGH)
    publisher.join()

    assert told


def test_what_was_committed_before_the_call_is_told_by_it(store: Store, ear: Notices) -> None:
    """Nothing is lost that was committed since the ear was opened, or while nobody waited."""
    publish(store, make_article())
    first = ear.wait(0)
    while ear.wait(0):
        pass
    publish(store, make_article(texts={"title": "New"}), at=day(1))

    assert first
    assert ear.wait(0)


def test_nothing_is_told_where_nothing_happened(store: Store, ear: Notices) -> None:
    """Readers are nobody's news."""
    store.position()
    store.published_locales()

    assert not ear.wait(0)


def test_ears_hear_alike(store: Store, ear: Notices) -> None:
    """One ear takes nothing from another, and one that was closed disturbs none."""
    with closing(store.listen()) as other:
        store.listen().close()
        publish(store, make_article())

        assert ear.wait(_ENOUGH)
        assert other.wait(_ENOUGH)

"""Outdated translations: served as such, or passed over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.libraries import show
from tests.support.stores import open_migrated
from tests.support.subjects import day, make_article, publish, translate
from verbena.reading.library import Library
from verbena.store.contract import Store

FIRST = make_article(texts={"title": "First", "summary": "Summary"})
SECOND = make_article(texts={"title": "Second", "summary": "Summary"})


@pytest.fixture
def store() -> Iterator[Store]:
    """An article whose source has moved on since it was translated into Arabic and Swahili; Swahili caught up."""
    with open_migrated("sqlite://") as opened:
        publish(opened, FIRST, {"ar": translate(FIRST, "ar")}, day(0))
        publish(opened, SECOND, {"ar": translate(FIRST, "ar"), "sw": translate(SECOND, "sw")}, day(1))
        yield opened


def read(store: Store, *, skips: bool, fallback: tuple[str, ...] | None) -> list[tuple[str, bool]]:
    article = show(Library(store, "http://verbena.test", "en", skips_outdated=skips), "ar", fallback=fallback)
    return [(text.value, text.is_outdated) for text in (article.title, article.summary)]


@pytest.mark.parametrize(
    ("fallback", "served", "skipped"),
    [
        (None, [("ar title", True), ("ar summary", False)], [("Second", False), ("ar summary", False)]),
        (("sw",), [("ar title", True), ("ar summary", False)], [("sw title", False), ("ar summary", False)]),
        # As it was when it was last complete: that state's own texts are what was asked for.
        ((), [("ar title", True), ("ar summary", False)], [("ar title", True), ("ar summary", False)]),
    ],
)
def test_outdated_is_served_or_passed_over(
    store: Store,
    fallback: tuple[str, ...] | None,
    served: list[tuple[str, bool]],
    skipped: list[tuple[str, bool]],
) -> None:
    """By default it is given and says so; else the next of the chain is given, text by text."""
    assert read(store, skips=False, fallback=fallback) == served
    assert read(store, skips=True, fallback=fallback) == skipped

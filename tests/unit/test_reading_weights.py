"""What a library believes that a view takes, against what it takes."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from tests.support.libraries import show
from tests.support.stores import open_migrated
from verbena.publishing.load import load_content
from verbena.publishing.publish import publish_subjects
from verbena.reading.article import ArticleView
from verbena.reading.library import Library
from verbena.reading.text import SubjectTexts
from verbena.reading.words import WORDS
from verbena.resources import find_resource
from verbena.translating.load import load_catalogs

_SLUG = "breast-cancer-and-osteoporosis"


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    """A library that keeps nothing, over the bundled content."""
    with open_migrated("sqlite://") as store:
        load_content(store, find_resource("content"), WORDS)
        load_catalogs(store, find_resource("locales"), datetime.now(UTC))
        publish_subjects(store, datetime.now(UTC))
        yield Library(store, "http://verbena.test", "en", memory=0)


@pytest.mark.parametrize("tag", ["en", "ar", "zh-Hans", "sw"])
def test_weight_is_what_an_article_takes(library: Library, tag: str) -> None:
    """Once everything was asked for, an article takes not more than its weight, and not much less."""

    def ask() -> ArticleView:
        article = show(library, tag, slug=_SLUG)
        _ask_for_everything(article)
        return article

    weight, taken = ask().weight, _trace(ask)

    assert taken <= weight <= 1.6 * taken, f"{tag}: {taken} bytes, believed {weight}"


def test_weight_of_an_older_state_is_that_of_both(library: Library) -> None:
    """A view that shows an older state holds on to the newest too."""
    article = show(library, "ar", slug=_SLUG)

    older = ArticleView(article._snapshot, article.shelf.frame, "http://verbena.test", current=article._snapshot)

    assert older.weight == 2 * article.weight


def _ask_for_everything(article: ArticleView) -> None:
    data = [article.shelf.find(name) for name in article._snapshot.references]
    texts = [*_ask_texts(article.texts), *(text for datum in data if datum for text in _ask_texts(datum._texts))]
    texts += [use.citation.formatted for use in article.citations]
    for text in texts:
        for asked in (text.id, text.html, text.value, text.inlines, text.translation, text.is_fallback, text.dir):
            assert asked is not ...
    for thing in (*article.nodes.values(), *(datum for datum in data if datum), article):
        assert thing.id
    assert article.alternates
    assert article.reading_time_minutes


def _ask_texts(texts: SubjectTexts) -> list[object]:
    return [texts.text(path) for path in texts.source.units]


def _trace(make: Callable[[], object]) -> float:
    """The bytes that a value takes, as the mean of several."""
    count = 5
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        made = [make() for _ in range(count)]
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(made) == count
    return (after - before) / count

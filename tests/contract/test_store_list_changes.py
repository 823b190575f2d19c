"""Every store keeps its lists as what is published changes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.list_queries import query, walk
from tests.support.subjects import (
    article_name,
    day,
    edition,
    make_article,
    make_topic,
    publish,
    translate,
    unit,
)
from verbena.model.edition import SubjectKind
from verbena.store.contract import Store
from verbena.store.values import ArticleFilter, ArticleOrder, ListPage


@pytest.mark.parametrize("order", ArticleOrder)
def test_empty_store_has_an_empty_list(store: Store, order: ArticleOrder) -> None:
    """Where nothing is published, a list is empty, in any order and for any tags."""
    nothing = ListPage((), has_next_page=False, has_previous_page=False, total_count=0)

    assert store.list_articles([], True, query(order=order)) == nothing
    assert store.list_articles(["ar"], False, query(order=order)) == nothing


def test_cursor_stands_for_its_place(store: Store) -> None:
    """A cursor still works after its article went elsewhere in the list: it goes on from where that stood."""
    for key, title in (("a", "Apple"), ("b", "Banana"), ("c", "Cherry")):
        publish(store, make_article(key, {"title": title}))
    second = store.list_articles([], True, query(size=2)).subjects[1]
    assert second.name == article_name("b")

    publish(store, make_article("b", {"title": "Zebra"}))
    page = store.list_articles([], True, query(after=second.cursor))

    assert [subject.name.key for subject in page.subjects] == ["c", "b"]


def test_new_title_moves_its_article(store: Store) -> None:
    """A list shows titles as published: a new edition moves its article, a draft doesn't."""
    publish(store, make_article("a", {"title": "Apple"}))
    publish(store, make_article("b", {"title": "Banana"}))
    renamed = make_article("a", {"title": "Cherry"})
    store.save_revisions([renamed])
    before = walk(store, query(size=10))

    publish(store, renamed)
    after = walk(store, query(size=10))

    assert [[subject.name.key for subject in pages[0].subjects] for pages in (before, after)] == [
        ["a", "b"],
        ["b", "a"],
    ]


def test_facets_follow_the_source(store: Store) -> None:
    """An article is found by the topics of its newest source edition only."""
    publish(store, make_topic("old"))
    publish(store, make_topic("new"))
    publish(store, make_article("a", topics=("old",)))

    publish(store, make_article("a", topics=("new",)))

    found = {
        topic: store.list_articles([], True, query(ArticleFilter(topic=topic))).total_count for topic in ("old", "new")
    }
    assert found == {"old": 0, "new": 1}


def test_article_that_was_complete_once_is_listed(store: Store) -> None:
    """Without the source at the end, an article stays in the list after its source moved on: it was whole once."""
    first = make_article(texts={"title": "One", "summary": "Two"})
    publish(store, first, {"ar": translate(first, "ar"), "sw": translate(first, "sw", ["title"])})

    publish(store, make_article(texts={"title": "One", "summary": "Three"}))

    totals = {tag: store.list_articles([tag], False, query()).total_count for tag in ("ar", "sw", "en", "fr")}
    assert totals == {"ar": 1, "sw": 0, "en": 1, "fr": 0}


def test_article_that_was_withdrawn_is_not_listed(store: Store) -> None:
    """What `last_complete` doesn't find after a withdrawal is in no list without the source at its end."""
    article = make_article(texts={"title": "One"})
    publish(store, article, {"es": translate(article, "es"), "es-MX": translate(article, "mx"), "ar": {}})
    chains = (["es"], ["es-MX", "es"], ["en", "es"], ["ar"])

    store.publish([edition(article, "es", {})], day(1))

    totals = [store.list_articles(tags, False, query()).total_count for tags in chains]
    assert totals == [0, 1, 1, 0]
    assert [store.last_complete(article.name, tags) is not None for tags in chains] == [bool(total) for total in totals]
    assert store.list_articles(["es"], True, query()).total_count == 1
    assert "es" not in store.published_locales()


def test_article_without_title_comes_first(store: Store) -> None:
    """An article that has no title yet is listed all the same, before those that have one."""
    publish(store, make_article("a", {"title": "Apple"}))
    publish(store, make_article("z", {"summary": "No title"}))

    (page,) = walk(store, query(size=5))

    assert [subject.name.key for subject in page.subjects] == ["z", "a"]


def test_only_published_subjects_are_listed(store: Store) -> None:
    """What is loaded, or only named by another, is in no list."""
    store.save_revisions([make_topic("draft"), make_article("draft")])
    publish(store, make_article("a", topics=("named",)))

    assert store.list_subjects(SubjectKind.TOPIC, 5, None).total_count == 0
    assert store.list_articles([], True, query()).total_count == 1


def test_updates_within_a_microsecond_apart_are_sorted(store: Store) -> None:
    """Moments sort exactly, and a filter takes its own moment in."""
    moments = [day(0) + timedelta(microseconds=number) for number in range(3)]
    for key, moment in zip("abc", moments, strict=True):
        publish(store, make_article(key, {"title": unit(key).hash}), at=moment)

    page = store.list_articles([], True, query(ArticleFilter(updated_since=moments[1]), ArticleOrder.UPDATED_NEWEST))

    assert [subject.name.key for subject in page.subjects] == ["c", "b"]

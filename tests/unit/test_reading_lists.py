"""Lists of articles and of medications, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import product

import pytest

from tests.support.libraries import Opened, open_library, present
from tests.support.subjects import (
    day,
    edition,
    make_article,
    make_medication,
    make_term,
    make_topic,
    publish,
    translate,
)
from verbena.model.edition import Revision
from verbena.model.errors import BadUserInput, ErrorCode, InvalidCursor
from verbena.reading.article import ArticleView
from verbena.reading.library import Library
from verbena.reading.lists import PAGE_DEFAULT, PAGE_LIMIT, ConnectionView, PageRequest, list_articles, list_medications
from verbena.reading.presentation import Presentation
from verbena.reading.read_article import read_article
from verbena.store.contract import Store
from verbena.store.values import ArticleFilter, ArticleOrder

ANY = ArticleFilter()

# Titles in English, whether it is translated and to which title in Arabic, topic, medication; published one a day.
ARTICLES = {
    "a": ("Élan", "ب", "cancer", "tamoxifen"),
    "b": ("apple", "أ", "cancer", None),
    "c": ("Zebra", None, "bones", "tamoxifen"),
    "d": ("banana", "ت", None, None),
    "e": ("Apple", None, "bones", "letrozole"),
}
DAYS = {key: day(number) for number, key in enumerate(ARTICLES)}


def publish_articles(store: Store) -> None:
    for revision in (make_term("drug-class.serm"), make_topic("cancer"), make_topic("bones")):
        publish(store, revision)
    for key in ("tamoxifen", "letrozole"):
        publish(store, make_medication(key))
    for key, (title, arabic, topic, medication) in ARTICLES.items():
        article = make_article(
            key,
            {"title": title},
            topics=(topic,) if topic else (),
            medications=(medication,) if medication else (),
        )
        publish(store, article, {"ar": translate(article, arabic)} if arabic else {}, DAYS[key])


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with open_library() as (store, opened):
        publish_articles(store)
        yield opened


def keys(page: ConnectionView[ArticleView]) -> list[str]:
    return [article.key for article in page.nodes]


def ask(
    library: Library,
    presentation: Presentation | None = None,
    *,
    condition: ArticleFilter = ANY,
    order: ArticleOrder = ArticleOrder.TITLE,
    first: int | None = None,
    after: str | None = None,
) -> ConnectionView[ArticleView]:
    return list_articles(library, presentation or present("en"), condition, order, PageRequest(first, after))


def page_through(ask_page: Callable[..., ConnectionView[ArticleView]], size: int) -> list[ConnectionView[ArticleView]]:
    pages = [ask_page(first=size)]
    while pages[-1].page_info.has_next_page:
        pages.append(ask_page(first=size, after=pages[-1].page_info.end_cursor))
    return pages


def meets(key: str, condition: ArticleFilter, wanted: str) -> bool:
    """Whether an article meets a filter, said straight from what it was made of."""
    _, arabic, topic, medication = ARTICLES[key]
    published = {"en", *(["ar"] if arabic else [])}
    return (
        condition.topic in (None, topic)
        and condition.medication in (None, medication)
        and (condition.published_in is None or condition.published_in in published)
        and (condition.updated_since is None or DAYS[key] >= condition.updated_since)
        and wanted in ("en", "ar")
    )


TOPICS = (None, "cancer", "nothing")
MEDICATIONS = (None, "tamoxifen", "letrozole")
PUBLISHED_IN = (None, "ar", "en", "fr")
SINCE = (None, day(2))


@pytest.mark.parametrize("wanted", ["en", "ar"])
@pytest.mark.parametrize("size", [1, 2, 5])
def test_every_filter_pages_through_its_articles(library: Library, wanted: str, size: int) -> None:
    """Page by page, a list has each article that meets all its conditions once, in order, and counts them."""
    for topic, medication, published_in, since in product(TOPICS, MEDICATIONS, PUBLISHED_IN, SINCE):
        condition = ArticleFilter(topic, medication, published_in, since)
        expected = [key for key in ARTICLES if meets(key, condition, wanted)]

        pages = page_through(partial(ask, library, present(wanted), condition=condition), size)

        found = [key for page in pages for key in keys(page)]
        assert sorted(found) == expected, condition
        assert [page.total_count for page in pages] == [len(expected)] * len(pages), condition


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("order", ArticleOrder)
def test_pages_join_to_the_whole_list(library: Library, order: ArticleOrder, size: int) -> None:
    """Pages of any size are the list cut up: nothing twice, nothing left out, and each says what lies beside it."""
    whole = ask(library, order=order)

    pages = page_through(partial(ask, library, order=order), size)

    found = [(edge.cursor, edge.node.key) for page in pages for edge in page.edges]
    assert found == [(edge.cursor, edge.node.key) for edge in whole.edges]
    assert [len(page.edges) for page in pages[:-1]] == [size] * (len(pages) - 1)
    for number, page in enumerate(pages):
        info = page.page_info
        assert (info.has_previous_page, info.has_next_page) == (number > 0, number < len(pages) - 1)
        assert (info.start_cursor, info.end_cursor) == (page.edges[0].cursor, page.edges[-1].cursor)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (ArticleOrder.TITLE, ["b", "e", "d", "a", "c"]),
        (ArticleOrder.UPDATED_NEWEST, ["e", "d", "c", "b", "a"]),
        (ArticleOrder.PUBLISHED_NEWEST, ["e", "d", "c", "b", "a"]),
    ],
)
def test_orders(library: Library, order: ArticleOrder, expected: list[str]) -> None:
    """A list is sorted by title as its language sorts, or by when an article was updated or published, newest first."""
    assert keys(ask(library, order=order)) == expected


def test_a_list_is_sorted_by_the_titles_that_it_shows(library: Library) -> None:
    """In another language, articles stand by the titles that readers see, those that fell back among them."""
    shown = ask(library, present("ar"))

    assert [(article.key, article.title.lang) for article in shown.nodes] == [
        (key, "ar" if ARTICLES[key][1] else "en") for key in keys(shown)
    ]
    assert sorted(keys(shown)) == sorted(ARTICLES)
    assert [key for key in keys(shown) if ARTICLES[key][1]] == ["b", "a", "d"]
    assert [key for key in keys(shown) if not ARTICLES[key][1]] == ["e", "c"]


def test_an_entry_is_the_article_itself(library: Library) -> None:
    """Each entry is the article as the presentation shows it, under the id that it has by itself."""
    for article in ask(library, present("ar")).nodes:
        alone = read_article(library, article.slug, present("ar"))
        assert alone is not None
        assert (alone.id, alone.version, alone.title.value) == (article.id, article.version, article.title.value)


def test_without_another_language_only_what_was_complete_is_listed(library: Library) -> None:
    """With an empty fallback a list has just the articles that are there by themselves."""
    listed = ask(library, present("ar", fallback=()))

    assert keys(listed) == ["b", "a", "d"]
    assert listed.total_count == 3
    for key in ARTICLES:
        alone = read_article(library, key, present("ar", fallback=()))
        assert (alone is not None) == (key in keys(listed))
    assert ask(library, present("fr", fallback=())).edges == ()


@pytest.mark.parametrize("size", [-1, PAGE_LIMIT + 1, 10**9])
def test_a_page_has_bounds(library: Library, size: int) -> None:
    """A page size below zero or above the limit is an error that names both, in every list."""
    message = f"first: {size} is not between 0 and {PAGE_LIMIT}"
    with pytest.raises(BadUserInput, match=message) as refused:
        ask(library, first=size)
    with pytest.raises(BadUserInput, match=message):
        list_medications(library, present("en"), PageRequest(size))

    assert refused.value.code is ErrorCode.BAD_USER_INPUT


def test_an_empty_page_still_counts(library: Library) -> None:
    """A page of no entries has no cursors, and tells how long the list is and that it goes on."""
    page = ask(library, first=0)

    assert (page.edges, page.nodes, page.total_count) == ((), (), len(ARTICLES))
    info = page.page_info
    assert (info.start_cursor, info.end_cursor, info.has_next_page, info.has_previous_page) == (None, None, True, False)


def test_a_page_has_a_usual_size() -> None:
    """Without a size a page has the default, which null means too; the limit itself is allowed."""
    assert (PageRequest().size(), PageRequest(None).size(), PageRequest(PAGE_LIMIT).size()) == (
        PAGE_DEFAULT,
        PAGE_DEFAULT,
        PAGE_LIMIT,
    )


def test_a_cursor_of_another_list_is_an_error(library: Library) -> None:
    """A cursor that is none, or that another order or another list gave, is refused."""
    by_title = ask(library, first=1).page_info.end_cursor
    medication = list_medications(library, present("en"), PageRequest(1)).page_info.end_cursor
    for after in ("", "nonsense", "!", medication):
        with pytest.raises(InvalidCursor) as refused:
            ask(library, after=after)
        assert refused.value.code is ErrorCode.INVALID_CURSOR
    with pytest.raises(InvalidCursor):
        ask(library, order=ArticleOrder.UPDATED_NEWEST, after=by_title)
    with pytest.raises(InvalidCursor):
        list_medications(library, present("en"), PageRequest(after=by_title))


def test_medications_are_paged_in_the_order_of_their_keys(library: Library) -> None:
    """Medications are listed by key, in pages like any other, in the chain's languages."""
    first = list_medications(library, present("ar"), PageRequest(1))
    second = list_medications(library, present("ar"), PageRequest(1, first.page_info.end_cursor))

    assert [(one.key, one.generic_name.lang) for one in (*first.nodes, *second.nodes)] == [
        ("letrozole", "en"),
        ("tamoxifen", "en"),
    ]
    assert (first.page_info.has_next_page, first.page_info.has_previous_page, first.total_count) == (True, False, 2)
    assert (second.page_info.has_next_page, second.page_info.has_previous_page) == (False, True)


# What is published between the first page, which ends with "banana", and the rest: nothing of that comes twice, nothing
# that stood after the cursor is left out, and what is new comes only where its place is still ahead.
BETWEEN: dict[str, tuple[Callable[[], Revision], list[str]]] = {
    "an article before the cursor": (lambda: make_article("n", {"title": "aardvark"}), ["a", "c"]),
    "an article behind the cursor": (lambda: make_article("n", {"title": "Mango"}), ["a", "n", "c"]),
    "the article at the cursor, renamed forwards": (lambda: make_article("d", {"title": "aaa"}), ["a", "c"]),
    "the article at the cursor, the same": (lambda: make_article("d", {"title": "banana"}), ["a", "c"]),
    "a change of what comes": (lambda: make_article("c", {"title": "Yak"}), ["a", "c"]),
}


@pytest.mark.parametrize("what", BETWEEN)
def test_pages_hold_together_when_something_is_published(opened: Opened, what: str) -> None:
    """A cursor stands for a place and not for a count: a change between two pages repeats and skips nothing."""
    store, library = opened
    publish_articles(store)
    first = ask(library, first=3)
    assert keys(first) == ["b", "e", "d"]
    make, expected = BETWEEN[what]

    publish(store, make(), at=day(20))
    rest = ask(library, after=first.page_info.end_cursor)

    assert keys(rest) == expected
    assert rest.page_info.has_previous_page
    assert first.total_count == 5
    assert rest.total_count == (6 if "an article" in what else 5)


def test_a_new_translation_is_listed_at_once(opened: Opened) -> None:
    """A list that was read before is not what the next reader gets once something is published."""
    store, library = opened
    publish_articles(store)
    before = ask(library, present("ar", fallback=()))
    article = make_article("c", {"title": "Zebra"}, topics=("bones",), medications=("tamoxifen",))

    store.publish([edition(article, "ar", translate(article, "ث"))], day(9))

    after = ask(library, present("ar", fallback=()))
    assert (keys(before), keys(after)) == (["b", "a", "d"], ["b", "a", "d", "c"])
    newest = ask(library, present("ar"), order=ArticleOrder.UPDATED_NEWEST, first=1)
    assert keys(newest) == ["c"]

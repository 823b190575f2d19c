"""Every store lists what is published: in each order, from any place on, with filters and totals."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from pyuca import Collator

from tests.support.list_queries import ALL, query, walk
from tests.support.stores import open_migrated
from tests.support.subjects import (
    article_name,
    day,
    edition,
    make_article,
    make_medication,
    make_term,
    make_topic,
    publish,
    translate,
)
from verbena.model.edition import SubjectKind
from verbena.model.errors import InvalidCursor
from verbena.model.inline import TextRun
from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.store.contract import Store
from verbena.store.values import ArticleFilter, ArticleOrder, ListPage, NewEdition


class Listed(Struct, frozen=True):
    """One article of the corpus: its titles by locale, the source's first, and the days they were published on."""

    key: str
    titles: dict[str, str]
    days: dict[str, int]
    topics: tuple[str, ...] = ()
    medications: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        return next(iter(self.titles))


CORPUS = (
    Listed("a", {"en": "zebra", "ar": "باء"}, {"en": 0, "ar": 5}, ("bones",), ("tamoxifen",)),
    Listed("b", {"en": "Apple", "ar": "ألف", "sw": "Zulu"}, {"en": 0, "ar": 0, "sw": 9}, ("bones", "cancer")),
    Listed("c", {"en": "apple", "sw": "apple"}, {"en": 1, "sw": 2}, ("cancer",), partial=("sw",)),
    Listed("d", {"en": "Äpfel"}, {"en": 1}, (), ("tamoxifen",), ("bones",)),
    Listed("e", {"ar": "تاء", "en": "yes"}, {"ar": 3, "en": 7}, ("bones",), partial=("en",)),
    Listed("f", {"ar": "ثاء"}, {"ar": 3}),
    Listed(
        "g", {"sw": "Éclair", "en": "eclair", "ar": "جيم"}, {"sw": 2, "en": 2, "ar": 2}, ("cancer",), ("raloxifene",)
    ),
    Listed("h", {"en": "same"}, {"en": 4}),
    Listed("i", {"en": "same"}, {"en": 4}),
    Listed("j", {"en": "same", "ar": "باء"}, {"en": 4, "ar": 4}, partial=("ar",)),
    Listed("k", {"en": ""}, {"en": 6}),
    Listed("l", {"en": "éclair 2", "en-GB": "Éclair 2"}, {"en": 6, "en-GB": 8}),
)

TAGS: tuple[tuple[str, ...], ...] = ((), ("sw", "en", "ar"), ("fr", "ar", "ar"))
FILTERS = {
    "all": ALL,
    "topic": ArticleFilter(topic="bones"),
    "medication": ArticleFilter(medication="tamoxifen"),
    "locale": ArticleFilter(published_in="sw"),
    "since": ArticleFilter(updated_since=day(5)),
    "everything": ArticleFilter("cancer", None, "ar", day(1)),
}


def fill(store: Store) -> None:
    references = [make_topic("bones"), make_topic("cancer"), make_term("drug-class.serm")]
    references += [make_medication("tamoxifen"), make_medication("raloxifene")]
    for revision in references:
        publish(store, revision)
    moments: dict[int, list[NewEdition]] = {}
    for listed in CORPUS:
        texts = {"title": listed.titles[listed.source], "summary": "In short"}
        revision = make_article(
            listed.key,
            texts,
            locale=listed.source,
            topics=listed.topics,
            medications=listed.medications,
            conditions=listed.conditions,
        )
        store.save_revisions([revision])
        for locale, number in listed.days.items():
            units = None if locale == listed.source else _translate(revision.units["title"].hash, listed, locale)
            if units is not None and locale not in listed.partial:
                units |= translate(revision, locale, ["summary"])
            new = edition(revision, locale, units)
            moments.setdefault(number, []).append(new)
    for number in sorted(moments):
        store.publish(moments[number], day(number))


def _translate(source_hash: str, listed: Listed, locale: str) -> dict[str, Translation]:
    title = (TextRun(listed.titles[locale]),)
    return {"title": Translation(title, source_hash, TranslationState.FINAL, TranslationOrigin.HUMAN, day(0))}


@pytest.fixture(scope="module")
def shelf(new_database: Callable[[], str]) -> Iterator[Store]:
    """A store with the corpus, which no test changes."""
    with open_migrated(new_database()) as store:
        fill(store)
        yield store


def expect(tags: Sequence[str], source_ends: bool, condition: ArticleFilter, order: ArticleOrder) -> list[str]:
    """The keys of the list, worked out from the corpus alone."""
    found = [listed for listed in CORPUS if _is_wanted(listed, tags, source_ends, condition)]
    return [listed.key for listed in sorted(found, key=lambda listed: (_sort(listed, tags, order), listed.key))]


def _is_wanted(listed: Listed, tags: Sequence[str], source_ends: bool, condition: ArticleFilter) -> bool:
    whole = set(listed.titles) - set(listed.partial)
    return (
        (source_ends or bool(whole & set(tags)))
        and condition.topic in (None, *listed.topics)
        and condition.medication in (None, *listed.medications)
        and condition.published_in in (None, *listed.titles)
        and (condition.updated_since is None or _updated(listed, tags) >= condition.updated_since)
    )


def _updated(listed: Listed, tags: Sequence[str]) -> datetime:
    return max(day(number) for locale, number in listed.days.items() if locale in (listed.source, *tags))


def _sort(listed: Listed, tags: Sequence[str], order: ArticleOrder) -> object:
    if order is ArticleOrder.TITLE:
        title = next((listed.titles[tag] for tag in tags if tag in listed.titles), listed.titles[listed.source])
        return COLLATOR.sort_key(title)
    newest = _updated(listed, tags) if order is ArticleOrder.UPDATED_NEWEST else day(min(listed.days.values()))
    return -newest.timestamp()


COLLATOR = Collator()


@pytest.mark.parametrize("source_ends", [True, False])
@pytest.mark.parametrize("tags", TAGS, ids="-".join)
@pytest.mark.parametrize("condition", FILTERS.values(), ids=FILTERS)
@pytest.mark.parametrize("order", ArticleOrder)
def test_list_is_whole_and_in_order(
    shelf: Store, tags: tuple[str, ...], source_ends: bool, condition: ArticleFilter, order: ArticleOrder
) -> None:
    """A list holds what meets the filter, sorted, with its total, whole and in pages alike."""
    expected = expect(tags, source_ends, condition, order)

    (whole,) = walk(shelf, query(condition, order, 100), tags, source_ends)
    pages = walk(shelf, query(condition, order, 5), tags, source_ends)

    assert [subject.name for subject in whole.subjects] == [article_name(key) for key in expected]
    assert [subject for page in pages for subject in page.subjects] == list(whole.subjects)
    assert {page.total_count for page in (whole, *pages)} == {len(expected)}


@pytest.mark.parametrize("order", ArticleOrder)
@pytest.mark.parametrize("size", range(1, len(CORPUS) + 2))
def test_pages_of_any_size_make_the_list(shelf: Store, order: ArticleOrder, size: int) -> None:
    """Paging gives each entry once, in order, with full pages, and tells what stands before and after."""
    expected = expect(("ar", "en"), True, ALL, order)

    pages = walk(shelf, query(ALL, order, size), ("ar", "en"))

    assert [[subject.name.key for subject in page.subjects] for page in pages] == [
        expected[start : start + size] for start in range(0, len(expected), size)
    ]
    assert [page.has_previous_page for page in pages] == [number > 0 for number in range(len(pages))]
    assert [page.has_next_page for page in pages] == [number < len(pages) - 1 for number in range(len(pages))]


def test_filter_that_nothing_meets(shelf: Store) -> None:
    """A topic or locale that no article has gives an empty list."""
    for condition in (
        ArticleFilter(topic="nowhere"),
        ArticleFilter(medication="bones"),
        ArticleFilter(published_in="kr"),
    ):
        assert walk(shelf, query(condition)) == [ListPage((), False, False, 0)]


def test_any_number_of_tags(shelf: Store) -> None:
    """However many tags a caller lists, those in which nothing is published make no difference."""
    many = [*(f"en-x-{number}" for number in range(2000)), "ar", "en"]

    assert walk(shelf, query(), many) == walk(shelf, query(), ("ar", "en"))


def test_page_of_none(shelf: Store) -> None:
    """A page of no entries tells the total, and that there are more."""
    page = shelf.list_articles([], True, query(size=0))

    assert page == ListPage((), has_next_page=True, has_previous_page=False, total_count=len(CORPUS))


def test_page_after_the_end(shelf: Store) -> None:
    """After the last entry there is an empty page, with everything before it."""
    (whole,) = walk(shelf, query(size=100))

    page = shelf.list_articles([], True, query(after=whole.subjects[-1].cursor))

    assert page == ListPage((), has_next_page=False, has_previous_page=True, total_count=len(CORPUS))


@pytest.mark.parametrize("order", ArticleOrder)
@pytest.mark.parametrize("other", [*ArticleOrder, SubjectKind.TOPIC])
def test_cursor_of_another_list_is_refused(
    shelf: Store, order: ArticleOrder, other: ArticleOrder | SubjectKind
) -> None:
    """A cursor goes on only in a list of the order that gave it."""
    if isinstance(other, SubjectKind):
        cursor = shelf.list_subjects(other, 1, None).subjects[0].cursor
    else:
        cursor = shelf.list_articles([], True, query(ALL, other)).subjects[0].cursor
    asked = query(ALL, order, 1, cursor)

    if other == order:
        assert shelf.list_articles([], True, asked).subjects
    else:
        with pytest.raises(InvalidCursor, match="another list"):
            shelf.list_articles([], True, asked)


GARBLED = ["", " ", "x", "====", "%%%", "é", "AAAA", "k6VUSVRMRcQ", "\x00", "null", "0" * 5000, "kw", "3QAAAAA"]


@pytest.mark.parametrize("cursor", GARBLED, ids=range(len(GARBLED)))
@pytest.mark.parametrize("order", ArticleOrder)
def test_garbled_cursor_is_refused(shelf: Store, cursor: str, order: ArticleOrder) -> None:
    """What no list gave is refused, and the message doesn't repeat it at length."""
    with pytest.raises(InvalidCursor) as refused:
        shelf.list_articles([], True, query(ALL, order, 1, cursor))
    with pytest.raises(InvalidCursor):
        shelf.list_subjects(SubjectKind.TOPIC, 1, cursor)

    assert len(str(refused.value)) < 200


@given(cursor=st.text() | st.binary().map(lambda data: base64.urlsafe_b64encode(data).decode().rstrip("=")))
def test_any_text_is_a_cursor_or_refused(shelf: Store, cursor: str) -> None:
    """No text whatever is answered with another error than that it is no cursor."""
    for order in ArticleOrder:
        with suppress(InvalidCursor):
            shelf.list_articles([], True, query(ALL, order, 1, cursor))


def test_subjects_of_a_kind(shelf: Store) -> None:
    """The published subjects of a kind are listed by their keys, in pages."""
    first = shelf.list_subjects(SubjectKind.TOPIC, 1, None)
    second = shelf.list_subjects(SubjectKind.TOPIC, 1, first.subjects[0].cursor)

    assert [subject.name.key for page in (first, second) for subject in page.subjects] == ["bones", "cancer"]
    assert [(page.has_previous_page, page.has_next_page) for page in (first, second)] == [(False, True), (True, False)]
    assert (first.total_count, second.total_count) == (2, 2)
    assert shelf.list_subjects(SubjectKind.ARTICLE, 100, None).total_count == len(CORPUS)
    assert shelf.list_subjects(SubjectKind.CITATION, 5, None) == ListPage((), False, False, 0)


def test_published_locales_are_those_of_articles(shelf: Store, store: Store) -> None:
    """Every locale of some article, sorted, each once; what only reference data has doesn't count."""
    topic = make_topic("bones")
    publish(store, topic, {"fr": translate(topic, "fr")})

    assert shelf.published_locales() == ("ar", "en", "en-GB", "sw")
    assert store.published_locales() == ()

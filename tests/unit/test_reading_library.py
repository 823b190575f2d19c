"""What is kept between requests, and what is asked of the store."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import pytest

from tests.support.libraries import PUBLIC_URL, Opened, present, publish_whole, show
from tests.support.stores import count_statements
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
from verbena.model.edition import SubjectKind
from verbena.reading.article import ArticleView
from verbena.reading.identity import Identity, write_id
from verbena.reading.library import Library
from verbena.reading.lists import PageRequest, list_articles, list_medications
from verbena.reading.locales import list_locales
from verbena.reading.read_article import read_article, read_articles
from verbena.reading.read_node import read_node
from verbena.reading.read_reference import read_labels, read_medication, read_topics
from verbena.store.values import ArticleFilter, ArticleOrder


def read_whole_article(article: ArticleView) -> int:
    """Take every text of an article and of what it uses; gives the number of texts."""
    texts = [article.texts.text(path) for path in article.texts.source.units]
    texts += [use.citation.formatted for use in article.citations]
    texts += [use.medication.generic_name for use in article.medications]
    texts += [route for use in article.medications for route in (*use.medication.routes, use.medication.drug_class)]
    texts += [credit.role for credit in article.credits]
    texts += [topic.name for topic in article.topics]
    texts += [abbreviation.expansion for abbreviation in article.abbreviations]
    for text in texts:
        assert (text.html, text.value, text.inlines) != ("", "", ())
    assert article.is_outdated is False
    assert article.reading_time_minutes == 1
    return len(texts)


def list_bodies(statements: list[str]) -> list[str]:
    """The statements that read editions."""
    return [statement for statement in statements if "body" in statement]


def test_nothing_is_read_twice(opened: Opened) -> None:
    """As long as nothing is published, each question has the very same answer, and only the position is asked."""
    store, library = opened
    publish_whole(store, "ar")
    presentation = present("ar")
    questions: list[Callable[[], object]] = [
        lambda: read_article(library, "bones", presentation),
        lambda: read_articles(library, ["bones"], presentation)[0],
        lambda: read_medication(library, "tamoxifen", presentation),
        lambda: read_node(library, write_id(Identity("Section", SubjectKind.ARTICLE, "bones", "one", ("ar",)))),
        lambda: read_labels(library, presentation)[0].text,
        lambda: read_topics(library, presentation)[0],
        library.supported,
        lambda: read_article(library, "hearts", presentation),
    ]
    before = [ask() for ask in questions]

    with count_statements() as statements:
        after = [ask() for ask in questions]

    assert all(one is other for one, other in zip(before, after, strict=True))
    assert list_bodies(statements) == []
    assert len(set(statements)) == 1


def test_a_new_edition_is_seen_at_once(opened: Opened) -> None:
    """What is published is what the next reader gets, in each way of reading."""
    store, library = opened
    bones = make_article(topics=("t",), medications=("m",))
    for revision in (make_term("drug-class.serm"), make_topic("t"), make_medication("m"), bones):
        publish(store, revision)
    topic_id = show(library, "ar").topics[0].id
    assert read_article(library, "hearts", present("ar")) is None

    store.publish([edition(bones, "ar", translate(bones, "ar"))], day(1))
    publish(store, make_topic("t", "Renamed"), at=day(1))
    publish(store, make_article("hearts"), at=day(1))

    assert show(library, "ar").title.value == "ar title"
    assert show(library, "ar", slug="hearts").title.value == "About hearts"
    assert show(library, "ar").topics[0].name.value == "Renamed"
    node = read_node(library, topic_id)
    assert node is not None
    assert node.id == topic_id
    assert node is not show(library, "ar").topics[0]
    assert [topic.name.value for topic in read_topics(library, present("ar"))] == ["Renamed"]
    assert library.supported() == {"en", "ar"}
    assert {locale.tag for locale in list_locales(library)} == {"en", "ar"}


def test_what_was_read_stays_as_it_was(opened: Opened) -> None:
    """A view that somebody still holds tells one state, whatever is published meanwhile, texts not yet taken too."""
    store, library = opened
    bones = make_article()
    publish(store, bones, {"ar": translate(bones, "ar")})
    held = show(library, "ar")

    store.publish([edition(bones, "ar", translate(bones, "better"))], day(1))

    assert (held.title.value, show(library, "ar").title.value) == ("ar title", "better title")


def test_presentations_are_kept_apart(opened: Opened) -> None:
    """Each presentation has its own answer: a fallback left out is not an empty one."""
    store, library = opened
    bones = make_article()
    publish(store, bones, {"ar": translate(bones, "ar", ["title"])})

    shown = [show(library, "ar"), show(library, "ar-EG"), show(library, "ar", fallback=("en",))]

    assert len({id(article) for article in shown}) == 3
    assert read_article(library, "bones", present("ar", fallback=())) is None
    assert show(library, "ar") is shown[0]


def test_only_so_much_is_kept(opened: Opened) -> None:
    """Past its bound, what was asked for longest ago is let go first."""
    store, _ = opened
    library = Library(store, PUBLIC_URL, "en", memory=1_500)
    made: list[str] = []

    def ask(key: str) -> None:
        library.remember(key, lambda: made.append(key))

    for key in ("a", "b", "a", "c", "a", "b"):
        ask(key)

    assert made == ["a", "b", "c", "b"]


def test_bound_is_one_of_memory(opened: Opened) -> None:
    """Of large articles fewer are kept than of small ones, under whatever names they were asked for."""
    store, _ = opened
    small, large = make_article("small"), make_article("large", {"title": "Large", "summary": "x" * 100_000})
    for revision in (small, large):
        publish(store, revision)
    library = Library(store, PUBLIC_URL, "en", memory=500_000)

    views = {tag: show(library, tag, slug="large") for tag in ("en", "ar", "sw")}

    assert show(library, "sw", slug="large") is views["sw"]
    assert show(library, "en", slug="large") is not views["en"]
    few = [show(library, tag, slug="small") for tag in ("en", "ar", "sw")]
    assert [show(library, tag, slug="small") for tag in ("en", "ar", "sw")] == few


def test_memory_is_given_back(opened: Opened) -> None:
    """However often things come and go, and are found by several names at once, as much as before is kept."""
    store, _ = opened
    publish(store, make_article("bones"))
    library = Library(store, PUBLIC_URL, "en", memory=200_000)
    tags = [f"en-x-{number}" for number in range(100)]

    def count_kept() -> int:
        shown = {tag: read_article(library, "bones", present(tag)) for tag in tags}
        kept = 0
        for tag in reversed(tags):
            if read_articles(library, ["bones"], present(tag))[0] is not shown[tag]:
                break
            kept += 1
        return kept

    counts = [count_kept(), count_kept()]
    publish(store, make_article("hearts"), at=day(1))

    assert 3 < counts[0] == counts[1] == count_kept() < 50


def test_long_questions_take_their_memory(opened: Opened) -> None:
    """A name that callers make long counts as long, even where it leads to nothing."""
    store, _ = opened
    library = Library(store, PUBLIC_URL, "en", memory=100_000)
    library.remember("kept", lambda: "first")

    assert read_article(library, "x" * 15_000, present("en")) is None

    assert library.remember("kept", lambda: "second") == "first"
    for letter in "yz":
        assert read_article(library, letter * 15_000, present("en")) is None
    assert library.remember("kept", lambda: "second") == "second"


def test_what_is_made_across_a_change_is_not_kept(opened: Opened) -> None:
    """What was begun before a change and read after others had seen it is given once, and made anew for the next."""
    store, library = opened
    publish(store, make_article())

    def make() -> str:
        publish(store, make_article(texts={"title": "New"}), at=day(1))
        library.remember("another reader", lambda: None)
        return "half old, half new"

    assert library.remember("key", make) == "half old, half new"
    assert library.remember("key", lambda: "new") == "new"


def test_a_failure_is_not_kept(opened: Opened) -> None:
    """What could not be made is tried again."""
    _, library = opened

    def fail() -> str:
        raise LookupError("not now")

    with pytest.raises(LookupError, match="not now"):
        library.remember("key", fail)
    assert library.remember("key", lambda: "made") == "made"


def test_threads_share_a_library(opened: Opened) -> None:
    """Readers at the same time each get a whole answer of a state that was published."""
    store, library = opened
    bones = make_article()
    publish(store, bones)
    titles: list[str] = []

    def read_often() -> None:
        titles.extend(show(library, "ar").title.value for _ in range(40))

    threads = [Thread(target=read_often) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(5):
        store.publish([edition(bones, "ar", translate(bones, f"ar{number}"))], day(number))
    for thread in threads:
        thread.join()

    assert len(titles) == 160
    assert set(titles) <= {"About bones", *(f"ar{number} title" for number in range(5))}
    assert show(library, "ar").title.value == "ar4 title"


@pytest.mark.parametrize("wanted", ["en", "ar", "kr"])
def test_an_article_is_one_statement(opened: Opened, wanted: str) -> None:
    """An article with every kind of node, and all that it uses, is read by one statement; the texts ask for no more."""
    store, library = opened
    publish_whole(store, "ar", "sw")
    library.supported()

    with count_statements() as statements:
        assert read_whole_article(show(library, wanted)) > 40

    assert len(list_bodies(statements)) == 1
    assert len(set(statements)) == 2, "besides, only the position is asked"


def test_a_list_is_as_many_statements_however_long(opened: Opened) -> None:
    """A page of articles or medications costs the same number of statements whether it has one entry or many."""
    store, library = opened
    publish(store, make_term("drug-class.serm"))
    for number in range(8):
        publish(store, make_medication(f"medication-{number}"))
        publish(store, make_article(f"article-{number}", medications=(f"medication-{number}",)))
    counts = []
    for size in (1, 8):
        with count_statements() as statements:
            page = PageRequest(size)
            articles = list_articles(library, present("en"), ArticleFilter(), ArticleOrder.TITLE, page)
            medications = list_medications(library, present("en"), page)
        assert (len(articles.edges), len(medications.edges)) == (size, size)
        counts.append(len(list_bodies(statements)))

    assert counts == [2, 2]


def test_one_view_is_kept_however_it_is_found(opened: Opened) -> None:
    """An article that was read by its slug is the same view by its key, in a list, and through an id."""
    store, library = opened
    publish_whole(store)
    shown = present("en")
    by_slug = read_article(library, "bones", shown)

    assert by_slug is not None
    assert read_articles(library, ["bones", "bones"], shown) == [by_slug, by_slug]
    assert list_articles(library, shown, ArticleFilter(), ArticleOrder.TITLE, PageRequest()).nodes == (by_slug,)
    assert read_node(library, by_slug.id) is by_slug


def test_an_article_is_never_taken_for_something_else_that_is_kept(opened: Opened) -> None:
    """An article may have any key, those by which the library keeps other things among them."""
    store, library = opened
    publish(store, make_topic("bones"))
    publish(store, make_article("topics"))
    read_topics(library, present("en"))

    (article,) = read_articles(library, ["topics"], present("en"))

    assert isinstance(article, ArticleView)

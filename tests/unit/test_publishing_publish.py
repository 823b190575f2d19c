"""Drafts become editions: what is ready of each, in each locale, with what it names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given

from tests.support.inline_trees import INLINES
from tests.support.stores import open_migrated
from tests.support.subjects import (
    article_name,
    day,
    make_article,
    make_medication,
    make_term,
    make_topic,
    medication_name,
    publish,
    term_name,
    topic_name,
    translate,
)
from verbena.model.edition import Revision
from verbena.model.errors import ContentInvalid, NotFound
from verbena.model.inline import AbbreviationMention, CitationMark, Inline, MedicationMention, Strong, TextRun
from verbena.model.progress import Stage
from verbena.model.translation import TranslationState
from verbena.publishing.prepare import read_title
from verbena.publishing.publish import PublishedEdition, publish_subjects
from verbena.store.contract import Store
from verbena.store.values import ArticleFilter, ArticleOrder, ListQuery

ARTICLE = article_name("bones")


@pytest.fixture
def store() -> Iterator[Store]:
    with open_migrated("sqlite://") as opened:
        yield opened


def draft(store: Store, *revisions: Revision, locales: tuple[str, ...] = ()) -> None:
    """Load these with translations of every unit into these locales."""
    store.save_revisions(revisions)
    for revision, locale in product(revisions, locales):
        store.save_translations(locale, {revision.name: translate(revision, locale)})


def texts(store: Store, locale: str) -> set[str]:
    """The paths that are published of the article in a locale."""
    return {path for other in store.read_snapshots([ARTICLE], [locale])[ARTICLE].translations for path in other.units}


def test_everything_is_published(store: Store) -> None:
    """Every draft is published in every locale that it is translated into, sources first."""
    draft(store, make_article(), make_topic("t"), locales=("ar", "sw"))

    report = publish_subjects(store, day(0))

    assert report.editions == tuple(
        PublishedEdition(name, locale) for name in (topic_name("t"), ARTICLE) for locale in ("en", "ar", "sw")
    )
    assert report.unchanged == 0


def test_publishing_again_makes_nothing(store: Store) -> None:
    """What has not changed makes no edition, and is counted."""
    draft(store, make_article(), locales=("ar",))
    publish_subjects(store, day(0))

    report = publish_subjects(store, day(1))

    assert (report.editions, report.unchanged) == ((), 2)
    assert store.position() == 2


def test_only_what_changed_is_published(store: Store) -> None:
    """Where one locale's words changed, that locale alone gets an edition."""
    article = make_article()
    draft(store, article, locales=("ar", "sw"))
    publish_subjects(store, day(0))
    store.save_translations("sw", {ARTICLE: translate(article, "better")})

    report = publish_subjects(store, day(1))

    assert report.editions == (PublishedEdition(ARTICLE, "sw"),)


@pytest.mark.parametrize("state", TranslationState)
def test_a_translation_is_published_once_it_is_one(store: Store, state: TranslationState) -> None:
    """What is only begun is kept back; what is translated, reviewed or final is published."""
    article = make_article()
    draft(store, article)
    units = translate(article, "ar", ["title"]) | translate(article, "ar", ["summary"], state=state)
    store.save_translations("ar", {ARTICLE: units})

    publish_subjects(store, day(0))

    ready = {"title"} if state is TranslationState.INITIAL else {"title", "summary"}
    assert texts(store, "ar") == ready


def test_a_locale_with_nothing_ready_is_not_published(store: Store) -> None:
    """A locale in which nothing is translated yet makes no edition."""
    article = make_article()
    draft(store, article)
    store.save_translations("ar", {ARTICLE: translate(article, "ar", state=TranslationState.INITIAL)})

    report = publish_subjects(store, day(0))

    assert [made.locale for made in report.editions] == ["en"]


def test_outdated_is_published_and_gone_is_not(store: Store) -> None:
    """A translation of an older text goes on being served; one of a unit that is gone does not."""
    older = make_article(texts={"title": "Old", "p1.text": "Gone"})
    draft(store, make_article(texts={"title": "New", "p2.text": "Added"}))
    store.save_translations("ar", {ARTICLE: translate(older, "ar")})

    publish_subjects(store, day(0))

    snapshot = store.read_snapshots([ARTICLE], ["ar"])[ARTICLE]
    assert texts(store, "ar") == {"title"}
    assert {other.locale: other.completeness for other in snapshot.alternates} == {"ar": 0.0, "en": 1.0}


@pytest.mark.parametrize("locales", [("en",), ("en", "ar"), ("ar", "en", "fr"), ("ar", "sw", "en")])
def test_only_the_locales_asked_for(store: Store, locales: tuple[str, ...]) -> None:
    """Publishing some locales leaves the others alone; one that has nothing makes nothing."""
    draft(store, make_article(), locales=("ar", "sw"))

    report = publish_subjects(store, day(0), locales=locales)

    assert {made.locale for made in report.editions} == {"en", "ar", "sw"} & set(locales)


def test_a_locale_alone_is_published_on_the_published_source(store: Store) -> None:
    """Without its source, a translation is made on the source that readers have, not on the draft."""
    first = make_article(texts={"title": "One", "p1.text": "Kept", "p2.text": "Going"})
    second = make_article(texts={"title": "Two", "p1.text": "Kept", "p3.text": "Coming"})
    draft(store, first)
    publish_subjects(store, day(0))
    draft(store, second)
    store.save_translations("ar", {ARTICLE: translate(first, "ar") | translate(second, "ar")})

    publish_subjects(store, day(1), locales=("ar",))

    assert texts(store, "ar") == first.units.keys()
    assert store.published_hashes(ARTICLE) == {"en": first.hash, "ar": first.hash}


def test_a_locale_alone_needs_a_published_source(store: Store) -> None:
    """A translation of what was never published is refused, with what to do."""
    draft(store, make_article(), locales=("ar",))

    with pytest.raises(ContentInvalid, match="publish that first"):
        publish_subjects(store, day(0), locales=("ar",))


def test_what_a_subject_names_comes_along(store: Store) -> None:
    """Publishing an article publishes what it names, directly or not, in every locale, and before it."""
    article = make_article(topics=("t",), medications=("tamoxifen",))
    references = (make_topic("t"), make_medication("tamoxifen"), make_term("drug-class.serm"))
    draft(store, article, *references, make_topic("unrelated"), locales=("ar",))

    report = publish_subjects(store, day(0), [ARTICLE], locales=("en",))

    assert report.editions == (
        *(PublishedEdition(term_name("drug-class.serm"), locale) for locale in ("en", "ar")),
        *(PublishedEdition(topic_name("t"), locale) for locale in ("en", "ar")),
        *(PublishedEdition(medication_name("tamoxifen"), locale) for locale in ("en", "ar")),
        PublishedEdition(ARTICLE, "en"),
    )


def test_what_was_published_before_stays_as_it_is(store: Store) -> None:
    """What an article names and readers have already is not published anew with it."""
    draft(store, make_topic("t"))
    publish_subjects(store, day(0))
    draft(store, make_topic("t", "Renamed"), make_article(topics=("t",)))

    report = publish_subjects(store, day(1), [ARTICLE])

    assert report.editions == (PublishedEdition(ARTICLE, "en"),)


def test_linked_articles_do_not_come_along(store: Store) -> None:
    """An article that is only linked to stays a draft."""
    draft(store, make_article("other"), make_article(links=[article_name("other")]))

    report = publish_subjects(store, day(0), [ARTICLE])

    assert report.editions == (PublishedEdition(ARTICLE, "en"),)


@pytest.mark.parametrize("names", [None, [ARTICLE]])
def test_names_without_a_datum_are_refused(store: Store, names: list[object] | None) -> None:
    """A subject that names what is neither loaded nor published isn't published."""
    draft(store, make_article(topics=("unheard-of",)))

    with pytest.raises((ContentInvalid, NotFound), match="unheard-of"):
        publish_subjects(store, day(0), names)

    assert store.position() == 0


def test_unknown_subject_is_refused(store: Store) -> None:
    """A subject without a draft can't be published."""
    with pytest.raises(NotFound, match="nowhere"):
        publish_subjects(store, day(0), [article_name("nowhere")])


@pytest.mark.parametrize("state", [None, TranslationState.INITIAL])
def test_locale_without_a_usable_translation_is_withdrawn(store: Store, state: TranslationState | None) -> None:
    """When a catalog has nothing for readers any more, what was published of it goes, and readers get the source."""
    article = make_article("bones")
    draft(store, article)
    store.save_translations("ar", {ARTICLE: translate(article, "ar")})
    publish_subjects(store, day(0))
    store.save_translations("ar", {ARTICLE: translate(article, "ar", state=state) if state else {}})

    report = publish_subjects(store, day(1))
    again = publish_subjects(store, day(2))

    assert (report.editions, report.withdrawn) == ((), (PublishedEdition(ARTICLE, "ar"),))
    assert (again.editions, again.withdrawn) == ((), ())
    snapshot = store.read_snapshots([ARTICLE], ["ar"])[ARTICLE]
    assert snapshot.translations == ()
    assert [alternate.locale for alternate in snapshot.alternates] == ["en"]


def test_more_subjects_than_a_batch(store: Store) -> None:
    """Any number of subjects can be published, with progress told up to the last."""
    draft(store, *(make_topic(f"t{number:03}") for number in range(120)))
    told: list[tuple[object, ...]] = []

    report = publish_subjects(store, day(0), progress=lambda *done: told.append(done))

    assert len(report.editions) == store.position() == 120
    assert told == [(Stage.PUBLISH, done, 120) for done in (0, 50, 100, 120)]


def test_articles_are_listed_by_their_titles(store: Store) -> None:
    """The title unit sorts an article, in each locale by its own."""
    for key, title in (("a", "Zebra"), ("b", "Apple")):
        draft(store, make_article(key, {"title": title}))
    store.save_translations("ar", {article_name("a"): translate(make_article("a", {"title": "Zebra"}), "1")})
    publish_subjects(store, day(0))

    def keys(*tags: str) -> list[str]:
        page = store.list_articles(tags, True, ListQuery(ArticleFilter(), ArticleOrder.TITLE, 5, None))
        return [subject.name.key for subject in page.subjects]

    assert (keys(), keys("ar")) == (["b", "a"], ["a", "b"])


def test_publishing_after_a_publication_by_hand(store: Store) -> None:
    """What was published elsewhere in the same words makes no edition here."""
    article = make_article()
    publish(store, article, {"ar": translate(article, "ar")})
    store.save_translations("ar", {ARTICLE: translate(article, "ar")})

    assert publish_subjects(store, day(1)).unchanged == 2


def test_title_is_read_without_marks() -> None:
    """A title's words: without citations, with the key of what has no words of its own, and single blanks."""
    title: tuple[Inline, ...] = (
        TextRun(" Bones "),
        Strong((TextRun("and "), MedicationMention("tamoxifen"))),
        CitationMark(("lee-2020",)),
        TextRun(" by  "),
        AbbreviationMention("dexa", (TextRun("DEXA"),)),
    )

    assert read_title(title) == "Bones and tamoxifen by DEXA"


@given(INLINES)
def test_any_title_can_be_read(inlines: tuple[Inline, ...]) -> None:
    """Whatever its markup, a title is read as one line without blanks around it."""
    title = read_title(inlines)

    assert title == " ".join(title.split())

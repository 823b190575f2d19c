"""The feed: every change once, in one order, with who, why and what it touched."""

from __future__ import annotations

import pytest

from tests.support.subjects import (
    article_name,
    day,
    edition,
    make_article,
    make_topic,
    publish,
    topic_name,
    translate,
    unit,
)
from verbena.authoring.revisions import make_revision
from verbena.model.article import Article, Faq, Paragraph, Section
from verbena.model.change import Change, ChangeKind, SectionChanges, Signature
from verbena.model.edition import Revision
from verbena.store.contract import Store
from verbena.store.values import Holds

WHO = Signature("Ada", "a wrong dose")


def tell(change: Change) -> tuple[str, str, str, int | None]:
    return change.kind.value, change.name.key, change.locale, change.number


def make_parts(texts: dict[str, str], order: str = "abc") -> Revision:
    """An article with a section for each letter, each with a paragraph, and a question."""
    sections = tuple(Section(key, 2, (Paragraph(f"{key}.p"),)) for key in order)
    structure = Article("bones", "bones", "en", sections=sections, faqs=(Faq("q", (Paragraph("q.p"),)),))
    paths = [
        "title",
        "summary",
        "q.question",
        "q.p.text",
        *(f"{key}.{end}" for key in order for end in ("heading", "p.text")),
    ]
    units = {path: unit(texts.get(path, path)) for path in paths}
    return make_revision(article_name("bones"), "en", structure, units, ())


def test_feed_tells_each_change_in_order(store: Store) -> None:
    """Each edition, withdrawal and redirection is one entry, of whatever subject, with its number, who and why."""
    article = make_article(slug="old")
    publish(store, make_topic("t"))
    publish(store, article, {"ar": translate(article, "ar")}, day(1))
    store.withdraw(article_name("bones"), ["ar"], day(2), WHO)
    publish(store, make_article(slug="new"), at=day(3))

    page = store.read_changes(0, 100)

    assert [tell(change) for change in page.changes] == [
        ("published", "t", "en", 1),
        ("published", "bones", "en", 1),
        ("published", "bones", "ar", 1),
        ("withdrawn", "bones", "ar", None),
        ("published", "bones", "en", 2),
        ("redirected", "bones", "en", 2),
    ]
    assert [change.sequence for change in page.changes] == [1, 2, 3, 4, 5, 6]
    assert [change.at for change in page.changes] == [day(number) for number in (0, 1, 1, 2, 3, 3)]
    assert page.changes[3].signature == WHO
    assert (page.changes[5].old_slug, page.changes[5].target, page.changes[5].target_slug) == (
        "old",
        article_name("bones"),
        "new",
    )
    assert (page.has_next_page, page.position) == (False, 6)


def test_redirection_is_told_in_every_locale(store: Store) -> None:
    """An article that leads to another is told of as such in each locale that it was published in."""
    article = make_article("a")
    publish(store, article, {"ar": translate(article, "ar")})
    publish(store, make_article("b"))
    store.redirect(article_name("a"), article_name("b"), day(1), WHO)

    *_, arabic, english = store.read_changes(0, 100).changes

    assert [tell(arabic), tell(english)] == [("redirected", "a", "ar", None), ("redirected", "a", "en", None)]
    for change in (arabic, english):
        assert (change.old_slug, change.target, change.target_slug, change.slug) == ("a", article_name("b"), "b", None)


@pytest.mark.parametrize("first", [1, 2, 3, 7])
@pytest.mark.parametrize("locales", [None, ["ar"], ["sw", "ar", "ar"], ["fr"], []])
def test_pages_join_to_the_whole(store: Store, first: int, locales: list[str] | None) -> None:
    """Paged through at any size, each entry of the locales comes once and in order, and the end is the feed's."""
    article = make_article()
    for number in range(3):
        texts = {tag: translate(article, f"{tag}{number}") for tag in ("ar", "sw")}
        publish(store, article, texts, day(number))
    expected = [c for c in store.read_changes(0, 100).changes if locales is None or c.locale in locales]

    found: list[Change] = []
    position, more = 0, True
    while more:
        page = store.read_changes(position, first, locales)
        assert len(page.changes) <= first
        found += page.changes
        position, more = page.position, page.has_next_page

    assert found == expected
    assert position == store.position()


def test_position_before_the_feeds_end_is_kept(store: Store) -> None:
    """A cursor beyond the feed, such as of a primary that a replica has not caught up with, never goes back."""
    publish(store, make_topic("t"))

    assert store.read_changes(5, 10).position == 5


def test_first_edition_adds_every_section(store: Store) -> None:
    """What was not shown before is added, in reading order; withdrawn, all of it is removed."""
    revision = make_parts({})
    publish(store, revision, {"ar": translate(revision, "ar")})
    store.withdraw(article_name("bones"), ["ar"], day(1))

    english, arabic, gone = store.read_changes(0, 10).changes

    assert english.sections == arabic.sections == SectionChanges(added=("a", "b", "c"), elsewhere=True)
    assert gone.sections == SectionChanges(removed=("a", "b", "c"), elsewhere=True)


@pytest.mark.parametrize(
    ("texts", "order", "expected"),
    [
        ({"b.p.text": "new"}, "abc", SectionChanges(changed=("b",))),
        ({"a.heading": "new", "c.p.text": "new"}, "abc", SectionChanges(changed=("a", "c"))),
        ({"title": "new"}, "abc", SectionChanges(elsewhere=True)),
        ({"q.p.text": "new"}, "abc", SectionChanges(elsewhere=True)),
        ({}, "acb", SectionChanges(elsewhere=True)),
        ({}, "dabc", SectionChanges(added=("d",))),
        ({}, "ac", SectionChanges(removed=("b",))),
        ({"a.p.text": "new"}, "ad", SectionChanges(added=("d",), changed=("a",), removed=("b", "c"))),
    ],
)
def test_source_tells_what_it_touched(
    store: Store, texts: dict[str, str], order: str, expected: SectionChanges
) -> None:
    """A new source names the sections that it added, changed and removed, and whether anything else changed."""
    publish(store, make_parts({}))
    publish(store, make_parts(texts, order), at=day(1))

    assert store.read_changes(1, 1).changes[0].sections == expected


def test_translation_tells_what_its_readers_see(store: Store) -> None:
    """A translation names the sections that read otherwise in its locale: by its own words, or by its source's."""
    first, second = make_parts({}), make_parts({"c.p.text": "new"}, "abcd")
    publish(store, first, {"ar": translate(first, "ar")})
    reworded = {**translate(first, "ar"), **translate(first, "better", ["b.p.text"])}
    store.publish([edition(first, "ar", reworded)], day(1))
    publish(store, second, {"ar": reworded}, day(2))

    _, _, own, _, with_source = store.read_changes(0, 10).changes

    assert own.sections == SectionChanges(changed=("b",))
    assert with_source.locale == "ar"
    # c is outdated from here on, and its readers are told.
    assert with_source.sections == SectionChanges(added=("d",), changed=("c",))


def test_translation_that_catches_up_tells_so(store: Store) -> None:
    """Words that stay, but are no longer outdated, are a change for those who saw them since the source changed."""
    first, second = make_parts({}), make_parts({"b.p.text": "new"})
    publish(store, first, {"ar": translate(first, "ar")})
    publish(store, second, at=day(1))
    store.publish([edition(second, "ar", translate(second, "ar"))], day(2))

    assert store.read_changes(3, 1).changes[0].sections == SectionChanges(changed=("b",))


def test_reference_data_has_no_sections(store: Store) -> None:
    """Of reference data, there are no sections to tell of."""
    publish(store, make_topic("t"))

    assert store.read_changes(0, 1).changes[0].sections is None


def test_history_is_that_of_one_subject(store: Store) -> None:
    """The history of a subject is all its changes, newest first, in one locale or in all, page by page."""
    article = make_article()
    publish(store, article, {"ar": translate(article, "ar")})
    publish(store, make_topic("t"))
    store.withdraw(article_name("bones"), ["ar"], day(1), WHO)

    page = store.read_history(article_name("bones"), None, 2)
    rest = store.read_history(article_name("bones"), None, 2, page.position)
    arabic = store.read_history(article_name("bones"), "ar", 10)

    assert [change.sequence for change in page.changes] == [4, 2]
    assert (page.has_next_page, rest.has_next_page) == (True, False)
    assert [change.sequence for change in rest.changes] == [1]
    assert [change.kind for change in arabic.changes] == [ChangeKind.WITHDRAWN, ChangeKind.PUBLISHED]
    assert store.read_history(topic_name("none"), None, 2).changes == ()


def test_what_is_found_no_more_has_no_slug(store: Store) -> None:
    """An entry has the slug that leads to the article now: none once it is withdrawn, and the one it comes back by."""
    publish(store, make_article(slug="old"))
    publish(store, make_article("hips"), at=day(1))
    store.redirect(article_name("hips"), article_name("bones"), day(2))
    assert [(change.slug, change.target_slug) for change in store.read_changes(0, 9).changes] == [
        ("old", None),
        (None, None),
        (None, "old"),
    ]

    store.withdraw(article_name("bones"), None, day(3))
    assert {(change.slug, change.target_slug) for change in store.read_changes(0, 9).changes} == {(None, None)}

    new = make_article(slug="new")
    store.save_revisions([new])
    store.publish([edition(new)], day(4), holds=Holds.LIFT)
    assert [change.slug for change in store.read_history(article_name("bones"), None, 9).changes][-1] == "new"

"""Every store keeps drafts: revisions, translations and files, before anything of them is published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest

from tests.support.subjects import START, article_name, make_article, make_topic, topic_name, translate
from verbena.model.asset import Asset
from verbena.model.edition import Revision, SubjectKind
from verbena.model.inline import TextRun
from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.store.contract import Store


def test_draft_comes_back_whole(store: Store) -> None:
    """A revision is read as it was saved, with its structure, units and references."""
    revision = make_article(topics=("osteoporosis",), medications=("tamoxifen",), conditions=("cancer",))

    store.save_revisions([revision])

    assert store.read_draft(revision.name) == revision


def test_newest_revision_is_the_draft(store: Store) -> None:
    """The draft is the revision saved last, even where that had been the draft before another was."""
    first, second = make_article(texts={"title": "One"}), make_article(texts={"title": "Two"})

    changed = [store.save_revisions([revision]) for revision in (first, second, second, first)]

    assert changed == [(first.name,), (first.name,), (), (first.name,)]
    assert store.read_draft(first.name) == first


def test_draft_is_found_by_its_slug(store: Store) -> None:
    """An article's draft is found by the slug that it has there, not by one that it had before."""
    before = make_article("a", slug="old-name")
    after, other = make_article("a", slug="new-name"), make_article("b", slug="other")
    store.save_revisions([before, other])
    store.save_revisions([after])

    assert store.find_draft("new-name") == after
    assert store.find_draft("other") == other
    assert store.find_draft("old-name") is None


def test_newest_of_several_with_a_slug_is_found(store: Store) -> None:
    """Where an article was given another key and the old draft is still there, the new one has the slug."""
    old, new = make_article("b", slug="bones"), make_article("a", slug="bones")
    for revision in (old, new):
        store.save_revisions([revision])

    assert store.find_draft("bones") == new


def test_only_changed_subjects_are_named(store: Store) -> None:
    """Saving names the subjects whose draft changed, and no others."""
    kept, changed = make_article("a"), make_article("b")
    store.save_revisions([kept, changed])
    newer = make_article("b", {"title": "Another title"})

    assert store.save_revisions([kept, newer]) == (newer.name,)


def test_more_revisions_than_a_batch(store: Store) -> None:
    """Any number of subjects can be saved at once, from an iterator."""
    revisions = [make_topic(f"t{number}") for number in range(450)]

    saved = store.save_revisions(iter(revisions))

    assert saved == tuple(revision.name for revision in revisions)
    assert store.draft_names() == tuple(sorted(saved))


def test_saving_may_read_the_store(store: Store) -> None:
    """What gives the revisions may itself use the store, on one connection as on many."""
    seen: list[object] = []

    def draw() -> Iterator[Revision]:
        for number in range(3):
            seen.append(store.read_draft(topic_name("t0")))
            yield make_topic(f"t{number}")

    store.save_revisions(draw())

    assert seen == [None, None, None]


def test_interrupted_load_leaves_whole_batches(store: Store) -> None:
    """Where the source of revisions fails, each subject has its whole draft or none."""

    def draw() -> Iterator[Revision]:
        yield from (make_topic(f"t{number}") for number in range(300))
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        store.save_revisions(draw())

    names = store.draft_names()
    assert len(names) == 200
    assert all(store.read_draft(name) == make_topic(name.key) for name in names)


def test_draft_names_by_kind(store: Store) -> None:
    """Drafts are named sorted, all or of one kind; what is only named by another has none."""
    store.save_revisions([make_topic("z"), make_article("b", topics=("unknown",)), make_article("a"), make_topic("y")])

    assert store.draft_names() == (article_name("a"), article_name("b"), topic_name("y"), topic_name("z"))
    assert store.draft_names(SubjectKind.TOPIC) == (topic_name("y"), topic_name("z"))
    assert store.draft_names(SubjectKind.MEDICATION) == ()


def test_nothing_is_known_of_an_unknown_subject(store: Store) -> None:
    """A subject that was never loaded has no draft and no translations."""
    assert store.read_draft(article_name("nowhere")) is None
    assert store.read_translations(article_name("nowhere")) == {}


@pytest.mark.parametrize("state", TranslationState)
@pytest.mark.parametrize("origin", TranslationOrigin)
def test_translations_come_back_whole(store: Store, state: TranslationState, origin: TranslationOrigin) -> None:
    """A translation is read as it was saved, in each state and of each origin."""
    revision = make_article()
    translation = Translation((TextRun("عظام"),), revision.units["title"].hash, state, origin, START)
    store.save_revisions([revision])

    store.save_translations("ar", {revision.name: {"title": translation}})

    assert store.read_translations(revision.name) == {"ar": {"title": translation}}


def test_translations_replace_those_of_their_locale(store: Store) -> None:
    """What is saved is all that there is in its locale; other locales stay as they are."""
    revision = make_article()
    store.save_revisions([revision])
    store.save_translations("ar", {revision.name: translate(revision, "ar")})
    store.save_translations("sw", {revision.name: translate(revision, "sw")})

    store.save_translations("ar", {revision.name: translate(revision, "new", ["summary"])})

    assert store.read_translations(revision.name) == {
        "ar": translate(revision, "new", ["summary"]),
        "sw": translate(revision, "sw"),
    }


def test_saving_translations_tells_whether_anything_changed(store: Store) -> None:
    """Equal translations change nothing; another text, one more, one less, another state or source do."""
    revision = make_article()
    whole = translate(revision, "ar")
    title = whole["title"]
    versions = [
        whole,
        whole,
        whole | {"title": msgspec.structs.replace(title, inlines=(TextRun("other"),))},
        whole | {"title": msgspec.structs.replace(title, state=TranslationState.FINAL)},
        whole | {"title": msgspec.structs.replace(title, source_hash="0" * 32)},
        {"title": title},
        {"title": title},
        {},
        {},
    ]

    told = [bool(store.save_translations("ar", {revision.name: version})) for version in versions]

    assert told == [True, False, True, True, True, True, False, True, False]


def test_same_words_keep_their_time(store: Store) -> None:
    """A translation that is saved again with the same words keeps the time at which it came."""
    revision = make_article()
    first = translate(revision, "ar")
    store.save_translations("ar", {revision.name: first})

    changed = store.save_translations(
        "ar", {revision.name: translate(revision, "ar", updated_at=START + timedelta(days=9))}
    )

    assert not changed
    assert store.read_translations(revision.name) == {"ar": first}


def test_assets_are_kept_once(store: Store) -> None:
    """A file is read back by its digest, and one that is there already is left alone."""
    drawing = Asset("ab" * 32, "image/svg+xml", b"<svg/>\x00")

    store.save_assets([drawing, drawing])
    store.save_assets([Asset(drawing.digest, "text/plain", b"other")])

    assert store.read_draft_asset(drawing.digest) == drawing
    assert store.read_draft_asset("cd" * 32) is None


def test_marks_are_replaced(store: Store) -> None:
    """A note is read as it was written last; one never written is null."""
    store.write_mark("content", "one")
    store.write_mark("content", "two")

    assert store.read_mark("content") == "two"
    assert store.read_mark("other") is None


def test_translations_of_several_subjects_are_saved_together(store: Store) -> None:
    """Those that changed are named; where one can't be saved, none is."""
    first, second = make_article("a"), make_article("b")
    store.save_revisions([first, second])
    store.save_translations("ar", {one.name: translate(one, "ar") for one in (first, second)})

    changed = store.save_translations("ar", {first.name: translate(first, "ar"), second.name: translate(second, "new")})
    with pytest.raises(TypeError):
        store.save_translations("ar", {first.name: {}, second.name: {"title": _unsaveable(second)}})

    assert changed == (second.name,)
    assert store.read_translations(first.name) == {"ar": translate(first, "ar")}
    assert store.read_translations(second.name) == {"ar": translate(second, "new")}


def _unsaveable(revision: Revision) -> Translation:
    made = translate(revision, "ar")["title"]
    return msgspec.structs.replace(made, inlines=(object(),))  # type: ignore[arg-type]  # that is what is wrong with it


def test_translations_of_a_locale_are_dropped(store: Store) -> None:
    """What is dropped is all of one locale, of every subject, drafts or not, and nothing of another."""
    article, topic = make_article(), make_topic("bones")
    store.save_revisions([article, topic])
    for locale in ("ar", "sw"):
        store.save_translations(locale, {one.name: translate(one, locale) for one in (article, topic)})

    assert store.translated() == tuple((tag, one.name) for tag in ("ar", "sw") for one in (article, topic))
    store.drop_drafts([topic.name])
    assert store.translated() == (("ar", article.name), ("sw", article.name))
    assert store.drop_translations("ar") == (article.name, topic.name)
    assert store.drop_translations("ar") == ()
    assert store.translated() == (("sw", article.name),)
    assert store.read_translations(article.name) == {"sw": translate(article, "sw")}

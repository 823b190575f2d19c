"""Every store publishes immutable, numbered editions: all of a call or nothing, and none where nothing changed."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import pytest

from tests.support.subjects import (
    START,
    article_name,
    day,
    edition,
    make_article,
    make_topic,
    publish,
    translate,
)
from verbena.model.edition import Revision
from verbena.model.errors import ContentInvalid
from verbena.model.inline import TextRun
from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.store.contract import Store
from verbena.store.values import NewEdition, PreparedFrom, PublishOutcome


def test_first_publication_makes_editions(store: Store) -> None:
    """Each locale that is published gets the edition number 1, the source's and the translations' alike."""
    revision = make_article()

    made = publish(store, revision, {"ar": translate(revision, "ar"), "sw": translate(revision, "sw")})

    snapshot = store.read_snapshots([revision.name], ["ar", "sw"])[revision.name]
    assert made == ("en", "ar", "sw")
    assert [edition.number for edition in (snapshot.source, *snapshot.translations)] == [1, 1, 1]
    assert store.published_hashes(revision.name) == dict.fromkeys(("en", "ar", "sw"), revision.hash)


def test_source_goes_first(store: Store) -> None:
    """A source is published before its translations, in whatever order they are given."""
    revision = make_article()
    store.save_revisions([revision])

    made = store.publish([edition(revision, "ar", translate(revision, "ar")), edition(revision)], START).made

    assert [new.locale for new in made] == ["en", "ar"]


def test_unchanged_content_makes_no_edition(store: Store) -> None:
    """Publishing the same again, at any time, makes no edition and no change."""
    revision = make_article()
    translations = {"ar": translate(revision, "ar")}
    publish(store, revision, translations)
    position = store.position()
    later = {"ar": translate(revision, "ar", updated_at=day(5))}

    assert publish(store, revision, translations, day(3)) == ()
    assert publish(store, revision, later, day(5)) == ()
    assert store.position() == position
    assert store.read_snapshots([revision.name], ["ar"])[revision.name].updated_at == START


def test_any_difference_makes_an_edition(store: Store) -> None:
    """Another text, state, origin or source text, one unit more or less, or another revision: each makes the next."""
    revision = make_article()
    whole = translate(revision, "ar")
    title = whole["title"]

    def with_title(**changes: object) -> dict[str, Translation]:
        return whole | {"title": msgspec.structs.replace(title, **changes)}

    versions = [
        whole,
        with_title(inlines=(TextRun("other"),)),
        with_title(state=TranslationState.REVIEWED),
        with_title(origin=TranslationOrigin.HUMAN),
        with_title(source_hash="0" * 32),
        {"title": title},
        whole,
    ]
    publish(store, revision)

    made = [len(store.publish([edition(revision, "ar", version)], START).made) for version in versions]

    newest = store.read_snapshots([revision.name], ["ar"])[revision.name].translations[0]
    assert made == [1] * len(versions)
    assert newest.number == len(versions)
    assert newest.units == whole


def test_locales_are_numbered_by_themselves(store: Store) -> None:
    """Each locale counts its own editions."""
    first, second = make_article(), make_article(texts={"title": "New", "summary": "Newer"})
    publish(store, first, {"ar": translate(first, "ar")})

    publish(store, second)

    snapshot = store.read_snapshots([first.name], ["ar"])[first.name]
    assert (snapshot.source.number, snapshot.translations[0].number) == (2, 1)
    assert store.published_hashes(first.name) == {"en": second.hash, "ar": first.hash}


def test_changes_are_counted_without_gaps(store: Store) -> None:
    """Each new edition is one change, and the position is the number of the newest."""
    revision, topic = make_article(), make_topic("bones")

    positions = [store.position()]
    for step in (
        lambda: publish(store, revision, {"ar": translate(revision, "ar")}),
        lambda: publish(store, revision, {"ar": translate(revision, "ar")}),
        lambda: publish(store, topic),
        lambda: publish(store, revision, {"ar": translate(revision, "again")}),
    ):
        step()
        positions.append(store.position())

    assert positions == [0, 2, 2, 3, 4]


def _unknown_revision(revision: Revision) -> NewEdition:
    return msgspec.structs.replace(edition(revision), revision="no-such-hash")


def _unknown_subject(_: Revision) -> NewEdition:
    return edition(make_article("never-loaded"))


def _source_in_another_locale(revision: Revision) -> NewEdition:
    return edition(revision, "de")


def _translation_into_the_source(revision: Revision) -> NewEdition:
    return edition(revision, "en", translate(revision, "en"))


def _translation_without_a_source(revision: Revision) -> NewEdition:
    return msgspec.structs.replace(edition(revision, "ar", translate(revision, "ar")), name=article_name("loaded"))


def _taken_slug(_: Revision) -> NewEdition:
    return edition(make_article("loaded", slug="bones"))


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (_unknown_revision, "no-such-hash"),
        (_unknown_subject, "never-loaded"),
        (_source_in_another_locale, "written in en"),
        (_translation_into_the_source, "no translation into it"),
        (_translation_without_a_source, "publish that first"),
        (_taken_slug, "the slug bones"),
    ],
)
def test_failed_publishing_leaves_no_trace(store: Store, broken: object, said: str) -> None:
    """Where one edition of a call can't be, none of it is published, and what was published before stands."""
    revision, other = make_article(), make_topic("cancer")
    newer = make_article(texts={"title": "Newer", "summary": "Newest"})
    store.save_revisions([other, make_article("loaded", slug="bones"), newer])
    publish(store, revision, {"ar": translate(revision, "ar")})
    before = store.read_snapshots([revision.name], ["ar"])

    store.save_revisions([newer])
    good = [edition(other), edition(newer), edition(newer, "sw", translate(newer, "sw"))]
    with pytest.raises(ContentInvalid, match=said):
        store.publish([*good, broken(revision)], day(1))

    assert store.position() == 2
    assert store.read_snapshots([revision.name], ["ar"]) == before
    assert store.read_snapshots([other.name], []) == {}
    assert store.published_hashes(revision.name).keys() == {"en", "ar"}
    # The numbers that the failed call had taken are free again.
    assert len(store.publish(good, day(2)).made) == 3
    assert store.position() == 5


def test_moment_without_offset_is_refused(store: Store) -> None:
    """Nobody can tell when a moment without an offset was: publishing at one is refused, and leaves no trace."""
    revision = make_article()
    store.save_revisions([revision])

    with pytest.raises(ValueError, match="no offset"):
        store.publish([edition(revision)], datetime(2026, 1, 1))  # noqa: DTZ001 - what the test is about

    assert store.position() == 0


def test_articles_take_each_others_slugs(store: Store) -> None:
    """Two articles can exchange their slugs in one call; each is then found by its new one."""
    for key in ("a", "b"):
        publish(store, make_article(key))
    swapped = [make_article("a", slug="b"), make_article("b", slug="a")]
    store.save_revisions(swapped)

    store.publish([edition(revision) for revision in swapped], day(1))

    found = {slug: store.read_article(slug, []) for slug in ("a", "b")}
    assert {slug: snapshot and snapshot.name.key for slug, snapshot in found.items()} == {"a": "b", "b": "a"}


def test_old_slug_leads_on(store: Store) -> None:
    """An article under a new slug is found by the old one too, and says the new; a draft's slug finds nothing yet."""
    publish(store, make_article("a", slug="old"))
    renamed = make_article("a", slug="new")
    store.save_revisions([renamed])
    assert store.read_article("new", []) is None

    publish(store, renamed, at=day(1))

    for slug in ("new", "old"):
        found = store.read_article(slug, [])
        assert found is not None
        assert (found.name, found.slug) == (article_name("a"), "new")


def test_source_moves_to_another_locale(store: Store) -> None:
    """Where an article is now written in another locale, its edition in the old one is withdrawn."""
    english = make_article()
    german = make_article(locale="de")
    publish(store, english, {"de": translate(english, "de"), "ar": translate(english, "ar")})

    made = publish(store, german, at=day(1))

    snapshot = store.read_snapshots([english.name], ["de", "en", "ar"])[english.name]
    assert made == ("de",)
    assert (snapshot.source.locale, snapshot.source.number) == ("de", 2)
    assert [translation.locale for translation in snapshot.translations] == ["ar"]
    assert [alternate.locale for alternate in snapshot.alternates] == ["ar", "de"]
    assert store.published_locales() == ("ar", "de")
    assert store.position() == 5
    between = store.read_snapshots([english.name], ["en"], at=4)[english.name]
    assert between.source.locale == "de"
    # Now a translation into the old source locale can be published, with the number after the source's.
    store.publish([edition(german, "en", translate(german, "en"))], day(2))
    (back,) = store.read_snapshots([english.name], ["en"])[english.name].translations
    assert back.number == 2


def test_published_at_is_the_first_publication(store: Store) -> None:
    """A subject keeps the moment of its first publication; its update is that of the newest edition that went in."""
    first, second = make_article(), make_article(texts={"title": "Two"})
    publish(store, first, at=day(0))
    publish(store, second, at=day(1))
    store.publish([edition(second, "ar", translate(second, "ar"))], day(2))
    store.publish([edition(second, "sw", translate(second, "sw"))], day(3))

    updated = {
        tags: store.read_snapshots([first.name], tags)[first.name].updated_at
        for tags in ((), ("ar",), ("sw",), ("ar", "sw"), ("fr",))
    }

    assert updated == {(): day(1), ("ar",): day(2), ("sw",): day(3), ("ar", "sw"): day(3), ("fr",): day(1)}
    assert store.read_snapshots([first.name], ["sw"])[first.name].published_at == day(0)


def test_moments_are_kept_to_the_microsecond(store: Store) -> None:
    """A moment comes back exactly, whatever its offset."""
    moment = START + timedelta(microseconds=123457)
    revision = make_article()

    publish(store, revision, at=moment)

    assert store.read_snapshots([revision.name], [])[revision.name].source.published_at == moment


def test_what_was_loaded_anew_is_told_and_left(store: Store) -> None:
    """Of what was prepared, only subjects whose drafts are still those are published; the others are told as stale."""
    same, reworded, dropped, new = (make_topic(key) for key in ("same", "reworded", "dropped", "new"))
    store.save_revisions([same, reworded, dropped])
    prepared = PreparedFrom(store.digest_drafts(), "a program")
    store.save_revisions([make_topic("reworded", "Other"), new])
    store.drop_drafts([dropped.name])
    editions = [edition(revision) for revision in (same, reworded, dropped, new)]

    outcome = store.publish(editions, START, prepared=prepared)

    assert outcome == PublishOutcome((edition(same),), (), frozenset({reworded.name, dropped.name, new.name}))
    assert store.settled().keys() == {same.name}
    assert store.publish(editions, START, prepared=PreparedFrom(store.digest_drafts())).stale == {dropped.name}

"""Every store gives whole drafts, and gives readers a file once something that shows it is published."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from tests.support.stores import count_statements
from tests.support.subjects import article_name, edition, make_article, make_topic, publish, topic_name, translate
from verbena.model.article import Article, Figure, FigureFile
from verbena.model.asset import Asset
from verbena.model.edition import EVERYTHING, Revision
from verbena.model.translation import TranslationState
from verbena.store.contract import Store

_DRAWING = Asset("ab" * 32, "image/svg+xml", b"<svg/>")
_OTHER = Asset("cd" * 32, "image/png", b"png")


def _make_figure(*assets: Asset, decorative: bool = True) -> Revision:
    files = tuple(
        FigureFile(locale, "bone.svg", asset.digest, asset.media_type, 4, 3)
        for locale, asset in zip((None, "ar"), assets, strict=False)
    )
    article = make_article()
    assert isinstance(article.structure, Article)
    structure = replace(article.structure, introduction=(Figure("fig", files, decorative),))
    return replace(article, structure=structure, hash="f1" * 32 if decorative else "f2" * 32)


def test_draft_comes_with_its_translations(store: Store) -> None:
    """A whole draft has its newest revision, when that was loaded, and its translations by locale, INITIAL ones too."""
    before, revision = make_article(texts={"title": "Old"}), make_article(texts={"title": "New"})
    initial = translate(revision, "sw", state=TranslationState.INITIAL)
    store.save_revisions([before])
    started = datetime.now(UTC)
    store.save_revisions([revision])
    store.save_translations("ar", {revision.name: translate(revision, "ar")})
    store.save_translations("sw", {revision.name: initial})

    (draft,) = store.read_drafts([revision.name]).values()

    assert draft.revision == revision == store.read_draft(revision.name)
    assert draft.translations == store.read_translations(revision.name)
    assert draft.translations["sw"] == initial
    assert started <= draft.loaded_at <= datetime.now(UTC)


def test_only_wanted_locales_come(store: Store) -> None:
    """Where locales are named, the translations are those in them alone."""
    revision = make_article()
    store.save_revisions([revision])
    for locale in ("ar", "sw", "es"):
        store.save_translations(locale, {revision.name: translate(revision, locale)})

    drafts = store.read_drafts([revision.name], ["sw", "ko"])

    assert set(drafts[revision.name].translations) == {"sw"}
    assert store.read_drafts([revision.name], [])[revision.name].translations == {}


def test_what_has_no_draft_is_left_out(store: Store) -> None:
    """Subjects that are unknown, published alone, or no longer loaded have no draft."""
    gone, here = make_article("gone"), make_article("here")
    publish(store, gone, {"ar": translate(gone, "ar")})
    store.save_revisions([here])
    store.drop_drafts([gone.name])

    names = [gone.name, here.name, article_name("never"), topic_name("here")]

    assert list(store.read_drafts(names)) == [here.name]
    assert store.read_drafts([]) == {}


def test_many_drafts_take_a_few_statements(store: Store) -> None:
    """Hundreds of drafts are read by as many statements as one, each with what is its own."""
    topics = [make_topic(f"t{number}") for number in range(300)]
    store.save_revisions(topics)
    store.save_translations("ar", {topic.name: translate(topic, "ar") for topic in topics})

    with count_statements() as one:
        store.read_drafts([topics[0].name])
    with count_statements() as many:
        drafts = store.read_drafts([topic.name for topic in topics])

    assert len(many) == len(one)
    assert {name: draft.revision for name, draft in drafts.items()} == {topic.name: topic for topic in topics}
    assert all(draft.translations["ar"] == translate(draft.revision, "ar") for draft in drafts.values())


@pytest.mark.parametrize("skipped", [False, True])
@pytest.mark.parametrize("safety", [(), ("title",), (EVERYTHING,)])
def test_draft_accepts_what_its_edition_would(store: Store, safety: tuple[str, ...], skipped: bool) -> None:
    """Which texts translations may be made from is told of a draft as of the edition that it becomes."""
    old, new = make_article(texts={"title": "Old"}), make_article(texts={"title": "New"})
    marked = replace(make_article(texts={"title": "Marked"}), safety=safety, hash="5afe" * 16)
    publish(store, old)
    store.save_revisions([marked])
    if skipped:
        store.save_revisions([new])

    draft = store.read_drafts([old.name])[old.name]
    store.publish([edition(draft.revision)], datetime.now(UTC))

    published = store.read_snapshots([old.name], [])[old.name].source
    assert draft.accepted == published.accepted
    assert bool(draft.accepted) == bool(safety)


def test_file_of_a_draft_is_not_for_readers(store: Store) -> None:
    """A file that was only loaded is found among drafts, and not by readers, however they spell its digest."""
    store.save_revisions([_make_figure(_DRAWING)])
    store.save_assets([_DRAWING])

    assert store.read_draft_asset(_DRAWING.digest) == _DRAWING
    for digest in (_DRAWING.digest, f"@{_DRAWING.digest}", "@", "", "%", _DRAWING.digest.upper()):
        assert store.read_asset(digest) is None
    assert store.read_draft_asset(f"@{_DRAWING.digest}") is None


def test_published_file_is_for_readers(store: Store) -> None:
    """Publishing an article gives readers each file that it shows, in every locale, and no other."""
    article = _make_figure(_DRAWING, _OTHER)
    third = Asset("ef" * 32, "image/png", b"third")
    store.save_assets([_DRAWING, _OTHER, third])

    publish(store, article)

    assert [store.read_asset(asset.digest) for asset in (_DRAWING, _OTHER, third)] == [_DRAWING, _OTHER, None]
    assert store.read_draft_asset(_OTHER.digest) == _OTHER


def test_published_file_stays_for_readers(store: Store) -> None:
    """A file that was published once stays, whatever is loaded or published later: old states may be read again."""
    store.save_assets([_DRAWING])
    publish(store, _make_figure(_DRAWING))

    store.save_assets([_DRAWING, _OTHER])
    publish(store, _make_figure(_OTHER, decorative=False))

    assert (store.read_asset(_DRAWING.digest), store.read_asset(_OTHER.digest)) == (_DRAWING, _OTHER)


def test_refused_publication_gives_nothing(store: Store) -> None:
    """Where publishing fails, its files stay with the drafts."""
    store.save_assets([_DRAWING])
    publish(store, make_article("other", slug="taken"))
    article = _make_figure(_DRAWING)
    assert isinstance(article.structure, Article)
    clash = replace(article, slug="taken", structure=replace(article.structure, slug="taken"))

    with pytest.raises(Exception, match="taken"):
        publish(store, clash)
    assert store.read_asset(_DRAWING.digest) is None

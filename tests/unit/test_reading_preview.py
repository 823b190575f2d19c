"""Previews: drafts as far as somebody may see them, what is published beyond that, and what it says of itself."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.support.libraries import Opened
from tests.support.stores import count_statements
from tests.support.subjects import (
    START,
    article_name,
    day,
    make_article,
    make_medication,
    make_term,
    make_topic,
    publish,
    topic_name,
    translate,
)
from verbena.access.principal import ANONYMOUS, Principal, act_as_operator
from verbena.model.edition import Revision
from verbena.model.errors import ContentInvalid, Forbidden, InvalidId, InvalidVersion, Unauthenticated
from verbena.model.token import Grants
from verbena.model.translation import TranslationState
from verbena.reading.article import ArticleView
from verbena.reading.identity import Identity, read_id, write_id
from verbena.reading.presentation import Presentation
from verbena.reading.preview import preview_article
from verbena.reading.read_article import read_article
from verbena.reading.read_node import read_node
from verbena.reading.versions import read_version

OPERATOR = act_as_operator("root")
_OLD, _NEW = {"title": "Old", "summary": "Kept"}, {"title": "New", "summary": "Kept", "notice": "Added"}


def who_sees(*locales: str) -> Principal:
    return Principal("Amina", Grants(drafts=locales))


def show(
    opened: Opened,
    principal: Principal,
    wanted: str = "en",
    *,
    slug: str = "bones",
    fallback: tuple[str, ...] | None = None,
) -> ArticleView | None:
    return preview_article(opened[1], principal, slug, Presentation((wanted,), fallback, preview=True))


def texts(article: ArticleView | None) -> dict[str, str]:
    assert article is not None
    return {path: article.texts.text(path).value for path in article.texts.source.units}


@pytest.fixture
def changed(opened: Opened) -> Revision:
    """`bones` as it is published in English, Arabic and Swahili, and as its drafts have changed each of them."""
    store, _ = opened
    old, new = make_article(texts=_OLD), make_article(texts=_NEW, slug="new-bones")
    publish(store, old, {"ar": translate(old, "ar old"), "sw": translate(old, "sw old")})
    store.save_revisions([new])
    store.save_translations("ar", {new.name: translate(new, "ar new", updated_at=day(3))})
    store.save_translations("sw", {new.name: translate(new, "sw new", ["title"])})
    return new


@pytest.mark.parametrize("wanted", ["en", "ar", "sw"])
@pytest.mark.parametrize("en", [False, True])
@pytest.mark.parametrize("ar", [False, True])
@pytest.mark.parametrize("sw", [False, True])
@pytest.mark.usefixtures("changed")
def test_each_locale_shows_its_draft_or_what_is_published(
    opened: Opened, wanted: str, en: bool, ar: bool, sw: bool
) -> None:
    """Over all grants: the source's grant decides on the structure and its texts, each other on its own locale's."""
    sees = {"en": en, "ar": ar, "sw": sw}
    if not (sees[wanted] or sees["en"]):
        with pytest.raises(Forbidden):
            show(opened, who_sees(*(tag for tag, may in sees.items() if may)), wanted)
        return

    article = show(opened, who_sees(*(tag for tag, may in sees.items() if may)), wanted)

    source = _NEW if en else _OLD
    expected = dict(source)
    if wanted != "en":
        age = "new" if sees[wanted] else "old"
        had = {"ar": _NEW, "sw": {"title": ""}}[wanted] if sees[wanted] else _OLD
        expected |= {path: f"{wanted} {age} {path}" for path in source if path in had}
    assert texts(article) == expected
    assert article is not None
    assert article.slug == ("new-bones" if en else "bones")


def test_article_is_found_by_its_slug_in_the_draft(opened: Opened, changed: Revision) -> None:
    """A slug of a draft finds the article for who may see that draft, the published one for all with a token."""
    for slug, principal, found in (
        ("new-bones", who_sees("en"), True),
        ("bones", who_sees("en"), True),
        ("new-bones", who_sees("ar"), False),
        ("bones", who_sees("ar"), True),
    ):
        article = show(opened, principal, "ar", slug=slug)
        assert (article is not None) == found
        assert article is None or article.key == changed.name.key


def test_article_that_was_never_published(opened: Opened) -> None:
    """An article that has only a draft is there for who may see its source, without a date of publication."""
    store, _ = opened
    revision = make_article()
    store.save_revisions([revision])
    store.save_translations("ar", {revision.name: translate(revision, "ar")})

    article = show(opened, who_sees("en"), "ar")

    assert texts(article) == {"title": "About bones", "summary": "In short: bones"}
    assert article is not None
    assert article.published_at is None
    assert show(opened, who_sees("ar"), "ar") is None
    assert texts(show(opened, who_sees("ar", "en"), "ar"))["title"] == "ar title"


def test_preview_shows_what_publishing_would(opened: Opened) -> None:
    """A translation that needs work is not shown, nor one of a text that is gone: they would not be published."""
    store, _ = opened
    revision = make_article()
    store.save_revisions([revision])
    initial = translate(revision, "ar", ["title"], state=TranslationState.INITIAL)
    gone = translate(make_article(texts={"gone": "Gone"}), "ar")
    store.save_translations("ar", {revision.name: {**initial, **gone}})

    article = show(opened, OPERATOR, "ar")

    assert texts(article) == {"title": "About bones", "summary": "In short: bones"}
    assert article is not None
    assert [one.locale for one in article.alternates] == ["en"]


def test_alternates_are_those_that_may_be_seen(opened: Opened, changed: Revision) -> None:
    """Draft locales that may be seen are among the alternates, how complete they would be; others as published."""
    store, _ = opened
    store.save_translations("ko", {changed.name: translate(changed, "ko", ["title"])})
    store.save_translations("ar", {changed.name: {}})

    def read(principal: Principal) -> dict[str, float]:
        article = show(opened, principal, "en")
        assert article is not None
        return {one.locale: round(one.completeness, 2) for one in article.alternates}

    # The drafts have three texts, of which one is as it was; Arabic would be withdrawn.
    assert read(OPERATOR) == {"en": 1.0, "ko": 0.33, "sw": 0.33}
    assert read(who_sees("en")) == {"ar": 0.33, "en": 1.0, "sw": 0.33}
    assert read(who_sees("en", "ko")) == {"ar": 0.33, "en": 1.0, "ko": 0.33, "sw": 0.33}


def test_alternates_of_who_sees_no_source(opened: Opened, changed: Revision) -> None:
    """Beside the published source, completeness is counted in its units."""
    store, _ = opened
    store.save_translations("ko", {changed.name: translate(changed, "ko", ["summary"])})

    article = preview_article(opened[1], who_sees("ko"), "bones", Presentation(("ko",), preview=True))

    assert article is not None
    assert {one.locale: one.completeness for one in article.alternates} == {"ar": 1.0, "en": 1.0, "ko": 0.5, "sw": 1.0}


def test_new_locale_is_asked_for_like_any(opened: Opened, changed: Revision) -> None:
    """A locale that is only in drafts serves its readers: as their own, and under its other names."""
    store, _ = opened
    store.save_translations("zh-Hans", {changed.name: translate(changed, "zh")})

    article = show(opened, who_sees("zh-Hans"), "zh-CN")

    assert article is not None
    assert (article.title.value, article.title.is_fallback, article.locale) == ("zh title", False, "zh-Hans")


def test_reference_data_is_previewed_too(opened: Opened) -> None:
    """What the article names shows its draft where that may be seen, else what is published of it."""
    store, _ = opened
    article = make_article(topics=("bones",), medications=("tamoxifen",))
    for revision in (make_term("drug-class.serm"), make_topic("bones", "Old"), make_medication("tamoxifen"), article):
        publish(store, revision, {"ar": translate(revision, "ar old")})
    store.save_revisions([make_topic("bones", "New"), make_medication("tamoxifen", "drug-class.new")])
    store.save_revisions([make_term("drug-class.new")])
    store.save_translations("ar", {topic_name("bones"): translate(make_topic("bones", "New"), "ar new")})

    def read(principal: Principal, wanted: str) -> tuple[str, str]:
        shown = show(opened, principal, wanted)
        assert shown is not None
        return shown.topics[0].name.value, shown.medications[0].medication.drug_class.path

    assert read(who_sees("en"), "en") == ("New", "drug-class.new.name")
    assert read(who_sees("en"), "ar") == ("ar old topic.bones.name", "drug-class.new.name")
    assert read(who_sees("ar"), "ar") == ("ar new topic.bones.name", "drug-class.serm.name")


def test_what_is_named_must_be_visible(opened: Opened) -> None:
    """Where an article names a datum of which nothing may be seen, the grant that is missing is told."""
    store, _ = opened
    store.save_revisions([make_article(locale="es", topics=("bones",)), make_topic("bones")])

    with pytest.raises(Forbidden, match=r"names the topic bones.* a --drafts grant for en"):
        show(opened, who_sees("es"), "es")
    assert show(opened, who_sees("es", "en"), "es") is not None


def test_what_is_named_must_be_there(opened: Opened) -> None:
    """Where an article names what is neither loaded nor published, that is told."""
    store, _ = opened
    store.save_revisions([make_article(topics=("bones",))])

    with pytest.raises(ContentInvalid, match="names the topic bones, which is not loaded"):
        show(opened, OPERATOR)


def test_published_article_without_a_draft(opened: Opened, changed: Revision) -> None:
    """What is no longer among the files is shown as it is published."""
    store, library = opened
    store.drop_drafts([changed.name])

    article = show(opened, OPERATOR, "ar")
    published = read_article(library, "bones", Presentation(("ar",)))

    assert texts(article) == texts(published)


def test_other_languages_may_be_ruled_out(opened: Opened, changed: Revision) -> None:
    """With fallback: [] the draft is shown where it is complete, else the state that was published when it last was."""
    store, _ = opened
    whole = show(opened, OPERATOR, "ar", fallback=())
    partly = show(opened, OPERATOR, "sw", fallback=())

    assert texts(whole)["title"] == "ar new title"
    assert texts(partly) == {"title": "sw old title", "summary": "sw old summary"}
    assert partly is not None
    assert partly.is_outdated
    assert store.read_draft(changed.name) is not None


def test_safety_reaches_previews(opened: Opened) -> None:
    """A text changed for the sake of safety is not previewed in a translation of what it said before."""
    store, _ = opened
    old, new = make_article(texts=_OLD), replace(make_article(texts=_NEW), safety=("title",), hash="5afe" * 16)
    publish(store, old, {"ar": translate(old, "ar")})
    store.save_revisions([new])
    store.save_translations("ar", {new.name: translate(old, "ar")})

    assert texts(show(opened, OPERATOR, "ar")) == {"title": "New", "summary": "ar summary", "notice": "Added"}


@pytest.mark.usefixtures("changed")
def test_nobody_sees_a_preview(opened: Opened) -> None:
    """Without a token there is no preview of anything, there or not, and nothing is read for it."""
    with count_statements() as statements:
        for slug in ("bones", "new-bones", "nothing"):
            with pytest.raises(Unauthenticated):
                show(opened, ANONYMOUS, slug=slug)

    assert statements == []


@pytest.mark.parametrize("slug", ["bones", "new-bones", "nothing"])
@pytest.mark.usefixtures("changed")
def test_token_must_be_for_a_tag_of_the_chain(opened: Opened, slug: str) -> None:
    """Who may see drafts of other locales alone is refused, there or not."""
    for principal in (who_sees("fr"), who_sees("ar-EG"), Principal("p", Grants(publish=("*",)))):
        with pytest.raises(Forbidden):
            show(opened, principal, "ar", slug=slug)


def _version(opened: Opened, wanted: str = "ar") -> str:
    article = show(opened, OPERATOR, wanted)
    assert article is not None
    return article.version


def test_version_names_the_drafts(opened: Opened, changed: Revision) -> None:
    """The version changes with each draft that is shown, comes back with it, and stays for what is not shown."""
    store, _ = opened
    versions = [_version(opened)]
    store.save_translations("sw", {changed.name: translate(changed, "sw other", ["title"])})
    assert _version(opened) == versions[0]

    store.save_translations("ar", {changed.name: translate(changed, "ar other")})
    versions.append(_version(opened))
    store.save_revisions([make_article(texts={**_NEW, "title": "Newest"}, slug="new-bones")])
    versions.append(_version(opened))
    store.save_translations("sw", {changed.name: translate(changed, "sw other", ["title", "summary"])})
    versions.append(_version(opened))  # how complete Swahili is shows in the alternates
    assert len(set(versions)) == 4

    store.save_revisions([changed])
    store.save_translations("sw", {changed.name: translate(changed, "sw other", ["title"])})
    assert _version(opened) == versions[1]


def test_version_of_a_preview_leads_nowhere(opened: Opened, changed: Revision) -> None:
    """Drafts have no history: nobody comes back to a preview by its version."""
    assert changed is not None
    with pytest.raises(InvalidVersion):
        read_version(_version(opened))


def test_dates_are_those_of_the_drafts(opened: Opened, changed: Revision) -> None:
    """A preview was first published when the article was, and updated when the newest draft shown came."""
    store, _ = opened
    loaded = store.read_drafts([changed.name])[changed.name].loaded_at
    article = show(opened, OPERATOR, "ar")
    source = show(opened, who_sees("ar"), "ar")

    assert article is not None
    assert (article.published_at, article.updated_at) == (START, max(loaded, day(3)))
    assert source is not None
    assert source.updated_at == day(3)


def test_previews_are_kept_nowhere(opened: Opened, changed: Revision) -> None:
    """A draft shows as soon as it is loaded, and a preview leaves no trace in what others read."""
    store, library = opened
    first = show(opened, OPERATOR, "ar")
    store.save_translations("ar", {changed.name: translate(changed, "ar newer")})

    assert texts(first)["title"] == "ar new title"
    assert texts(show(opened, OPERATOR, "ar"))["title"] == "ar newer title"
    assert texts(read_article(library, "bones", Presentation(("ar",))))["title"] == "ar old title"
    assert texts(show(opened, who_sees("ar"), "ar"))["title"] == "ar newer title"


def test_id_leads_back_to_the_preview(opened: Opened, changed: Revision) -> None:
    """An id of a preview gives the preview to who may see it, null once nothing is left, and nothing to nobody."""
    store, library = opened
    article = show(opened, OPERATOR, "ar")
    assert article is not None

    again = read_node(library, article.title.id, OPERATOR)

    assert again is not None
    assert read_id(article.id).preview
    assert again.value == "ar new title"  # type: ignore[union-attr]  # it is the title's
    with pytest.raises(Unauthenticated):
        read_node(library, article.title.id)
    with pytest.raises(Forbidden):
        read_node(library, article.title.id, who_sees("sw"))
    assert changed is not None
    assert store.read_draft(changed.name) is not None


def test_no_id_names_a_preview_of_a_version(opened: Opened) -> None:
    """Drafts have no history: an id of a preview as it was at a change is none of ours."""
    identity = Identity("Article", article_name("bones").kind, "bones", "", ("en",), None, 1, preview=True)

    with pytest.raises(InvalidId):
        read_node(opened[1], write_id(identity), OPERATOR)


def test_preview_takes_a_few_statements(opened: Opened) -> None:
    """However much an article names, its preview is read by a bounded number of statements."""
    store, _ = opened

    def count(topics: int) -> int:
        keys = tuple(f"t{number}" for number in range(topics))
        store.save_revisions([make_article(texts=_NEW, topics=keys), *map(make_topic, keys)])
        with count_statements() as statements:
            assert show(opened, OPERATOR) is not None
        return len(statements)

    assert count(0) > 0
    assert count(1) == count(60)

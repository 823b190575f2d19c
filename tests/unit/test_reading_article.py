"""One article, as presentations show it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.libraries import Opened, open_library, present, publish_whole, show
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
from verbena.language.direction import TextDirection
from verbena.model.edition import SubjectKind
from verbena.reading.library import Library
from verbena.reading.read_article import read_article, read_articles


# Title and summary in Arabic, the title alone in Swahili and in Mexican Spanish, the summary alone in Spanish.
@pytest.fixture(scope="module")
def partly() -> Iterator[Library]:
    revision = make_article()
    with open_library() as (store, library):
        publish(
            store,
            revision,
            {
                "ar": translate(revision, "ar"),
                "sw": translate(revision, "sw", ["title"]),
                "es-MX": translate(revision, "es-MX", ["title"]),
                "es": translate(revision, "es", ["summary"]),
            },
        )
        yield library


# Wanted, fallback, and then: the languages of title and summary, and whether each is a fallback; null for no article.
SHOWN = [
    (("en",), None, ("en", "en"), (False, False)),
    (("en-GB",), None, ("en", "en"), (False, False)),
    (("ar",), None, ("ar", "ar"), (False, False)),
    (("ar-EG",), None, ("ar", "ar"), (False, False)),
    (("sw",), None, ("sw", "en"), (False, True)),
    (("sw-KE",), None, ("sw", "en"), (False, True)),
    (("es-MX",), None, ("es-MX", "es"), (False, False)),
    (("es-419",), None, ("es-MX", "es"), (True, False)),
    (("es",), None, ("es-MX", "es"), (True, False)),
    (("fr",), None, ("en", "en"), (True, True)),
    (("kr",), None, ("en", "en"), (True, True)),
    (("sw", "ar"), None, ("sw", "ar"), (False, True)),
    (("fr", "ar"), None, ("ar", "ar"), (False, False)),
    (("sw",), ("ar",), ("sw", "ar"), (False, True)),
    (("sw",), ("en",), ("sw", "en"), (False, True)),
    (("sw",), ("es-MX", "ar"), ("sw", "es"), (False, True)),
    (("fr",), ("sw", "es", "en"), ("sw", "es"), (True, True)),
    (("fr",), ("ar-EG",), ("ar", "ar"), (True, True)),
    (("ar",), (), ("ar", "ar"), (False, False)),
    (("ar-EG",), (), ("ar", "ar"), (False, False)),
    (("es-MX",), (), ("es-MX", "es"), (False, False)),
    (("en",), (), ("en", "en"), (False, False)),
    (("en-GB",), (), ("en", "en"), (False, False)),
    (("en",), ("ar",), ("en", "en"), (False, False)),
    (("sw",), (), None, None),
    (("sw",), ("fr",), None, None),
    (("fr",), (), None, None),
    (("kr",), (), None, None),
]


@pytest.mark.parametrize(("wanted", "fallback", "langs", "are_fallbacks"), SHOWN)
def test_each_text_is_in_the_first_language_that_has_it(
    partly: Library,
    wanted: tuple[str, ...],
    fallback: tuple[str, ...] | None,
    langs: tuple[str, str] | None,
    are_fallbacks: tuple[bool, bool] | None,
) -> None:
    """A text is in the best language of the chain and says which; without the source at its end, all or nothing."""
    article = read_article(partly, "bones", present(*wanted, fallback=fallback))

    if langs is None:
        assert article is None
        return
    assert article is not None
    texts = (article.title, article.summary)
    assert tuple(text.lang for text in texts) == langs
    assert tuple(text.is_fallback for text in texts) == are_fallbacks
    assert [text.dir for text in texts] == [TextDirection.RTL if lang == "ar" else TextDirection.LTR for lang in langs]
    assert [text.translation is None for text in texts] == [lang == "en" for lang in langs]
    assert [text.value for text in texts] == [
        {"en": english}.get(lang, f"{lang} {path}")
        for lang, path, english in zip(langs, ("title", "summary"), ("About bones", "In short: bones"), strict=True)
    ]


LOCALES = [
    (("ar",), None, "ar", "ar"),
    (("ar-EG",), None, "ar-EG", "ar"),
    (("sw-KE",), None, "sw-KE", "sw"),
    (("fr",), None, "fr", "en"),
    (("fr", "sw"), None, "sw", "sw"),
    (("fr",), ("sw", "ar"), "fr", "sw"),
    (("kr", "din"), None, "kr", "en"),
    (("en-GB",), None, "en-GB", "en"),
]


@pytest.mark.parametrize(("wanted", "fallback", "requested", "locale"), LOCALES)
def test_locales_tell_what_was_asked_for_and_what_came(
    partly: Library, wanted: tuple[str, ...], fallback: tuple[str, ...] | None, requested: str, locale: str
) -> None:
    """An article says what was asked for after negotiation, and the best of the chain that it is published in."""
    article = show(partly, *wanted, fallback=fallback)

    assert (article.requested_locale, article.locale, article.source_locale) == (requested, locale, "en")


def test_articles_are_read_by_slug_and_by_key(opened: Opened) -> None:
    """A slug and a key lead to the same article, each its own way; another's key is no slug."""
    store, library = opened
    publish(store, make_article("bones", slug="strong-bones"))
    publish(store, make_article("hearts"))

    assert show(library, "en", slug="strong-bones").key == "bones"
    assert read_article(library, "bones", present("en")) is None
    found = read_articles(library, ["hearts", "lungs", "bones", "hearts"], present("en"))
    assert [article and article.slug for article in found] == ["hearts", None, "strong-bones", "hearts"]
    assert read_articles(library, [], present("en")) == []


def test_no_other_language_gives_the_last_complete_state(opened: Opened) -> None:
    """With an empty fallback the article is as it was when it was last complete, and says that the source moved on."""
    store, library = opened
    older = make_article(texts={"title": "Old", "gone.text": "Gone", "kept.text": "Kept"})
    newer = make_article(texts={"title": "New", "kept.text": "Kept", "added.text": "Added"})
    publish(store, older, {"sw": translate(older, "sw")}, day(0))
    first = show(library, "sw", fallback=())
    assert not first.is_outdated

    publish(store, newer, at=day(1))
    then = show(library, "sw", fallback=())

    assert [then.texts.text(path).value for path in older.units] == [f"sw {path}" for path in older.units]
    assert [then.texts.text(path).is_outdated for path in older.units] == [True, True, False]
    assert not then.texts.has("added.text")
    assert (then.is_outdated, then.locale, then.updated_at) == (True, "sw", day(0))
    assert (first.is_outdated, first.title.value) == (False, "sw title")
    now = show(library, "sw")
    assert [now.texts.text(path).value for path in newer.units] == ["sw title", "sw kept.text", "Added"]
    assert now.is_outdated


def test_a_state_complete_again_is_the_present_one(opened: Opened) -> None:
    """Once the translation has caught up, an empty fallback shows the present state, and nothing is outdated."""
    store, library = opened
    older, newer = make_article(texts={"title": "Old"}), make_article(texts={"title": "New", "p.text": "Added"})
    publish(store, older, {"sw": translate(older, "old")}, day(0))
    publish(store, newer, at=day(1))
    store.publish([edition(newer, "sw", translate(newer, "new", ["p.text"]))], day(2))
    assert show(library, "sw", fallback=()).title.value == "old title"

    store.publish([edition(newer, "sw", translate(newer, "new"))], day(3))

    article = show(library, "sw", fallback=())
    assert [article.texts.text(path).value for path in newer.units] == ["new title", "new p.text"]
    assert not article.is_outdated


def test_a_past_state_is_the_same_each_time(opened: Opened) -> None:
    """However often something newer is published, the last complete state shows the same texts as before."""
    store, library = opened
    older = make_article(texts={"title": "One", "p.text": "Text"})
    publish(store, older, {"sw": translate(older, "sw")}, day(0))
    for number in range(1, 4):
        publish(store, make_article(texts={"title": f"Title {number}", "p.text": "Other"}), at=day(number))

        article = show(library, "sw", fallback=())

        assert [(text.value, text.lang) for text in (article.title, article.texts.text("p.text"))] == [
            ("sw title", "sw"),
            ("sw p.text", "sw"),
        ]
        assert (article.is_outdated, article.updated_at, article.published_at) == (True, day(0), day(0))


def test_a_past_state_has_the_present_address(opened: Opened) -> None:
    """An article shown as it once was is found where it is now, and an address of before leads there."""
    store, library = opened
    older, newer = make_article(slug="old"), make_article(slug="new", texts={"title": "New"})
    publish(store, older, {"sw": translate(older, "sw")}, day(0))
    publish(store, newer, at=day(1))

    article = show(library, "sw", fallback=(), slug="new")

    assert (article.title.value, article.slug) == ("sw title", "new")
    assert {alternate.url.rpartition("/")[2] for alternate in article.alternates} == {"new"}
    led = read_article(library, "old", present("sw", fallback=()))
    assert led is not None
    assert led.slug == "new"


def test_reference_data_ends_in_its_own_source(opened: Opened) -> None:
    """Even without another language, a medication without a name in it is there in its own, which is a fallback."""
    store, library = opened
    article = make_article(topics=("bones",), medications=("tamoxifen",))
    publish(store, make_term("drug-class.serm"))
    publish(store, make_topic("bones", "Bones"))
    publish(store, make_medication("tamoxifen"))
    publish(store, article, {"ar": translate(article, "ar")})

    shown = show(library, "ar", fallback=())

    (use,) = shown.medications
    (topic,) = shown.topics
    for text in (use.medication.generic_name, use.medication.drug_class, topic.name):
        assert (text.lang, text.dir, text.is_fallback, text.translation) == ("en", TextDirection.LTR, True, None)
    assert not shown.is_outdated


def test_names_in_another_language_say_so_within_a_text(opened: Opened) -> None:
    """A name that is not there in the text's language is a part in its own, in runs and in HTML, and says the way."""
    store, library = opened
    publish_whole(store, "ar", only=[SubjectKind.ARTICLE])

    text = show(library, "ar").texts.text("intro.p1.text")

    assert (text.lang, text.dir, text.is_fallback) == ("ar", TextDirection.RTL, False)
    named = {
        run.text: (run.lang, run.dir)
        for run in text.inlines
        if run.kind in ("MedicationMention", "AbbreviationMention")
    }
    left_to_right, right_to_left = ("en", TextDirection.LTR), ("ar", TextDirection.RTL)
    assert named == {
        "letrozole": left_to_right,
        "Soltamox (tamoxifen)": right_to_left,
        "DEXA": left_to_right,
        "DEXA scans": right_to_left,
    }
    assert '<span lang="en" dir="ltr">letrozole</span>' in text.html
    assert '<abbr lang="en" dir="ltr" title="X-ray absorptiometry">DEXA</abbr>' in text.html
    assert 'lang="en" dir="ltr" aria-label="Source 1"' in text.html
    assert '<span lang="es-Latn" dir="ltr"><em>buena</em> suerte</span>' in text.html
    assert "letrozole" in text.value


def test_a_fallback_text_names_things_in_the_requested_language(opened: Opened) -> None:
    """Within a text that fell back, what has a name in the requested language has it, and says its language."""
    store, library = opened
    publish_whole(store, "ar", only=[SubjectKind.MEDICATION, SubjectKind.ABBREVIATION, SubjectKind.INTERFACE])

    text = show(library, "ar").texts.text("intro.p1.text")

    assert (text.lang, text.dir, text.is_fallback) == ("en", TextDirection.LTR, True)
    by_text = {run.text: (run.lang, run.dir) for run in text.inlines}
    assert by_text["ar: letrozole"] == ("ar", TextDirection.RTL)
    assert by_text["Soltamox (tamoxifen)"] == ("en", TextDirection.LTR)
    assert '<span lang="ar" dir="rtl">ar: letrozole</span>' in text.html
    assert 'lang="ar" dir="rtl" aria-label="ar: Source 1"' in text.html
    (mention,) = (run for run in text.inlines if run.text == "ar: letrozole")
    assert (mention.medication.key, mention.medication.generic_name.is_fallback) == ("letrozole", False)


def test_alternates_tell_every_locale_and_its_share(opened: Opened) -> None:
    """Every locale of the article is told, however it is presented: its name for itself, address and share."""
    store, library = opened
    revision = make_article(texts={path: path for path in ("title", "a.text", "b.text", "c.text")})
    older = make_article(texts={"a.text": "Was another"})
    publish(
        store,
        revision,
        {
            "ar": translate(revision, "ar"),
            "sw": translate(revision, "sw", ["title"]) | translate(older, "sw"),
            "kr": translate(revision, "kr", ["title", "a.text"]),
        },
    )

    for wanted in ("en", "ar", "fr"):
        told = [(one.locale, one.autonym, one.url, one.completeness) for one in show(library, wanted).alternates]
        assert told == [
            ("ar", "العربية", "https://health.example/ar/bones", 1.0),
            ("en", "English", "https://health.example/en/bones", 1.0),
            ("kr", "kr", "https://health.example/kr/bones", 0.5),
            ("sw", "Kiswahili", "https://health.example/sw/bones", 0.25),
        ]


def test_times_are_of_what_is_shown(opened: Opened) -> None:
    """An article was published when its source first was, and updated when anything of its own in the chain was."""
    store, library = opened
    revision = make_article()
    publish(store, revision, {"sw": translate(revision, "sw")}, day(0))
    store.publish([edition(revision, "ar", translate(revision, "ar"))], day(3))

    updated = {wanted: show(library, wanted).updated_at for wanted in ("en", "sw", "ar", "fr")}

    assert updated == {"en": day(0), "sw": day(0), "ar": day(3), "fr": day(0)}
    assert {show(library, wanted).published_at for wanted in updated} == {day(0)}

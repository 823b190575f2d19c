"""When an article is outdated, and when its version changes."""

from __future__ import annotations

import pytest

from tests.support.libraries import Opened, echo, publish_whole, read_whole, show
from tests.support.subjects import (
    day,
    edition,
    make_article,
    make_topic,
    publish,
    translate,
)
from verbena.model.edition import INTERFACE


def test_what_makes_an_article_outdated(opened: Opened) -> None:
    """An outdated text of the article or its data makes it outdated where it is shown; a linked article's does not."""
    store, library = opened
    linked, topic = make_article("linked"), make_topic("bones")
    bones = make_article("bones", topics=("bones",), links=[linked.name])
    publish(store, linked, {"ar": translate(make_article("linked", {"title": "Was another"}), "ar")})
    publish(store, topic, {"ar": translate(topic, "ar"), "sw": translate(make_topic("bones", "Was another"), "sw")})
    publish(
        store,
        bones,
        {
            "ar": translate(bones, "ar"),
            "sw": translate(bones, "sw"),
            "fr": translate(make_article(texts={"title": "Was another"}), "fr"),
        },
    )

    outdated = {wanted: show(library, wanted).is_outdated for wanted in ("en", "ar", "sw", "fr", "din")}

    assert outdated == {"en": False, "ar": False, "sw": True, "fr": True, "din": False}
    assert show(library, "ar", slug="linked").is_outdated
    assert [text.is_outdated for text in (show(library, "fr").title, show(library, "fr").summary)] == [True, False]
    made = show(library, "fr").title.translation
    assert made is not None
    assert made.is_outdated


VERSION_CHANGES = {
    "the source": True,
    "a translation in the chain": True,
    "a translation that only alternates tell": True,
    "a translation of its topic": True,
    "another article": False,
    "another topic": False,
    "its topic in another language": False,
}


@pytest.mark.parametrize(("what", "changes"), VERSION_CHANGES.items())
def test_a_version_changes_with_what_is_delivered(opened: Opened, what: str, changes: bool) -> None:
    """An article's version stays as long as nothing that it delivers changes, and is another as soon as that does."""
    store, library = opened
    bones, topic, other = make_article(topics=("bones",)), make_topic("bones"), make_topic("other")
    publish(store, topic, {"fr": translate(topic, "fr")})
    publish(store, other)
    publish(store, bones, {"ar": translate(bones, "ar"), "fr": translate(bones, "fr")})
    before = show(library, "ar")

    match what:
        case "the source":
            publish(store, make_article(texts={"title": "New"}, topics=("bones",)))
        case "a translation in the chain":
            store.publish([edition(bones, "ar", translate(bones, "better"))], day(1))
        case "a translation that only alternates tell":
            store.publish([edition(bones, "sw", translate(bones, "sw"))], day(1))
        case "a translation of its topic":
            store.publish([edition(topic, "ar", translate(topic, "ar"))], day(1))
        case "another article":
            publish(store, make_article("hearts"), at=day(1))
        case "another topic":
            store.publish([edition(other, "ar", translate(other, "ar"))], day(1))
        case "its topic in another language":
            store.publish([edition(topic, "fr", translate(topic, "better"))], day(1))

    after = show(library, "ar")
    assert after is not before
    assert (after.version != before.version) == changes


@pytest.mark.parametrize(("word", "is_outdated"), [("sources", False), ("source-number", True)])
def test_a_word_beside_the_article_does_not_make_it_outdated(opened: Opened, word: str, is_outdated: bool) -> None:
    """Of the interface's words only the one within an article's texts, which names its marks, can make it outdated."""
    store, library = opened
    publish_whole(store, "ar")
    interface = next(one for one in read_whole() if one.name == INTERFACE)
    units = echo(interface, "ar") | echo(interface, "ar", [f"{word}.text"], outdated=True)

    store.publish([edition(interface, "ar", units)], day(1))

    assert show(library, "ar").is_outdated == is_outdated


def test_a_version_changes_with_what_is_taken_as_asked_for(opened: Opened) -> None:
    """Another article that changes which wanted tag is served changes what this one delivers, and so its version."""
    store, library = opened
    bones, hearts = make_article(), make_article("hearts")
    publish(store, bones, {"sw": translate(bones, "sw")})
    before = show(library, "fr", "sw")

    publish(store, hearts, {"fr": translate(hearts, "fr")}, day(1))
    after = show(library, "fr", "sw")

    assert ((before.requested_locale, before.title.is_fallback), (after.requested_locale, after.title.is_fallback)) == (
        ("sw", False),
        ("fr", True),
    )
    assert after.version != before.version

"""Every store gives what is published of subjects and of all that they name, by one statement."""

from __future__ import annotations

import pytest

from tests.support.stores import count_statements
from tests.support.subjects import (
    article_name,
    day,
    edition,
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
from verbena.model.edition import Alternate, Revision, Snapshot
from verbena.store.contract import Store

TERM = "drug-class.serm"


def publish_bones(store: Store, **changes: object) -> Revision:
    """An article with a medication, its class, a topic and the topic of a claim, each with Arabic texts."""
    article = make_article(topics=("bones",), medications=("tamoxifen",), conditions=("cancer",), **changes)
    for revision in (make_term(TERM), make_topic("bones"), make_topic("cancer"), make_medication("tamoxifen"), article):
        publish(store, revision, {"ar": translate(revision, "ar")})
    return article


def read(store: Store, tags: tuple[str, ...] = ("ar",), at: int | None = None) -> Snapshot:
    return store.read_snapshots([article_name("bones")], tags, at)[article_name("bones")]


def test_snapshot_holds_what_was_published(store: Store) -> None:
    """The source with its structure and texts, the translations asked for, and every locale that there is."""
    article = publish_bones(store)
    store.publish([edition(article, "sw", translate(article, "sw", ["title"]))], day(1))

    snapshot = read(store, ("ar", "fr"))

    assert (snapshot.name, snapshot.slug) == (article.name, "bones")
    assert (snapshot.source.structure, snapshot.source.units) == (article.structure, article.units)
    assert (snapshot.source.locale, snapshot.source.revision) == ("en", article.hash)
    assert {other.locale: other.units for other in snapshot.translations} == {"ar": translate(article, "ar")}
    assert snapshot.alternates == (Alternate("ar", 1.0), Alternate("en", 1.0), Alternate("sw", 0.5))


def test_source_is_never_among_the_translations(store: Store) -> None:
    """Asking for the source's own tag gives the source, once."""
    publish_bones(store)

    snapshot = read(store, ("en", "ar", "ar"))

    assert snapshot.source.locale == "en"
    assert [other.locale for other in snapshot.translations] == ["ar"]


def test_references_are_followed(store: Store) -> None:
    """A snapshot has what its subject names directly, and what that names, in the tags asked for."""
    publish_bones(store)

    references = read(store).references

    assert references.keys() == {
        topic_name("bones"),
        topic_name("cancer"),
        medication_name("tamoxifen"),
        term_name(TERM),
    }
    assert all([other.locale for other in inner.translations] == ["ar"] for inner in references.values())
    assert all(inner.references == {} for inner in references.values())


def test_unpublished_references_are_left_out(store: Store) -> None:
    """What is named and was never published is not there, be it loaded or not."""
    store.save_revisions([make_topic("bones")])
    publish(store, make_article(topics=("bones", "unheard-of")))

    assert read(store).references == {}


def test_linked_articles_are_not_followed(store: Store) -> None:
    """An article that another names is there, without what it names itself: else one page would be all of them."""
    publish(store, make_topic("far"))
    publish(store, make_article("c", topics=("far",)))
    publish(store, make_article("b", links=[article_name("c")], topics=("far",)))
    publish(store, make_article("a", links=[article_name("b")]))

    read_together = store.read_snapshots([article_name("a"), article_name("b")], [])

    assert read_together[article_name("a")].references.keys() == {article_name("b")}
    assert read_together[article_name("b")].references.keys() == {article_name("c"), topic_name("far")}


def test_circles_end(store: Store) -> None:
    """Subjects that name each other are read once each."""
    publish(store, make_article("a", links=[article_name("b")]))
    publish(store, make_article("b", links=[article_name("a")]))

    found = store.read_snapshots([article_name("a"), article_name("b")], [])

    assert {name.key: {other.key for other in one.references} for name, one in found.items()} == {
        "a": {"b"},
        "b": {"a"},
    }


def test_subject_can_be_asked_for_and_named(store: Store) -> None:
    """A subject that is both comes whole by itself, and as a reference in the other."""
    publish_bones(store)

    found = store.read_snapshots([article_name("bones"), medication_name("tamoxifen")], ["ar"])

    assert found[medication_name("tamoxifen")].references.keys() == {term_name(TERM)}
    assert found[medication_name("tamoxifen")].alternates == (Alternate("ar", 1.0), Alternate("en", 1.0))
    assert found[article_name("bones")].references[medication_name("tamoxifen")].source.number == 1


def test_unpublished_subjects_are_left_out(store: Store) -> None:
    """What was never published, or isn't known, is not in the answer; no names give no snapshots."""
    store.save_revisions([make_article("draft")])
    publish(store, make_article("a"))

    found = store.read_snapshots([article_name("a"), article_name("draft"), article_name("nowhere")], ["ar"])

    assert found.keys() == {article_name("a")}
    assert store.read_snapshots([], ["ar"]) == {}
    assert store.read_article("draft", []) is None
    assert store.read_article("nowhere", []) is None


def test_article_by_slug_is_the_same(store: Store) -> None:
    """Reading by slug gives what reading by name gives."""
    publish_bones(store)

    assert store.read_article("bones", ["ar"]) == read(store)


@pytest.mark.parametrize("count", [1, 20])
def test_one_statement_reads_everything(store: Store, count: int) -> None:
    """However many subjects, references and locales there are, one statement is run."""
    names = []
    for number in range(count):
        topics = tuple(f"t{number}-{other}" for other in range(3))
        for topic in topics:
            publish(store, make_topic(topic))
        article = make_article(f"a{number}", topics=topics)
        publish(store, article, {"ar": translate(article, "ar")})
        names.append(article.name)

    position = store.position()
    with count_statements() as statements:
        now = store.read_snapshots(names, ["ar", "en"])
        then = store.read_snapshots(names, ["ar", "en"], at=position)
        store.read_article("a0", ["ar"])

    assert len(statements) == 3
    assert now == then
    assert all(len(snapshot.references) == 3 for snapshot in now.values())


def test_other_locales_bring_no_texts(store: Store) -> None:
    """Alternates of a subject come without their texts: an answer does not grow with them."""
    article = make_article(texts={"title": "x" * 10})
    publish(store, article, {tag: translate(article, tag) for tag in ("ar", "sw", "fr", "es")})

    snapshot = read(store, ("ar",))

    assert [other.locale for other in snapshot.translations] == ["ar"]
    assert [other.locale for other in snapshot.alternates] == ["ar", "en", "es", "fr", "sw"]


def test_sequence_moves_with_all_that_went_in(store: Store) -> None:
    """It moves with what is delivered: texts in the tags asked for and in sources, and the list of other locales."""
    article = publish_bones(store)
    publish(store, make_topic("elsewhere"))
    steps = {
        "own, asked": (edition(article, "ar", translate(article, "new")), True),
        "own, other, new": (edition(article, "sw", translate(article, "sw", ["title"])), True),
        "own, other, reworded": (edition(article, "sw", translate(article, "new", ["title"])), False),
        "own, other, more complete": (edition(article, "sw", translate(article, "new")), True),
        "own, other, withdrawn": (edition(article, "sw", {}), True),
        "own, other, never there": (edition(article, "fr", {}), False),
        "named, asked": (edition(make_topic("bones"), "ar", translate(make_topic("bones"), "new")), True),
        "named, other": (edition(make_topic("bones"), "sw", translate(make_topic("bones"), "sw")), False),
        "named by a claim": (edition(make_topic("cancer"), "ar", translate(make_topic("cancer"), "new")), True),
        "named indirectly": (edition(make_term(TERM), "ar", translate(make_term(TERM), "new")), True),
        "not named": (edition(make_topic("elsewhere"), "ar", translate(make_topic("elsewhere"), "ar")), False),
    }

    moved = {}
    for step, (new, _) in steps.items():
        before = read(store).sequence
        store.publish([new], day(1))
        moved[step] = read(store).sequence != before
        assert not moved[step] or read(store).sequence == store.position()

    assert moved == {step: expected for step, (_, expected) in steps.items()}


def test_sequence_moves_with_a_named_source(store: Store) -> None:
    """A new source edition of what is named moves it, and so does a name that is published for the first time."""
    publish(store, make_article(topics=("bones", "late")))
    publish(store, make_topic("bones"))
    sequences = [read(store).sequence]

    publish(store, make_topic("late"))
    sequences.append(read(store).sequence)
    publish(store, make_topic("bones", "Renamed"))
    sequences.append(read(store).sequence)

    assert sequences == [2, 3, 4]


def test_every_state_can_be_read_again(store: Store) -> None:
    """A change's number gives the subject as it was after that change, in every locale."""
    seen = {}
    for number in range(4):
        article = make_article(texts={"title": f"Title {number}"})
        locales = ("ar", "sw")[: number % 3]
        publish(store, article, {tag: translate(article, f"{tag}{number}") for tag in locales}, day(number))
        seen[store.position()] = read(store, ("ar", "sw"))

    for position, snapshot in seen.items():
        assert read(store, ("ar", "sw"), position) == snapshot


def test_translations_are_in_the_order_of_their_locales(store: Store) -> None:
    """However a database finds them, and whichever was published first, translations are sorted."""
    article = make_article()
    publish(store, article)
    for tag in ("sw", "hi", "ar"):
        publish(store, article, {tag: translate(article, tag)})

    for at in (None, store.position()):
        assert [each.locale for each in read(store, ("sw", "ar", "hi"), at).translations] == ["ar", "hi", "sw"]


def test_before_its_first_edition_there_is_nothing(store: Store) -> None:
    """A state before the subject was published has no snapshot of it."""
    publish(store, make_topic("first"))
    publish(store, make_article("bones"))

    assert store.read_snapshots([article_name("bones")], [], at=1) == {}
    assert store.read_snapshots([article_name("bones")], [], at=0) == {}


def test_old_state_names_what_it_named(store: Store) -> None:
    """A subject read as it was has the references that it had, as they were."""
    publish(store, make_topic("old"))
    publish(store, make_topic("new"))
    publish(store, make_article(topics=("old",)))
    position = store.position()
    publish(store, make_article(topics=("new",)))
    publish(store, make_topic("old", "Renamed"))

    then, now = read(store, at=position), read(store)

    assert then.references.keys() == {topic_name("old")}
    assert then.references[topic_name("old")].source.number == 1
    assert now.references.keys() == {topic_name("new")}


@pytest.mark.parametrize("tags", [(), ("ar",), ("sw", "ar"), ("fr",)])
@pytest.mark.parametrize("published", [(), ("ar",), ("sw",), ("ar", "sw")])
def test_translations_are_those_asked_for(store: Store, tags: tuple[str, ...], published: tuple[str, ...]) -> None:
    """A snapshot has exactly the translations that are both asked for and published."""
    article = make_article()
    publish(store, article, {tag: translate(article, tag) for tag in published})

    assert {other.locale for other in read(store, tags).translations} == set(tags) & set(published)


def test_texts_of_any_script_come_back(store: Store) -> None:
    """Keys, texts and tags of any script are kept to the character."""
    words = ["عظام", "骨粗鬆症", "🦴", "a\u202eb", "\x00", "'\"%"]
    article = make_article(texts={f"p{number}.text": word for number, word in enumerate(words)})

    publish(store, article, {"ar": translate(article, words[0]), "zh-Hant": translate(article, words[1])})

    snapshot = read(store, ("ar", "zh-Hant"))
    assert snapshot.source.units == article.units
    assert {other.locale: other.units for other in snapshot.translations} == {
        "ar": translate(article, words[0]),
        "zh-Hant": translate(article, words[1]),
    }

"""Whatever is done in whatever order, each state of before is read again just as it was."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from random import Random

import pytest
from msgspec.structs import replace

from tests.support.subjects import article_name, day, edition, make_article, make_topic, topic_name, translate
from verbena.model.edition import Revision, Snapshot, SubjectName
from verbena.model.errors import ContentInvalid
from verbena.store.contract import Store
from verbena.store.values import Holds

KEYS = ("a", "b", "c")
TOPICS = ("x", "y")
TAGS = ("ar", "es", "es-419", "es-MX")
NAMES = [*(article_name(key) for key in KEYS), *(topic_name(key) for key in TOPICS)]
State = dict[SubjectName, Snapshot]


class Editor:
    """Does at random all that can be done to what is published."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store = store
        self.random = Random(seed)
        self.step = 0
        self.articles: dict[str, Revision] = {}

    def act(self) -> None:
        self.step += 1
        if len(self.articles) < len(KEYS):
            self.publish_article()
            return
        acts: list[Callable[[], object]] = [
            self.publish_article,
            self.publish_article,
            self.translate_article,
            self.translate_article,
            self.publish_topic,
            self.withdraw,
            self.redirect,
        ]
        # Where it is refused, nothing of it may show: the comparisons tell.
        with suppress(ContentInvalid):
            self.random.choice(acts)()

    def publish_article(self) -> None:
        missing = [key for key in KEYS if key not in self.articles]
        key = missing[0] if missing else self.random.choice(KEYS)
        texts = {path: f"{path} {self.random.randrange(3)}" for path in ("title", "summary", "p.text")}
        topics = tuple(topic for topic in TOPICS if self.random.random() < 0.7)
        for topic in topics:
            self.store.save_revisions([make_topic(topic)])
        slug = key + self.random.choice(["", "-new"])
        revision = self.articles[key] = make_article(key, texts, slug=slug, topics=topics)
        self.store.save_revisions([revision])
        together = [
            edition(make_topic(topic)) for topic in topics if not self.store.published_hashes(topic_name(topic))
        ]
        self.store.publish([*together, edition(revision)], day(self.step), holds=Holds.LIFT)

    def translate_article(self) -> None:
        revision = self.articles[self.random.choice(KEYS)]
        paths = [path for path in revision.units if self.random.random() < 0.8]
        texts = translate(revision, str(self.random.randrange(3)), paths)
        self.store.publish([edition(revision, self.random.choice(TAGS), texts)], day(self.step), holds=Holds.LIFT)

    def publish_topic(self) -> None:
        revision = make_topic(self.random.choice(TOPICS), f"Topic {self.random.randrange(3)}")
        self.store.save_revisions([revision])
        texts = translate(revision, str(self.random.randrange(3)))
        self.store.publish([edition(revision), edition(revision, "ar", texts)], day(self.step))

    def withdraw(self) -> None:
        locales = self.random.choice([None, ["ar"], ["es", "es-MX"], ["en"]])
        self.store.withdraw(article_name(self.random.choice(KEYS)), locales, day(self.step))

    def redirect(self) -> None:
        one, other = self.random.sample(KEYS, 2)
        self.store.redirect(article_name(one), article_name(other), day(self.step))


def read(store: Store, at: int | None = None) -> State:
    """The state of everything, but for slugs: those are always as they are now."""
    return {name: _arrange(snapshot) for name, snapshot in store.read_snapshots(NAMES, TAGS, at).items()}


def _arrange(snapshot: Snapshot) -> Snapshot:
    translations = sorted(snapshot.translations, key=lambda edition: edition.locale)
    references = {name: _arrange(inner) for name, inner in snapshot.references.items()}
    return replace(snapshot, slug=None, translations=tuple(translations), references=references)


@pytest.mark.parametrize("seed", range(4))
def test_each_state_is_read_again_as_it_was(store: Store, seed: int) -> None:
    """After many steps, reading at the number of any step gives what was read then, word for word."""
    editor = Editor(store, seed)
    states: dict[int, tuple[State, tuple[str, ...]]] = {}
    for _ in range(40):
        editor.act()
        states[store.position()] = read(store), store.published_locales()

    assert len(states) > 20
    for at, (state, locales) in states.items():
        assert read(store, at) == state
        assert store.published_locales(at) == locales


@pytest.mark.parametrize("seed", range(2))
def test_feed_tells_of_each_difference(store: Store, seed: int) -> None:
    """Whatever differs between two states of an article, a change of its own or of what it names lies between them."""
    editor = Editor(store, seed)
    before, position = read(store), 0
    for _ in range(40):
        editor.act()
        after = read(store)
        changed = {change.name for change in store.read_changes(position, 100).changes}
        for name in NAMES:
            if before.get(name) != after.get(name):
                named = {*before[name].references} if name in before else set()
                named |= {*after[name].references} if name in after else set()
                assert changed & {name, *named}
        before, position = after, store.position()

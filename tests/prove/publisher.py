"""A process that loads and publishes without end and notes what was acknowledged, and one that looks at the outcome."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.prove.ledger import Entry, Ledger, find_lost, read_ledger
from tests.support.subjects import article_name, edition, make_article, make_topic, translate
from verbena.model.edition import Revision
from verbena.model.errors import StoreUnavailable
from verbena.publishing.prepare import read_title
from verbena.store.checking import check_store
from verbena.store.opening import open_store
from verbena.store.sql_store import SqlStore
from verbena.store.values import Holds

LOCALES = ("ar", "es", "es-MX", "sw")
ARTICLES = 5
PARAGRAPHS = 6
_AWAY = 0.05  # seconds until it is tried again, where the database is away


def publish_on(url: str, ledger: Path, seed: int, rounds: int = 1_000_000, pause: float = 0.0) -> None:
    """Load an article and publish it in some locales, or withdraw one, over and over; seconds of `pause` between."""
    store = open_store(url)
    assert isinstance(store, SqlStore)
    chance = random.Random(seed)
    with Ledger(ledger) as noted:
        for number in range(rounds):
            try:
                noted.note(_do_something(store, chance, f"{seed}.{number}"))
            except StoreUnavailable:
                time.sleep(_AWAY)
            time.sleep(pause)
    store.close()


def make_version(key: str, mark: str) -> Revision:
    """An article of which every text says the same mark, so that a mixture of two versions is seen."""
    texts = {"title": f"{key} {mark}", "summary": f"{key} {mark}", "why.heading": f"{key} {mark}"}
    texts |= {f"why.p{number}.text": f"{key} {mark}. " + "words " * 40 for number in range(PARAGRAPHS)}
    return make_article(key, texts, slug=f"{key}-now" if len(mark) % 2 else key, topics=("health",))


def verify(url: str, ledgers: list[Path]) -> None:
    """See that no acknowledged edition is lost, and that the store is sound.

    Raises:
        AssertionError: where anything is not so.
    """
    store = open_store(url)
    assert isinstance(store, SqlStore)
    lost = [entry for ledger in ledgers for entry in find_lost(store, read_ledger(ledger))]
    findings = list(check_store(store.database, read_title))
    store.close()
    assert not lost, f"acknowledged and lost: {lost}"
    assert not findings, "\n".join(map(str, findings))


def prepare(url: str) -> None:
    """The newest tables, and what every article names."""
    store = open_store(url)
    store.migrate()
    topic = make_topic("health")
    store.save_revisions([topic])
    store.publish([edition(topic)], datetime.now(UTC))
    store.close()


def _do_something(store: SqlStore, chance: random.Random, mark: str) -> list[Entry]:
    key = f"article-{chance.randrange(ARTICLES)}"
    at = datetime.now(UTC)
    if chance.random() < 0.1 and store.published_hashes(article_name(key)):
        gone = store.withdraw(article_name(key), [chance.choice(LOCALES)], at)
        return [Entry(key, locale, None) for locale in gone]
    revision = make_version(key, mark)
    store.save_revisions([revision])
    new = [edition(revision)]
    for locale in chance.sample(LOCALES, chance.randrange(1, len(LOCALES))):
        translations = translate(revision, f"{key} {mark}", chance.sample(sorted(revision.units), 4))
        store.save_translations(locale, {revision.name: translations})
        new.append(edition(revision, locale, translations))
    made = store.publish(new, at, holds=Holds.LIFT).made
    return [Entry(key, one.locale, one.revision) for one in made]

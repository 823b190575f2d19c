"""A corpus into a store, by the store's own methods: what loading does once files are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from bench.corpus.values import Corpus, MadeArticle, MadeDatum, strip
from verbena.store.loading import Drafts

Made = TypeVar("Made", MadeArticle, MadeDatum)

Progress = Callable[[int, int], None]
"""Told how many articles of how many are saved."""


def fill_data(drafts: Drafts, corpus: Corpus) -> None:
    """Make the reference data of a corpus the drafts, with their translations."""
    drafts.save_assets(corpus.assets())
    drafts.save_revisions([corpus.interface()])
    for batch in _batch(corpus.data()):
        _save(drafts, batch)


def fill_articles(drafts: Drafts, articles: Iterable[MadeArticle], total: int, progress: Progress) -> None:
    """Make these articles the drafts, with their translations, a batch at a time."""
    done = 0
    for batch in _batch(articles):
        progress(done, total)
        _save(drafts, batch)
        done += len(batch)
    progress(done, total)


def _save(drafts: Drafts, batch: list[MadeArticle] | list[MadeDatum]) -> None:
    drafts.save_revisions([made.revision for made in batch])
    # A subject after the other, as catalogs are loaded: so rows come in the order of their keys.
    for made in batch:
        for tag, translations in sorted(made.translations.items()):
            if translations:
                drafts.save_translations(tag, {made.revision.name: strip(translations)})


def _batch(made: Iterable[Made]) -> Iterator[list[Made]]:
    remaining = iter(made)
    while batch := list(islice(remaining, _AT_A_TIME)):
        yield batch


_AT_A_TIME = 50

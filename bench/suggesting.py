"""What a suggestion costs: translations of texts that are like one, among all that a corpus holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from bench.corpus.plan import name_article
from bench.corpus.values import Corpus
from verbena.model.edition import Revision, SourceUnit, SubjectKind, SubjectName
from verbena.model.inline import TextRun, plain_words
from verbena.model.markup import hash_text, write_markup
from verbena.model.unit_event import UnitName
from verbena.store.contract import Store
from verbena.translating.suggest import suggest

MARKED_AT_A_TIME = 200


def mark_drafts(store: Store) -> None:
    """What loading does after its drafts are there."""
    while store.mark_drafts(MARKED_AT_A_TIME):
        pass


def ask_suggestions(store: Store, corpus: Corpus, count: int = 200) -> Iterator[Callable[[], None]]:
    """So many questions for texts that the corpus has with every fifth word changed, in any of its locales."""
    random = Random(4)
    for _ in range(count):
        name = SubjectName(SubjectKind.ARTICLE, name_article(random.randrange(corpus.size)))
        revision = store.read_draft(name)
        assert revision is not None
        yield partial(
            _ask, store, UnitName(name, random.choice(corpus.tags[1:]), "elsewhere"), _reword(revision, random)
        )


def _ask(store: Store, name: UnitName, source: SourceUnit) -> None:
    suggest(store, name, source, "en")


def _reword(revision: Revision, random: Random) -> SourceUnit:
    unit = revision.units[random.choice(sorted(revision.units))]
    words = plain_words(unit.inlines).split()
    for place in range(0, len(words), 5):
        words[place] = "other"
    inlines = (TextRun(" ".join(words)),)
    return SourceUnit(inlines, hash_text(write_markup(inlines)))

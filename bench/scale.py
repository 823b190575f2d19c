"""`python -m bench scale`: what a corpus of some size costs, and whether an article costs more in a larger one."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import product
from random import Random
from statistics import quantiles

from msgspec import Struct

from bench.corpus.command import add_size
from bench.corpus.plan import name_article
from bench.corpus.values import Corpus, MadeArticle
from bench.filling import fill_articles, fill_data
from bench.storage import WORKING, measure_tables
from bench.suggesting import ask_suggestions, mark_drafts
from verbena.cli.progress import ProgressLine
from verbena.model.edition import SubjectKind
from verbena.model.progress import Progress, Stage
from verbena.publishing.publish import publish_subjects
from verbena.reading.article import ArticleView
from verbena.reading.library import Library
from verbena.reading.presentation import Frame, Presentation
from verbena.reading.read_article import read_article
from verbena.store.contract import Store
from verbena.store.opening import open_store
from verbena.store.values import ArticleFilter, ArticleOrder, ListQuery


class Spent(Struct, frozen=True):
    """What some work took, for each of its pieces: milliseconds by the clock, and of this process's CPU."""

    clock: float
    cpu: float


class Times(Struct, frozen=True):
    """Milliseconds by the clock of many questions of a kind: their median, and what 99 of 100 stay below."""

    median: float
    high: float


class Scale(Struct, frozen=True):
    """What was measured of a corpus; `tables` has bytes, and the first two are by article."""

    articles: int
    load: Spent
    publish: Spent
    again: float
    tables: dict[str, int]
    article: Times
    page: Times
    feed: Times
    suggestion: Times


def measure_scale(arguments: Sequence[str]) -> None:
    """Fill a database with a corpus, where it is not there yet, measure, and print a table."""
    parser = argparse.ArgumentParser("python -m bench scale", description="What a corpus of some size costs.")
    add_size(parser)
    parser.add_argument("--database", required=True, help="the URL of a database for nothing else")
    parser.add_argument(
        "--added", type=int, default=100, help="articles to add on top and measure (default: %(default)s)"
    )
    asked = parser.parse_args(arguments)
    corpus = Corpus(asked.articles, asked.locales, asked.seed)
    store = open_store(asked.database)
    try:
        store.migrate()
        with ProgressLine(sys.stderr) as progress:
            fill(store, corpus, progress)
            measured = measure(store, asked.database, corpus, asked.added)
    finally:
        store.close()
    print(write_scale(measured, asked.locales), end="")


def fill(store: Store, corpus: Corpus, progress: Progress) -> None:
    """Bring the store to hold the whole corpus, published; what is there already is left."""
    there = {name.key for name in store.draft_names()}
    numbers = [number for number in range(corpus.size) if name_article(number) not in there]
    if numbers:
        fill_data(store, corpus)
        made = (corpus.article(number) for number in numbers)
        fill_articles(store, made, len(numbers), lambda done, total: progress(Stage.SAVE, done, total))
    mark_drafts(store)
    publish_subjects(store, datetime.now(UTC), progress=progress)


def measure(store: Store, url: str, corpus: Corpus, added: int) -> Scale:
    """Measure reading what the corpus holds, its size, and what it takes to add some articles on top of it."""
    reads = measure_article(store, corpus), measure_page(store, corpus), measure_feed(store)
    suggestion = _sum_up(ask_suggestions(store, corpus))
    tables = measure_tables(url)
    again = _spend(lambda: publish_subjects(store, datetime.now(UTC)), 1).clock
    first = len(store.draft_names(SubjectKind.ARTICLE))
    new = [corpus.article(first + number) for number in range(added)]
    load = _spend(partial(_load, store, new), added)
    publish = _spend(lambda: publish_subjects(store, datetime.now(UTC)), added)
    names = [made.revision.name for made in new]
    assert all(store.published_hashes(name) for name in names), "the added articles were not published"
    return Scale(corpus.size, load, publish, again, tables, *reads, suggestion)


def _load(store: Store, new: Sequence[MadeArticle]) -> None:
    fill_articles(store, new, len(new), lambda *_: None)
    mark_drafts(store)


def measure_article(store: Store, corpus: Corpus, count: int = 400) -> Times:
    """Articles that the library has never read before, each with all its texts as HTML, in any of the locales."""
    random, library = Random(1), _open(store)
    asked = [(random.randrange(corpus.size), random.choice(corpus.tags)) for _ in range(count)]
    # What a language needs to be formatted is read once by each process: that is no article's account.
    for tag, number in product(corpus.tags, range(min(corpus.size, _WARM))):
        _render(read_article(library, name_article(number), Presentation((tag,))))
    library = _open(store)
    # As a server does once it has started.
    gc.collect()
    gc.freeze()

    def ask(number: int, tag: str) -> None:
        _render(read_article(library, name_article(number), Presentation((tag,))))

    return _sum_up(partial(ask, number, tag) for number, tag in asked)


def measure_page(store: Store, corpus: Corpus, count: int = 200) -> Times:
    """Pages of 20 articles by title, at any depth of the whole list, without the articles themselves."""
    tags = Frame(Presentation(("ar",)), frozenset(store.published_locales())).tags
    cursors: list[str | None] = [None]

    def ask(after: str | None, first: int = 20) -> str | None:
        page = store.list_articles(tags, True, ListQuery(ArticleFilter(), ArticleOrder.TITLE, first, after))
        assert page.total_count >= corpus.size
        return page.subjects[-1].cursor if page.has_next_page else None

    while cursor := ask(cursors[-1], first=100):
        cursors.append(cursor)
    deep = cursors[len(cursors) // 2 :]
    random = Random(2)
    return _sum_up(partial(ask, random.choice(deep)) for _ in range(count))


def measure_feed(store: Store, count: int = 200) -> Times:
    """Pages of 100 changes, at any place of the feed."""
    newest, random = store.position(), Random(3)

    def ask(after: int) -> None:
        assert store.read_changes(after, 100).changes

    return _sum_up(partial(ask, random.randrange(max(1, newest - 100))) for _ in range(count))


def write_scale(scale: Scale, locales: int) -> str:
    """What was measured, as tables of Markdown."""
    rows = [
        ("loading an article, CPU ms", f"{scale.load.cpu:.1f}"),
        ("loading, articles/s by the clock", f"{1000 / scale.load.clock:.1f}"),
        ("publishing an article, CPU ms", f"{scale.publish.cpu:.1f}"),
        ("publishing, articles/s by the clock", f"{1000 / scale.publish.clock:.1f}"),
        ("publishing where nothing changed, s", f"{scale.again / 1000:.2f}"),
        ("article never read before, p50 / p99 ms", _write_times(scale.article)),
        ("page deep in a list, p50 / p99 ms", _write_times(scale.page)),
        ("page of the feed, p50 / p99 ms", _write_times(scale.feed)),
        ("suggestions for a text, p50 / p99 ms", _write_times(scale.suggestion)),
        ("working tables, MB", f"{_sum_sizes(scale, working=True):.0f}"),
        ("published tables, MB", f"{_sum_sizes(scale, working=False):.0f}"),
    ]
    told = f"| {scale.articles} articles × {locales} locales | |\n| --- | --: |\n"
    told += "".join(f"| {name} | {value} |\n" for name, value in rows)
    largest = [(name, size) for name, size in scale.tables.items() if size > _TOLD * sum(scale.tables.values())]
    return told + "".join(f"| table `{name}`, MB | {size / 1e6:.1f} |\n" for name, size in largest)


def _open(store: Store) -> Library:
    library = Library(store, "https://health.example", "en")
    library.supported()
    return library


def _render(article: ArticleView | None) -> None:
    assert article is not None
    for path in article.texts.source.units:
        assert article.texts.text(path).html


def _spend(work: Callable[[], object], pieces: int) -> Spent:
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return Spent((time.perf_counter() - clock) * 1000 / pieces, (time.process_time() - cpu) * 1000 / pieces)


def _sum_up(questions: Iterator[Callable[[], object]]) -> Times:
    spent = [_spend(ask, 1).clock for ask in questions]
    cuts = quantiles(spent, n=100, method="inclusive")
    return Times(cuts[49], cuts[98])


def _write_times(times: Times) -> str:
    return f"{times.median:.1f} / {times.high:.1f}"


def _sum_sizes(scale: Scale, *, working: bool) -> float:
    return sum(size for name, size in scale.tables.items() if (name in WORKING) == working) / 1e6


# Articles that have between them everything that a language may be needed for: numbers, names, lists.
_WARM = 12
# Tables below this share of the whole are not told one by one.
_TOLD = 0.002

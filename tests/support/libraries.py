"""Libraries on a store in memory: with what a test publishes, or with an article that has every kind of node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.content import read_content
from tests.support.stores import open_migrated
from tests.support.subjects import START
from tests.support.whole_article import WHOLE
from verbena.model.edition import Revision, SubjectKind
from verbena.model.inline import TextRun
from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.publishing.publish import publish_subjects
from verbena.reading.article import ArticleView
from verbena.reading.library import Library
from verbena.reading.presentation import Presentation
from verbena.reading.read_article import read_article
from verbena.store.contract import Store

Opened = tuple[Store, Library]

PUBLIC_URL = "https://health.example"

INTERFACE_WORDS = """- {key: sources, text: Sources, note: Heading of the list of sources.}
- {key: source-number, text: 'Source {number}', note: Name of a mark that leads to a source.}
"""


@contextmanager
def open_library(default_locale: str = "en") -> Iterator[tuple[Store, Library]]:
    """An empty store in memory, and a library on it."""
    with open_migrated("sqlite://") as store:
        yield store, Library(store, PUBLIC_URL, default_locale)


@cache
def read_whole() -> tuple[Revision, ...]:
    """The article `bones`, which has every kind of node and of inline, with all the reference data that it names."""
    with TemporaryDirectory() as folder:
        files: dict[str, str | bytes] = {"articles/bones.md": WHOLE, "interface.yaml": INTERFACE_WORDS}
        tree = read_content(Path(folder), files)
    assert tree.problems == ()
    return tree.revisions


def publish_whole(store: Store, *locales: str, only: Iterable[SubjectKind] = tuple(SubjectKind)) -> Revision:
    """Publish the article of `read_whole` with its data, and a translation of those of the kinds `only`; gives it."""
    revisions = read_whole()
    store.save_revisions(revisions)
    for revision in revisions:
        for locale in locales if revision.name.kind in only else ():
            store.save_translations(locale, {revision.name: echo(revision, locale)})
    publish_subjects(store, START)
    return next(revision for revision in revisions if revision.name.kind is SubjectKind.ARTICLE)


def echo(
    revision: Revision, locale: str, paths: Iterable[str] | None = None, *, outdated: bool = False
) -> dict[str, Translation]:
    """Translations of the units at `paths`, or of all: the source's own inlines with the locale's tag before them."""
    return {
        path: Translation(
            (TextRun(f"{locale}: "), *revision.units[path].inlines),
            "0" * 32 if outdated else revision.units[path].hash,
            TranslationState.TRANSLATED,
            TranslationOrigin.MACHINE,
            START,
        )
        for path in (revision.units if paths is None else paths)
    }


def present(*wanted: str, fallback: tuple[str, ...] | None = None) -> Presentation:
    """A presentation in the tags that are wanted."""
    return Presentation(wanted, fallback)


def show(library: Library, *wanted: str, fallback: tuple[str, ...] | None = None, slug: str = "bones") -> ArticleView:
    """The article of that slug as presented, which must be there."""
    article = read_article(library, slug, Presentation(wanted, fallback))
    assert article is not None
    return article

"""Corpora for measurements: the same every time, sound, and the same as values and as files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.corpus.files import write_corpus
from bench.corpus.languages import LANGUAGES
from bench.corpus.values import MADE_AT, Corpus, MadeArticle, MadeDatum, strip
from bench.filling import fill_articles, fill_data
from tests.support.memory_drafts import MemoryDrafts
from tests.support.stores import open_migrated
from verbena.authoring.tree import read_tree
from verbena.model.inline import Inline, TextRun, children_of
from verbena.model.translation import TranslationState
from verbena.publishing.load import load_content
from verbena.reading.words import WORDS
from verbena.store.contract import Store
from verbena.translating.load import load_catalogs

ARTICLES, LOCALES = 6, 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small corpus as files."""
    folder = tmp_path_factory.mktemp("corpus")
    main(["corpus", "--articles", str(ARTICLES), "--locales", str(LOCALES), str(folder)])
    return folder


@pytest.fixture
def store() -> Iterator[Store]:
    with open_migrated("sqlite://") as opened:
        yield opened


def list_made(corpus: Corpus) -> list[MadeArticle | MadeDatum]:
    return [*corpus.data(), *corpus.articles()]


def read_files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def characters(inlines: tuple[Inline, ...]) -> int:
    own = sum(len(inline.text) for inline in inlines if isinstance(inline, TextRun))
    return own + sum(characters(children_of(inline)) for inline in inlines)


def test_the_same_numbers_make_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    """A corpus is named by its numbers alone; another seed makes others."""
    write_corpus(Corpus(ARTICLES, LOCALES), tmp_path / "same")
    write_corpus(Corpus(ARTICLES, LOCALES, seed=2), tmp_path / "other")

    assert read_files(tmp_path / "same") == read_files(folder)
    assert read_files(tmp_path / "other") != read_files(folder)


def test_an_article_is_made_by_itself() -> None:
    """Whoever begins at some article gets it as it is among all others."""
    corpus = Corpus(ARTICLES, LOCALES)

    assert list(corpus.articles())[4] == Corpus(ARTICLES, LOCALES).article(4)


def test_content_is_sound(folder: Path) -> None:
    """The check of articles names no problem."""
    assert read_tree(folder / "content", WORDS).problems == ()


def test_files_and_values_are_one_corpus(folder: Path, store: Store) -> None:
    """What is loaded from the files is what the generator gives as values, revisions and translations alike."""
    load_content(store, folder / "content", WORDS)
    report = load_catalogs(store, folder / "locales", MADE_AT)

    assert not report.has_errors
    made = list_made(Corpus(ARTICLES, LOCALES))
    assert {name for name in store.draft_names() if name.kind != "interface"} == {one.revision.name for one in made}
    for one in made:
        assert store.read_draft(one.revision.name) == one.revision
        held = store.read_translations(one.revision.name)
        assert held == {tag: strip(units) for tag, units in one.translations.items() if units}


def test_filling_a_store_makes_all_of_it_drafts(store: Store) -> None:
    """A store is filled without files just as it is loaded with them, and progress is told."""
    corpus, told = Corpus(ARTICLES, LOCALES), list[tuple[int, int]]()

    fill_data(store, corpus)
    fill_articles(store, corpus.articles(), corpus.size, lambda *done: told.append(done))

    drafts = MemoryDrafts(corpus.interface(), *(one.revision for one in list_made(corpus)))
    assert store.draft_names() == drafts.draft_names()
    for one in list_made(corpus):
        assert store.read_translations(one.revision.name).keys() == {
            tag for tag, made in one.translations.items() if made
        }
    assert told[-1] == (ARTICLES, ARTICLES)


def test_some_things_are_missing() -> None:
    """Some articles lack locales, some translations lack units, and some are outdated or need work, as in life."""
    articles = list(Corpus(60, 4).articles())
    pairs = [(one.revision, units) for one in articles for units in one.translations.values()]

    assert 0 < 60 * 3 - len(pairs) < 40
    partial = sum(len(units) < len(revision.units) for revision, units in pairs)
    assert 0 < partial < len(pairs) / 3
    made = [(revision.units[path].hash, unit) for revision, units in pairs for path, unit in units.items()]
    outdated = sum(unit.translation.source_hash != current for current, unit in made)
    assert 0.01 < outdated / len(made) < 0.1
    assert {unit.translation.state for _, unit in made} == set(TranslationState)


def test_articles_are_of_the_size_of_real_ones() -> None:
    """An article has about the units of the bundled one, sources, medications with claims, questions and links."""
    articles = [one.revision for one in Corpus(60, 1).articles()]

    assert 65 < sum(len(one.units) for one in articles) / 60 < 80
    assert 15 < sum(len(one.references) for one in articles) / 60 < 40


def test_languages_have_their_lengths_and_scripts() -> None:
    """A German text is longer than the English one, and a Chinese one far shorter."""
    corpus = Corpus(12, len(LANGUAGES))
    sizes = dict.fromkeys(corpus.tags, 0)
    for article in corpus.articles():
        for path, unit in article.revision.units.items():
            if all(path in article.translations.get(tag, {}) for tag in corpus.tags[1:12]):
                sizes["en"] += characters(unit.inlines)
                for tag in corpus.tags[1:12]:
                    sizes[tag] += characters(article.translations[tag][path].translation.inlines)

    assert sizes["zh-Hans"] < sizes["ja"] < sizes["en"] < sizes["de"]
    assert sizes["en"] < sizes["fr"]


@pytest.mark.parametrize(("articles", "locales"), [("0", "2"), ("2", "0"), ("2", "100"), ("x", "2")])
def test_sizes_that_no_corpus_has(
    articles: str, locales: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A size that can't be is refused with the bounds, and nothing is written."""
    with pytest.raises(SystemExit, match="2"):
        main(["corpus", "--articles", articles, "--locales", locales, str(tmp_path / "none")])

    assert "argument" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()

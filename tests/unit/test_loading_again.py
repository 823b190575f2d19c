"""Loading goes on where it was, and reads nothing twice that is as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.corpus.files import write_corpus
from bench.corpus.values import Corpus
from tests.support.stores import count_statements, open_migrated
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.findings import FindingCode
from verbena.model.progress import Progress, Stage, no_progress
from verbena.publishing.load import LoadReport, ProblemsInContent, load_content
from verbena.reading.words import WORDS
from verbena.store.contract import Store
from verbena.translating.load import CatalogsReport, load_catalogs
from verbena.translating.remove import remove_locale

_AT = datetime(2026, 11, 23, tzinfo=UTC)
_ARTICLE = SubjectName(SubjectKind.ARTICLE, "article-000001")


class BrokenOff(Exception):
    """Somebody pulled the plug."""


class Place:
    """A store and a small corpus in files beside it."""

    def __init__(self, root: Path, store: Store) -> None:
        write_corpus(Corpus(4, 3), root)
        self.store = store
        self.content = root / "content"
        self.locales = root / "locales"
        self.article = self.content / "articles" / "article-000001.md"
        self.catalogs = len(list(self.locales.rglob("*.po")))

    def load(self, progress: Progress = no_progress) -> LoadReport:
        return load_content(self.store, self.content, WORDS, progress)

    def ingest(self, progress: Progress = no_progress) -> CatalogsReport:
        return load_catalogs(self.store, self.locales, _AT, progress)

    def rewrite(self, file: Path, old: str, new: str) -> None:
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))

    def dump(self) -> object:
        names = self.store.draft_names()
        return [(self.store.read_draft(name), self.store.read_translations(name)) for name in names]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with open_migrated("sqlite://") as store:
        yield Place(tmp_path, store)


def break_off(stage: Stage, at: int) -> Progress:
    def progress(now: Stage, done: int, total: int) -> None:  # noqa: ARG001 - as in Progress
        if (now, done) == (stage, at):
            raise BrokenOff

    return progress


def count_writes(load: Callable[[], object], table: str) -> int:
    """How many rows loading writes into a table, at least."""
    with count_statements() as statements:
        load()
    return sum(f"INSERT INTO {table}" in statement for statement in statements)


def test_sources_that_are_as_they_were_are_not_written(place: Place) -> None:
    """A second load finds every subject unchanged and writes nothing."""
    first = place.load()

    assert count_writes(place.load, "revision") == count_writes(place.load, "loaded_file") == 0
    assert place.load() == LoadReport((), (), tuple(sorted(first.new)), ())


def test_refused_content_is_no_draft_and_not_read_again(place: Place) -> None:
    """Where one file has a problem no draft is touched; mending it takes reading that file alone."""
    place.load()
    before = place.dump()
    place.rewrite(place.article, "# ", "# Other ")
    other = place.content / "articles" / "article-000002.md"
    place.rewrite(other, "# ", "# [@nobody] ")

    with pytest.raises(ProblemsInContent):
        place.load()

    assert place.dump() == before
    place.rewrite(other, "# [@nobody] ", "# ")
    assert count_writes(place.load, "revision") == 0
    assert place.store.draft_names() == tuple(sorted(name for name, _ in place.store.draft_hashes().items()))
    assert place.dump() != before


def test_translations_that_are_as_they_were_are_not_read(place: Place) -> None:
    """A second load reads no catalog, and tells the same of each but that nothing changed."""
    place.load()
    first = place.ingest()
    before = place.dump()

    again = place.ingest()

    assert (first.read, again.read) == (place.catalogs, 0)
    assert [(one.file, one.report.accepted, one.report.missing) for one in again.catalogs] == [
        (one.file, one.report.accepted, one.report.missing) for one in first.catalogs
    ]
    assert all(one.report.unchanged == one.report.accepted for one in again.catalogs)
    assert not any(one.report.changed for one in again.catalogs)
    assert again.absent == {}
    assert place.dump() == before


def _change_catalog(place: Place) -> None:
    file = next(place.locales.rglob("article-000001.po"))
    file.write_text(file.read_text() + "\n# a comment\n")


def _change_source(place: Place) -> None:
    place.rewrite(place.article, "# ", "# Other ")
    place.load()


def _change_medication(place: Place) -> None:
    place.rewrite(place.content / "medications.yaml", "genericName: ", "genericName: O")
    place.load()


def _forget_locale(place: Place) -> None:
    kept = {file: file.read_bytes() for file in (place.locales / "de").rglob("*.po")}
    remove_locale(place.store, place.locales, "de")
    for file, data in kept.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


@pytest.mark.parametrize(
    ("change", "read"),
    [
        (_change_catalog, {"article-000001"}),
        (_change_source, {"article-000001"}),
        (_change_medication, {"reference", *(f"article-{number:06}" for number in range(4))}),
        (_forget_locale, {"reference", *(f"article-{number:06}" for number in range(4))}),
    ],
)
def test_what_a_catalog_depends_on_has_it_read_again(
    place: Place, change: Callable[[Place], None], read: set[str]
) -> None:
    """A change of the file or of the sources, or a locale put back: the store is what the files say again."""
    place.load()
    place.ingest()
    change(place)

    report = place.ingest()

    fresh = _load_afresh(place)
    assert [place.store.read_translations(name) for name in place.store.draft_names()] == fresh
    most = sum(file.stem in read for file in place.locales.rglob("*.po"))
    assert 0 < report.read <= most
    assert place.ingest().read == 0


def _load_afresh(place: Place) -> object:
    with open_migrated("sqlite://") as store:
        load_content(store, place.content, WORDS)
        load_catalogs(store, place.locales, _AT)
        return [store.read_translations(name) for name in store.draft_names()]


@pytest.mark.parametrize(
    ("entry", "code", "again"),
    [
        ('msgctxt "nowhere.text"\nmsgid "Nowhere"\nmsgstr "x"', FindingCode.UNIT_UNKNOWN, 0),
        ('msgctxt "nowhere.text"\nmsgid[0] "x"', FindingCode.ENTRY_SYNTAX, 1),
    ],
)
def test_findings_are_told_each_time(place: Place, entry: str, code: FindingCode, again: int) -> None:
    """Findings are told until they are mended; a catalog with an error is read again for it each time."""
    place.load()
    file = next(place.locales.rglob("article-000001.po"))
    file.write_text(file.read_text() + f"\n{entry}\n")

    reports = [place.ingest() for _ in range(3)]

    assert [report.read for report in reports] == [place.catalogs, again, again]
    assert len({report.problems for report in reports}) == 1
    assert sum(finding.code == code for _, finding in reports[0].findings()) == 1


def test_loading_goes_on_where_it_was_broken_off(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was done before the plug was pulled is not done again, and the end is the same."""
    monkeypatch.setattr("verbena.translating.load._BATCH", 2)
    monkeypatch.setattr("verbena.publishing.load._BATCH", 2)
    with pytest.raises(BrokenOff):
        place.load(break_off(Stage.READ, 3))
    assert place.store.draft_names() == ()

    kept = count_writes(place.load, "revision")
    with pytest.raises(BrokenOff):
        place.ingest(break_off(Stage.INGEST, 5))
    rest = place.ingest()

    assert kept < 4
    assert rest.read == place.catalogs - 4
    assert [place.store.read_translations(name) for name in place.store.draft_names()] == _load_afresh(place)

"""Files that are loaded again while people work on what they say in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.catalog_desk import AT, SAME, CatalogDesk
from tests.support.stores import open_migrated
from verbena.catalogs.comments import fingerprint
from verbena.catalogs.po import read_po, write_po
from verbena.catalogs.values import CatalogEntry
from verbena.model.change import Signature
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.findings import FindingCode, Severity
from verbena.model.inline import TextRun, plain_words
from verbena.model.markup import hash_text
from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.model.unit_event import UnitEventKind, UnitName
from verbena.publishing.load import load_content
from verbena.store.contract import Store
from verbena.store.units import UnitChange
from verbena.translating.load import CatalogsReport, load_catalogs

_LATER = datetime(2026, 12, 24, tzinfo=UTC)
_BEES = SubjectName(SubjectKind.ARTICLE, "bees")
_FILE = "ar/bees.po"
_TITLE, _SUMMARY, _TEXT = "title", "summary", "p1.text"
_ANA = Signature("Ana")


class Work:
    """Three small articles, loaded with their catalogs, and people who change translations in the database."""

    def __init__(self, root: Path, store: Store) -> None:
        self.desk = CatalogDesk(root)
        self.store = store
        self.load()

    def load(self) -> CatalogsReport:
        load_content(self.store, self.desk.content, ())
        return load_catalogs(self.store, self.desk.locales, _LATER)

    def save(self, path: str, text: str | None, state: TranslationState = TranslationState.TRANSLATED) -> None:
        """Change a unit in the database, as a workbench does."""
        before = self.read().get(path)
        source = self.revision_hash(path)
        after = text and Translation((TextRun(text),), source, state, TranslationOrigin.HUMAN, AT)
        kind = UnitEventKind.SAVED if after else UnitEventKind.REMOVED
        change = UnitChange(UnitName(_BEES, "ar", path), kind, before, after or None)
        assert self.store.change_units([change], AT, _ANA) == ()

    def revision_hash(self, path: str) -> str:
        revision = self.store.read_draft(_BEES)
        assert revision is not None
        return revision.units[path].hash

    def read(self) -> dict[str, Translation]:
        return self.store.read_translations(_BEES, "ar").get("ar", {})

    def texts(self) -> dict[str, str]:
        return {path: plain_words(one.inlines) for path, one in self.read().items()}

    def edit(self, change: Callable[[CatalogEntry], CatalogEntry | None]) -> None:
        """Change the file; an entry that becomes null is taken out."""
        catalog = read_po(self.desk.place(_FILE).read_bytes())
        entries = (change(entry) for entry in catalog.entries)
        self.desk.put(_FILE, write_po(replace(catalog, entries=tuple(one for one in entries if one))))

    def put(self, path: str, text: str) -> None:
        """Translate a unit in the file."""
        self.edit(lambda entry: replace(entry, translation=text) if entry.path == path else entry)


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Work]:
    with open_migrated("sqlite://") as store:
        yield Work(tmp_path, store)


def _codes(report: CatalogsReport) -> list[tuple[str | None, str]]:
    """What is left out; that these texts are in the wrong script is of no account here."""
    return [(finding.path, finding.code) for _, finding in report.findings() if finding.severity is Severity.ERROR]


def _wipe_outcomes(work: Work) -> None:
    """As another version of the program, which reads all files anew."""
    work.store.forget_files("catalogs/", ())


@pytest.mark.parametrize("again", [lambda _: None, _wipe_outcomes], ids=["restart", "redeploy"])
@pytest.mark.parametrize("text", ["نحل", None])
def test_work_stays_where_files_are_as_they_were(work: Work, again: Callable[[Work], None], text: str | None) -> None:
    """What was saved or removed in the database stays, however often unchanged files are loaded."""
    work.save(_TITLE, text)
    before = work.read()
    again(work)

    reports = [work.load(), work.load()]

    assert work.read() == before
    assert (before.get(_TITLE) is None) == (text is None)
    assert not any(report.has_errors for report in reports)
    assert not any(one.report.changed for report in reports for one in report.catalogs)
    assert reports[1].read == 0


def test_what_changed_in_a_file_comes_in_beside_work(work: Work) -> None:
    """Of a changed file, only units that it says otherwise than before come in: others keep what was made of them."""
    work.save(_TITLE, "نحل")
    work.put(_SUMMARY, "في النحل")

    report = work.load()

    assert (work.texts()[_TITLE], work.texts()[_SUMMARY]) == ("نحل", "في النحل")
    assert not report.has_errors
    (changed,) = [one for one in report.catalogs if one.report.changed]
    assert (changed.report.accepted, changed.report.unchanged) == (3, 2)
    event = work.store.read_unit_history(UnitName(_BEES, "ar", _SUMMARY), 1).events[0]
    assert (event.kind, event.signature.by) == (UnitEventKind.IMPORTED, None)


def test_what_changed_on_both_sides_is_told_until_they_agree(work: Work) -> None:
    """The database stays, and the conflict is told at each load, until the file or the database says the other's."""
    work.save(_TITLE, "نحل")
    work.put(_TITLE, "النحل")

    reports = [work.load(), work.load()]

    assert work.texts()[_TITLE] == "نحل"
    assert [_codes(report) for report in reports] == [[(_TITLE, FindingCode.UNIT_CONFLICTING)]] * 2
    assert all(report.has_errors for report in reports)
    assert [one.report.conflicting for one in reports[0].catalogs if one.report.conflicting] == [1]
    work.put(_TITLE, "نحل")
    assert not work.load().has_errors
    work.put(_TITLE, "نحلات")
    assert not work.load().has_errors
    assert work.texts()[_TITLE] == "نحلات"


def test_a_conflict_ends_when_the_database_takes_what_the_file_says(work: Work) -> None:
    """Where somebody saves the file's text in the database, both say the same, and the file is followed again."""
    work.save(_TITLE, "نحل")
    work.put(_TITLE, "النحل")
    work.load()
    work.save(_TITLE, "النحل")

    assert not work.load().has_errors
    work.put(_TITLE, "نحلات")
    work.load()

    assert work.texts()[_TITLE] == "نحلات"


@pytest.mark.parametrize("touched", [False, True])
def test_a_unit_taken_out_of_a_file_goes_if_nobody_touched_it(work: Work, touched: bool) -> None:
    """A unit that a changed file holds no more has no translation any more, unless somebody has worked on it since."""
    if touched:
        work.save(_TITLE, "نحل")
    work.edit(lambda entry: None if entry.path == _TITLE else entry)

    report = work.load()

    assert (_TITLE in work.texts()) == touched
    assert _codes(report) == ([(_TITLE, FindingCode.UNIT_CONFLICTING)] if touched else [])
    assert work.texts().keys() >= {_SUMMARY, _TEXT}


def test_an_entry_that_breaks_is_refused_and_kept(work: Work) -> None:
    """A translation with an error leaves its unit without one, is kept as a refusal once, and comes in when mended."""
    work.put(_TITLE, "<strong>النحل")
    work.load()

    refused = work.store.read_refusals(_BEES, "ar")
    assert _TITLE not in work.texts()
    assert {path: (one.text, one.by) for path, one in refused.items()} == {_TITLE: ("<strong>النحل", None)}
    work.save(_TITLE, "نحل")
    work.load()
    assert (work.texts()[_TITLE], work.store.read_refusals(_BEES, "ar")) == ("نحل", {})
    work.save(_TITLE, None)
    work.put(_TITLE, "النحل")
    assert not work.load().has_errors
    assert work.texts()[_TITLE] == "النحل"


def test_a_review_in_the_database_survives_other_changes_of_the_file(work: Work) -> None:
    """A state is part of what a file says: one that the file did not change does not undo a review."""
    title = plain_words(work.read()[_TITLE].inlines)
    work.save(_TITLE, title, TranslationState.REVIEWED)
    work.put(_SUMMARY, "في النحل")

    work.load()

    assert work.read()[_TITLE].state is TranslationState.REVIEWED


def test_what_a_file_adds_to_its_state_comes_in(work: Work) -> None:
    """A translation that the file calls reviewed, and that nobody has touched, is reviewed."""
    work.edit(lambda entry: replace(entry, state=TranslationState.REVIEWED) if entry.path == _TITLE else entry)

    work.load()

    states = {path: one.state for path, one in work.read().items()}
    assert states == {
        _TITLE: TranslationState.REVIEWED,
        _SUMMARY: TranslationState.TRANSLATED,
        _TEXT: TranslationState.TRANSLATED,
    }


def test_a_file_that_tells_what_it_was_made_from_follows_the_database(work: Work) -> None:
    """An export that takes the file's place and is edited comes in: its base is what the database has."""
    work.save(_TITLE, "نحل")
    work.put(_TITLE, "النحل")
    data = self_based(work.desk.place(_FILE).read_bytes(), "نحل")
    work.desk.put(_FILE, data)

    assert not work.load().has_errors
    assert work.texts()[_TITLE] == "النحل"


def self_based(data: bytes, text: str) -> bytes:
    """The file with the line that says that the title was made from `text`."""
    line = f"# text: {fingerprint(text)} {fingerprint(_TITLE, 'About bees')} {_TITLE}\n".encode()
    assert data.count(b'msgctxt "title"') == 1
    return data.replace(b'msgctxt "title"', line + b'msgctxt "title"')


@pytest.mark.parametrize("worked", [False, True])
def test_without_a_note_only_signed_work_is_a_conflict(work: Work, worked: bool) -> None:
    """Where it is not known what a file said before, it is followed as ever, but for what somebody has worked on."""
    if worked:
        work.save(_TITLE, "نحل")
    work.put(_TITLE, "النحل")
    work.store.forget_files("said/", ())

    report = work.load()

    assert work.texts()[_TITLE] == ("نحل" if worked else "النحل")
    assert _codes(report) == ([(_TITLE, FindingCode.UNIT_CONFLICTING)] if worked else [])


def test_work_on_a_text_that_goes_and_comes_back_is_there(work: Work) -> None:
    """What somebody wrote stays while the source lacks the text; what came of a file alone goes, and comes again."""
    work.save(_TEXT, "المزيد")
    work.desk.write(SAME, node="p2")
    report = work.load()
    assert {path for path, code in _codes(report) if code is FindingCode.UNIT_CONFLICTING} == set()
    work.desk.write(SAME)

    work.load()

    assert work.texts()[_TEXT] == "المزيد"
    assert work.texts().keys() == {_TITLE, _SUMMARY, _TEXT}


def test_findings_of_what_is_taken_are_kept(work: Work) -> None:
    """The warnings of a file's translations are stored with them, and go when they are mended."""
    work.put(_SUMMARY, "**النحل**")
    work.load()
    found = work.store.read_findings(_BEES, "ar")
    work.put(_SUMMARY, "النحل")
    work.load()

    assert FindingCode.MARKDOWN_SHOWN in [one.code for one in found[_SUMMARY]]
    left = work.store.read_findings(_BEES, "ar")
    assert FindingCode.MARKDOWN_SHOWN not in [one.code for one in left.get(_SUMMARY, ())]
    assert left.keys() >= found.keys() - {_SUMMARY}


def test_a_source_that_changes_leaves_work_and_file_alone(work: Work) -> None:
    """A reworded source makes what is there outdated, in the database as in the file, and changes neither."""
    work.save(_TITLE, "نحل")
    before = work.read()
    article = work.desk.content / "articles" / "bees.md"
    article.write_text(article.read_text().replace("# About bees", "# On bees"), encoding="utf-8")

    work.load()

    assert work.read() == before
    assert work.read()[_TITLE].source_hash == hash_text("About bees") != work.revision_hash(_TITLE)

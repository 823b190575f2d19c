"""`verbena catalogs export` and `import`."""

from __future__ import annotations

import zipfile
from pathlib import Path

import polib
import pytest

from tests.support.catalog_desk import CatalogDesk
from tests.support.commands import Finished, run_verbena
from tests.support.stores import open_migrated
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.inline import plain_words

_BEES = SubjectName(SubjectKind.ARTICLE, "bees")


class Terminal:
    """Somebody at the command line, with three small articles loaded."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.desk = CatalogDesk(root)
        self.url = f"sqlite:///{root / 'verbena.db'}"
        assert self.run("articles", "load").code == 0

    def run(self, *arguments: object) -> Finished:
        settings = {
            "VERBENA_DATABASE_URL": self.url,
            "VERBENA_CONTENT": str(self.desk.content),
            "VERBENA_LOCALES": str(self.desk.locales),
        }
        return run_verbena(*arguments, settings=settings)

    def export(self, *arguments: object) -> str:
        done = self.run("catalogs", "export", *arguments)
        assert done.code == 0, done.err
        return done.out

    def title(self) -> str:
        with open_migrated(self.url) as store:
            return plain_words(store.read_translations(_BEES, "ar")["ar"]["title"].inlines)

    def write(self, name: str, text: str | None = None) -> Path:
        """The Arabic catalog on bees as a file, with another title."""
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        catalog = polib.pofile(self.export("--locale", "ar", "bees"), wrapwidth=0)
        if text is not None:
            (entry,) = (one for one in catalog if one.msgctxt == "title")
            entry.msgstr = text
        file.write_text(str(catalog), encoding="utf-8")
        return file


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


def test_one_catalog_goes_to_standard_output(terminal: Terminal) -> None:
    """A domain in a locale is printed, the same each time."""
    first, again = (terminal.export("--locale", "ar", "bees") for _ in range(2))

    assert first == again
    assert polib.pofile(first).metadata["X-Article-Key"] == "bees"


def test_all_go_into_a_folder_as_weblate_wants_them(terminal: Terminal) -> None:
    """Without names, every domain in every locale that has a translation lies under its locale's folder."""
    terminal.export("-o", terminal.root / "out")

    files = {path.relative_to(terminal.root / "out").as_posix() for path in (terminal.root / "out").rglob("*.po")}
    assert {
        f"{folder}/LC_MESSAGES/{key}.po" for folder in ("ar", "sw", "zh_Hans") for key in ("apples", "bees")
    } <= files


def test_an_archive_has_the_same_files_each_time(terminal: Terminal) -> None:
    """A .zip holds what the folder would, and equal states give equal bytes."""
    archives = [terminal.root / f"{number}.zip" for number in range(2)]
    for archive in archives:
        terminal.export("--locale", "ar", "-o", archive)

    assert archives[0].read_bytes() == archives[1].read_bytes()
    assert "ar/LC_MESSAGES/bees.po" in zipfile.ZipFile(archives[0]).namelist()


def test_only_what_needs_work_leaves_out_what_is_done(terminal: Terminal) -> None:
    """A file in which nothing is left to do is not written."""
    with open_migrated(terminal.url) as store:
        held = store.read_translations(_BEES, "ar")["ar"]
        store.save_translations("ar", {_BEES: {path: one for path, one in held.items() if path != "title"}})

    terminal.export("--locale", "ar", "--only-needs-work", "-o", terminal.root / "out")

    files = [path for path in (terminal.root / "out").rglob("*.po") if path.stem in ("apples", "bees", "cakes")]
    assert [path.stem for path in files] == ["bees"]
    assert [entry.msgctxt for entry in polib.pofile(str(files[0]))] == ["title"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [((), "name one DOMAIN"), (("--locale", "ar", "nothing"), "nothing that is loaded is called")],
)
def test_what_can_t_be_exported_is_told(terminal: Terminal, arguments: tuple[str, ...], told: str) -> None:
    """Several catalogs don't go to standard output, and what is not loaded is named."""
    done = terminal.run("catalogs", "export", *arguments)

    assert (done.code, done.out) == (1, "")
    assert told in done.err


def test_a_file_comes_back(terminal: Terminal) -> None:
    """A file tells by its header whose it is, whatever it is called; the table tells what became of it."""
    done = terminal.run("catalogs", "import", terminal.write("work.po", "النحل"), "--by", "Agency", "--why", "Spring")

    assert (done.code, "unit-conflicting" in done.err) == (0, False)
    headings, row = (line.split() for line in done.out.splitlines())
    told = dict(zip(headings, row, strict=True))
    assert (told["domain"], told["locale"], told["accepted"], told["unchanged"]) == ("bees", "ar", "1", "2")
    assert terminal.title() == "النحل"
    with open_migrated(terminal.url) as store:
        signature = store.read_unit_events(0, 100).events[-1].signature
    assert (signature.by, signature.why) == ("Agency", "Spring")


def test_a_dry_run_writes_nothing(terminal: Terminal) -> None:
    """The table is the same, and it is said that nothing was written."""
    before = terminal.title()
    file = terminal.write("work.po", "النحل")

    dry, wet = terminal.run("catalogs", "import", file, "--dry-run"), None
    assert terminal.title() == before
    wet = terminal.run("catalogs", "import", file)

    assert (dry.code, dry.out, dry.err) == (0, wet.out, f"{wet.err}Nothing was written.\n")


def test_a_conflict_is_an_error_unless_forced(terminal: Terminal) -> None:
    """What somebody changed meanwhile stays, is told with file and line, and makes the exit code 1."""
    mine, theirs = terminal.write("mine.po", "نحل"), terminal.write("theirs.po", "النحل")
    terminal.run("catalogs", "import", mine)

    told = terminal.run("catalogs", "import", theirs)
    stays = terminal.title()
    forced = terminal.run("catalogs", "import", theirs, "--force")

    assert (told.code, stays) == (1, "نحل")
    assert f"{theirs}:" in told.err
    assert "unit-conflicting: title: " in told.err
    assert (forced.code, terminal.title()) == (0, "النحل")


def test_reports_are_given_as_json(terminal: Terminal) -> None:
    """Each file with its counts and units, in the order of the command line."""
    files = [terminal.write("ar/LC_MESSAGES/bees.po", "نحل"), terminal.write("b.po")]

    done = terminal.run("catalogs", "import", *files, "--json")

    reports = done.read_json()
    assert [(one["file"], one["counts"]["accepted"]) for one in reports] == [(str(files[0]), 1), (str(files[1]), 0)]
    assert {unit["outcome"] for unit in reports[1]["units"]} <= {"UNCHANGED", "CONFLICTING"}


def test_a_file_that_does_not_tell_its_locale_is_asked_for_it(terminal: Terminal) -> None:
    """Without header and folder, --locale and --domain say whose a file is; without them nothing is taken."""
    file = terminal.root / "bare.po"
    file.write_text('msgctxt "title"\nmsgid "About bees"\nmsgstr "النحل"\n', encoding="utf-8")

    untold = terminal.run("catalogs", "import", file)
    told = terminal.run("catalogs", "import", file, "--locale", "ar", "--domain", "bees")

    assert untold.code == 1
    assert "name its locale" in untold.err
    assert (told.code, terminal.title()) == (0, "النحل")

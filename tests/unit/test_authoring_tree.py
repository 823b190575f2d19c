"""What a content folder is read into: revisions with their hashes, whatever form its texts are saved in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.content import REFERENCE_DATA, around, read_content, write_content
from tests.support.whole_article import WHOLE
from verbena.authoring.articles import open_article, read_article
from verbena.authoring.figures import FigureShelf
from verbena.authoring.files import decode_text
from verbena.authoring.located import read_json_list, read_yaml
from verbena.authoring.problems import ProblemLog
from verbena.authoring.tree import read_tree
from verbena.authoring.vocabulary import Vocabulary
from verbena.model.edition import Revision, SubjectKind, SubjectName
from verbena.model.markup import write_markup
from verbena.model.reference import Abbreviation, Brand, Citation, Contributor, Interface, MedicalCode, Medication, Term

SCRIPT = """
import sys
from pathlib import Path
from verbena.authoring.tree import read_tree
print(*(revision.hash for revision in read_tree(Path(sys.argv[1]), ()).revisions))
"""


def test_reads_reference_data(tmp_path: Path) -> None:
    """Each datum is a revision with its structure, its units by path, and the terms that it names."""
    revisions = by_name(read_content(tmp_path, {}).revisions)

    medication = revisions["medication:tamoxifen"]
    assert medication.structure == Medication(
        "tamoxifen",
        "drug-class.serm",
        ("route.oral",),
        (Brand("Soltamox", ("US", "NO")),),
        (MedicalCode("ATC", "L02BA01"),),
    )
    assert texts_of(medication) == {"medication.tamoxifen.genericName": "tamoxifen"}
    assert medication.references == (
        SubjectName(SubjectKind.TERM, "drug-class.serm"),
        SubjectName(SubjectKind.TERM, "route.oral"),
    )
    assert revisions["abbreviation:dexa"].structure == Abbreviation("dexa")
    assert texts_of(revisions["abbreviation:dexa"]) == {
        "abbreviation.dexa.short": "DEXA",
        "abbreviation.dexa.expansion": "X-ray absorptiometry",
        "abbreviation.dexa.definition": "A <em>scan</em>.",
    }
    assert revisions["contributor:ada"].structure == Contributor("ada", "Ada Example")
    assert texts_of(revisions["contributor:ada"]) == {"contributor.ada.biography": "Writes about bones."}
    assert texts_of(revisions["topic:cancer"]) == {"topic.cancer.name": "Cancer"}
    assert revisions["term:role.author"].structure == Term("role.author")
    assert texts_of(revisions["term:role.author"]) == {"role.author.name": "Author"}
    assert revisions["interface:interface"].structure == Interface("interface")
    assert texts_of(revisions["interface:interface"]) == {"pages.text": "{number} pages"}
    assert revisions["citation:tu-2018"].structure == Citation(
        "tu-2018", {"id": "tu-2018", "type": "webpage", "title": "More bones", "language": "fr"}
    )
    assert {(revision.locale, revision.slug) for revision in revisions.values()} == {("en", None)}


@pytest.mark.parametrize("missing", [*REFERENCE_DATA, None])
def test_needs_no_file_that_nothing_names(missing: str | None, tmp_path: Path) -> None:
    """Any reference file may be missing, and so may the whole folder."""
    content = write_content(tmp_path, {"medications.yaml": ""})
    for name in REFERENCE_DATA if missing is None else [missing]:
        (content / name).unlink(missing_ok=True)
    if missing is None:
        shutil.rmtree(content)

    assert read_tree(content, ()).problems == ()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no mark", "byte order mark"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
def test_takes_text_as_any_editor_saves_it(mark: bytes, end: bytes, tmp_path: Path) -> None:
    """A byte order mark and any line ends make no difference, in articles and in reference data."""
    files = {"articles/bones.md": WHOLE.encode(), **REFERENCE_DATA}
    plain = read_content(tmp_path / "plain", dict(files))
    saved = {
        name: mark + (data if isinstance(data, bytes) else data.encode()).replace(b"\n", end)
        for name, data in files.items()
        if not name.endswith(".svg")
    }

    tree = read_content(tmp_path / "saved", saved)

    assert tree.problems == ()
    assert (tree.revisions, tree.places) == (plain.revisions, plain.places)


def test_hashes_are_stable_across_runs(tmp_path: Path) -> None:
    """Another process, with another seed of Python's own hashes, gives every revision the same hash."""
    content = write_content(tmp_path, {"articles/bones.md": WHOLE})
    here = [revision.hash for revision in read_tree(content, ()).revisions]

    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, content],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "7"},
    )

    assert run.stdout.split() == here


CHANGES = {
    "a word": ("In the callout.", "In a callout."),
    "a key": ("{#one.callout.p1}", "{#one.callout.p2}"),
    "a kind": ("SEEK_CARE", "WARNING"),
    "a topic": ("topics: [osteoporosis, cancer]", "topics: [cancer, osteoporosis]"),
    "a date": ("2026-01-31", "2026-01-30"),
    "an address": ("https://example.org/a?b=c", "https://example.org/a"),
}


@pytest.mark.parametrize(("old", "new"), CHANGES.values(), ids=CHANGES.keys())
def test_hash_changes_with_the_content(old: str, new: str, tmp_path: Path) -> None:
    """Whatever changes in an article changes its hash."""
    before = by_name(read_content(tmp_path / "before", {"articles/bones.md": WHOLE}).revisions)

    after = by_name(read_content(tmp_path / "after", {"articles/bones.md": WHOLE.replace(old, new)}).revisions)

    assert after["article:bones"].hash != before["article:bones"].hash


def test_hash_keeps_where_only_the_source_changes(tmp_path: Path) -> None:
    """New line breaks, another form of the same mark and a note to translators change no hash."""
    before = by_name(read_content(tmp_path / "before", {"articles/bones.md": WHOLE}).revisions)
    source = WHOLE.replace("In the callout.", "In\nthe callout.").replace("*emphasis*", "_emphasis_")
    source = source.replace("% Keep it short.", "% Keep it\n% very short.").replace("1. {#one", "1) {#one")

    after = by_name(
        read_content(tmp_path / "after", {"articles/bones.md": source.replace("2. {#one", "2) {#one")}).revisions
    )

    assert after["article:bones"].hash == before["article:bones"].hash


def test_reads_one_file_as_one_article(tmp_path: Path) -> None:
    """Articles link to each other by key, whatever their slugs are."""
    teeth = around("{#p}\nSee {article}`about bones <bones>`.").replace("bones\nslug: bones", "teeth\nslug: my-teeth")
    files: dict[str, str | bytes] = {"articles/bones.md": around("{#p}\nText."), "articles/my-teeth.md": teeth}

    tree = read_content(tmp_path, files)

    assert tree.problems == ()
    assert by_name(tree.revisions)["article:teeth"].slug == "my-teeth"


MARKUP = r"""--- ::: :::: {callout} {figure} {table} {faqs} {summary} {key-points} NOTE :key: :alt: {#a} {#a.b} # ## ###
- 1. > | |-| ` ``` * ** _ [ ] ( ) [@a] {med}`a` [x](y) [x]{lang=es} < > <b> &amp; \ % +++ (a)= ! [a]: é a"""
SPACES = ["\n", "\n\n", "\n  ", "    ", " ", "  \n", "key: a\n", "\r\n", "\t", "\x85", "\x00"]
PIECES = st.lists(st.sampled_from([*MARKUP.split(), *SPACES]), max_size=40).map("".join)
CUTS = st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 60), PIECES)


@settings(max_examples=100)
@given(PIECES, PIECES)
def test_never_fails_whatever_an_article_holds(metadata: str, body: str) -> None:
    """Any text at all gives problems or a revision, never an exception."""
    check_reading(f"---\n{metadata}\n---\n{body}")


@settings(max_examples=100)
@given(st.lists(CUTS, min_size=1, max_size=3))
def test_never_fails_whatever_becomes_of_an_article(cuts: list[tuple[int, int, str]]) -> None:
    """A good article with parts cut out and others put in gives problems or a revision, never an exception."""
    text = WHOLE
    for start, length, piece in cuts:
        text = text[:start] + piece + text[start + length :]

    check_reading(text)


MARKS = r"""[ ] { } " , : - & * ! | > # a 1 null"""


@settings(max_examples=100)
@given(st.one_of(st.text(), st.lists(st.sampled_from([*MARKS.split(), "\n", " ", "\t"])).map(" ".join)))
def test_never_fails_whatever_reference_data_holds(data: str) -> None:
    """Any text at all read as YAML or as JSON gives a value or a problem, never an exception."""
    for read in (lambda log: read_yaml(data, 1, log), lambda log: read_json_list(data, log)):
        log = ProblemLog("a")

        located = read(log)

        assert located is not None or log.problems


def check_reading(source: str) -> None:
    log = ProblemLog("a.md")
    text = decode_text(source.encode())

    reading = read_article(open_article("bones", text, log), Vocabulary({}), FigureShelf({}, (), frozenset()))

    assert (reading.revision is None) == bool(log.problems)
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in log.problems)


def by_name(revisions: tuple[Revision, ...]) -> dict[str, Revision]:
    return {f"{revision.name.kind}:{revision.name.key}": revision for revision in revisions}


def texts_of(revision: Revision) -> dict[str, str]:
    return {path: write_markup(unit.inlines) for path, unit in revision.units.items()}

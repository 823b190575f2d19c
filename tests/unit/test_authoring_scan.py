"""A content folder that was read before: nothing is read again in vain, and nothing is missed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.support.content import SVG, around, write_content
from verbena.authoring.problems import ProblemCode
from verbena.authoring.scan import ContentScan, FileReading, KnownFile
from verbena.model.edition import SubjectName
from verbena.reading.words import WORDS


def name_article(name: str, paragraph: str) -> str:
    """An article with one paragraph."""
    return around(f"{{#a.p1}}\n{paragraph}\n").replace("key: bones\nslug: bones", f"key: {name}\nslug: {name}")


Told = tuple[dict[SubjectName, str], list[str]]

_FILES: dict[str, str | bytes] = {
    "articles/bones.md": around(
        "{#a.p1}\nAsk about {med}`tamoxifen`.[@lee-2020] See {article}`the other article <other>`.\n\n"
        ":::{figure} bone.svg\n:key: a.figure\n:alt: A bone\n:::\n"
    ),
    "articles/other.md": around("{#a.p1}\nA paragraph.\n").replace(
        "key: bones\nslug: bones", "key: other\nslug: other"
    ),
    "articles/third.md": name_article("third", "Write to us at home."),
}


class Memory:
    """What is known of a folder, and what was read the last time."""

    def __init__(self, root: Path) -> None:
        self.content = write_content(root, _FILES)
        self.known: dict[str, KnownFile] = {}
        self.read: set[str] = set()

    def scan(self) -> Told:
        """Read what must be read; gives the hash of every revision, and all problems."""
        readings, told = self.run(self.recall)
        self.read = {one.path for one in readings if one.revisions is not None and one.known.digest}
        self.known |= {one.path: one.known for one in readings if one.known.digest}
        return told

    def scan_all(self) -> Told:
        """The same of a folder that nothing is known of."""
        return self.run(lambda _: {})[1]

    def run(self, recall: Callable[[Sequence[str]], dict[str, KnownFile]]) -> tuple[list[FileReading], Told]:
        scan = ContentScan(self.content, WORDS, recall)
        readings = list(scan.read())
        hashes = {name: found for one in readings for name, found in one.known.subjects.items()}
        return readings, (hashes, sorted(map(str, scan.problems)))

    def recall(self, paths: Sequence[str]) -> dict[str, KnownFile]:
        return {path: self.known[path] for path in paths if path in self.known}

    def write(self, name: str, text: str | bytes) -> None:
        (self.content / name).write_bytes(text if isinstance(text, bytes) else text.encode())

    def read_text(self, name: str) -> str:
        return (self.content / name).read_text()

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.read_text(name)
        assert old in text
        self.write(name, text.replace(old, new))


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    memory = Memory(tmp_path)
    assert memory.scan() == memory.scan_all()
    return memory


def test_nothing_is_read_again_that_is_as_it_was(memory: Memory) -> None:
    """A second look reads no file, and knows every revision."""
    assert len(memory.read) == 9

    told = memory.scan()

    assert memory.read == set()
    assert told == memory.scan_all()
    assert told[1] == []


_MEDICATION = "- {key: other, genericName: other, drugClass: serm, routes: [oral]}\n"
_EVERYTHING = {"articles/bones.md", "articles/other.md", "articles/third.md"}

_CHANGES: dict[str, tuple[Callable[[Memory], None], set[str]]] = {
    "words of an article": (
        lambda one: one.replace("articles/other.md", "A paragraph", "Words"),
        {"articles/other.md"},
    ),
    "words of a medication": (
        lambda one: one.replace("medications.yaml", "genericName: tamoxifen", "genericName: Tamoxifen"),
        {"medications.yaml"},
    ),
    "a new article": (
        lambda one: one.write("articles/new.md", name_article("new", "Words.")),
        {"articles/new.md"},
    ),
    "a new medication": (
        lambda one: one.write("medications.yaml", one.read_text("medications.yaml") + _MEDICATION),
        {"medications.yaml"},
    ),
    "a medication that is gone": (
        lambda one: one.replace("medications.yaml", "key: tamoxifen", "key: tamoxifen-2"),
        {"medications.yaml"},
    ),
    "a class that is gone": (lambda one: one.replace("terms.yaml", "key: serm", "key: other"), {"terms.yaml"}),
    "a citation that is gone": (lambda one: one.replace("citations.json", "lee-2020", "lee-2021"), {"citations.json"}),
    "an article that is gone": (lambda one: (one.content / "articles/other.md").unlink(), set()),
    "another drawing": (lambda one: one.write("figures/bone.svg", SVG.replace("40", "50")), {"articles/bones.md"}),
    "a drawing for a language": (lambda one: one.write("figures/bone.ar.svg", SVG), {"articles/bones.md"}),
    "a drawing that can't be used": (lambda one: one.write("figures/bone.svg", "<svg"), {"articles/bones.md"}),
    "a drawing that is gone": (lambda one: (one.content / "figures/bone.svg").unlink(), set()),
    "a drawing for nobody": (lambda one: one.write("figures/knee.svg", SVG), set()),
    "words of the interface": (lambda one: one.replace("interface.yaml", "{number} pages", "pages: {number}"), set()),
    "no words of its own": (lambda one: (one.content / "interface.yaml").unlink(), set()),
    "a key that another has": (lambda one: one.replace("articles/third.md", "key: third", "key: other"), set()),
    "a key that a file before has": (
        lambda one: one.replace("articles/bones.md", "key: bones", "key: third"),
        {"articles/bones.md"},
    ),
    "a file that is no text": (lambda one: one.write("articles/other.md", b"\xff"), set()),
    "sources that can't be read": (lambda one: one.write("citations.json", "{"), set()),
    "a file of no kind": (lambda one: one.write("articles/notes.txt", "x"), set()),
}


@pytest.mark.parametrize("name", _CHANGES)
def test_what_is_known_never_hides_a_change(memory: Memory, name: str) -> None:
    """Whatever is changed, the folder is read as if nothing were known, and only what the change concerns is read."""
    change, read = _CHANGES[name]
    change(memory)

    told = memory.scan()

    assert told == memory.scan_all()
    assert memory.read == read
    assert memory.scan() == told


@pytest.mark.parametrize("name", _CHANGES)
def test_going_back_is_a_change_too(memory: Memory, name: str) -> None:
    """Where a change is taken back, the folder is as it was."""
    before = {path: path.read_bytes() for path in memory.content.rglob("*") if path.is_file()}
    told = memory.scan()
    _CHANGES[name][0](memory)
    memory.scan()
    for path in memory.content.rglob("*"):
        if path.is_file() and path not in before:
            path.unlink()
    for path, content in before.items():
        path.write_bytes(content)

    assert memory.scan() == told


def test_sign_that_becomes_a_mention_is_read_again(memory: Memory) -> None:
    """A key that is new may make markup of what were words in a file that stays as it is."""
    memory.replace("articles/third.md", "at home", "at [home]")
    assert memory.scan()[1] == []
    memory.replace("citations.json", "tu-2018", "home")

    told = memory.scan()

    assert told == memory.scan_all()
    assert [problem.split(": ")[:2] for problem in told[1]] == [
        ["content/articles/third.md:12", ProblemCode.STRAY_MARKUP]
    ]


def test_unreadable_sources_prove_nothing(memory: Memory) -> None:
    """An article that was read while no key of a source was known is read again once they are."""
    memory.write("citations.json", "{")
    memory.replace("articles/other.md", "A paragraph.", "A paragraph.[@nobody]")
    memory.scan()
    memory.write("citations.json", '[{"id": "lee-2020", "type": "webpage", "title": "x"}]')

    _, problems = told = memory.scan()

    assert told == memory.scan_all()
    assert [problem.split(": ")[1] for problem in problems] == [ProblemCode.UNKNOWN_CITATION]

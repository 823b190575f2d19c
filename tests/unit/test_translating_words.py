"""Texts found by Babel: the interface's words in modules and templates, and everything by plain `pybabel extract`."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sysconfig
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import polib
import pytest
from msgspec import Struct

from tests.support.content import around, write_content
from tests.support.second_article import add_second_article
from verbena.authoring.tree import read_tree
from verbena.catalogs.po import write_po
from verbena.model.errors import ContentInvalid
from verbena.model.words import Word
from verbena.reading.words import WORDS
from verbena.resources import find_program, find_resource
from verbena.translating.babel_extractor import extract_file
from verbena.translating.templates import make_templates
from verbena.translating.words import extract_words

_ROOT = find_resource("content").parent
_PROSE = "80% of {x} is 5% s less than 100% d."

_MODULE = '''"""A module that marks words, and some that are none."""

HELLO = pgettext("hello.text", "Hello")
# A comment for programmers.
# Translators: Said when a reader goes.
# {name} is who they are.
BYE = pgettext(
    "bye.text",
    "Goodbye, "
    "{name}",
    30,
)
NONE = [gettext("no path"), pgettext(path, "no path"), pgettext("no.text", text), "pgettext('in', 'words')"]
'''
_LATER = """def greet():
    # Translators: Above a letter.
    return pgettext("hello.text", "Good day")
    # Translators: Below one.
    return pgettext("hello.text", "Hello again")
"""
_PAGE = """<p>{# Translators: On a door. #}
{{ pgettext("door.text", "Come in") }}</p>
<p>{{ pgettext("hello.text", "Hello") }} {{ gettext("no path") }} {% trans %}no path{% endtrans %}</p>
"""
_BLOCK = """<p>{# Translators: On a sign. #}
{% trans "sign.text" %}Mind the step{% endtrans %}</p>
"""


def _extract(root: Path, files: dict[str, str]) -> tuple[Word, ...]:
    for name, text in files.items():
        path = root / "api" / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return extract_words(root / "api" / "site", root)


def test_words_in_modules_are_found(tmp_path: Path) -> None:
    """A call with a path and a text in quotes is a word, with what is said to translators above it, and its line."""
    assert _extract(tmp_path, {"one.py": _MODULE}) == (
        Word("hello.text", "Hello", places=("api/site/one.py:3",)),
        Word(
            "bye.text",
            "Goodbye, {name}",
            note="Said when a reader goes. {name} is who they are.",
            places=("api/site/one.py:8",),
        ),
    )


def test_words_in_templates_are_found(tmp_path: Path) -> None:
    """A template's words are found as a module's are, in expressions and in blocks."""
    assert _extract(tmp_path, {"templates/page.html": _PAGE + _BLOCK}) == (
        Word("door.text", "Come in", note="On a door.", places=("api/site/templates/page.html:2",)),
        Word("hello.text", "Hello", places=("api/site/templates/page.html:3",)),
        Word("sign.text", "Mind the step", note="On a sign.", places=("api/site/templates/page.html:5",)),
    )


def test_words_in_blocks_alone_are_found(tmp_path: Path) -> None:
    """A template whose words are all in blocks is read, too."""
    assert [word.path for word in _extract(tmp_path, {"templates/page.html": _BLOCK})] == ["sign.text"]


def test_a_word_that_is_marked_twice_is_one(tmp_path: Path) -> None:
    """Its first text and its first note count, and it has all of its places, in the order of files and lines."""
    words = {word.path: word for word in _extract(tmp_path, {"two.py": _LATER, "one.py": _MODULE, "page.html": _PAGE})}

    places = ("api/site/one.py:3", "api/site/page.html:3", "api/site/two.py:3", "api/site/two.py:5")
    assert words["hello.text"] == Word("hello.text", "Hello", note="Above a letter.", places=places)


def test_the_programs_words_are_those_that_are_served() -> None:
    """What is marked anywhere in the program is what `labels` gives, each with a note and its line."""
    words = extract_words(*find_program())

    assert sorted((word.path, word.text) for word in words) == sorted((word.path, word.text) for word in WORDS)
    assert len({word.path for word in words}) == len(words)
    for word in words:
        assert word.note
        assert not word.note.startswith("Translators")
        assert all(f'"{word.path}"' in _read_line(_ROOT, place) for place in word.places)
        assert len(word.places) == 1


def _read_line(root: Path, place: str, below: int = 0) -> str:
    file, _, line = place.rpartition(":")
    return (root / file).read_text().replace("*", "").split("\n")[int(line) - 1 + below]


class _Extracted(Struct, frozen=True):
    """A copy of the checkout, and what plain Babel and our own templates have of it."""

    root: Path
    plain: polib.POFile
    ours: polib.POFile


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> _Extracted:
    """The checkout with a second article, and a third that speaks as a program does."""
    root = tmp_path_factory.mktemp("checkout")
    shutil.copy(_ROOT / "babel.cfg", root)
    shutil.copytree(_ROOT / "content", root / "content")
    shutil.copytree(_ROOT / "api", root / "api", ignore=shutil.ignore_patterns("__pycache__"))
    add_second_article(root / "content")
    (root / "content" / "articles" / "bones.md").write_text(around("{#p1}\n" + _PROSE.replace("{", "\\{") + "\n"))
    pybabel = Path(sysconfig.get_path("scripts"), "pybabel")
    options = ["--mapping-file=babel.cfg", "--add-comments=Translators:", "--output-file=all.pot"]
    subprocess.run([pybabel, "--quiet", "extract", *options, "."], cwd=root, check=True)
    tree = read_tree(root / "content", WORDS)
    assert tree.problems == ()
    ours = polib.POFile()
    for template in make_templates(tree, extract_words(root / "api" / "verbena", root)):
        file = root / f"{template.domain.name}.pot"
        file.write_bytes(write_po(template.catalog))
        ours.extend(polib.pofile(str(file)))
    return _Extracted(root, polib.pofile(str(root / "all.pot")), ours)


def _places(entry: polib.POEntry) -> list[str]:
    return sorted(f"{file}:{line}" for file, line in entry.occurrences)


def test_plain_babel_finds_the_same_texts(extracted: _Extracted) -> None:
    """By babel.cfg, `pybabel extract` finds each text of each domain at its place, and no other."""
    plain = {(entry.msgctxt, entry.msgid): _places(entry) for entry in extracted.plain}

    assert plain == {(entry.msgctxt, entry.msgid): _places(entry) for entry in extracted.ours}
    assert len(plain) == len(extracted.plain) == len(extracted.ours)


def test_every_text_stands_at_its_place(extracted: _Extracted) -> None:
    """The line that an entry names is the one on which its text, or the field that holds it, begins."""
    for entry in extracted.ours:
        words = re.sub(r"</?(?:em|strong|lang|link|article)\b[^>]*>", "", html.unescape(entry.msgid))
        first = re.findall(r"[^\W_]+", words)[0]
        (place,) = _places(entry)
        line = _read_line(extracted.root, place)

        is_below = line.endswith((": >-", '.text",'))
        assert first in (_read_line(extracted.root, place, 1) if is_below else line), place


def test_no_prose_is_a_format_string(extracted: _Extracted) -> None:
    """Percent signs and braces in our templates are words, whereas plain Babel marks some for programs' checks."""
    flagged = {entry.msgid for entry in extracted.plain if any(flag.endswith("-format") for flag in entry.flags)}

    assert [entry.msgid for entry in extracted.ours if entry.flags] == []
    assert _PROSE in flagged


def test_notes_are_the_templates(extracted: _Extracted) -> None:
    """Plain Babel has for each text of the content the very note that our templates have."""
    plain = {entry.msgctxt: entry.comment.split() for entry in extracted.plain}
    content = [entry for entry in extracted.ours if entry.occurrences[0][0].startswith("content/")]

    assert content
    assert {entry.msgctxt: plain[entry.msgctxt] for entry in content} == {
        entry.msgctxt: entry.comment.split() for entry in content
    }


def _open(path: Path) -> BinaryIO:
    file = BytesIO(path.read_bytes())
    file.name = str(path)
    return file


def test_plain_babel_is_told_of_a_problem(tmp_path: Path) -> None:
    """A file that can't be read as it is, or lies in no folder of content, is an error and not a file without texts."""
    content = write_content(tmp_path, {"articles/bones.md": around("{#p1}\nUnknown [@nobody-1999].\n")})
    stray = tmp_path / "stray.md"
    stray.write_text("# Stray\n")

    with pytest.raises(ContentInvalid, match=r"content/articles/bones\.md:12: unknown-citation"):
        list(extract_file(_open(content / "articles" / "bones.md"), (), (), {}))
    with pytest.raises(ContentInvalid, match="no folder of content"):
        list(extract_file(_open(stray), (), (), {}))
    assert [text for _, _, text, _ in extract_file(_open(content / "topics.yaml"), (), (), {})] == [
        ("topic.cancer.name", "Cancer"),
        ("topic.osteoporosis.name", "Osteoporosis"),
    ]

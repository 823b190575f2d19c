"""What is read without polib is read as polib would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bench.corpus.files import write_corpus
from bench.corpus.values import Corpus
from verbena.catalogs.po_blocks import _LINES_BEFORE, _split, parse_any
from verbena.catalogs.po_plain import read_plain
from verbena.model.findings import Finding
from verbena.resources import find_resource

_CATALOGS = sorted(find_resource("locales").rglob("*.po*"))
_PIECES = (
    *(
        "#",
        "# ",
        "#. ",
        "#: ",
        "#, ",
        "#| ",
        "#~ ",
        "#!",
        "msgctxt ",
        "msgid ",
        "msgstr ",
        "msgid_plural ",
        "msgstr[0] ",
    ),
    *('"', '""', '"\n"', "\n", "\n\n", " ", "\t", "\\", '\\"', "\\n", "\\\\", "\\a", "\\101", "\\x41", "\\q"),
    *(
        "fuzzy",
        "python-format",
        "file.md:12",
        "a:b:3",
        "a b",
        ":",
        ",",
        "state: reviewed",
        "title",
        "é",
        "\u2028",
        "\x0b",
    ),
    *("\xa0", "\ufeff", "عظام", "٣", "a:٣", "#~|", "##"),
)
_ENTRY = '# origin: machine\n#. Title.\n#: a.md:3 b.md\n#, fuzzy, x\nmsgctxt "title"\nmsgid "A"\nmsgstr "B"\n'


def read_both(block: str) -> tuple[dict[str, Any] | None, list[dict[str, Any]], list[Finding]]:
    """What is read of a block without polib, what polib reads, and what is wrong with it."""
    findings: list[Finding] = []
    plain = read_plain(block, _LINES_BEFORE + 1)
    return plain and vars(plain), [vars(entry) for entry in parse_any(1, block, findings)], findings


def check(block: str) -> bool:
    """Whether a block is read without polib; then polib reads the very same."""
    plain, entries, findings = read_both(block)
    assert plain is None or (entries, findings) == ([plain], [])
    return plain is not None


@pytest.mark.parametrize("file", _CATALOGS, ids=lambda file: f"{file.parts[-3]}-{file.name}")
def test_bundled_catalogs_are_read_alike(file: Path) -> None:
    """Every entry of every catalog and template, nearly all of which are plain."""
    blocks = [block for _, block in _split(file.read_text(encoding="utf-8"))]

    plain = sum(check(block) for block in blocks)

    assert plain >= 0.7 * len(blocks) - 2


def test_catalogs_of_corpora_are_read_alike(tmp_path: Path) -> None:
    """Outdated, fuzzy and empty translations, and scripts of all kinds."""
    write_corpus(Corpus(3, 24), tmp_path)
    for file in tmp_path.rglob("*.po"):
        blocks = [block for _, block in _split(file.read_text(encoding="utf-8"))]
        assert sum(check(block) for block in blocks) == len(blocks) - 1, "all but the header"


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
@example("")
def test_any_lines_are_read_alike(text: str) -> None:
    """Whatever stands where, what is read without polib is what polib reads."""
    for _, block in _split(text):
        check(block)


@given(st.data())
def test_entries_with_something_odd_are_read_alike(data: st.DataObject) -> None:
    """A sound entry into which something is put, or of which something is taken."""
    block = _ENTRY
    for _ in range(data.draw(st.integers(0, 3))):
        start = data.draw(st.integers(0, len(block)))
        end = data.draw(st.integers(start, min(len(block), start + 3)))
        block = block[:start] + data.draw(st.sampled_from(("", *_PIECES))) + block[end:]
    for _, part in _split(block):
        check(part)


def test_plain_entries_need_no_polib() -> None:
    """An entry as Verbena writes it, with every field, is plain; escapes and long strings are too."""
    assert check(_ENTRY)
    assert check('msgctxt "a"\nmsgid ""\n"one \\"two\\"\\n"\n"three \\\\"\nmsgstr ""\n\n')
    assert not check('msgid "A"\nmsgstr "B"\n')
    assert isinstance(read_plain(_ENTRY, 3), polib.POEntry)

"""Keys are given once, to nodes that have none, and nothing else of a file is touched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.content import around, read_content
from tests.support.whole_article import WHOLE
from verbena.authoring.articles import open_article
from verbena.authoring.blocks import read_blocks
from verbena.authoring.files import normalise_text
from verbena.authoring.keys import add_keys
from verbena.authoring.outline import arrange
from verbena.authoring.problems import ProblemCode, ProblemLog
from verbena.authoring.slots import check_keys, walk_slots
from verbena.model.edition import Revision, SubjectKind

BARE = re.sub(r"(?m)^ *\{#[^}]*\}\n|^:key: .*\n|\{#[^}]*\} ?|key: (?:claim|notice)[^,]*, ", "", WHOLE)


def test_gives_every_kind_of_node_a_key(tmp_path: Path) -> None:
    """A new key begins with that of the section, list or table which holds its node, and says the node's kind."""
    keyed = add_keys(BARE)

    revision = read_only(tmp_path, keyed)
    assert list(revision.units) == [
        "title",
        "summary",
        "kp.1.text",
        "kp.2.text",
        "intro.p1.text",
        "one.heading",
        "one.list1.i1.text",
        "one.list1.i2.text",
        "one.list1.i2.p1.text",
        "one.list1.i2.list1.i1.text",
        "one.callout1.label",
        "one.callout1.p1.text",
        "one.callout1.figure1.alternative",
        "one.callout1.figure1.longDescription",
        "one.callout1.figure1.caption",
        "more.heading",
        "two.heading",
        "two.table1.caption",
        "two.table1.who.text",
        "two.table1.how-often.text",
        "two.table1.r1.header",
        "two.table1.r1.how-often",
        "two.table2.a.text",
        "two.table2.b.text",
        "two.table2.r1.a",
        "two.table2.r1.b",
        "faq.why.question",
        "faq.why.p1.text",
        "claim.tamoxifen-1.note",
        "notice.1.text",
    ]


def test_leaves_texts_as_they_were(tmp_path: Path) -> None:
    """The texts of an article that was given keys are those of the same article with other keys, in the same order."""
    with_own_keys = read_only(tmp_path / "own", WHOLE)

    revision = read_only(tmp_path / "given", add_keys(BARE))

    assert [unit.inlines for unit in revision.units.values()] == [unit.inlines for unit in with_own_keys.units.values()]


def test_writes_keys_and_nothing_else() -> None:
    """With its new keys taken out again, the text is what it was."""
    keyed = add_keys(BARE)

    assert re.sub(r"(?m)^ *\{#[^}]*\}\n|^:key: .*\n|\{#[^}]*\} ?|key: (?:claim|notice)[^,]*, ", "", keyed) == BARE


@pytest.mark.parametrize("source", [WHOLE, add_keys(BARE)], ids=["own keys", "given keys"])
def test_changes_nothing_where_all_have_keys(source: str) -> None:
    """Where every node has a key, the text comes back as it is."""
    assert add_keys(source) == source


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "byte order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_keeps_the_form_in_which_a_file_was_saved(mark: str, end: str) -> None:
    """Line ends and a byte order mark stay, and new lines end as the others do."""
    assert add_keys(mark + BARE.replace("\n", end)) == mark + add_keys(BARE).replace("\n", end)


NAMES = {
    "words of a heading": ("## Why bones *break*\n\nText.", ["why-bones-break", "why-bones-break.p1"]),
    "accents and apostrophes": ("## L’été: what’s new?\n\nText.", ["lete-whats-new", "lete-whats-new.p1"]),
    "heading in another script": ("## عظام\n\nText.", ["section1", "section1.p1"]),
    "heading that begins with a digit": ("## 10 facts\n\nText.", ["section1", "section1.p1"]),
    "long heading": (
        "## How the two conditions are connected with one another in the end\n\nText.",
        ["how-the-two-conditions-are-connected", "how-the-two-conditions-are-connected.p1"],
    ),
    "role in a heading": ("## {abbr}`dexa` scans\n\nText.", ["dexa-scans", "dexa-scans.p1"]),
    "reserved word": ("## Summary\n\nText.", ["summary-1", "summary-1.p1"]),
    "same heading twice": ("## A\n\nText.\n\n## A\n\nText.", ["a", "a.p1", "a-1", "a-1.p1"]),
    "word that is taken": ("{#risks}\nText.\n\n## Risks\n\nText.", ["risks", "risks-1", "risks-1.p1"]),
    "number that is taken": ("{#intro.p7}\nText.\n\nMore.", ["intro.p7", "intro.p8"]),
    "column that would be reserved": (
        ":::{table}\n| Header | B |\n|---|---|\n| a | b |\n:::",
        ["intro.table1", "intro.table1.header-1", "intro.table1.b", "intro.table1.r1"],
    ),
    "columns of one name": (
        ":::{table}\n| A | A |\n|---|---|\n| a | b |\n:::",
        ["intro.table1", "intro.table1.a", "intro.table1.a-1", "intro.table1.r1"],
    ),
    "key that is malformed": ("{#Risks}\n## Risks\n\nText.", ["Risks", "node.p1"]),
    "node in one line after another": ("Text.\n- a\n- b\n## C\nText.", None),
}


@pytest.mark.parametrize(("markdown", "expected"), NAMES.values(), ids=NAMES.keys())
def test_makes_keys_of_words(markdown: str, expected: list[str] | None) -> None:
    """Keys are made of a heading's first words in Latin letters, else of a number, and never meet another."""
    keyed = add_keys(around(markdown))

    expected = expected or ["intro.p1", "intro.list1", "intro.list1.i1", "intro.list1.i2", "c", "c.p1"]
    assert keys_of(keyed) == expected


def test_gives_claims_and_notices_keys_in_either_form(tmp_path: Path) -> None:
    """A mapping of one line each gets a line, one in braces a field, also after letters of other scripts."""
    metadata = """locale: en
medications:
  - medication: tamoxifen
    claims:
      - effect: OTHER
        condition: cancer
      - {effect: OTHER, condition: cancer}
notices: [{kind: UPDATE, on: 2026-01-01, text: Знак}, {kind: UPDATE, on: 2026-01-02, text: B}]
"""

    keyed = add_keys(around("").replace("locale: en\n", metadata))

    assert "      - key: claim.tamoxifen-1\n        effect: OTHER\n" in keyed
    assert "      - {key: claim.tamoxifen-2, effect" in keyed
    assert "[{key: notice.1, kind: UPDATE, on: 2026-01-01, text: Знак}, {key: notice.2, kind" in keyed
    read_only(tmp_path, keyed)


PARAGRAPHS = st.sampled_from(
    [
        "A paragraph\nof two lines.",
        "% A note.\n\nA paragraph with {med}`tamoxifen`.",
        "- one\n- two\n\n  more\n\n  1. inner\n- three",
        "1. one\n\n   :::{callout} NOTE\n   :label: L\n   Text.\n   :::\n2. two",
        ":::{callout} WARNING\nText.\n- item\n:::",
        "::::{callout} WARNING\n:label: L\n\n:::{figure} bone.svg\n:alt: A bone.\nCaption.\n:::\n::::",
        ":::{table}\n:caption: C\n| A | B\\|C |\n|---|---|\n| a | b |\n  c | d\n:::",
        "## A heading\nText.",
        "Another heading\n---\n\nText.",
        "### A heading\n\n* item\n+ item",
    ]
)


@settings(max_examples=60)
@given(st.lists(PARAGRAPHS, min_size=1, max_size=6), st.data())
def test_keys_survive_adding_moving_and_rewording(parts: list[str], data: st.DataObject) -> None:
    """Once given, keys stay with their nodes whatever is added, moved and reworded."""
    article = add_keys(around("\n\n".join(parts)))
    sections = re.split(r"(?m)^(?=\{#[^}]*\}\n(?:##|Another))", article.removeprefix(around("")))
    moved = data.draw(st.permutations(sections[1:]))
    changed = "\n\n".join(["New.", sections[0], *moved]).replace("Text.", "Other words.").replace("item", "thing")

    edited = add_keys(around(changed))

    assert add_keys(article) == article
    assert set(keys_of(article)) < set(keys_of(edited))
    assert len(keys_of(edited)) == len(set(keys_of(edited))) == len(keys_of(article)) + 1
    assert words_by_key(article).items() <= words_by_key(edited).items()


KEY_PROBLEMS = {ProblemCode.MISSING_KEY, ProblemCode.DUPLICATE_KEY, ProblemCode.MALFORMED_KEY, ProblemCode.RESERVED_KEY}
CUTS = st.tuples(st.integers(BARE.index("# The"), len(BARE)), st.integers(0, 40))


@settings(max_examples=60)
@given(st.lists(CUTS, max_size=3))
def test_no_key_is_missing_afterwards_in_any_article(cuts: list[tuple[int, int]]) -> None:
    """Whatever else is wrong with an article, once keys were added none is missing, and none is added again."""
    text = BARE
    for start, length in cuts:
        text = text[:start] + text[start + length :]

    keyed = add_keys(text)

    assert ProblemCode.MISSING_KEY not in problems_of(keyed)
    assert add_keys(keyed) == keyed


def words_by_key(text: str) -> dict[str, str]:
    """The source of each keyed line or paragraph, with the words that the tests change made equal."""
    same = text.replace("Other words.", "Text.").replace("thing", "item")
    return dict(re.findall(r"\{#([^}]*)\}\s+([^\n]*)", same))


def keys_of(text: str) -> list[str]:
    return [slot.key for slot in slots_of(text, ProblemLog("")) if slot.key is not None]


def problems_of(text: str) -> list[ProblemCode]:
    log = ProblemLog("")
    slots_of(text, log)
    return [problem.code for problem in log.problems]


def slots_of(text: str, log: ProblemLog) -> list:
    source = open_article("bones", normalise_text(text), log)
    outline = arrange(read_blocks(source.front.body, source.front.body_line, source.lines, log), 1, log)
    check_keys(walk_slots(outline, source.front.metadata), log)
    return [node.slot for node in walk_slots(outline, source.front.metadata)]


def read_only(root: Path, source: str) -> Revision:
    tree = read_content(root, {"articles/bones.md": source})
    assert tree.problems == ()
    return next(revision for revision in tree.revisions if revision.name.kind is SubjectKind.ARTICLE)

"""What `verbena articles keys` writes is right, or nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import run_verbena
from tests.support.content import around, read_content, write_content
from verbena.authoring.keys import add_keys, keys_of_paths

INDENTED = {
    "table": ":::{table}\n  | One | Two |\n  | --- | --- |\n  | a | b |\n:::",
    "callout": ":::{callout} NOTE\n  Drink milk.\n:::",
    "callout with an option": ":::{callout} NOTE\n  :label: Milk\n  Drink milk.\n:::",
    "table with an option": ":::{table}\n  :row-headers: true\n\n| One | Two |\n| --- | --- |\n| a | b |\n:::",
    "figure": ":::{figure} bone.svg\n  :alt: A bone\n    that is dense.\n  :credit: Ada\n:::",
    "in an item": "- One\n\n  :::{callout} NOTE\n    :label: Milk\n    that is fresh\n\n  Drink milk.\n  :::",
}


@pytest.mark.parametrize("markdown", INDENTED.values(), ids=INDENTED.keys())
def test_key_does_not_swallow_an_indented_line(markdown: str, tmp_path: Path) -> None:
    """A key that is written above an indented option or body is a key, and the article has no problem."""
    keyed = add_keys(around(markdown))

    assert read_content(tmp_path, {"articles/bones.md": keyed}).problems == ()
    assert add_keys(keyed) == keyed


REFUSED = {
    "UTF-16": around("Text.").encode("utf-16"),
    "UTF-16 without a mark": around("Text.").encode("utf-16-le"),
    "Latin-1": around("Café.").encode("latin-1"),
    "no metadata": b"# Bones\n\nText.\n",
    "metadata without an end": b"---\nkey: bones\n\nText.\n",
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED.keys())
def test_file_that_is_no_article_is_refused(content: bytes, tmp_path: Path) -> None:
    """A file that is not UTF-8 or has no metadata is named with a code, and no file is changed, not even another."""
    folder = write_content(tmp_path, {"articles/a.md": around("Text."), "articles/bones.md": content}) / "articles"

    refused = run_verbena("articles", "keys", folder / "a.md", folder / "bones.md")

    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(f"verbena: CONTENT_INVALID: {folder / 'bones.md'}: ")
    assert (folder / "bones.md").read_bytes() == content
    assert (folder / "a.md").read_text("utf-8") == around("Text.")


def test_reserved_key_is_not_given() -> None:
    """A key in use elsewhere is not given to a new node: its number is passed over, its words get another."""
    article = around("{#intro.list1}\n- {#intro.list1.i1} One\n- Two\n\n## Risks\n\nText.")

    keyed = add_keys(article, {"intro.list1.i2", "intro.list1.i4", "risks"})

    assert "{#intro.list1.i5} Two" in keyed
    assert "{#risks-1}\n## Risks\n\n{#risks-1.p1}" in keyed


def test_paths_name_the_keys_of_all_that_holds_a_unit() -> None:
    """The path of a unit names its node and every node that its key begins with."""
    assert keys_of_paths(["title", "a.list1.i2.text"]) == {"a", "a.list1", "a.list1.i2"}


@pytest.mark.parametrize("entry", ['msgid "Two"\nmsgstr "Deux"', '#, fuzzy\nmsgid "Two"\nmsgstr "Deux"'])
def test_deleted_key_does_not_come_back(entry: str, tmp_path: Path) -> None:
    """A key that a catalog of the article has is not given again: its translation is of another text."""
    content = write_content(tmp_path, {"articles/bones.md": around("{#l}\n- {#l.i1} One\n- Three")})
    catalog = tmp_path / "locales" / "fr" / "LC_MESSAGES" / "bones.po"
    catalog.parent.mkdir(parents=True)
    flag, _, rest = entry.rpartition("msgid")
    catalog.write_text(f'msgid ""\nmsgstr ""\n\n{flag}msgctxt "l.i2.text"\nmsgid{rest}\n', "utf-8")

    written = run_verbena("articles", "keys", settings={"VERBENA_CONTENT": str(content)})

    assert written.code == 0
    assert "- {#l.i3} Three" in (content / "articles" / "bones.md").read_text("utf-8")

"""Messages name what is meant, in words that need no knowledge of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.content import SVG, around, read_content

FRONT = "---\nkey: bones\nslug: bones\nlocale: {}\n{}\n---\n# Bones\n:::{{summary}}\nText.\n:::\n"

FIELDS = {
    "text for a list": ("topics: cancer", "topics is 'cancer'; write a list (Keys of topics.yaml: what the article is"),
    "list for a text": ("reviewedOn: [x]", "reviewedOn is a list; write a text"),
    "twice": ("topics: [cancer, cancer]", "topics has 'cancer' twice; keep one"),
    "twice the same fields": (
        "credits: [{role: author, contributor: ada}, {role: author, contributor: ada}]",
        "credits has the same entry twice; keep one",
    ),
    "no such value": (
        "notices: [{key: n, kind: NEWS, on: 2026-01-01, text: A}]",
        "notices[1].kind is 'NEWS'; it can be CORRECTION, UPDATE, WITHDRAWAL",
    ),
    "no such day": ("reviewedOn: 2026-02-30", "reviewedOn is '2026-02-30'; write a day that there is, such as"),
    "form": ("topics: [A b]", "topics[1] is 'A b', which is not written as it must be (small letters and digits"),
    "nothing": (
        "notices: [{key: n, kind: UPDATE, on: 2026-01-01, text: ''}]",
        "notices[1].text is empty; fill it, or delete it",
    ),
    "null": ("notices: [{key: n, kind: UPDATE, on: 2026-01-01, text: }]", "notices[1].text is empty; write a text"),
    "too long": (f"topics: [{'a' * 101}]", "topics[1] is longer than 100 characters"),
    "truth": ("topics: yes\nreviewedOn: true", "reviewedOn is true; write a text"),
    "days in the wrong order": (
        "reviewedOn: 2026-02-01\nreviewDueOn: 2026-01-31",
        "reviewDueOn, 2026-01-31, is before reviewedOn, 2026-02-01",
    ),
}


@pytest.mark.parametrize(("metadata", "message"), FIELDS.values(), ids=FIELDS.keys())
def test_says_what_is_wrong_with_a_field_in_plain_words(metadata: str, message: str, tmp_path: Path) -> None:
    """A field's problem names the field, its value and what it can be."""
    tree = read_content(tmp_path, {"articles/bones.md": FRONT.format("en", metadata)})

    assert [problem.message for problem in tree.problems if problem.message.startswith(message)] != []


@pytest.mark.parametrize("locale", ["english", "und", "mul", "mis", "zxx", "und-Latn", "xy", "yy-US"])
def test_refuses_a_locale_that_names_no_language(locale: str, tmp_path: Path) -> None:
    """A locale whose language is not registered, or registered for no one language, is a problem with a hint."""
    tree = read_content(tmp_path, {"articles/bones.md": FRONT.format(locale, "topics: []")})

    assert [(problem.line, problem.code) for problem in tree.problems] == [(4, "invalid-field")]
    assert "such as en or pt-BR" in tree.problems[0].message


@pytest.mark.parametrize(
    "locale", ["en", "pt-BR", "zh-yue", "sr-Latn-RS", "aoa", "x-mine", "qaa", "i-default", "i-klingon", "en-GB-oed"]
)
def test_takes_any_language_that_is_registered(locale: str, tmp_path: Path) -> None:
    """A language that CLDR lacks and one for private use are as good as any."""
    tree = read_content(tmp_path, {"articles/bones.md": FRONT.format(locale, "topics: []")})

    assert tree.problems == ()


NODES = {
    "paragraph": ("One two\nthree.", "the paragraph “One two three.”"),
    "long paragraph": ("word " * 20, "the paragraph “word word word word word word word …”"),
    "heading": ("## Risks\n\n{#p}\nText.", "the heading “Risks”"),
    "list": ("- {#i} one", "the list"),
    "item": ("{#l}\n- one", "the item “one”"),
    "key point": (":::{key-points}\n- One.\n:::", "the key point “One.”"),
    "question": (":::{faqs}\n### Why?\n\n{#p}\nSo.\n:::", "the question “Why?”"),
    "callout": (":::{callout} NOTE\n:label: Help\n\n{#p}\nText.\n:::", "the callout “Help”"),
    "figure": (":::{figure} bone.svg\n:alt: A bone.\n:::", "the figure “bone.svg”"),
    "table": (":::{table}\n\n| {#t.a} A |\n| --- |\n| {#t.r} a |\n:::", "the table"),
    "column": (":::{table}\n:key: t\n\n| A |\n| --- |\n| {#t.r} a |\n:::", "the column “A”"),
    "row": (":::{table}\n:key: t\n\n| {#t.a} A |\n| --- |\n| a |\n:::", "the row “a”"),
}


@pytest.mark.parametrize(("markdown", "name"), NODES.values(), ids=NODES.keys())
def test_says_which_node_has_no_key(markdown: str, name: str, tmp_path: Path) -> None:
    """A missing key's message names the node by its kind and its first words."""
    tree = read_content(tmp_path, {"articles/bones.md": around(markdown)})

    assert [problem.message for problem in tree.problems] == [
        f"{name} has no key; `verbena articles keys` gives it one"
    ]


FIGURES = {
    "no file for all": ("a.svg", "figures/a.svg, the file for all languages, is missing beside a.ar.svg"),
    "language in the name": ("bone.ar.svg", "name a figure without a language: bone.svg"),
    "no file": ("heart.svg", "there is no file figures/heart.svg"),
}


@pytest.mark.parametrize(("name", "message"), FIGURES.values(), ids=FIGURES.keys())
def test_says_which_file_of_a_figure_is_missing(name: str, message: str, tmp_path: Path) -> None:
    """Where a figure has no file, the message says whether another of its files is there."""
    figure = f":::{{figure}} {name}\n:key: f\n:alt: A bone.\n:::"
    files: dict[str, str | bytes] = {f"figures/{file}": SVG for file in ("a.ar.svg", "bone.ar.svg")}

    tree = read_content(tmp_path, {**files, "articles/bones.md": around(figure)})

    assert [(problem.line, problem.code) for problem in tree.problems] == [(11, "figure-not-found")]
    assert tree.problems[0].message.startswith(message)


def test_says_how_a_table_is_written(tmp_path: Path) -> None:
    """A table without the line below its first row is told of that line, and of nothing else."""
    table = ":::{table}\n:key: t\n\n| A | B |\n| a | b |\n:::"

    tree = read_content(tmp_path, {"articles/bones.md": around(table)})

    assert len(tree.problems) == 1
    assert "| --- | --- |" in tree.problems[0].message

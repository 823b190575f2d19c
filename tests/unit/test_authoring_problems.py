"""Every problem is found, at its line, with its code, and alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.content import SVG, around, read_content
from verbena.authoring.problems import Problem, ProblemCode

# A piece of Markdown that starts at line 11 of an article, and its problems.
IN_ARTICLES = {
    "unknown citation": ("{#p}\nText.[@lee-2020; @nobody-1999]", "12: unknown-citation"),
    "unknown citation in its line": ("{#p}\nText\nthat goes on\nhere [@nobody].", "14: unknown-citation"),
    "unknown medication": ("{#p}\nTake {med}`aspirin`.", "12: unknown-medication"),
    "unknown medication with words": ("{#p}\nTake {med}`an aspirin <aspirin>`.", "12: unknown-medication"),
    "unknown abbreviation": ("{#p}\nAn {abbr}`mri`.", "12: unknown-abbreviation"),
    "unknown article": ("{#p}\nSee {article}`healthy bones <healthy-bones>`.", "12: unknown-article"),
    "paragraph without key": ("Text.", "11: missing-key"),
    "heading without key": ("## Risks\n\n{#p}\nText.", "11: missing-key"),
    "list without keys": ("- one\n- two", "11: missing-key 11: missing-key 12: missing-key"),
    "item without key": ("{#l}\n- {#l.i1} one\n- two", "13: missing-key"),
    "nested paragraph without key": ("{#l}\n- {#l.i1} one\n\n  two", "14: missing-key"),
    "callout without key": (":::{callout} NOTE\n{#p}\nText.\n:::", "11: missing-key"),
    "figure without key": (":::{figure} bone.svg\n:alt: A bone.\n:::", "11: missing-key"),
    "table without keys": (
        ":::{table}\n| A | B |\n|---|---|\n| a | b |\n:::",
        "11: missing-key 12: missing-key 12: missing-key 14: missing-key",
    ),
    "key point without key": (":::{key-points}\n- A point.\n:::", "12: missing-key"),
    "question without key": (":::{faqs}\n### Why?\n\n{#p}\nSo.\n:::", "12: missing-key"),
    "duplicate key": ("{#p}\nOne.\n\n{#p}\nTwo.", "14: duplicate-key"),
    "duplicate key of other kinds": ("{#p}\n## One\n\n{#l}\n- {#p} Two.", "15: duplicate-key"),
    "columns that end alike": (
        ":::{table}\n:key: t\n| {#t.a} A | {#u.a} B |\n|---|---|\n| {#t.r1} a | b |\n:::",
        "13: duplicate-key",
    ),
    "malformed key": ("{#P 1}\nText.", "11: malformed-key"),
    "empty key": ("{#}\nText.", "11: malformed-key"),
    "key that begins with a digit": ("{#1p}\nText.", "11: malformed-key"),
    "malformed option key": (":::{callout} NOTE\n:key: A_B\n\n{#p}\nText.\n:::", "12: malformed-key"),
    "reserved key": ("{#title}\nText.", "11: reserved-key"),
    "reserved column": (
        ":::{table}\n:key: t\n| {#t.header} A | {#t.b} B |\n|---|---|\n| {#t.r1} a | b |\n:::",
        "13: reserved-key",
    ),
    "key above nothing": ("{#p}\nText.\n\n{#q}\n", "14: unused-key"),
    "key above a key": ("{#q}\n{#p}\nText.", "11: unused-key"),
    "key above a directive": ("{#c}\n:::{callout} NOTE\n:key: d\n\n{#p}\nText.\n:::", "11: unused-key"),
    "key of a caption": (":::{figure} bone.svg\n:key: f\n:alt: A bone.\n\n{#p}\nText.\n:::", "15: unused-key"),
    "key of the list of key points": (":::{key-points}\n{#l}\n- {#kp.1} A point.\n:::", "12: unused-key"),
    "second title": ("# Another", "11: second-title"),
    "second summary": (":::{summary}\nMore.\n:::", "11: second-part"),
    "level skipped at the top": ("{#h}\n### Risks\n\n{#p}\nText.", "12: heading-level-skipped"),
    "level skipped below": ("{#h}\n## Risks\n\n{#i}\n#### More\n\n{#p}\nText.", "15: heading-level-skipped"),
    "empty heading": ("{#h}\n##\n\n{#p}\nText.", "12: empty-heading"),
    "empty section": ("{#h}\n## Risks", "12: empty-section"),
    "section of refused content": ("{#h}\n## Risks\n\n```\ncode\n```", "14: unsupported-node"),
    "callout of refused content": (":::{callout} NOTE\n:key: c\n\n> Text.\n:::", "14: unsupported-node"),
    "answer of refused content": (":::{faqs}\n{#f}\n### Why?\n\n<hr>\n:::", "15: raw-html"),
    "question without answer": (":::{faqs}\n{#faq.why}\n### Why?\n:::", "13: empty-section"),
    "empty item": ("{#l}\n- {#l.i1}\n- {#l.i2} two", "12: empty-text"),
    "item that begins with a list": ("{#l}\n- - one", "12: empty-text"),
    "empty cell": (":::{table}\n:key: t\n| {#t.a} A | {#t.b} |\n|---|---|\n| {#t.r1} a | b |\n:::", "13: empty-text"),
    "table without rows": (":::{table}\n:key: t\n| {#t.a} A | {#t.b} B |\n|---|---|\n:::", "13: empty-text"),
    "empty callout": (":::{callout} NOTE\n:key: c\n:::", "11: empty-text"),
    "empty label": (":::{callout} NOTE\n:key: c\n:label:\n\n{#p}\nText.\n:::", "13: empty-text"),
    "only what nobody sees": ("{#p}\n\u200b\u00ad\u2060", "12: empty-text"),
    "only a citation": ("{#p}\n[@lee-2020]", "12: empty-text"),
    "empty foreign part": ("{#p}\nText [ ]{lang=es}.", "12: empty-text"),
    "heading in a callout": (":::{callout} NOTE\n:key: c\n\n{#h}\n## No\n\n{#p}\nText.\n:::", "14: misplaced-node"),
    "heading in an item": ("{#l}\n- {#l.i1} one\n\n  ## No", "14: misplaced-node"),
    "heading in an answer": (":::{faqs}\n{#f}\n### Why?\n{#p}\nSo.\n\n{#h}\n#### No\n:::", "17: misplaced-node"),
    "bare table": ("| A | B |\n|---|---|\n| a | b |", "11: misplaced-node"),
    "part in a callout": (":::: {callout} NOTE\n:key: c\n\n{#p}\nText.\n:::{faqs}\n:::\n::::", "16: misplaced-node"),
    "summary of two paragraphs": (":::{key-points}\nText.\n:::", "11: unexpected-content"),
    "key point with blocks": (":::{key-points}\n- {#kp.1} A point.\n\n  More.\n:::", "14: unexpected-content"),
    "figure with a list": (":::{figure} bone.svg\n:key: f\n:alt: A bone.\n\n- one\n:::", "11: unexpected-content"),
    "text before the first question": (":::{faqs}\nHello.\n{#f}\n### Why?\n{#p}\nSo.\n:::", "12: unexpected-content"),
    "text in a table directive": (":::{table}\n:key: t\n\nText.\n:::", "11: unexpected-content"),
    "table without a delimiter row": (
        "{#h}\n## Risks\n\n:::{table}\n:key: t\n| {#t.a} A | {#t.b} B |\n| {#t.r1} a | b |\n:::",
        "14: unexpected-content",
    ),
    "code fence": ("```\ncode\n```", "11: unsupported-node"),
    "indented code": ("    code", "11: unsupported-node"),
    "block quote": ("> Text.", "11: unsupported-node"),
    "thematic break": ("{#p}\nText.\n\n***", "14: unsupported-node"),
    "link definition": ("[a]: https://example.org/", "11: unsupported-node"),
    "list that starts at 3": ("{#l}\n3. {#l.i1} three", "12: unsupported-node"),
    "code span": ("{#p}\nA `word`.", "12: unsupported-node"),
    "link title": ('{#p}\nSee [the charity](https://example.org/ "Title").', "12: unsupported-node"),
    "MyST target": ("(name)=\n\n{#p}\nText.", "11: unsupported-node"),
    "lists in lists in lists": ("{#l}\n" + "- " * 30 + "x", "12: nested-too-deeply"),
    "emphasis in emphasis": ("{#p}\n" + "*a _b " * 6 + "c" + "_*" * 6, "12: nested-too-deeply"),
    "note above nothing": ("{#p}\nText.\n\n% Translate freely.\n", "14: unused-note"),
    "note inside a paragraph": ("{#p}\nAbout 80\n% of people.", "13: unused-note"),
    "unknown directive": (":::{video} a.mp4\n:::", "11: unknown-directive"),
    "directive without a name": (":::\nText.\n:::", "11: unknown-directive"),
    "unclosed directive": (":::{callout} NOTE\n:key: c\n\n{#p}\nText.", "11: unclosed-directive"),
    "unclosed directive without a body": (":::{key-points}", "11: unclosed-directive 11: unexpected-content"),
    "unknown option": (":::{callout} NOTE\n:key: c\n:colour: red\n\n{#p}\nText.\n:::", "13: unknown-option"),
    "unknown option, indented": (":::{callout} NOTE\n:key: c\n  :colour: red\n:::", "13: missing-key 13: stray-markup"),
    "option without a blank": (":::{figure} bone.svg\n:key: f\n:alt:A bone.\n:::", "13: invalid-option"),
    "option twice": (":::{callout} NOTE\n:key: c\n:key: d\n\n{#p}\nText.\n:::", "13: invalid-option"),
    "neither true nor false": (
        ":::{figure} bone.svg\n:key: f\n:decorative: yes\n:alt: Bone.\n:::",
        "13: invalid-option",
    ),
    "decorative with words": (
        ":::{figure} bone.svg\n:key: f\n:decorative: true\n:alt: Bone.\n:::",
        "14: invalid-option",
    ),
    "callout of no kind": (":::{callout} DANGER\n:key: c\n\n{#p}\nText.\n:::", "11: invalid-argument"),
    "figure without file": (":::{figure}\n:key: f\n:alt: A bone.\n:::", "11: invalid-argument"),
    "argument where none is": (":::{faqs} All\n{#f}\n### Why?\n{#p}\nSo.\n:::", "11: invalid-argument"),
    "figure without alternative": (":::{figure} bone.svg\n:key: f\n:::", "11: missing-alternative"),
    "figure with empty alternative": (":::{figure} bone.svg\n:key: f\n:alt:\n:::", "11: missing-alternative"),
    "figure that is not there": (":::{figure} heart.svg\n:key: f\n:alt: A heart.\n:::", "11: figure-not-found"),
    "row with a cell too few": (
        ":::{table}\n:key: t\n| {#t.a} A | {#t.b} B |\n|---|---|\n| {#t.r1} a |\n:::",
        "15: empty-text 15: wrong-number-of-cells",
    ),
    "row with a cell too many": (
        ":::{table}\n:key: t\n| {#t.a} A | {#t.b} B |\n|---|---|\n| {#t.r1} a | b | c |\n:::",
        "15: wrong-number-of-cells",
    ),
    "HTML block": ("<div>\nText.\n</div>", "11: raw-html"),
    "HTML in a text": ("{#p}\nH<sub>2</sub>O", "12: raw-html 12: raw-html"),
    "HTML comment": ("<!-- hidden -->", "11: raw-html"),
    "break by spaces": ("{#p}\nOne  \ntwo.", "12: hard-break"),
    "break by backslash": ("{#p}\nOne\\\ntwo [@x].", "12: hard-break 13: unknown-citation"),
    "image": ("{#p}\nSee ![a bone](bone.svg).", "12: image-syntax"),
    "unknown role": ("{#p}\nPress {kbd}`x`.", "12: unknown-role"),
    "unknown role alone": ("{#p}\n{kbd}`x`", "12: unknown-role"),
    "private use as an entity in a role": ("{#p}\nTake {med}`a&#xe000; <tamoxifen>`.", "12: forbidden-character"),
    "role with two targets": ("{#p}\nTake {med}`a <b> <tamoxifen>`.", "12: malformed-role"),
    "role with markup": ("{#p}\nTake {med}`*it* <tamoxifen>`.", "12: malformed-role"),
    "role with a target alone": ("{#p}\nTake {med}`<tamoxifen>`.", "12: malformed-role"),
    "citation with a page": ("{#p}\nText.[@lee-2020, p. 3]", "12: malformed-citation"),
    "citation twice": ("{#p}\nText.[@lee-2020; @lee-2020]", "12: malformed-citation"),
    "citation twice side by side": ("{#p}\nText.[@lee-2020] [@lee-2020]", "12: malformed-citation"),
    "span with a class": ("{#p}\n[Text]{.big}", "12: malformed-span"),
    "span with too much": ("{#p}\n[Text]{lang=es .big}", "12: malformed-span"),
    "span with two languages": ("{#p}\n[Text]{lang=es lang=de}", "12: malformed-span"),
    "malformed language": ("{#p}\n[Text]{lang=e}", "12: malformed-language"),
    "medication in a link": ("{#p}\n[about {med}`tamoxifen` and bones](https://example.org/)", "12: nested-inline"),
    "citation in a link": ("{#p}\n[about bones [@lee-2020]](https://example.org/)", "12: nested-inline"),
    "emphasised alternative": (":::{figure} bone.svg\n:key: f\n:alt: A *bone*.\n:::", "13: misplaced-inline"),
    "attributes without a text": ("{#p}\nText {.big} and more.", "12: stray-markup"),
    "key behind a heading": ("{#h}\n## Risks {#risks}\n\n{#p}\nText.", "12: stray-markup"),
    "role without backticks": ("{#p}\nTake {med} tamoxifen.", "12: stray-markup"),
    "bare citation": ("{#p}\nText @lee-2020.", "12: stray-markup"),
    "link in a link": ("{#p}\n[a [bone](https://example.org/) b](https://example.org/)", "12: nested-inline"),
    "override that is not closed": ("{#p}\nText \u202e txet.", "12: unpaired-bidi-control"),
    "isolate closed by the wrong mark": ("{#p}\n\u2067Text\u202c.", "12: unpaired-bidi-control"),
    "private use": ("{#p}\nText \ue000.", "12: forbidden-character"),
    "control": ("{#p}\nText \x07.", "12: forbidden-character"),
    "private use as an entity": ("{#p}\nText &#xe000;.", "12: forbidden-character"),
    "link without text": ("{#p}\nSee [](https://example.org/).", "12: empty-link-text"),
    "link of signs": ("{#p}\nSee [→](https://example.org/).", "12: empty-link-text"),
    "article without text": ("{#p}\nSee {article}`bones`.", "12: empty-link-text"),
    "click here": ("{#p}\n[Click *here*!](https://example.org/)", "12: vague-link-text"),
    "read more": ("{#p}\n[Read more …](https://example.org/)", "12: vague-link-text"),
    "here, to an article": ("{#p}\nSee {article}`here <bones>`.", "12: vague-link-text"),
    "address as text": ("{#p}\n<https://example.org/>", "12: vague-link-text"),
    "script as address": ("{#p}\n[a trap](javascript:alert(1))", "12: unsafe-link"),
    "data as address": ("{#p}\n[a trap](data:text/html,x)", "12: unsafe-link"),
    "relative address": ("{#p}\n[a page](/page)", "12: unsafe-link"),
    "address without scheme": ("{#p}\n[a page](//example.org/)", "12: unsafe-link"),
    "address that can't be read": ("{#p}\n[a page](https://[x/)", "12: unsafe-link"),
}


@pytest.mark.parametrize(("markdown", "expected"), IN_ARTICLES.values(), ids=IN_ARTICLES.keys())
def test_names_each_problem_of_an_article_at_its_line(markdown: str, expected: str, tmp_path: Path) -> None:
    """A piece of Markdown with something wrong gives exactly the problems of its case, at their lines."""
    tree = read_content(tmp_path, {"articles/bones.md": around(markdown)})

    assert shorten(tree.problems) == [f"content/articles/bones.md:{part}" for part in split(expected)]


FRONT = "---\nkey: bones\nslug: bones\nlocale: en\n{}\n---\n# Bones\n:::{{summary}}\nText.\n:::\n"
# Lines of metadata that start at line 5 of an article, and its problems.
IN_METADATA = {
    "unknown topic": ("topics: [cancer, heart]", "5: unknown-topic"),
    "unknown topic in its line": ("topics:\n  - cancer\n  - heart", "7: unknown-topic"),
    "unknown text": ("safety:\n  - title\n  - nowhere.text", "7: unknown-text"),
    "unknown contributor": ("credits: [{role: author, contributor: bob}]", "5: unknown-contributor"),
    "unknown credit role": ("credits: [{role: king, contributor: ada}]", "5: unknown-credit-role"),
    "unknown medication": ("medications: [{medication: aspirin}]", "5: unknown-medication"),
    "medication twice": ("medications:\n- medication: tamoxifen\n- medication: tamoxifen", "7: duplicate-key"),
    "claim with unknown names": (
        (
            "medications:\n- medication: tamoxifen\n  claims:\n  - key: claim.1\n    effect: OTHER\n    condition: c\n"
            "    citations:\n    - lee-2020\n    - nobody"
        ),
        "10: unknown-topic 13: unknown-citation",
    ),
    "claim without key": (
        "medications:\n- medication: tamoxifen\n  claims:\n  - effect: TREATS\n    condition: cancer",
        "8: missing-key",
    ),
    "claim of no effect": (
        "medications: [{medication: tamoxifen, claims: [{key: c, effect: CURES, condition: cancer}]}]",
        "5: invalid-field",
    ),
    "claim's note with a problem": (
        (
            "medications:\n- medication: tamoxifen\n  claims:\n  - key: c\n    effect: TREATS\n    condition: cancer\n"
            "    note: See [here](https://example.org/)."
        ),
        "11: vague-link-text",
    ),
    "notice without text": ("notices:\n- {key: n, kind: UPDATE, on: 2026-01-02}", "6: missing-field"),
    "notice without key": ("notices:\n- {kind: UPDATE, on: 2026-01-02, text: New.}", "6: missing-key"),
    "notice with a malformed key": (
        "notices:\n- {key: N, kind: UPDATE, on: 2026-01-02, text: New.}",
        "6: malformed-key",
    ),
    "no day": ("notices:\n- {key: n, kind: UPDATE, on: 2026-02-30, text: New.}", "6: invalid-field"),
    "no date": ("reviewedOn: soon", "5: invalid-field"),
    "key with a line end": ('topics: ["cancer\\n"]', "5: invalid-field 5: unknown-topic"),
    "review due before the last": ("reviewedOn: 2026-02-01\nreviewDueOn: 2026-01-31", "6: invalid-field"),
    "unknown field": ("author: Ada", "5: unknown-field"),
    "field twice": ("slug: bones", "5: duplicate-key"),
    "alias": ("topics: &t [cancer]\nmedications: *t", "5: bad-yaml"),
    "not YAML": ("topics: [cancer", "5: bad-yaml"),
    "nested too deeply": ("topics:\n" + "[" * 100_000, "6: bad-yaml"),
    "tag": ("topics: !!python/tuple [cancer]", "5: bad-yaml"),
    "topic twice": ("topics: [cancer, cancer]", "5: invalid-field"),
}


@pytest.mark.parametrize(("metadata", "expected"), IN_METADATA.values(), ids=IN_METADATA.keys())
def test_names_each_problem_of_metadata_at_its_line(metadata: str, expected: str, tmp_path: Path) -> None:
    """Metadata with something wrong gives exactly the problems of its case, at their lines in the article's file."""
    tree = read_content(tmp_path, {"articles/bones.md": FRONT.format(metadata)})

    assert shorten(tree.problems) == [f"content/articles/bones.md:{part}" for part in split(expected)]


BODY = "---\n# Bones\n:::{summary}\nText.\n:::\n"
MEDICATION = "- key: {key}\n  genericName: {name}\n  drugClass: {kind}\n  routes: [{route}]\n{more}"
# Whole files, and the problems of the tree they stand in.
IN_FILES: dict[str, tuple[dict[str, str | bytes], str]] = {
    "empty article": ({"articles/a.md": " \n"}, "articles/a.md:1: empty-file"),
    "not UTF-8": ({"articles/a.md": b"---\nkey: \xff"}, "articles/a.md:2: unreadable-file"),
    "no metadata": (
        {"articles/a.md": "# Bones\n:::{summary}\nText.\n:::\n"},
        "articles/a.md:1: missing-front-matter",
    ),
    "metadata never closed": (
        {"articles/a.md": "---\nkey: a\n"},
        (
            "articles/a.md:1: missing-front-matter|articles/a.md:1: missing-summary|articles/a.md:1: missing-title|"
            "articles/a.md:1: unsupported-node|articles/a.md:2: missing-key"
        ),
    ),
    "no title and no summary": (
        {"articles/a.md": "---\nkey: a\nslug: a\nlocale: en\n---\n"},
        "articles/a.md:5: missing-summary|articles/a.md:5: missing-title",
    ),
    "title after the text": (
        {"articles/a.md": "---\nkey: a\nslug: a\nlocale: en\n---\n:::{summary}\nText.\n:::\n{#p}\nText.\n\n# Bones\n"},
        "articles/a.md:12: misplaced-node",
    ),
    "slug of the shared catalogs": (
        {"articles/reference.md": "---\nkey: a\nslug: reference\nlocale: en\n" + BODY},
        "articles/reference.md:3: invalid-field",
    ),
    "no key, slug or locale": (
        {"articles/a.md": "---\ntopics: []\n" + BODY},
        "articles/a.md:2: missing-field|articles/a.md:2: missing-field|articles/a.md:2: missing-field",
    ),
    "malformed locale": (
        {"articles/a.md": "---\nkey: a\nslug: a\nlocale: e\n" + BODY},
        "articles/a.md:4: malformed-language",
    ),
    "malformed key": (
        {"articles/a.md": "---\nkey: A b\nslug: a\nlocale: en\n" + BODY},
        "articles/a.md:2: malformed-key",
    ),
    "slug that is not the file's name": (
        {"articles/a.md": "---\nkey: a\nslug: b\nlocale: en\n" + BODY},
        "articles/a.md:3: slug-not-file-name",
    ),
    "one key and one slug for two": (
        {
            "articles/a.md": "---\nkey: a\nslug: a\nlocale: en\n" + BODY,
            "articles/b.md": "---\nkey: a\nslug: a\nlocale: en\n" + BODY,
        },
        "articles/b.md:2: duplicate-key|articles/b.md:3: duplicate-slug|articles/b.md:3: slug-not-file-name",
    ),
    "other files": (
        {"medicines.yaml": "[]", "articles/a.txt": "x", "figures/A Bone.svg": SVG, "figures/a.gif": "x"},
        (
            "articles/a.txt:1: unexpected-file|figures/A Bone.svg:1: unexpected-file|figures/a.gif:1: unexpected-file|"
            "medicines.yaml:1: unexpected-file"
        ),
    ),
    "variant of no language": ({"figures/bone.e.svg": SVG}, "figures/bone.e.svg:1: malformed-language"),
    "not JSON": ({"citations.json": '[\n{"id": "lee-2020",}]'}, "citations.json:2: bad-json"),
    "JSON that is no list": ({"citations.json": "{}"}, "citations.json:1: bad-json"),
    "sources with problems": (
        {
            "citations.json": '[\n{"type": "book", "title": "A"},\n{"id": "b", "type": "tale", "title": "B"},\n'
            '{"id": "c", "type": "book"},\n{"id": "c", "type": "book", "title": "C"},\n'
            '{\n"id": "d",\n"type": "book",\n"title": "D",\n"DOI": "doi:10.1/x",\n"language": "d",\n"pubisher": "P"\n}]'
        },
        (
            "citations.json:2: missing-field|citations.json:3: invalid-field|citations.json:4: missing-field|"
            "citations.json:5: duplicate-key|citations.json:10: invalid-field|"
            "citations.json:11: malformed-language|citations.json:12: unknown-field"
        ),
    ),
    "unknown drug class and route": (
        {"medications.yaml": MEDICATION.format(key="x", name="X", kind="tonic", route="ear", more="")},
        "medications.yaml:3: unknown-drug-class|medications.yaml:4: unknown-route",
    ),
    "medication with a field too many": (
        {"medications.yaml": MEDICATION.format(key="x", name="X", kind="serm", route="oral", more="  price: 1")},
        "medications.yaml:5: unknown-field",
    ),
    "region that is none": (
        {
            "medications.yaml": MEDICATION.format(
                key="x", name="X", kind="serm", route="oral", more="  brands: [{name: Y, regions: [usa]}]"
            )
        },
        "medications.yaml:5: invalid-field",
    ),
    "topic twice": (
        {"topics.yaml": "- {key: a, name: A}\n- {key: a, name: B}"},
        "topics.yaml:2: duplicate-key",
    ),
    "topic with a malformed key": ({"topics.yaml": "- {key: A, name: A}"}, "topics.yaml:1: malformed-key"),
    "citation in reference data": (
        {"contributors.yaml": "- key: ada\n  fullName: Ada\n  biography: Known.[@lee-2020]"},
        "contributors.yaml:3: misplaced-inline",
    ),
    "group of terms that is none": ({"terms.yaml": "ranks: []"}, "terms.yaml:1: unknown-field"),
    "reference data that is no list": ({"topics.yaml": "a: b"}, "topics.yaml:1: invalid-field"),
    "not YAML": ({"interface.yaml": "- {key: a\n- b"}, "interface.yaml:2: bad-yaml"),
    "link in the interface": (
        {"interface.yaml": "- key: a\n  text: See [our page](https://example.org/)."},
        "interface.yaml:2: misplaced-inline",
    ),
    "script in a drawing": (
        {"figures/a.svg": SVG.replace("<rect", "<script/><rect")},
        "figures/a.svg:1: unsafe-svg",
    ),
    "drawing without size": (
        {"figures/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'},
        "figures/a.svg:1: unreadable-image",
    ),
    "picture of another kind": ({"figures/a.png": "GIF89a"}, "figures/a.png:1: unreadable-image"),
}


@pytest.mark.parametrize(("files", "expected"), IN_FILES.values(), ids=IN_FILES.keys())
def test_names_each_problem_of_a_file(files: dict[str, str | bytes], expected: str, tmp_path: Path) -> None:
    """A file with something wrong gives exactly the problems of its case; no other file has one because of it."""
    # Other reference data names terms: where those are replaced, it is left out.
    unnamed: dict[str, str | bytes] = {"medications.yaml": ""} if "terms.yaml" in files else {}

    tree = read_content(tmp_path, {**unnamed, **files})

    assert shorten(tree.problems) == [f"content/{part}" for part in expected.split("|")]


def test_has_a_case_for_every_code() -> None:
    """Each code of the closed list is met in one of the cases above."""
    cases = " ".join([expected for table in (IN_ARTICLES, IN_METADATA, IN_FILES) for _, expected in table.values()])

    assert [code for code in ProblemCode if f": {code}" not in cases] == []


def test_names_problems_of_all_files_in_their_order(tmp_path: Path) -> None:
    """Problems come sorted by file and line, those of every file at once, and none hides another."""
    files: dict[str, str | bytes] = {
        "citations.json": '[{"id": "a", "type": "book", "title": "A"}, {"id": "a", "type": "book", "title": "A"}]',
        "articles/bones.md": around("{#p}\nText.[@a; @b]\n\nMore."),
        "articles/teeth.md": around("Text."),
    }

    tree = read_content(tmp_path, files)

    assert shorten(tree.problems) == [
        "content/articles/bones.md:12: unknown-citation",
        "content/articles/bones.md:14: missing-key",
        "content/articles/teeth.md:2: duplicate-key",
        "content/articles/teeth.md:3: duplicate-slug",
        "content/articles/teeth.md:3: slug-not-file-name",
        "content/articles/teeth.md:11: missing-key",
        "content/citations.json:1: duplicate-key",
    ]


@pytest.mark.parametrize(
    ("file", "mention"),
    [
        ("citations.json", "Text.[@lee-2020]"),
        ("medications.yaml", "Take {med}`tamoxifen`."),
        ("abbreviations.yaml", "An {abbr}`dexa` scan."),
    ],
)
@pytest.mark.parametrize("content", ["{[", "[{]", b"\xff"])
def test_reference_data_that_cannot_be_read_makes_no_name_unknown(
    file: str, mention: str, content: str | bytes, tmp_path: Path
) -> None:
    """A file that can't be read is one problem, and what names its data is none."""
    tree = read_content(tmp_path, {file: content, "articles/bones.md": around(f"{{#p}}\n{mention}")})

    assert [problem.file for problem in tree.problems] == [f"content/{file}"]


def test_broken_article_can_be_linked_to(tmp_path: Path) -> None:
    """A link to an article that has problems of its own is no problem."""
    files: dict[str, str | bytes] = {
        "articles/bones.md": around("{#p}\nSee {article}`about teeth <teeth>` and {article}`about skin <skin>`."),
        "articles/teeth.md": "---\nkey: teeth\nslug: [\n---\n",
        "articles/skin.md": b"\xff",
    }

    tree = read_content(tmp_path, files)

    assert "content/articles/bones.md" not in {problem.file for problem in tree.problems}


def test_prints_as_compilers_do() -> None:
    """A problem prints as file:line: code: message, which editors know how to jump to."""
    problem = Problem("content/articles/x.md", 3, ProblemCode.EMPTY_TEXT, "there is no text")

    assert str(problem) == "content/articles/x.md:3: empty-text: there is no text"


def test_reference_data_of_the_tests_is_sound(tmp_path: Path) -> None:
    """The content that each case is put into has no problem of its own."""
    tree = read_content(tmp_path, {"articles/bones.md": around("{#p}\nText.")})

    assert tree.problems == ()
    assert len(tree.revisions) == 13


def shorten(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{problem.file}:{problem.line}: {problem.code}" for problem in problems]


def split(expected: str) -> list[str]:
    words = expected.split()
    return [f"{line} {code}" for line, code in zip(words[::2], words[1::2], strict=True)]

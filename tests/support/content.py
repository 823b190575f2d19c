"""Small content folders for tests: a complete set of reference data, and articles around a piece of Markdown."""

from __future__ import annotations

from pathlib import Path

from verbena.authoring.tree import ContentTree, read_tree

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="4" height="3"/></svg>\n'

REFERENCE_DATA: dict[str, str | bytes] = {
    "citations.json": """[
  {"id": "lee-2020", "type": "article-journal", "title": "Bones"},
  {"id": "tu-2018", "type": "webpage", "title": "More bones", "language": "fr"}
]
""",
    "medications.yaml": """- key: tamoxifen
  genericName: tamoxifen
  drugClass: serm
  routes: [oral]
  brands: [{name: Soltamox, regions: [US, NO]}]
  codes: [{system: ATC, value: L02BA01}]
- {key: letrozole, genericName: letrozole, drugClass: serm, routes: [oral]}
""",
    "abbreviations.yaml": "- {key: dexa, short: DEXA, expansion: X-ray absorptiometry, definition: A *scan*.}\n",
    "contributors.yaml": "- {key: ada, fullName: Ada Example, biography: Writes about bones.}\n",
    "topics.yaml": "- {key: osteoporosis, name: Osteoporosis}\n- {key: cancer, name: Cancer}\n",
    "terms.yaml": """route: [{key: oral, name: By mouth}]
drug-class: [{key: serm, name: Estrogen modulator}]
role: [{key: author, name: Author}]
""",
    "interface.yaml": "- {key: pages, text: '{number} pages', note: How long a source is.}\n",
    "figures/bone.svg": SVG,
}

# Ten lines: what `around` puts into an article starts at line 11.
OPENING = """---
key: bones
slug: bones
locale: en
---
# Bones
:::{summary}
All about bones.
:::

"""
FIRST_LINE = 11


def around(markdown: str) -> str:
    """An article that holds `markdown` from line 11 on, and all that an article must have before it."""
    return OPENING + markdown


def write_content(root: Path, files: dict[str, str | bytes]) -> Path:
    """A content folder below `root` with these files on top of the reference data; an empty value leaves a file out."""
    content = root / "content"
    for name, text in {**REFERENCE_DATA, **files}.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text != "":
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return content


def read_content(root: Path, files: dict[str, str | bytes]) -> ContentTree:
    """What authoring reads from the folder that `write_content` makes."""
    return read_tree(write_content(root, files), ())

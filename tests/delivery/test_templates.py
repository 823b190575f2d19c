"""The templates beside the catalogs are those of the sources: whoever merges with them gets today's texts."""

from __future__ import annotations

from verbena.authoring.tree import read_tree
from verbena.catalogs.po import write_po
from verbena.reading.words import WORDS
from verbena.resources import find_program, find_resource
from verbena.translating.templates import make_templates
from verbena.translating.words import extract_words


def test_templates_are_up_to_date() -> None:
    """Each bundled template is what extracting gives today, and there is no other: `make catalogs` writes them."""
    tree = read_tree(find_resource("content"), WORDS)

    templates = make_templates(tree, extract_words(*find_program()))

    bundled = {path.stem: path.read_bytes() for path in find_resource("locales").glob("*.pot")}
    assert bundled == {template.domain.name: write_po(template.catalog) for template in templates}

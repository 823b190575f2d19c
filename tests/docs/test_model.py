"""docs/model.md speaks of what there is: its paths, tags, states and words."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import DOCS, read_code, read_first_cells, read_section
from verbena.authoring.tree import read_tree
from verbena.model.article import MedicationEffect
from verbena.model.inline import Inline, children_of
from verbena.model.markup import read_markup, write_markup
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.reading.words import WORDS
from verbena.resources import find_resource

_MODEL = DOCS / "model.md"
_PATHS = read_code("".join(read_first_cells(read_section(_MODEL, "Units and their paths"))))
_TAGS = [tag for cell in read_first_cells(read_section(_MODEL, "What a text is made of")) for tag in read_code(cell)]


def test_paths_are_units() -> None:
    """Each path in the table of units is that of a unit of the bundled content."""
    tree = read_tree(find_resource("content"), WORDS)
    units = {path for revision in tree.revisions for path in revision.units}

    assert len(_PATHS) > 10
    assert [path for path in _PATHS if path not in units] == []


@pytest.mark.parametrize("tag", _TAGS)
def test_tags_are_read(tag: str) -> None:
    """Each tag in the table of tags is read as a tagged string, and written so again."""
    links = {"link.1f3a9c": "https://example.org/"}

    read = read_markup(tag, links)

    assert len(read) == 1
    if "link." not in tag:
        assert write_markup(read) == tag


def test_every_kind_of_inline_has_a_tag() -> None:
    """The tags in the table stand for every kind of inline value but plain words."""
    links = {"link.1f3a9c": "https://example.org/"}
    shown = {type(inline) for tag in _TAGS for inline in read_markup(tag, links)}

    assert shown == set(Inline.__args__) - {type(children_of(one)[0]) for one in read_markup("<em>x</em>", {})}


def test_states_and_origins_are_explained() -> None:
    """The tables of states and origins have a row for each, in the order of the code."""
    rows = read_code("".join(read_first_cells(read_section(_MODEL, "Revisions, translations, editions"))))

    assert rows == [*TranslationState, *TranslationOrigin]


def test_effects_are_named() -> None:
    """Every effect that a claim may tell of is named."""
    assert re.findall(r"`([A-Z_]+)`", read_section(_MODEL, "Articles and nodes")) == list(MedicationEffect)

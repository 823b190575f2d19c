"""The guide for writers is true: its example passes the check, and it leaves nothing out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import msgspec
import pytest

from verbena.authoring.directives import OPTIONS
from verbena.authoring.problems import ProblemCode
from verbena.authoring.roles import ROLES
from verbena.authoring.tree import read_tree
from verbena.model.article import CalloutKind, MedicationEffect, NoticeKind
from verbena.resources import find_resource

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "write-an-article.md"


def test_example_passes_the_check(tmp_path: Path) -> None:
    """The article in the guide, put among the bundled content under its slug, has no problem."""
    content = shutil.copytree(find_resource("content"), tmp_path / "content")
    (content / "articles" / "calcium-and-bones.md").write_text(read_example(), "utf-8")

    tree = read_tree(content, ())

    assert tree.problems == ()
    assert "calcium-and-bones" in {revision.slug for revision in tree.revisions}


def test_every_code_is_explained() -> None:
    """The table of problems has a row for each code of the closed list, in its order, and for no other."""
    table = GUIDE.read_text("utf-8").partition("## What the check names")[2]

    assert re.findall(r"(?m)^\| `([a-z-]+)` \|", table) == list(ProblemCode)


WORDS = {
    "directives": [f":::{{{name}}}" for name in OPTIONS],
    "options": sorted({f":{option}:" for options in OPTIONS.values() for option in options}),
    "roles": [f"{{{name}}}`" for name in ROLES],
    "kinds": [*CalloutKind, *MedicationEffect, *NoticeKind],
    "fields": [
        f"`{field}`"
        for field in msgspec.json.decode((find_resource("schema") / "article.schema.json").read_bytes())["properties"]
    ],
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())
def test_every_construct_is_explained(words: list[str]) -> None:
    """The guide names each directive, option, role, kind and field that there is, outside its example."""
    explained = GUIDE.read_text("utf-8").replace(read_example(), "").replace(": true`", ":`")

    assert [word for word in words if word not in explained] == []


@pytest.mark.parametrize("words", [WORDS["directives"], WORDS["roles"]], ids=["directives", "roles"])
def test_example_shows_every_construct(words: list[str]) -> None:
    """The example has each directive and each role in it."""
    assert [word for word in words if word not in read_example()] == []


def read_example() -> str:
    found = re.search(r"(?s)```markdown\n(.*?)```", GUIDE.read_text("utf-8"))
    assert found is not None
    return found[1]

"""docs/architecture.md names the rooms that there are, and the layers that import-linter holds."""

from __future__ import annotations

import tomllib
from pathlib import Path

import verbena
from tests.docs.pages import CHECKOUT, DOCS, read_blocks, read_code, read_first_cells, read_section

_PAGE = DOCS / "architecture.md"
_PACKAGE = Path(verbena.__file__).parent


def test_every_room_is_told() -> None:
    """The table of rooms has a row for each package and module at the top of `verbena`, and for nothing else."""
    packages = {path.parent.name for path in _PACKAGE.glob("*/__init__.py")}
    modules = {path.stem for path in _PACKAGE.glob("*.py")} - {"__init__"}

    rooms = read_code("".join(read_first_cells(read_section(_PAGE, "Rooms"))))

    assert sorted(rooms) == sorted(packages | modules)


def test_layers_are_those_that_are_held() -> None:
    """The layers in the page are those of import-linter's contract, line by line."""
    contracts = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = [contract["layers"] for contract in contracts if contract["type"] == "layers"]

    (shown,) = [block.content.splitlines() for block in read_blocks(_PAGE) if block.language == "text"]

    assert shown == layers


def test_rooms_stand_in_the_order_of_layers() -> None:
    """The table of rooms goes through the layers from top to bottom; rooms to come are told at the end of the page."""
    (layers,) = [block.content for block in read_blocks(_PAGE) if block.language == "text"]
    named = [name.strip() for line in layers.splitlines() for name in line.split("|")]

    rooms = read_code("".join(read_first_cells(read_section(_PAGE, "Rooms"))))
    to_come = [name.strip("()") for name in named if name.startswith("(")]

    assert rooms == [name for name in named if not name.startswith("(")]
    assert [name for name in to_come if f"- `{name}`: " not in read_section(_PAGE, "What is not there yet")] == []

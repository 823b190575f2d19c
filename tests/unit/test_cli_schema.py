"""`verbena schema export`: the contract as a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from graphql import build_schema

from tests.support.commands import run_verbena
from verbena.resources import find_resource


def _export(*arguments: object) -> tuple[int, str, str]:
    exported = run_verbena("schema", "export", *arguments, settings={"VERBENA_DATABASE_URL": "nonsense"})
    return exported.code, exported.out, exported.err


def test_schema_is_printed() -> None:
    """The schema goes to standard output, whole, readable by GraphQL's own tools, and without any database."""
    code, out, err = _export()

    assert (code, err) == (0, "")
    assert build_schema(out).query_type
    assert out.endswith("}\n")


def test_schema_is_written(tmp_path: Path) -> None:
    """The same is written to a file, in place of what it held."""
    path = tmp_path / "schema.graphql"
    path.write_text("old" * 100_000)

    assert _export("--output", path) == (0, "", "")
    assert path.read_text() == _export()[1]


def test_committed_schema_is_the_schema() -> None:
    """What stands in schema/ is what the code makes."""
    assert _export("--check", "--output", find_resource("schema") / "schema.graphql") == (0, "", "")


@pytest.mark.parametrize("held", [None, b"", b"type Query { a: Int }\n", b"\xff\xfe", "after"])
def test_check_tells_a_difference(tmp_path: Path, held: bytes | str | None) -> None:
    """A file that is missing or differs, be it by one byte, is exit code 1, and stays as it is."""
    path = tmp_path / "schema.graphql"
    before = _export()[1].encode() + b"\n" if held == "after" else held
    if isinstance(before, bytes):
        path.write_bytes(before)

    code, out, err = _export("--check", "--output", path)

    assert (code, out) == (1, "")
    assert str(path) in err
    assert (path.read_bytes() if path.exists() else None) == before


def test_check_needs_a_file() -> None:
    """Without a file there is nothing to compare with."""
    code, out, err = _export("--check")

    assert (code, out) == (2, "")
    assert "--output" in err


def test_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file that can't be written is named in one line, with exit code 1."""
    path = tmp_path / "missing" / "schema.graphql"

    code, out, err = _export("--output", path)

    assert (code, out) == (1, "")
    assert err == f"verbena: {path}: No such file or directory.\n"

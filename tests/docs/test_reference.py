"""The reference is complete both ways: nothing that exists is left out, and nothing is told that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest

from tests.docs.pages import CHECKOUT, DOCS, read_code, read_first_cells, read_headings, read_section
from verbena.bootstrap import open_services
from verbena.cli import group
from verbena.model.errors import ErrorCode
from verbena.model.findings import FindingCode, Severity
from verbena.settings import read_settings
from verbena.store.checks.findings import StoreFindingCode

_REFERENCE = DOCS / "reference"
_COMMANDS = _REFERENCE / "commands.md"
_FINDINGS = _REFERENCE / "catalog-findings.md"


def test_errors_are_explained() -> None:
    """docs/reference/errors.md has a heading for each code of the closed list, in its order, with words below it."""
    page = _REFERENCE / "errors.md"

    assert read_headings(page, 2) == list(ErrorCode)
    assert [code for code in ErrorCode if len(read_section(page, code)) < 60] == []


def test_findings_are_explained() -> None:
    """docs/reference/catalog-findings.md has a row for each code of the closed list, in its order."""
    rows = re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", _FINDINGS.read_text("utf-8"), re.MULTILINE)

    assert [code for code, _ in rows] == list(FindingCode)
    assert {kind for _, kind in rows} == set(Severity)


def test_store_findings_are_explained() -> None:
    """docs/reference/store-findings.md has a row for each code of the closed list, in its order."""
    page = (_REFERENCE / "store-findings.md").read_text("utf-8")

    assert re.findall(r"^\| `([a-z-]+)` \| .{20,} \| .{10,} \|$", page, re.MULTILINE) == list(StoreFindingCode)


class _Environment(Mapping[str, str]):
    """An environment without variables, which keeps the names that it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getitem__(self, name: str) -> str:
        self.asked.append(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def test_settings_are_explained() -> None:
    """docs/reference/settings.md has a row for each variable that is read, in the order of reading."""
    environment = _Environment()

    read_settings(environment)

    assert read_code("".join(read_first_cells((_REFERENCE / "settings.md").read_text("utf-8")))) == environment.asked


def test_no_other_variable_is_known() -> None:
    """Wherever a variable of ours is named, in code, container or pages, it is one that is read, or of the tests."""
    environment = _Environment()
    read_settings(environment)
    files = [
        *(path for root in ("api", "docs", "bench") for path in (CHECKOUT / root).rglob("*")),
        *(CHECKOUT / name for name in ("README.md", "Dockerfile", "compose.yaml", "Makefile")),
    ]

    named = {
        name
        for path in files
        if path.suffix != ".pyc" and path.is_file()
        for name in re.findall(r"\bVERBENA_(?!TEST_)[A-Z_]+\b", path.read_text("utf-8"))
    }

    assert named == set(environment.asked)


def test_default_settings_are_as_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without variables, the settings are the defaults that the page tells, and the database is where it says."""
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    settings = read_settings({})

    with open_services(settings) as services:
        address = services.library.public_url

    assert (tmp_path / ".local" / "share" / "verbena" / "verbena.db").is_file()
    assert address == "http://127.0.0.1:8000"
    assert (settings.content, settings.locales) == (CHECKOUT / "content", CHECKOUT / "locales")
    assert settings.default_locale == "en"


def _walk_commands(command: click.Command, path: str = "verbena") -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from _walk_commands(below, f"{path} {name}")
    else:
        yield path, command


_LEAVES: Mapping[str, click.Command] = dict(_walk_commands(group))


def test_commands_are_explained() -> None:
    """docs/reference/commands.md has a heading for each command, and for no other."""
    assert sorted(read_headings(_COMMANDS, 2)) == sorted(_LEAVES)


@pytest.mark.parametrize("path", sorted(_LEAVES))
def test_options_are_explained(path: str) -> None:
    """Below a command's heading stand its arguments and options, each with both of its forms, and no others."""
    taken = [
        name
        for parameter in _LEAVES[path].params
        for name in (
            [parameter.human_readable_name.upper()]
            if isinstance(parameter, click.Argument)
            else [*parameter.opts, *parameter.secondary_opts]
        )
    ]

    assert sorted(read_code(" ".join(read_first_cells(read_section(_COMMANDS, path))))) == sorted(taken)


@pytest.mark.parametrize("path", sorted(_LEAVES))
def test_defaults_are_as_told(path: str) -> None:
    """Where a command's help tells a default, its row tells the same."""
    for parameter in _LEAVES[path].params:
        if isinstance(parameter, click.Option) and parameter.show_default:
            told = "--load" if parameter.secondary_opts else str(parameter.default)
            row = re.search(rf"^\| `{parameter.opts[0]}`.*$", read_section(_COMMANDS, path), re.MULTILINE)

            assert row is not None
            assert f"| `{told}` |" in row[0]


def test_pages_name_commands_that_exist() -> None:
    """Every `verbena …` in a block or between backticks of a page begins with a command that there is."""
    known = {*_LEAVES, *(path.rpartition(" ")[0] for path in _LEAVES)} - {"verbena"}
    unknown = [
        f"{page.name}: {words}"
        for page in _pages()
        for words in re.findall(r"(?:`|^|/|= ?|verbena )(verbena [a-z][a-z ]*)", page.read_text("utf-8"), re.MULTILINE)
        if not any(f"{words.strip()} ".startswith(f"{path} ") for path in known)
    ]

    assert unknown == []


def _pages() -> list[Path]:
    return [CHECKOUT / "README.md", *sorted(DOCS.rglob("*.md"))]

"""Every command teaches by its help, and says how it ends."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from tests.support.commands import run_verbena
from verbena.cli import group


def _commands(command: click.Command, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from _commands(below, *path, name)


_ALL = dict(_commands(group))
_LEAVES = [path for path, command in _ALL.items() if not isinstance(command, click.Group)]


@pytest.mark.parametrize("path", _ALL, ids=" ".join)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_has_help(path: tuple[str, ...], option: str) -> None:
    """Help goes to standard output, with exit code 0, and says in a sentence what the command does."""
    helped = run_verbena(*path, option)

    assert (helped.code, helped.err) == (0, "")
    assert helped.out.startswith(f"Usage: {' '.join(['verbena', *path])} ")
    assert (_ALL[path].help or "").splitlines()[0].endswith((".", ","))


@pytest.mark.parametrize("path", _LEAVES, ids=" ".join)
def test_help_gives_an_example(path: tuple[str, ...]) -> None:
    """The help of a command holds a line that can be copied and names the command itself."""
    lines = run_verbena(*path, "--help").out.splitlines()
    examples = [line for line in lines[1:] if f"verbena {' '.join(path)}" in line]

    assert examples
    assert all(line.startswith("    ") for line in examples)


@pytest.mark.parametrize("path", _LEAVES, ids=" ".join)
def test_help_names_the_exit_codes(path: tuple[str, ...]) -> None:
    """The help of a command says what its exit codes mean."""
    helped = " ".join(run_verbena(*path, "--help").out.split())

    assert "Exit codes: 0 when all is well, 1 when " in helped
    assert ", 2 when the command can't be understood." in helped


@pytest.mark.parametrize("path", _ALL, ids=" ".join)
def test_every_option_is_explained(path: tuple[str, ...]) -> None:
    """No option is left without a word."""
    options = [parameter for parameter in _ALL[path].params if isinstance(parameter, click.Option)]

    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("path", _LEAVES, ids=" ".join)
@pytest.mark.parametrize("wrong", [["--nonsense"], ["a", "b", "--nonsense"]])
def test_what_is_not_understood_is_2(path: tuple[str, ...], wrong: list[str]) -> None:
    """A command that can't be understood does nothing, and says on standard error how to ask for help."""
    refused = run_verbena(*path, *wrong, settings={"VERBENA_DATABASE_URL": "nonsense"})

    assert (refused.code, refused.out) == (2, "")
    assert "--help" in refused.err


@pytest.mark.parametrize("path", [["nonsense"], ["articles", "nonsense"], ["schema", "nonsense"]])
def test_unknown_command_is_2(path: list[str]) -> None:
    """A command that there isn't is named."""
    refused = run_verbena(*path)

    assert refused.code == 2
    assert "No such command 'nonsense'" in refused.err


def test_version_is_told() -> None:
    """The version is that of the package."""
    assert run_verbena("--version").out.startswith("verbena, version ")

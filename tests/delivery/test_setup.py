"""What `make serve` and `make test` do to the environment before anything else, and when they do nothing."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tools.setup.debian import PACKAGES, MissingPackages, install_debian_packages
from tools.setup.node import install_node_packages
from tools.setup.python import Interpreter, MissingVenv, make_environment

_SERVE = ("runtime.txt", "build.txt")
_TEST = (*_SERVE, "dev.txt")
_PYTHON = Interpreter(Path("/usr/bin/python3.11"), "3.11.2 (main)", can_make_environments=True)


@dataclass
class RecordedRuns:
    """Runs nothing; keeps one word of each call, and fails at the call of that word."""

    fail_at: str | None = None
    steps: list[str] = field(default_factory=list)
    tools: list[Path | None] = field(default_factory=list)

    def __call__(self, arguments: Sequence[str | Path], *, directory: Path, tools: Path | None = None) -> None:
        words = [str(argument) for argument in arguments]
        if "venv" in words:
            Path(words[-1]).mkdir()
        if "ci" in words:
            (directory / "node_modules").mkdir(exist_ok=True)
        step = next(known for known in ("venv", *_TEST, "--editable", "ci", "update", "apt-get") if known in words)
        if step == self.fail_at:
            raise subprocess.CalledProcessError(1, words)
        self.steps.append(step)
        self.tools.append(tools)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with all files that decide what an environment holds."""
    clients = tmp_path / "tests" / "clients"
    clients.mkdir(parents=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        (clients / name).write_text(name)
    for name in (*_TEST, "pyproject.toml"):
        (tmp_path / name).write_text(name)
    return tmp_path


def _steps_of(checkout: Path, requirements: Sequence[str] = _SERVE, interpreter: Interpreter = _PYTHON) -> list[str]:
    run = RecordedRuns()
    make_environment(checkout, interpreter, requirements, run)
    return run.steps


def test_first_call_makes_everything(checkout: Path) -> None:
    """A fresh checkout gets an environment, the pinned packages of its purpose, and Verbena itself."""
    assert _steps_of(checkout) == ["venv", "runtime.txt", "build.txt", "--editable"]


@pytest.mark.parametrize("requirements", [_SERVE, _TEST])
def test_second_call_does_nothing(checkout: Path, requirements: Sequence[str]) -> None:
    """Where nothing changed, no program is run."""
    _steps_of(checkout, requirements)

    assert _steps_of(checkout, requirements) == []


def test_testing_adds_to_serving(checkout: Path) -> None:
    """An environment made for serving is only added to for testing, and then still serves."""
    _steps_of(checkout, _SERVE)

    assert _steps_of(checkout, _TEST) == ["dev.txt"]
    assert _steps_of(checkout, _SERVE) == []


@pytest.mark.parametrize("changed", _SERVE)
def test_changed_pins_make_it_anew(checkout: Path, changed: str) -> None:
    """With other pins the environment is made anew, so that no package of the old ones stays."""
    _steps_of(checkout)
    (checkout / changed).write_text("another pin")

    assert _steps_of(checkout)[0] == "venv"


def test_changed_project_is_installed_again(checkout: Path) -> None:
    """A changed pyproject.toml installs Verbena again and nothing else."""
    _steps_of(checkout)
    (checkout / "pyproject.toml").write_text("another script")

    assert _steps_of(checkout) == ["--editable"]


@pytest.mark.parametrize(
    "other",
    [replace(_PYTHON, executable=Path("/usr/bin/python3.12")), replace(_PYTHON, version="3.11.9 (main)")],
    ids=["another interpreter", "upgraded in place"],
)
def test_another_interpreter_makes_it_anew(checkout: Path, other: Interpreter) -> None:
    """An environment belongs to one build of one interpreter."""
    _steps_of(checkout)

    assert _steps_of(checkout, interpreter=other)[0] == "venv"


def test_moved_checkout_makes_it_anew(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """An environment holds absolute paths, so a checkout that was moved needs another."""
    _steps_of(checkout)
    moved = checkout.rename(tmp_path_factory.mktemp("elsewhere") / "verbena")

    assert _steps_of(moved)[0] == "venv"


def test_foreign_environment_is_replaced(checkout: Path) -> None:
    """A `.venv` that was not made by the set-up is not trusted."""
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "setup.json").write_text('{"place": ')

    assert _steps_of(checkout)[0] == "venv"


@pytest.mark.parametrize("step", ["venv", "runtime.txt", "dev.txt", "--editable"])
def test_interrupted_call_is_repaired(checkout: Path, step: str) -> None:
    """Whatever step fails, the next call starts anew and ends with all of it."""
    with pytest.raises(subprocess.CalledProcessError):
        make_environment(checkout, _PYTHON, _TEST, RecordedRuns(fail_at=step))

    assert _steps_of(checkout, _TEST) == ["venv", *_TEST, "--editable"]
    assert _steps_of(checkout, _TEST) == []


def test_missing_venv_is_told(checkout: Path) -> None:
    """An interpreter without venv is an error of its own, before anything is removed."""
    (checkout / ".venv").mkdir()

    with pytest.raises(MissingVenv):
        _steps_of(checkout, interpreter=replace(_PYTHON, can_make_environments=False))
    assert (checkout / ".venv").is_dir()


def test_running_interpreter_is_the_one_beneath() -> None:
    """Within a virtual environment the interpreter that made it is named: it outlives the environment."""
    assert ".venv" not in Interpreter.running().executable.parts


def test_npm_packages_are_installed_once(checkout: Path) -> None:
    """The npm packages are installed where they are missing, and again only when what pins them changes."""
    run = RecordedRuns()
    for _ in range(2):
        install_node_packages(checkout, run)
    (checkout / "tests" / "clients" / "package-lock.json").write_text("another pin")
    install_node_packages(checkout, run)

    assert run.steps == ["ci", "ci"]
    assert run.tools == [checkout / ".venv" / "bin"] * 2, "npm finds Node through the PATH"


def test_interrupted_npm_is_repaired(checkout: Path) -> None:
    """A failed npm leaves no record, so the next call installs."""
    with pytest.raises(subprocess.CalledProcessError):
        install_node_packages(checkout, RecordedRuns(fail_at="ci"))
    run = RecordedRuns()
    install_node_packages(checkout, run)

    assert run.steps == ["ci"]


def test_root_installs_debian_packages() -> None:
    """Root gets the missing packages from a fresh list."""
    run = RecordedRuns()
    install_debian_packages(run, is_root=True, find=lambda _program: None)

    assert run.steps == ["update", "apt-get"]


def test_others_are_told_the_one_line() -> None:
    """Without root the message is the whole command, with every missing package once."""
    with pytest.raises(MissingPackages) as raised:
        install_debian_packages(RecordedRuns(), is_root=False, find=lambda _program: None)

    packages = " ".join(sorted(set(PACKAGES.values())))
    assert str(raised.value) == f"sudo apt-get install -y --no-install-recommends {packages}"


@pytest.mark.parametrize("is_root", [True, False])
def test_nothing_missing_asks_for_nothing(is_root: bool) -> None:
    """Where every program is there, nothing is installed and nothing asked for."""
    run = RecordedRuns()
    install_debian_packages(run, is_root=is_root, find=lambda program: f"/usr/bin/{program}")

    assert run.steps == []

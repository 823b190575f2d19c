"""The Python environment in `.venv`: one interpreter, the pinned packages, and Verbena itself, editable."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.setup.commands import Run
from tools.setup.stamp import fingerprint, fingerprint_file, read_stamp, write_stamp

_PLACE = "place"
_PROJECT = "pyproject.toml"


@dataclass(frozen=True)
class Interpreter:
    """The Python that an environment is made with."""

    executable: Path
    version: str
    can_make_environments: bool

    @classmethod
    def running(cls) -> Interpreter:
        """The one that runs this, or the one beneath it where it runs in a virtual environment.

        Else an activated `.venv` would be asked to make itself anew while it is being removed.
        """
        executable: str = getattr(sys, "_base_executable", sys.executable)
        # Debian has venv without ensurepip until python3-venv is installed.
        complete = all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))
        return cls(Path(os.path.realpath(executable)), sys.version, complete)


class MissingVenv(Exception):
    """The interpreter cannot make virtual environments."""


def make_environment(checkout: Path, interpreter: Interpreter, requirements: Sequence[str], run: Run) -> None:
    """Leave `.venv` in the checkout with exactly the pinned packages of the requirement files, and Verbena.

    What is in place already is left alone. An environment that was made by another interpreter, for another place, from
    other pins, or that was never finished, is made anew: so no package that nothing asks for stays behind.

    Args:
        checkout: the top of the checkout.
        interpreter: what the environment is made with.
        requirements: requirement files with hashes, as paths from the checkout's top.
        run: runs a program.

    Raises:
        MissingVenv: the interpreter has no venv module, or no ensurepip.
        subprocess.CalledProcessError: a step failed; the next call starts anew.
    """
    environment = checkout / ".venv"
    stamp = environment / "setup.json"
    python = environment / "bin" / "python"
    place = fingerprint(str(checkout), str(interpreter.executable), interpreter.version)
    wanted = {_PLACE: place, **{name: fingerprint_file(checkout / name) for name in (*requirements, _PROJECT)}}
    made = read_stamp(stamp)
    if all(made.get(name) == value for name, value in wanted.items()):
        return

    if made.get(_PLACE) != place or any(made.get(name, wanted[name]) != wanted[name] for name in requirements):
        _make_empty(environment, interpreter, run)
        made = {_PLACE: place}
    # Until it is written again, an interruption leaves no record, and so an environment to make anew.
    stamp.unlink(missing_ok=True)
    pip: list[str | Path] = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    for name in requirements:
        if name not in made:
            _say(f"Installing the Python packages of {name} …")
            run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", name], directory=checkout)
    if made.get(_PROJECT) != wanted[_PROJECT]:
        run([*pip, "--no-deps", "--no-build-isolation", "--editable", "."], directory=checkout)
    write_stamp(stamp, {**made, **wanted})


def _make_empty(environment: Path, interpreter: Interpreter, run: Run) -> None:
    if not interpreter.can_make_environments:
        raise MissingVenv
    _say(f"Making the environment .venv with Python {interpreter.version.split()[0]} …")
    if environment.is_symlink():
        environment.unlink()
    elif environment.exists():
        shutil.rmtree(environment)
    run([interpreter.executable, "-m", "venv", environment], directory=environment.parent)


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)

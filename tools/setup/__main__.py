"""The command `python3 -m tools.setup serve|test`; what is there already is left alone."""

from __future__ import annotations

import fcntl
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.setup.commands import run_command
from tools.setup.debian import MissingPackages, install_debian_packages
from tools.setup.node import install_node_packages
from tools.setup.python import Interpreter, MissingVenv, make_environment

_CHECKOUT = Path(__file__).resolve().parents[2]
_OLDEST = (3, 11)
_TO_SERVE = ("requirements/runtime.txt", "requirements/build.txt")
_TO_TEST = (*_TO_SERVE, "requirements/dev.txt")


def main(arguments: list[str]) -> int:
    """The exit code: 0 once all that the purpose (`serve` or `test`) needs is there, else 1 or 2 after a message."""
    if arguments not in (["serve"], ["test"]):
        return _fail("say what for: python3 -m tools.setup serve, or python3 -m tools.setup test", code=2)
    if sys.version_info < _OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        return _fail(f"Python 3.11 or later is needed, and {sys.executable} is {found}: choose one by PYTHON=…")
    try:
        with _one_at_a_time():
            _prepare(testing=arguments == ["test"])
    except MissingPackages as error:
        return _fail(str(error))
    except MissingVenv:
        version = "{}.{}".format(*sys.version_info)
        return _fail(f"sudo apt-get install -y --no-install-recommends python{version}-venv")
    except subprocess.CalledProcessError as error:
        return _fail(f"this failed with exit code {error.returncode}: {shlex.join(map(str, error.cmd))}")
    return 0


def _prepare(*, testing: bool) -> None:
    if testing:
        install_debian_packages(run_command, is_root=os.geteuid() == 0)
    make_environment(_CHECKOUT, Interpreter.running(), _TO_TEST if testing else _TO_SERVE, run_command)
    if testing:
        install_node_packages(_CHECKOUT, run_command)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Wait until no other set-up of this checkout runs; the system lets go of the lock whatever ends this process."""
    directory = _CHECKOUT / ".setup"
    directory.mkdir(exist_ok=True)
    with (directory / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fail(message: str, *, code: int = 1) -> int:
    print(message, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

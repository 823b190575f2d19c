"""The programs of the tests that come from Debian's packages."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tools.setup.commands import Run

PACKAGES = {"msgfmt": "gettext", "strace": "strace"}
"""The package of each program that the tests call."""


class MissingPackages(Exception):
    """Programs are missing that only root can install; the message is the command that does it."""


def install_debian_packages(run: Run, *, is_root: bool, find: Callable[[str], str | None] = shutil.which) -> None:
    """See to it that every program of `PACKAGES` is there.

    Args:
        run: runs a program.
        is_root: whether packages may be installed.
        find: gives the path of a program, or None.

    Raises:
        MissingPackages: some are missing, and this is not root.
        subprocess.CalledProcessError: apt-get failed.
    """
    packages = sorted({package for program, package in PACKAGES.items() if find(program) is None})
    if not packages:
        return

    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not is_root:
        raise MissingPackages(" ".join(["sudo", *install]))
    run(["apt-get", "update"], directory=Path("/"))
    run(["env", "DEBIAN_FRONTEND=noninteractive", *install], directory=Path("/"))

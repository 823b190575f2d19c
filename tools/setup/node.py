"""The npm packages of the client checks, run by the Node that the Python environment brings."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.setup.commands import Run
from tools.setup.stamp import fingerprint_file, read_stamp, write_stamp


def install_node_packages(checkout: Path, run: Run) -> None:
    """Leave the packages that `tests/clients/package-lock.json` pins in its `node_modules`; nothing where they are.

    No package's own install script is run.

    Raises:
        subprocess.CalledProcessError: npm failed; the next call starts anew.
    """
    directory = checkout / "tests" / "clients"
    tools = checkout / ".venv" / "bin"
    stamp = directory / "node_modules" / ".setup.json"
    wanted = {name: fingerprint_file(directory / name) for name in ("package.json", "package-lock.json", ".npmrc")}
    if read_stamp(stamp) == wanted:
        return

    print("Installing the npm packages of tests/clients …", file=sys.stderr, flush=True)
    stamp.unlink(missing_ok=True)
    run([tools / "npm", "ci", "--ignore-scripts", "--loglevel=error"], directory=directory, tools=tools)
    write_stamp(stamp, wanted)

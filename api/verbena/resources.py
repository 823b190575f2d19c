"""Where the bundled `schema/`, `locales/` and `content/` are, in a wheel and in a checkout."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def find_program() -> tuple[Path, Path]:
    """The folder of the program's own modules, and the one from which its files are named to people."""
    return _PACKAGE, _PACKAGE.parent if (_PACKAGE / "_data").is_dir() else _PACKAGE.parents[1]


def find_resource(name: str) -> Path:
    """The folder of that name: beside this file in `_data` (a wheel), else at the checkout's top."""
    installed = _PACKAGE / "_data"
    return (installed if installed.is_dir() else _PACKAGE.parents[1]) / name


@cache
def digest_program() -> str:
    """A digest of the program: of its modules, its schemas, and the versions of all that is installed beside it.

    What is worked out from the same files or drafts is the same as long as it is the same.
    """
    digest = hashlib.sha256()
    for folder, pattern in ((_PACKAGE, "*.py"), (find_resource("schema"), "*.json")):
        for file in sorted(folder.rglob(pattern)):
            digest.update(f"{file.relative_to(folder)}\0{file.stat().st_size}\0".encode() + file.read_bytes())
    for name in sorted({f"{one.name} {one.version}" for one in distributions()}):
        digest.update(name.encode())
    return digest.hexdigest()[:32]

"""Where the bundled `schema/`, `locales/` and `content/` are, in a wheel and in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def find_program() -> tuple[Path, Path]:
    """The folder of the program's own modules, and the one from which its files are named to people."""
    return _PACKAGE, _PACKAGE.parent if (_PACKAGE / "_data").is_dir() else _PACKAGE.parents[1]


def find_resource(name: str) -> Path:
    """The folder of that name: beside this file in `_data` (a wheel), else at the checkout's top."""
    installed = _PACKAGE / "_data"
    return (installed if installed.is_dir() else _PACKAGE.parents[1]) / name

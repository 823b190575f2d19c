"""Files that are written together."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from verbena.model.errors import ContentInvalid


def find_changed(files: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """Those of the files that don't hold these bytes yet, or are not there."""
    return {path: data for path, data in files.items() if not path.is_file() or path.read_bytes() != data}


def write_files(files: Mapping[Path, bytes]) -> None:
    """Make each file hold its bytes, whole or not at all.

    All are written beside their places before the first takes its own. A link stays one: the file that it leads to is
    written.

    Raises:
        ContentInvalid: where one can't be written; then none is changed.
    """
    staged: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            target = path.resolve()
            if target.is_dir():
                raise ContentInvalid(f"{path} can't be written: it is a folder. Nothing was changed")
            staged[target] = _stage(path, target, data)
        _put_all(staged)
    finally:
        for beside in staged.values():
            beside.unlink(missing_ok=True)


def _put_all(staged: Mapping[Path, Path]) -> None:
    """Let each file take its place; where one can't, those that have done so are put back."""
    before: dict[Path, Path] = {}
    put: list[Path] = []
    try:
        for target in staged:
            if target.exists():
                before[target] = _stage(target, target, target.read_bytes())
        for target, beside in staged.items():
            beside.replace(target)
            put.append(target)
    except OSError as error:
        for done in put:
            if done in before:
                before[done].replace(done)
            else:
                done.unlink()
        raise ContentInvalid(f"{target} can't be written: {error.strerror}. Nothing was changed") from error
    finally:
        for kept in before.values():
            kept.unlink(missing_ok=True)


def _stage(path: Path, target: Path, data: bytes) -> Path:
    """A new file with these bytes, in the folder of the file whose place it is to take."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise ContentInvalid(f"{path} can't be written: {error.strerror}. Nothing was changed") from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(handle, mode)
            file.write(data)
    except BaseException as error:
        beside.unlink()
        if isinstance(error, OSError):
            raise ContentInvalid(f"{path} can't be written: {error.strerror}. Nothing was changed") from error
        raise
    return beside

"""The files that figures show: found by name, measured, and checked to be safe."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, msgpack
from msgspec.structs import replace

from verbena.authoring.images import measure_image
from verbena.authoring.problems import Problem, ProblemCode, ProblemLog
from verbena.authoring.svg import UnreadableDrawing, UnsafeDrawing, measure_svg
from verbena.language.tags import parse_tag
from verbena.model.article import FigureFile
from verbena.model.asset import Asset
from verbena.model.errors import ContentInvalid, InvalidLocale

MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
}

_NAME = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.([A-Za-z0-9-]+))?\.([a-z]+)")


class FigureShelf(Struct, frozen=True):
    """Every figure by the name that articles give it, its file for all locales first.

    `places` has the file of each digest. `broken` holds the names of files that are there but can't be served: each has
    a problem of its own. `asked` gathers the names that were looked for.
    """

    files: dict[str, tuple[FigureFile, ...]] = {}
    places: dict[str, Path] = {}
    broken: frozenset[str] = frozenset()
    asked: set[str] = set()

    def listen(self) -> FigureShelf:
        """The same figures, of which none was looked for yet."""
        return replace(self, asked=set())

    def identify(self, name: str) -> str:
        """A digest of the files of a figure; the empty word where it has none that can be served."""
        files = self.files.get(name)
        return hashlib.sha256(msgpack.encode(files)).hexdigest()[:16] if files and name not in self.broken else ""

    def read_assets(self) -> Iterator[Asset]:
        """The bytes of each file, one after the other, in the order of their digests.

        Raises:
            ContentInvalid: where a file is no longer as it was.
        """
        types = {file.digest: file.media_type for files in self.files.values() for file in files}
        for digest, path in sorted(self.places.items()):
            content = path.read_bytes()
            if hashlib.sha256(content).hexdigest() != digest:
                raise ContentInvalid(f"{path} was changed while it was loaded: load again")
            yield Asset(digest, types[digest], content)

    def find(self, name: str, line: int, log: ProblemLog) -> tuple[FigureFile, ...]:
        """The files of the figure of that name; where there is none, a problem at `line`."""
        self.asked.add(name)
        files = self.files.get(name, ())
        if name in self.broken or (files and files[0].locale is None):
            return files
        named = _NAME.fullmatch(name)
        if files:
            there = ", ".join(file.name for file in files)
            message = f"figures/{name}, the file for all languages, is missing beside {there}; add it"
        elif named and f"{named[1]}.{named[3]}" in self.files:
            message = f"name a figure without a language: {named[1]}.{named[3]}; readers get the file of theirs"
        else:
            message = f"there is no file figures/{name}; mend the name, or add the file"
        log.add(line, ProblemCode.FIGURE_NOT_FOUND, message)
        return files


def read_figures(folder: Path, prefix: str) -> tuple[FigureShelf, list[Problem]]:
    """All figures of a folder, and what is wrong with them; `prefix` begins the names of files in problems."""
    found: dict[str, list[FigureFile]] = {}
    places: dict[str, Path] = {}
    broken: set[str] = set()
    problems: list[Problem] = []
    for path in _list_files(folder):
        log = ProblemLog(f"{prefix}/{path.name}")
        read = _read_figure(path, log)
        problems.extend(log.problems)
        if read is None:
            broken.add(path.name)
            continue
        name, file = read
        found.setdefault(name, []).append(file)
        places[file.digest] = path
    files = {name: tuple(sorted(variants, key=lambda file: file.locale or "")) for name, variants in found.items()}
    return FigureShelf(files, places, frozenset(broken)), problems


def _list_files(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.startswith(".")) if folder.is_dir() else ()


def _read_figure(path: Path, log: ProblemLog) -> tuple[str, FigureFile] | None:
    named = _NAME.fullmatch(path.name)
    if named is None or named[3] not in MEDIA_TYPES or not path.is_file():
        kinds = ", ".join(MEDIA_TYPES)
        message = f"a figure's file is named name.svg or name.<tag>.svg, in small letters, and ends in one of: {kinds}"
        log.add(1, ProblemCode.UNEXPECTED_FILE, message)
        return None
    try:
        locale = parse_tag(named[2]) if named[2] else None
        content = path.read_bytes()
        size = _measure(content, MEDIA_TYPES[named[3]])
    except InvalidLocale as error:
        log.add(1, ProblemCode.MALFORMED_LANGUAGE, str(error))
    except OSError as error:
        log.add(1, ProblemCode.UNREADABLE_FILE, f"the file can't be read: {error.strerror}")
    except UnsafeDrawing as error:
        log.add(1, ProblemCode.UNSAFE_SVG, str(error))
    except UnreadableDrawing as error:
        log.add(1, ProblemCode.UNREADABLE_IMAGE, str(error))
    else:
        digest = hashlib.sha256(content).hexdigest()
        return f"{named[1]}.{named[3]}", FigureFile(locale, path.name, digest, MEDIA_TYPES[named[3]], *size)
    return None


def _measure(content: bytes, media_type: str) -> tuple[int, int]:
    if media_type == MEDIA_TYPES["svg"]:
        return measure_svg(content)
    size = measure_image(content, media_type)
    if size is None:
        raise UnreadableDrawing(f"the file's bytes are not those of a picture of the kind {media_type}")
    return size

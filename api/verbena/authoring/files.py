"""Bytes of a source file as text, with what no text may hold reported."""

from __future__ import annotations

from pathlib import Path

from verbena.authoring.problems import ProblemCode, ProblemLog
from verbena.model.characters import FORBIDDEN, describe_forbidden


def read_bytes(path: Path, log: ProblemLog) -> bytes | None:
    """The file's bytes, or None where it can't be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        log.add(1, ProblemCode.UNREADABLE_FILE, f"the file can't be read: {error.strerror}")
        return None


def read_text(data: bytes, log: ProblemLog) -> str | None:
    """A file's text without byte order mark, with line feeds as line ends, or None where its bytes are no text."""
    try:
        text = decode_text(data)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        log.add(line, ProblemCode.UNREADABLE_FILE, f"byte {error.start} is not UTF-8; save the file as UTF-8")
        return None
    if not text.strip():
        log.add(1, ProblemCode.EMPTY_FILE, "the file is empty; fill it or delete it")
        return None
    for number, line_text in enumerate(text.split("\n"), 1):
        if found := FORBIDDEN.search(line_text):
            log.add(number, ProblemCode.FORBIDDEN_CHARACTER, describe_forbidden(found[0]))
    return text


def decode_text(content: bytes) -> str:
    """UTF-8 bytes as text without a byte order mark, every line end as a line feed.

    Raises:
        UnicodeDecodeError: for what is not UTF-8.
    """
    return normalise_text(content.decode("utf-8"))


def normalise_text(text: str) -> str:
    """The text without a byte order mark, every line end as a line feed; lines keep their numbers."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

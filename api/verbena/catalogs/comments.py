"""Origin and state as lines of a translator's comment (`# origin: machine`): all that PO tools keep and don't know.

    # origin: machine
    # state: reviewed
    # text: 3fa9c1d2 77ab01ee

The third line tells which texts the others speak of: it is a fingerprint of the translation, and one of its unit and
source. Who changes the translation in a tool that knows nothing of all this has made a text of their own, which nobody
has reviewed; nor has anybody reviewed it for another source, or for another unit that a merge has copied it to. Without
a third line the others are taken at their word.

What is exported has a third line in every entry, and the unit's path as its last word. Its first fingerprint, the
entry's `base`, is then that of the translation that Verbena had, so that it can be told later who has changed what; the
path serves where a converter drops the context.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct

from verbena.catalogs.values import CatalogEntry
from verbena.model.findings import FindingCode
from verbena.model.translation import TranslationOrigin, TranslationState

_LINE = re.compile(r"\s*(origin|state)\s*:\s*(\S+)\s*", re.IGNORECASE)
_TEXT = re.compile(r"\s*text\s*:\s*([0-9a-f]{8})\s+([0-9a-f]{8})(?:\s+(\S+))?\s*", re.IGNORECASE)
_REVIEWED = (TranslationState.REVIEWED, TranslationState.FINAL)


class ToldByComment(Struct, frozen=True):
    """What a comment tells, the comment without those lines, and the values that are none, each with a message.

    `is_stale` says that it tells of a review, and that the review was one of other texts; `is_vouched` that there is a
    fingerprint, and that these very texts are meant. `base` is the fingerprint of the translation that Verbena had, and
    `path` the unit that it was written for; both are null where nothing tells.
    """

    origin: TranslationOrigin
    state: TranslationState
    comment: str
    problems: tuple[tuple[FindingCode, str], ...]
    is_stale: bool = False
    is_vouched: bool = False
    base: str | None = None
    path: str | None = None


def read_comment(comment: str, path: str, source: str, translation: str) -> ToldByComment:
    """What a translator's comment says of a unit's texts; HUMAN and TRANSLATED where it says nothing, or of others.

    An empty path stands for the one that the comment tells.
    """
    origin, state = TranslationOrigin.HUMAN, TranslationState.TRANSLATED
    problems: list[tuple[FindingCode, str]] = []
    rest: list[str] = []
    is_same, is_same_source, is_vouched = True, True, False
    base: str | None = None
    told_path: str | None = None
    for line in _join_broken(comment.split("\n"), path):
        if fingerprints := _TEXT.fullmatch(line):
            told_path = fingerprints[3]
            # Without a path an update of the file wrote the line, of whatever the file had then.
            base = fingerprints[1].lower() if told_path else None
            is_same = fingerprints[1].lower() == fingerprint(translation)
            is_same_source = fingerprints[2].lower() == fingerprint(path or told_path or "", source)
            is_vouched = is_same and is_same_source
            continue
        told = _LINE.fullmatch(line)
        if told is None:
            rest.append(line)
        elif told[1].lower() == "origin" and told[2].upper() in TranslationOrigin.__members__:
            origin = TranslationOrigin[told[2].upper()]
        elif told[1].lower() == "state" and told[2].upper() in TranslationState.__members__:
            state = TranslationState[told[2].upper()]
        elif told[1].lower() == "origin":
            message = f"origin is {_name(told[2])}: write human or machine; the entry is left out"
            problems.append((FindingCode.ORIGIN_UNKNOWN, message))
        else:
            message = f"state is {_name(told[2])}: write initial, translated, reviewed or final; the entry is left out"
            problems.append((FindingCode.STATE_UNKNOWN, message))
    if not is_same:
        origin = TranslationOrigin.HUMAN
    is_stale = state in _REVIEWED and not (is_same and is_same_source)
    if is_stale:
        state = TranslationState.TRANSLATED
    comment = "\n".join(rest).strip("\n")
    return ToldByComment(origin, state, comment, tuple(problems), is_stale, is_vouched, base, told_path)


def write_comment(entry: CatalogEntry) -> str:
    """The translators' comment of an entry with the lines that tell what is not usual.

    A `base` that is not the translation's is left out: it would speak against a review that somebody tells of by hand.
    """
    told = []
    state, source = entry.state, entry.source
    if entry.was is not None and entry.previous is not None:
        # What is told is of the text that it was made from: should that come back, it need not be done again.
        state, source = entry.was, entry.previous
    if entry.origin != TranslationOrigin.HUMAN:
        told.append(f"origin: {entry.origin.lower()}")
    if state in _REVIEWED:
        told.append(f"state: {state.lower()}")
    spoken_of = fingerprint(entry.translation)
    if told or entry.was is not None or entry.base == spoken_of:
        path = f" {entry.path}" if entry.base == spoken_of and not re.search(r"\s", entry.path) else ""
        told.append(f"text: {spoken_of} {fingerprint(entry.path, source)}{path}")
    return "\n".join([entry.comment, *told] if entry.comment else told)


def _join_broken(lines: Sequence[str], path: str) -> Iterator[str]:
    """The lines, with what a tool has broken off the path of the third one put back."""
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        found = _TEXT.fullmatch(line)
        told = (found[3] or "") if found else path
        after = number
        while found and told != path and after < len(lines) and path.startswith(told + (lines[after].strip() or " ")):
            told += lines[after].strip()
            after += 1
        if found and told == path and after > number:
            number = after
            line = f"text: {found[1]} {found[2]} {path}"
        yield line


def fingerprint(*texts: str) -> str:
    """Eight hexadecimal digits of the SHA-256 of texts, however their lines are broken and characters composed."""
    joined = "\0".join(" ".join(text.split()) for text in texts)
    return hashlib.sha256(unicodedata.normalize("NFC", joined).encode()).hexdigest()[:8]


def _name(value: str) -> str:
    return f"“{value}”"

"""Origin and state as lines of a translator's comment (`# origin: machine`): all that PO tools keep and don't know."""

from __future__ import annotations

import re

from msgspec import Struct

from verbena.catalogs.findings import FindingCode
from verbena.catalogs.values import CatalogEntry
from verbena.model.translation import TranslationOrigin, TranslationState

_LINE = re.compile(r"\s*(origin|state)\s*:\s*(\S+)\s*", re.IGNORECASE)


class ToldByComment(Struct, frozen=True):
    """What a comment tells, the comment without those lines, and the values that are none, each with a message."""

    origin: TranslationOrigin
    state: TranslationState
    comment: str
    problems: tuple[tuple[FindingCode, str], ...]


def read_comment(comment: str) -> ToldByComment:
    """What a translator's comment says of an entry; HUMAN and TRANSLATED where it says nothing, or nothing sensible."""
    origin, state = TranslationOrigin.HUMAN, TranslationState.TRANSLATED
    problems: list[tuple[FindingCode, str]] = []
    rest: list[str] = []
    for line in comment.split("\n"):
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
    return ToldByComment(origin, state, "\n".join(rest).strip("\n"), tuple(problems))


def write_comment(entry: CatalogEntry) -> str:
    """The translators' comment of an entry with the lines that tell what is not usual."""
    lines = [entry.comment] if entry.comment else []
    if entry.origin != TranslationOrigin.HUMAN:
        lines.append(f"origin: {entry.origin.lower()}")
    if entry.state not in (TranslationState.INITIAL, TranslationState.TRANSLATED):
        lines.append(f"state: {entry.state.lower()}")
    return "\n".join(lines)


def _name(value: str) -> str:
    return f"“{value}”"

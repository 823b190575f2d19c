"""Entries as nearly all are, read without polib: a tenth of the time, and the same values."""

from __future__ import annotations

import re

import polib


def read_plain(block: str, line: int) -> polib.POEntry | None:
    """The entry in these lines as polib reads it, or null where anything about them is unusual.

    `line` becomes the entry's `linenum`. A plain entry has comments of the common kinds, msgctxt, msgid and msgstr in
    this order, nothing before a line or after it, and no escapes but those of signs and of white space.
    """
    found = _PLAIN.fullmatch(block)
    if found is None or not (source := _join(found["msgid"])):
        return None
    comments: dict[str, list[str]] = {"# ": [], "#.": [], "#:": [], "#,": []}
    for comment in found["comments"].split("\n")[:-1]:
        comments[comment[:2]].append(comment[2:] if comment[1] == " " else comment[3:])
    return polib.POEntry(
        msgctxt=_join(found["msgctxt"]),
        msgid=source,
        msgstr=_join(found["msgstr"]),
        obsolete=0,
        tcomment="\n".join(comments["# "]),
        comment="\n".join(comments["#."]),
        occurrences=[_split_place(place) for places in comments["#:"] for place in places.split()],
        flags=[flag.strip() for flags in comments["#,"] for flag in flags.split(",")],
        linenum=line,
    )


_STRING = r'"(?:[^"\\\n]++|\\[\\"ntrvbf])*+"'
_STRINGS = rf"{_STRING}(?:\n{_STRING})*+"
_PLAIN = re.compile(
    rf"(?P<comments>(?:#[.,:]? \S(?:[^\n]*\S)?\n)*)msgctxt (?P<msgctxt>{_STRINGS})\nmsgid (?P<msgid>{_STRINGS})"
    rf"\nmsgstr (?P<msgstr>{_STRINGS})\n*"
)


def _join(strings: str) -> str:
    text = "".join(string[1:-1] for string in strings.split("\n")) if "\n" in strings else strings[1:-1]
    return polib.unescape(text) if "\\" in text else text


def _split_place(place: str) -> tuple[str, str]:
    file, colon, line = place.rpartition(":")
    return (file, line) if colon and line.isdigit() else (place, "")

"""How each language of a corpus looks: some of its words, the syllables of others, and how long its texts are."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct


class Language(Struct, frozen=True, forbid_unknown_fields=True):
    """A language by its tag.

    `common` are frequent words of it; others are put together from `onsets`, `vowels` and `codas`, each a list of parts
    with spaces between ("-" is none), of so many `syllables`. `length` is how many words a text has for each word of
    English; `gap` stands between words, `stop` and `comma` end sentences and clauses.
    """

    tag: str
    common: str
    onsets: str
    vowels: str
    codas: str = "-"
    syllables: tuple[int, int] = (1, 4)
    length: float = 1.0
    gap: str = " "
    stop: str = "."
    comma: str = ","


def parts_of(text: str) -> list[str]:
    """The parts that a list names, "-" as the empty one."""
    return ["" if part == "-" else part for part in text.split()]


LANGUAGES = msgspec.yaml.decode(Path(__file__).with_name("languages.yaml").read_bytes(), type=tuple[Language, ...])
"""The first is the one that articles are written in; a corpus has the first so many."""

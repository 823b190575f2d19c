"""Citation marks as readers see them: numbers in brackets, in the digits and with the comma of the text's locale."""

from __future__ import annotations

from collections.abc import Iterable

from verbena.language.formatting import format_number
from verbena.language.tags import script_of
from verbena.rendering.names import Names

# CLDR's shortest list patterns join with a word in Arabic ("و"), and with nothing in Japanese.
_COMMAS = {"Arab": "، ", "Hans": "、", "Hant": "、", "Jpan": "、"}


def number_sources(keys: Iterable[str], names: Names) -> tuple[tuple[int, str], ...]:
    """Number and key of each source of a mark, each once, in the order of their numbers."""
    return tuple(sorted({(names.citation_number(key), key) for key in keys}))


def pieces_of_mark(numbers: Iterable[int], lang: str) -> tuple[str, ...]:
    """One piece a number, which joined by `comma_of` the language are the mark: `("[1", "2]")`."""
    pieces = [format_number(number, lang) for number in numbers]
    pieces[0] = f"[{pieces[0]}"
    pieces[-1] = f"{pieces[-1]}]"
    return tuple(pieces)


def comma_of(lang: str) -> str:
    """What stands between two numbers."""
    return _COMMAS.get(script_of(lang) or "", ", ")

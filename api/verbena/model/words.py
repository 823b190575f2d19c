"""The type of the interface's words, for those who read them beside the content."""

from __future__ import annotations

from msgspec import Struct


class Word(Struct, frozen=True):
    """One text of the interface by its unit's path (`sources.text`), in the language of the reference data.

    `text` may have blanks such as `{number}`; `limit` is how many characters a translation may have. `note` is what
    translators are told, and `places` are where it is used (`file:line`): both are empty at run time, where nobody
    asks.
    """

    path: str
    text: str
    limit: int | None = None
    note: str = ""
    places: tuple[str, ...] = ()


def pgettext(context: str, message: str, limit: int | None = None) -> Word:
    """A word of the interface: its path, its text in English, and how many characters a translation may have."""
    return Word(context, message, limit)

"""What a catalog beside the store said when it was last loaded: by that it can be told whether it has changed since."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping

from msgspec import msgpack

from verbena.model.translation import Translation
from verbena.store.values import LoadedFile

SILENCE = ""
"""What a file says of a unit that it has no translation of."""


def describe_said(translation: Translation | None) -> str:
    """Eight hexadecimal digits for words, source, state and origin; nothing for no translation."""
    if translation is None:
        return SILENCE
    said = (translation.inlines, translation.source_hash, translation.state, translation.origin)
    return hashlib.sha256(msgpack.encode(said)).hexdigest()[:8]


def describe_refused(text: str) -> str:
    """A word for a text that could not be taken, unlike those of all that could."""
    return _REFUSED + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def made_of(said: str | None) -> str | None:
    """What was taken of what a file said: nothing where it was refused."""
    return SILENCE if said is not None and said.startswith(_REFUSED) else said


def write_said(said: Mapping[str, str]) -> LoadedFile:
    """What a file said of each unit, by its path, as a note that later versions of the program read too."""
    return LoadedFile(_FORM, zlib.compress(msgpack.encode(said)))


def read_said(note: LoadedFile | None) -> dict[str, str] | None:
    """What a file said of each unit; null where it was never loaded, or that is not known."""
    if note is None or note.digest != _FORM:
        return None
    return _notes.decode(zlib.decompress(note.outcome))


_REFUSED = "!"
# The digest of these notes: their form, which is not the program's but stays when that changes.
_FORM = "said 1"
_notes = msgpack.Decoder(dict[str, str])

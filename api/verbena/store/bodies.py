"""What a revision or an edition holds, as compressed bytes: MessagePack in a zstd frame (RFC 8878).

A source is a map as its class is. Translations are columns: all paths, all states and so on, each as a list, since like
beside like is a seventh smaller. Before, they were a map too, and such bodies are read as ever.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

import zstandard
from msgspec import Raw, Struct, msgpack

from verbena.model.edition import SourceUnit, Structure, SubjectName
from verbena.model.inline import Inline
from verbena.model.translation import Translation, TranslationOrigin, TranslationState


class SourceBody(Struct, frozen=True, omit_defaults=True):
    """What a source says: its structure, its units by path, and the subjects that it names directly.

    `safety` and `minor` are what its author marked; `accepted` follows from that when it is published (see
    `verbena.model.edition`).
    """

    structure: Structure
    units: dict[str, SourceUnit]
    references: tuple[SubjectName, ...]
    safety: tuple[str, ...] = ()
    accepted: dict[str, tuple[str, ...]] = {}
    minor: tuple[str, ...] = ()


class TranslatedBody(Struct, frozen=True):
    """The translations of one locale, by unit path."""

    units: dict[str, Translation]


def encode_body(body: SourceBody | TranslatedBody) -> bytes:
    """The bytes of `body`; equal bodies give equal bytes."""
    written = _write_columns(body.units) if isinstance(body, TranslatedBody) else body
    return _codecs.compressor.compress(msgpack.encode(written))


def decode_source(data: bytes) -> SourceBody:
    """The body that `encode_body` made these bytes of."""
    return _source.decode(_codecs.decompressor.decompress(data))


def decode_translated(data: bytes) -> TranslatedBody:
    """The body that `encode_body` made these bytes of."""
    packed = _codecs.decompressor.decompress(data)
    if _is_map(packed):
        return _translated.decode(packed)
    return TranslatedBody(dict(_read_columns(_columns.decode(packed))))


def measure_body(data: bytes) -> int:
    """How many bytes a body has when it is no longer compressed; only the head of the frame is looked at."""
    return zstandard.frame_content_size(data)


def decode_source_hashes(data: bytes) -> dict[str, str]:
    """The hash of each text of a source body, by unit path, without building the texts."""
    units = _source_hashes.decode(_codecs.decompressor.decompress(data)).units
    return {path: unit.hash for path, unit in units.items()}


def find_unit(data: bytes, path: str, source_hash: str) -> SourceUnit | None:
    """A unit of a source body, where its text has that hash."""
    packed = _codecs.decompressor.decompress(data)
    # Most bodies that are asked don't have the text: they needn't be built to tell.
    if source_hash.encode("utf-8", "replace") not in packed:
        return None
    unit = _source.decode(packed).units.get(path)
    return unit if unit is not None and unit.hash == source_hash else None


def decode_texts(data: bytes) -> dict[str, tuple[Inline, ...]]:
    """Each text of a source body, by unit path, without building anything else."""
    units = _source_texts.decode(_codecs.decompressor.decompress(data)).units
    return {path: unit.inlines for path, unit in units.items()}


def decode_some_units(data: bytes, chosen: Callable[[str], bool]) -> dict[str, SourceUnit]:
    """The units of a source body at the paths that are chosen, without building the others."""
    units = _raw_units.decode(_codecs.decompressor.decompress(data)).units
    return {path: _unit.decode(unit) for path, unit in units.items() if chosen(path)}


def decode_translated_hashes(data: bytes) -> dict[str, str]:
    """The hash of the source text behind each translation, by unit path, without building the texts."""
    packed = _codecs.decompressor.decompress(data)
    if _is_map(packed):
        return {path: unit.source_hash for path, unit in _translated_hashes.decode(packed).units.items()}
    columns = _hash_columns.decode(packed)
    return dict(zip(columns.paths, _read_hashes(columns.hashes), strict=True))


def encode_inlines(inlines: tuple[Inline, ...]) -> bytes:
    """The bytes of one text, uncompressed."""
    return msgpack.encode(inlines)


def decode_inlines(data: bytes) -> tuple[Inline, ...]:
    """The text that `encode_inlines` made these bytes of."""
    return _inlines.decode(data)


def hash_edition(revision: str, translations: Mapping[str, Translation] | None) -> str:
    """The identity of an edition's content: the SHA-256, in hexadecimal, of all that it says but the times.

    `translations` is null for a source edition, which says what its revision says.
    """
    said = None
    if translations is not None:
        said = [
            (path, unit.inlines, unit.source_hash, unit.state, unit.origin)
            for path, unit in sorted(translations.items())
        ]
    return hashlib.sha256(msgpack.encode((revision, said))).hexdigest()


class _Columns(Struct, array_like=True):
    """Translations, a column for each of their fields; hashes as bytes, 16 each, or as they are where they are none."""

    paths: list[str]
    states: list[TranslationState]
    origins: list[TranslationOrigin]
    times: list[datetime]
    inlines: list[tuple[Inline, ...]]
    hashes: bytes | list[str]


class _HashColumns(Struct, array_like=True):
    """The same where nothing but hashes is wanted."""

    paths: list[str]
    states: Raw
    origins: Raw
    times: Raw
    inlines: Raw
    hashes: bytes | list[str]


def _write_columns(units: Mapping[str, Translation]) -> _Columns:
    made = units.values()
    hashes = [unit.source_hash for unit in made]
    return _Columns(
        list(units),
        [unit.state for unit in made],
        [unit.origin for unit in made],
        [unit.updated_at for unit in made],
        [unit.inlines for unit in made],
        bytes.fromhex("".join(hashes)) if all(map(_HASH.fullmatch, hashes)) else hashes,
    )


def _read_columns(columns: _Columns) -> Iterator[tuple[str, Translation]]:
    hashes = _read_hashes(columns.hashes)
    made = map(Translation, columns.inlines, hashes, columns.states, columns.origins, columns.times)
    return zip(columns.paths, made, strict=True)


def _read_hashes(hashes: bytes | list[str]) -> list[str]:
    if isinstance(hashes, list):
        return hashes
    digits = hashes.hex()
    return [digits[start : start + _DIGITS] for start in range(0, len(digits), _DIGITS)]


def _is_map(packed: bytes) -> bool:
    """Whether these bytes are of the form of before (MessagePack's fixmap)."""
    return packed[0] & 0xF0 == _FIXMAP


class _SourceHash(Struct):
    hash: str


class _SourceHashes(Struct):
    units: dict[str, _SourceHash]


class _SourceText(Struct):
    inlines: tuple[Inline, ...]


class _SourceTexts(Struct):
    units: dict[str, _SourceText]


class _RawUnits(Struct):
    units: dict[str, Raw]


class _TranslatedHash(Struct):
    source_hash: str


class _TranslatedHashes(Struct):
    units: dict[str, _TranslatedHash]


class _Codecs(threading.local):
    """A compressor and a decompressor for each thread: neither may be shared, and a new one costs more than its use."""

    def __init__(self) -> None:
        # Half as slow again as the usual level, and a twentieth smaller; reading takes the same time.
        self.compressor = zstandard.ZstdCompressor(level=6)
        self.decompressor = zstandard.ZstdDecompressor()


_codecs = _Codecs()
_source = msgpack.Decoder(SourceBody)
_translated = msgpack.Decoder(TranslatedBody)
_source_hashes = msgpack.Decoder(_SourceHashes)
_source_texts = msgpack.Decoder(_SourceTexts)
_raw_units = msgpack.Decoder(_RawUnits)
_unit = msgpack.Decoder(SourceUnit)
_translated_hashes = msgpack.Decoder(_TranslatedHashes)
_columns = msgpack.Decoder(_Columns)
_hash_columns = msgpack.Decoder(_HashColumns)
_HASH = re.compile("[0-9a-f]{32}")
_DIGITS = 32
_FIXMAP = 0x80
_inlines = msgpack.Decoder(tuple[Inline, ...])

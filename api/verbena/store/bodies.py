"""What a revision or an edition holds, as compressed bytes: MessagePack in a zstd frame (RFC 8878)."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping

import zstandard
from msgspec import Struct, msgpack

from verbena.model.edition import SourceUnit, Structure, SubjectName
from verbena.model.inline import Inline
from verbena.model.translation import Translation


class SourceBody(Struct, frozen=True, omit_defaults=True):
    """What a source says: its structure, its units by path, and the subjects that it names directly.

    `safety` is what its author marked; `accepted` follows from that when it is published (see
    `verbena.model.edition`).
    """

    structure: Structure
    units: dict[str, SourceUnit]
    references: tuple[SubjectName, ...]
    safety: tuple[str, ...] = ()
    accepted: dict[str, tuple[str, ...]] = {}


class TranslatedBody(Struct, frozen=True):
    """The translations of one locale, by unit path."""

    units: dict[str, Translation]


def encode_body(body: SourceBody | TranslatedBody) -> bytes:
    """The bytes of `body`; equal bodies give equal bytes."""
    return _codecs.compressor.compress(msgpack.encode(body))


def decode_source(data: bytes) -> SourceBody:
    """The body that `encode_body` made these bytes of."""
    return _source.decode(_codecs.decompressor.decompress(data))


def decode_translated(data: bytes) -> TranslatedBody:
    """The body that `encode_body` made these bytes of."""
    return _translated.decode(_codecs.decompressor.decompress(data))


def measure_body(data: bytes) -> int:
    """How many bytes a body has when it is no longer compressed; only the head of the frame is looked at."""
    return zstandard.frame_content_size(data)


def decode_source_hashes(data: bytes) -> dict[str, str]:
    """The hash of each text of a source body, by unit path, without building the texts."""
    units = _source_hashes.decode(_codecs.decompressor.decompress(data)).units
    return {path: unit.hash for path, unit in units.items()}


def decode_translated_hashes(data: bytes) -> dict[str, str]:
    """The hash of the source text behind each translation, by unit path, without building the texts."""
    units = _translated_hashes.decode(_codecs.decompressor.decompress(data)).units
    return {path: unit.source_hash for path, unit in units.items()}


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


class _SourceHash(Struct):
    hash: str


class _SourceHashes(Struct):
    units: dict[str, _SourceHash]


class _TranslatedHash(Struct):
    source_hash: str


class _TranslatedHashes(Struct):
    units: dict[str, _TranslatedHash]


class _Codecs(threading.local):
    """A compressor and a decompressor for each thread: neither may be shared, and a new one costs more than its use."""

    def __init__(self) -> None:
        self.compressor = zstandard.ZstdCompressor()
        self.decompressor = zstandard.ZstdDecompressor()


_codecs = _Codecs()
_source = msgpack.Decoder(SourceBody)
_translated = msgpack.Decoder(TranslatedBody)
_source_hashes = msgpack.Decoder(_SourceHashes)
_translated_hashes = msgpack.Decoder(_TranslatedHashes)
_inlines = msgpack.Decoder(tuple[Inline, ...])

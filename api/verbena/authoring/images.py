"""The size of a picture made of pixels, from the first bytes of its file."""

from __future__ import annotations

import struct

# Start of frame, every kind (ITU T.81 table B.1): C4, C8 and CC are other markers.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def measure_image(content: bytes, media_type: str) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, JPEG or WebP file, or None where it is no such file."""
    measure = {"image/png": _measure_png, "image/jpeg": _measure_jpeg, "image/webp": _measure_webp}[media_type]
    try:
        size = measure(content)
    except (struct.error, IndexError):
        return None
    return size if size and min(size) > 0 else None


def _measure_png(content: bytes) -> tuple[int, int] | None:
    if content[:8] != b"\x89PNG\r\n\x1a\n" or content[12:16] != b"IHDR":
        return None
    width, height = struct.unpack_from(">II", content, 16)
    return width, height


def _measure_jpeg(content: bytes) -> tuple[int, int] | None:
    if content[:2] != b"\xff\xd8":
        return None
    at = 2
    while content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        if marker == 0xFF:  # a byte of filling
            at += 1
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        at += 2 + length
    return None


def _measure_webp(content: bytes) -> tuple[int, int] | None:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        return None
    match content[12:16]:
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", content, 26)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            (bits,) = struct.unpack_from("<I", content, 21)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            wide, high = struct.unpack_from("<3s3s", content, 24)
            return int.from_bytes(wide, "little") + 1, int.from_bytes(high, "little") + 1
    return None

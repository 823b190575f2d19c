"""Figures are found by name, measured, and refused where they could do more than be looked at."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

import pytest

from tests.support.content import SVG, around, read_content
from verbena.authoring.images import measure_image
from verbena.authoring.svg import UnreadableDrawing, UnsafeDrawing, measure_svg
from verbena.model.article import Article, Figure, FigureFile

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 640, 480) + bytes(9)
JPEG = b"\xff\xd8\xff\xe0\x00\x04AB\xff\xff\xc2\x00\x0b\x08" + struct.pack(">HH", 480, 640) + bytes(8)
WEBP = {
    "lossy": b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<HH", 640 | 0x4000, 480),
    "lossless": b"RIFF\0\0\0\0WEBPVP8L" + bytes(4) + b"\x2f" + struct.pack("<I", 639 | 479 << 14 | 1 << 28),
    "extended": b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + (639).to_bytes(3, "little") + (479).to_bytes(3, "little"),
}


def test_finds_a_figure_and_its_variants(tmp_path: Path) -> None:
    """A figure holds the file of its name first, then those that locales have of their own, each by its digest."""
    markdown = ":::{figure} bone.svg\n:key: f\n:alt: A bone.\n:::"
    arabic = SVG.replace("40", "50")
    files: dict[str, str | bytes] = {"articles/bones.md": around(markdown), "figures/bone.zh-hans.svg": arabic}

    tree = read_content(tmp_path, files)
    structure = next(item.structure for item in tree.revisions if isinstance(item.structure, Article))

    plain, own = (hashlib.sha256(text.encode()).hexdigest() for text in (SVG, arabic))
    assert structure.introduction == (
        Figure(
            "f",
            (
                FigureFile(None, "bone.svg", plain, "image/svg+xml", 40, 30),
                FigureFile("zh-Hans", "bone.zh-hans.svg", own, "image/svg+xml", 50, 30),
            ),
            decorative=False,
        ),
    )
    assert {asset.digest: asset.content for asset in tree.assets} == {plain: SVG.encode(), own: arabic.encode()}
    assert {asset.media_type for asset in tree.assets} == {"image/svg+xml"}


SIZES = {
    "attributes": ('width="40" height="30"', (40, 30)),
    "pixels": ('width="40px" height="30.4px"', (40, 30)),
    "view box": ('viewBox="0 0 120 80"', (120, 80)),
    "view box with commas": ('viewBox="-1,-1, 120.5,80"', (120, 80)),
    "share of the page": ('width="100%" height="100%" viewBox="0 0 120 80"', (120, 80)),
}


@pytest.mark.parametrize(("attributes", "size"), SIZES.values(), ids=SIZES.keys())
def test_measures_a_drawing(attributes: str, size: tuple[int, int]) -> None:
    """A drawing's size is that of its attributes in pixels, else that of its view box."""
    assert measure_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()) == size


HARMLESS = {
    "gradient": '<linearGradient id="g"><stop offset="0"/></linearGradient><rect fill="url(#g)"/>',
    "reference inside": '<symbol id="s"><rect/></symbol><use href="#s"/>',
    "style": "<style>.a { fill: url( '#g' ); }</style>",
    "text": '<text xml:lang="en" font-family="sans-serif">on &amp; on: url of a page</text>',
}


@pytest.mark.parametrize("content", HARMLESS.values(), ids=HARMLESS.keys())
def test_lets_drawing_through(content: str) -> None:
    """What only draws is let through."""
    assert measure_svg(drawing(content)) == (40, 30)


UNSAFE = {
    "script": "<script>alert(1)</script>",
    "HTML": '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
    "element of another kind": '<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>',
    "picture from elsewhere": '<image href="https://example.org/a.png"/>',
    "animation": '<a href="#a"><set attributeName="href" to="javascript:alert(1)"/></a>',
    "event handler": '<rect onload="alert(1)"/>',
    "event handler in capitals": '<rect ONCLICK="alert(1)"/>',
    "link out": '<a href="https://example.org/"><rect/></a>',
    "old link out": '<a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://example.org/"><rect/></a>',
    "script as link": '<a href=" javascript:alert(1)"><rect/></a>',
    "other file": '<use href="other.svg#s"/>',
    "fill from elsewhere": '<rect fill="url(https://example.org/a.svg#g)"/>',
    "quoted": "<rect style=\"fill: URL( 'https://example.org/a.svg#g')\"/>",
    "imported style": "<style>@import 'https://example.org/a.css';</style>",
    "fetched in a style": "<style>rect { fill: url(//example.org/a) }</style>",
    "fetched in pieces": "<style>rect { fill: u<!-- -->rl(//example.org/a) }</style>",
    "fetched around an element": "<style>@imp<desc/>ort 'https://example.org/a.css';</style>",
    "fetched as one of a set": "<rect style=\"mask-image: image-set('https://example.org/a.png' 1x)\"/>",
    "told of a click": '<a href="#a" ping="https://example.org/"><rect/></a>',
    "escaped in a style": "<style>rect { fill: \\75rl(//example.org/a) }</style>",
    "instruction": '<?xml-stylesheet href="https://example.org/a.css"?>',
}


@pytest.mark.parametrize("content", UNSAFE.values(), ids=UNSAFE.keys())
def test_refuses_what_could_run_or_fetch(content: str) -> None:
    """A drawing that could run a program, fetch something or lead elsewhere is refused."""
    with pytest.raises(UnsafeDrawing):
        measure_svg(drawing(content))


def test_refuses_a_document_type() -> None:
    """Entities could hide anything, and expand without end: a drawing has no document type."""
    with pytest.raises(UnsafeDrawing):
        measure_svg(b'<!DOCTYPE svg [<!ENTITY a "a">]>' + drawing("<text>&a;</text>"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"plain text",
        b"<svg>",
        b'<svg width="4" height="3"/>',
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='0' height='3'/>",
        b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1'/>",
        b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='a b c d'/>",
    ],
)
def test_refuses_what_is_no_drawing_of_a_size(content: bytes) -> None:
    """A file that is no SVG, or one without a size, can't be shown."""
    with pytest.raises(UnreadableDrawing):
        measure_svg(content)


PICTURES = {"PNG": (PNG, "image/png"), "JPEG": (JPEG, "image/jpeg"), **{k: (v, "image/webp") for k, v in WEBP.items()}}


@pytest.mark.parametrize(("content", "media_type"), PICTURES.values(), ids=PICTURES.keys())
def test_measures_a_picture(content: bytes, media_type: str) -> None:
    """The size stands in the file's first bytes, in each format's own way."""
    assert measure_image(content, media_type) == (640, 480)


@pytest.mark.parametrize("media_type", ["image/png", "image/jpeg", "image/webp"])
@pytest.mark.parametrize(("content", "own"), PICTURES.values(), ids=PICTURES.keys())
def test_measures_no_broken_picture(content: bytes, own: str, media_type: str) -> None:
    """A picture cut short anywhere before its size, or of another format than its name says, has none."""
    if media_type != own:
        assert measure_image(content, media_type) is None

    assert [measure_image(content[:length], media_type) for length in range(18)] == [None] * 18


def drawing(content: str) -> bytes:
    return SVG.replace("<rect", content + "<rect").encode()

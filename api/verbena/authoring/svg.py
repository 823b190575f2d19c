"""Whether a drawing is safe to serve, and its size."""

from __future__ import annotations

import re
from xml.parsers import expat

_ELEMENTS = (
    "a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feDropShadow "
    "feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feOffset filter g line "
    "linearGradient marker mask metadata path pattern polygon polyline radialGradient rect stop style svg "
    "switch symbol text textPath title tspan use view"
)
ELEMENTS = frozenset(_ELEMENTS.split())

_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)(?:px)?\s*")
_SAFE_REFERENCE = re.compile(r"\s*#")
_FETCHES = re.compile(
    r"url\s*\((?!\s*['\"]?\s*#)|(?:image-set|src)\s*\(|@import|javascript:|expression\s*\(|\\", re.IGNORECASE
)
_SVG = "http://www.w3.org/2000/svg"


class UnsafeDrawing(Exception):
    """A drawing that could run a program or fetch something; the message names the first place."""


class UnreadableDrawing(Exception):
    """A file that is no SVG, or one without a size."""


def measure_svg(content: bytes) -> tuple[int, int]:
    """Width and height of an SVG drawing in CSS pixels, from its attributes or else its view box.

    Nothing but drawing is let through: elements from a closed list, references within the file, no document type,
    no processing instruction, no event handler, no style that fetches.

    Raises:
        UnsafeDrawing: for what could run or fetch something.
        UnreadableDrawing: for what is not well-formed, is no SVG, or has no size.
    """
    reader = _SvgReader()
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        raise UnreadableDrawing(f"the file is not XML: {error}") from error
    if reader.size is None:
        raise UnreadableDrawing("the drawing has no size; give <svg> a width and a height, or a viewBox")
    return reader.size


class _SvgReader:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.ProcessingInstructionHandler = self.refuse_instruction
        self.open: list[str] = []
        self.style = ""
        self.size: tuple[int, int] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if not self.open:
            if (namespace, local) != (_SVG, "svg"):
                raise UnreadableDrawing(f"the file is no SVG: its first element is <{local}>")
            self.size = _read_size(attributes)
        if namespace != _SVG or local not in ELEMENTS:
            raise self.unsafe(f"the element <{local}> can't be served; save the drawing as plain SVG without it")
        if self.open and self.open[-1] == "style":
            # A browser joins the text before and after it: what is checked in two parts would be read as one.
            raise self.unsafe(f"the element <{local}> stands in a <style>, which holds nothing but text; delete it")
        self.open.append(local)
        self.style = ""
        for attribute, value in attributes.items():
            self.check_attribute(attribute.rpartition(" ")[2], value)

    def end(self, _name: str) -> None:
        self.open.pop()

    def characters(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += data  # expat gives long texts in pieces
            self.check_style(self.style)

    def check_attribute(self, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            raise self.unsafe(f"the attribute {name} runs a program; delete it")
        if name == "ping":
            raise self.unsafe("the attribute ping tells another host of a click; delete it")
        if name in ("href", "src") and not _SAFE_REFERENCE.match(value):
            raise self.unsafe(
                f"the attribute {name} leads out of the file ({value[:40]!r}); only #name can stand there"
            )
        self.check_style(value)

    def check_style(self, value: str) -> None:
        if found := _FETCHES.search(value):
            raise self.unsafe(f"{found[0]!r} could fetch or run something; delete it")

    def refuse_doctype(self, *_: object) -> None:
        raise self.unsafe("the document type (<!DOCTYPE …>) can define anything; delete it")

    def refuse_instruction(self, target: str, _data: str) -> None:
        raise self.unsafe(f"the instruction <?{target} …?> can fetch something; delete it")

    def unsafe(self, message: str) -> UnsafeDrawing:
        return UnsafeDrawing(f"line {self.parser.CurrentLineNumber} of the drawing: {message}")


def _read_size(attributes: dict[str, str]) -> tuple[int, int] | None:
    lengths = [_LENGTH.fullmatch(attributes.get(name, "")) for name in ("width", "height")]
    if all(lengths):
        sizes = [float(length[1]) for length in lengths if length]
    else:
        numbers = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
        if len(numbers) != 4 or not all(re.fullmatch(r"-?[0-9]*\.?[0-9]+", number) for number in numbers):
            return None
        sizes = [float(number) for number in numbers[2:]]
    width, height = (round(size) if size < 1e6 else 0 for size in sizes)
    return (width, height) if width > 0 and height > 0 else None

"""XML files of strangers, read element by element within bounds: nothing is fetched, and no entity is expanded.

Expat reads them as a stream, so what is kept is one element of those asked for at a time. A document type definition is
never read: one that a format prescribes is allowed by its name, and any other is refused, as is all that declares
entities (XML 1.0 section 4.2), whether they would be used or not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any
from xml.parsers import expat

from msgspec import Struct, field

from verbena.model.findings import Finding, FindingCode

BYTES_LIMIT = 100_000_000
"""The largest file that is read, in bytes."""

DEPTH_LIMIT = 100
"""How deep elements may stand in each other."""

ROW_LIMIT = 1_000_000
"""How many characters, and how many elements and attributes, one of the elements asked for may have."""

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
LANG = f"{XML_NAMESPACE} lang"
"""The name of the attribute `xml:lang`."""

_CHUNK = 65_536
# A start tag holds no "<" (XML 1.0 section 3.1), so this bounds its attributes, which come all at once.
_LONGEST_TAG = re.compile(rb"<[^<]{%d}" % ROW_LIMIT)


class XmlElement(Struct):
    """An element: its name and those of its attributes as `namespace name`, or as they are where they have none.

    `content` are its elements and runs of characters, in their order; `line` counts from 1.
    """

    name: str
    attributes: dict[str, str]
    line: int
    content: list[XmlElement | str] = field(default_factory=list)

    @property
    def local_name(self) -> str:
        """The name without its namespace."""
        return self.name.rpartition(" ")[2]

    def elements(self, *names: str) -> Iterator[XmlElement]:
        """The elements directly in it, of these local names or of any, in their order."""
        for one in self.content:
            if isinstance(one, XmlElement) and (not names or one.local_name in names):
                yield one

    @property
    def words(self) -> str:
        """All characters in it, those of the elements in it too."""
        return "".join(one if isinstance(one, str) else one.words for one in self.content)


class XmlRefused(ValueError):
    """A file that is not well-formed, or is not read: the finding tells where and why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read_elements(
    data: bytes,
    wanted: Collection[str],
    doctypes: Collection[str] = (),
    *,
    opened: Collection[str] = (),
    encoding: str | None = None,
) -> Iterator[XmlElement]:
    """Each element of these local names, with all that is in it, in the order of the file; none within another.

    The root element comes first, without what is in it, as do those that are `opened`, which come before what is in
    them. `doctypes` are the system identifiers, without the folders before them, that a document type declaration may
    have. `encoding` is the data's own, whatever the file says.

    Raises:
        XmlRefused: where the file is not well-formed, has such a declaration otherwise, or exceeds a limit. Elements
            before that place were given already.
    """
    if len(data) > BYTES_LIMIT:
        raise _refuse(f"the file has {len(data)} bytes, and {BYTES_LIMIT} are read: split it", 1)
    if found := _LONGEST_TAG.search(data):
        line = data.count(b"\n", 0, found.start()) + 1
        raise _refuse(f"more than {ROW_LIMIT} bytes stand here without an end: this is larger than any text is", line)
    reader = _Reader(wanted, doctypes, opened, encoding)
    start, size = 0, _CHUNK
    try:
        while True:
            part, events = data[start : start + size], reader.events
            reader.parser.Parse(part, not part)
            yield from reader.take()
            if not part:
                return
            start += size
            # Expat reads what has not come to its end, such as a comment, from its beginning again each time.
            size = _CHUNK if reader.events > events else 2 * size
    except expat.ExpatError as error:
        text = "this is no well-formed XML ({reason}): export the file again, or have the tool that made it mended"
        values = {"reason": expat.errors.messages[error.code]}
        raise XmlRefused(Finding(FindingCode.FILE_MALFORMED, text, error.lineno, values=values)) from error
    except (UnicodeError, LookupError) as error:
        raise _refuse("the file names an encoding that can't be read: save it as UTF-8", 1) from error


class _Reader:
    def __init__(
        self, wanted: Collection[str], doctypes: Collection[str], opened: Collection[str], encoding: str | None
    ) -> None:
        self.wanted = wanted
        self.opened = opened
        self.doctypes = doctypes
        self.open: list[XmlElement] = []
        self.ready: list[XmlElement] = []
        self.depth = 0
        self.size = 0
        self.events = 0
        self.parser = expat.ParserCreate(encoding, namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.declare
        self.parser.EntityDeclHandler = self.refuse_entity
        self.parser.SkippedEntityHandler = self.refuse_unknown
        self.parser.ExternalEntityRefHandler = self.refuse_entity

    def take(self) -> list[XmlElement]:
        ready, self.ready = self.ready, []
        return ready

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.events += 1
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise self.error(f"more than {DEPTH_LIMIT} elements stand in each other here")
        element = XmlElement(name, attributes, self.parser.CurrentLineNumber)
        if self.open:
            self.measure(1 + len(attributes) + sum(map(len, attributes.values())))
            self.open[-1].content.append(element)
            self.open.append(element)
        elif self.depth == 1 or element.local_name in self.opened:
            self.ready.append(element)
        elif element.local_name in self.wanted:
            self.size = 0
            self.open.append(element)

    def end(self, _name: str) -> None:
        self.events += 1
        self.depth -= 1
        if self.open:
            element = self.open.pop()
            if not self.open:
                self.ready.append(element)

    def characters(self, data: str) -> None:
        self.events += 1
        if self.open:
            self.measure(len(data))
            self.open[-1].content.append(data)

    def measure(self, size: int) -> None:
        self.size += size
        if self.size > ROW_LIMIT:
            raise self.error(f"the entry that began on line {self.open[0].line} is larger than any text is")

    def declare(self, _name: str, system: str | None, _public: str | None, has_subset: int) -> None:
        known = system is not None and system.rpartition("/")[2] in self.doctypes
        if has_subset or not known:
            raise self.error("the file has a document type declaration (<!DOCTYPE …>) of its own: take it out")

    def refuse_entity(self, *_: Any) -> int:
        raise self.error("the file declares entities (<!ENTITY …>), which are not read: take them out")

    def refuse_unknown(self, name: str, _is_parameter: bool) -> None:
        raise self.error(f"&{name[:40]}; is no entity of XML: write the character itself")

    def error(self, message: str) -> XmlRefused:
        return _refuse(message, self.parser.CurrentLineNumber)


def _refuse(message: str, line: int) -> XmlRefused:
    return XmlRefused(Finding(FindingCode.FILE_REFUSED, message, line))

"""Which tags the inline codes of a file stand for, whatever the tools that it went through have kept of them."""

from __future__ import annotations

from msgspec import Struct, field

from verbena.catalogs.tagged import Part, Tag, TagKind, name_of_code, read_tag
from verbena.catalogs.xml_reading import XmlElement


class CodeTable(Struct):
    """The codes of one unit: those of its source by their ids, and the ids of those that stand for nothing.

    The source is read first. Then a code of the translation is the tag that it says to be where the source has that
    tag, else the one whose id it has in the source. So codes may be moved, renumbered in both texts, or lose all but
    their ids. `pairs` are the tags that were opened by an element of their own, by their ids.
    """

    names: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    pairs: dict[str, str] = field(default_factory=dict)
    is_source: bool = True

    def find(self, code: str, told: str | None = None, usual: str | None = None) -> str | None:
        """The name of the tag that a code stands for, null where nothing tells.

        `told` is the tag as the file writes it beside the code; `usual` is what a code of its type stands for here.
        """
        tag = read_tag(told) if told else None
        name = tag.name if tag else None
        if not self.is_source and code in self.names and name not in self.names.values():
            return self.names[code]
        name = name or name_of_code(code) or usual
        if name is None:
            self.unknown.append(code)
        elif self.is_source:
            self.names[code] = name
        return name

    def open(self, code: str, name: str | None, *others: str | None) -> list[Part]:
        """The part for the start of a pair that ends elsewhere; `others` are further ids by which the end finds it."""
        for key in (code, *others):
            if name and key:
                self.pairs[key] = name
        return [Tag(name, TagKind.OPEN)] if name else []

    def close(self, *codes: str | None) -> list[Part]:
        """The part for the end of a pair; without a start that it names, there is none."""
        name = next((self.pairs[code] for code in codes if code in self.pairs), None)
        if name is None:
            self.unknown.append(next((code for code in codes if code), "?"))
            return []
        return [Tag(name, TagKind.CLOSE)]


def words_of(element: XmlElement) -> str:
    """The characters directly in an element, without those of elements in it."""
    return "".join(one for one in element.content if isinstance(one, str))


def surround(name: str | None, inner: list[Part]) -> list[Part]:
    """Parts within a tag, or as they are where it is none."""
    return [Tag(name, TagKind.OPEN), *inner, Tag(name, TagKind.CLOSE)] if name else inner

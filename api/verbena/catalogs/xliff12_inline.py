"""Tagged strings as the content of `source` and `target` in XLIFF 1.2 (section 2.3), and back.

`<strong>bones</strong><c.lee-2020/>` is `<g id="strong" ctype="bold" equiv-text="&lt;strong&gt;">bones</g>` and
`<x id="c.lee-2020" ctype="x-citation" equiv-text="&lt;c.lee-2020/&gt;"/>`.
"""

from __future__ import annotations

import re
from itertools import count

from verbena.catalogs.codes import CodeTable, surround, words_of
from verbena.catalogs.tagged import Part, Tag, TagKind, join_markup, read_tag, split_markup
from verbena.catalogs.xml_reading import XmlElement
from verbena.catalogs.xml_writing import NOT_IN_XML, write_attributes, write_text

_TYPES = {"strong": "bold", "em": "italic", "link": "link"}
_KINDS = {
    "c": "x-citation",
    "m": "x-medication",
    "abbr": "x-abbreviation",
    "lang": "x-language",
    "article": "x-article",
}
_USUAL = {"bold": "strong", "italic": "em"}
_CHARACTER, _MALFORMED = "x-character", "x-malformed"
_CODE_POINT = re.compile(r"U\+([0-9A-F]{4,6})")


def write_inline(markup: str) -> str:
    """The content of a `source` or `target`.

    A tagged string that is not well-formed is one code with all of it, so that it comes back as it is.
    """
    parts = split_markup(markup)
    if parts is None:
        return f'<ph id="malformed" ctype="{_MALFORMED}">{write_text(markup)}</ph>'
    numbers = count(1)
    return "".join(_write_words(part, numbers) if isinstance(part, str) else _write_tag(part) for part in parts)


def read_inline(element: XmlElement, table: CodeTable, *, is_markup: bool = False) -> str:
    """The tagged string in a `source` or `target`; `is_markup` where its words are one, as in what was a PO file."""
    whole = next((one for one in element.elements("ph") if one.attributes.get("ctype") == _MALFORMED), None)
    if whole is not None:
        return words_of(whole)
    parts = _read(element, table)
    if is_markup:
        return "".join(part if isinstance(part, str) else part.written for part in parts)
    return join_markup(parts)


def _write_words(words: str, numbers: count[int]) -> str:
    if not NOT_IN_XML.search(words):
        return write_text(words)
    written = []
    for number, piece in enumerate(NOT_IN_XML.split(words)):
        if number % 2 == 0:
            written.append(write_text(piece))
        else:
            told = {"ctype": _CHARACTER, "equiv-text": f"U+{ord(piece):04X}"}
            written.append(f'<x id="character:{next(numbers)}"{write_attributes(told)}/>')
    return "".join(written)


def _write_tag(tag: Tag) -> str:
    if tag.kind == TagKind.CLOSE:
        return "</g>"
    kind = tag.name.partition(".")[0]
    if tag.kind == TagKind.OPEN:
        told = {"id": tag.code, "ctype": _TYPES.get(kind) or _KINDS.get(kind, f"x-{kind}"), "equiv-text": tag.written}
        return f"<g{write_attributes(told)}>"
    # A link that stands alone is no "link": that type is for what has words.
    told = {"id": tag.code, "ctype": _KINDS.get(kind, f"x-{kind}"), "equiv-text": tag.written}
    return f"<x{write_attributes(told)}/>"


def _read(element: XmlElement, table: CodeTable) -> list[Part]:
    parts: list[Part] = []
    for one in element.content:
        parts += [one] if isinstance(one, str) else _read_code(one, table)
    return parts


def _read_code(code: XmlElement, table: CodeTable) -> list[Part]:
    told, code_id, rid = code.attributes.get("equiv-text"), code.attributes.get("id", "?"), code.attributes.get("rid")
    usual = _USUAL.get(code.attributes.get("ctype", ""))
    match code.local_name:
        case "x" if code.attributes.get("ctype") == _CHARACTER and (found := _CODE_POINT.fullmatch(told or "")):
            return [_read_character(int(found[1], 16))]
        case "g":
            return surround(table.find(code_id, told, usual), _read(code, table))
        case "x":
            name = table.find(code_id, told)
            return [Tag(name, TagKind.ALONE)] if name else []
        case "bx":
            return table.open(code_id, table.find(code_id, told, usual), rid and f"rid {rid}")
        case "ex":
            return table.close(rid and f"rid {rid}", code_id)
        case "ph" | "it" | "bpt" | "ept":
            return _read_native(code, table, usual)
        case _:
            # Markers of segments, terms and the like: their words are the text's.
            return _read(code, table)


def _read_native(code: XmlElement, table: CodeTable, usual: str | None) -> list[Part]:
    """A code whose content is what another program had there: our tag, as a rule, in what was a PO file."""
    code_id, rid, told = code.attributes.get("id", "?"), code.attributes.get("rid"), code.attributes.get("equiv-text")
    own = read_tag(words_of(code))
    if own is None:
        name = None if code.local_name == "ept" else table.find(code_id, told, usual)
        kinds = {"bpt": TagKind.OPEN, "ph": TagKind.ALONE}
        position = TagKind.CLOSE if code.attributes.get("pos") == "close" else TagKind.OPEN
        if code.local_name == "ept":
            return table.close(rid and f"rid {rid}", code_id)
        own = Tag(name, kinds.get(code.local_name, position)) if name else None
    elif table.is_source:
        table.names[code_id] = own.name
    if own and code.local_name == "bpt":
        table.open(code_id, own.name, rid and f"rid {rid}")
    return [own] if own else []


def _read_character(number: int) -> str:
    is_character = number < 0x110000 and not 0xD800 <= number < 0xE000
    return chr(number) if is_character else "\ufffd"

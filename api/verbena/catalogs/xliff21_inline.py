"""Tagged strings as the content of `source` and `target` in XLIFF 2.1 (section 4.3), and back.

`<strong>bones</strong><c.lee-2020/>` is a `<pc id="strong" …>bones</pc>` and a `<ph id="c.lee-2020" …/>`. What they
stand for is in the unit's original data, as it is in the tagged string, and translators are shown it (`disp`).
Characters that XML has not are `<cp/>`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from verbena.catalogs.codes import CodeTable, surround
from verbena.catalogs.tagged import Part, Tag, TagKind, join_markup, split_markup
from verbena.catalogs.xml_reading import XmlElement
from verbena.catalogs.xml_writing import NOT_IN_XML, write_attributes, write_text

_FORMAT = {"strong": "xlf:b", "em": "xlf:i"}
_KINDS = {
    "c": "citation",
    "m": "medication",
    "abbr": "abbreviation",
    "lang": "language",
    "article": "article",
    "number": "number",
    "percent": "percent",
    "date": "date",
}
_USUAL = {name: tag for tag, name in _FORMAT.items()}
_MALFORMED = "verbena:malformed"
# Name characters of XML 1.0 (section 2.3), those of ASCII first.
_NMTOKEN = re.compile(
    "[-.:A-Z_a-z0-9\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]+"
)

OriginalData = dict[str, str]
"""The id of each piece of original data of a unit, by what it is."""


def write_inline(markup: str, data: OriginalData) -> str:
    """The content of a `source` or `target`; what its codes stand for is added to the unit's original data."""
    parts = split_markup(markup)
    if parts is None:
        told = {"id": "malformed", "type": "other", "subType": _MALFORMED, "dataRef": _refer(markup, data)}
        return f"<ph{write_attributes(told)}/>"
    return "".join(write_points(part) if isinstance(part, str) else _write_tag(part, data) for part in parts)


def write_data(data: OriginalData) -> str:
    """A unit's original data, nothing where it has none."""
    written = "".join(f'<data id="{name}">{write_points(text)}</data>' for text, name in data.items())
    return f"<originalData>{written}</originalData>\n" if written else ""


def read_data(unit: XmlElement) -> dict[str, str]:
    """What is in a unit's original data, by its id."""
    return {
        one.attributes.get("id", ""): "".join(
            part if isinstance(part, str) else _read_point(part) for part in one.content
        )
        for group in unit.elements("originalData")
        for one in group.elements("data")
    }


def read_inline(elements: Iterable[XmlElement], table: CodeTable, data: Mapping[str, str]) -> str:
    """The tagged string in these elements together, one after the other: pairs may begin in one and end in the next."""
    parts: list[Part] = []
    for element in elements:
        for one in element.elements("ph"):
            if one.attributes.get("subType") == _MALFORMED:
                return data.get(one.attributes.get("dataRef", ""), "")
        parts += _read(element, table, data)
    return join_markup(parts)


def is_token(text: str) -> bool:
    """Whether a text can be an id (XML Schema's NMTOKEN)."""
    return _NMTOKEN.fullmatch(text) is not None


def write_points(words: str) -> str:
    """Words with a `cp` for each character that XML has not."""
    return "".join(
        write_text(piece) if number % 2 == 0 else f'<cp hex="{ord(piece):04X}"/>'
        for number, piece in enumerate(NOT_IN_XML.split(words))
    )


def _refer(text: str, data: OriginalData) -> str:
    return data.setdefault(text, f"d{len(data) + 1}")


def _write_tag(tag: Tag, data: OriginalData) -> str:
    if tag.kind == TagKind.CLOSE:
        return "</pc>"
    kind = tag.name.partition(".")[0]
    told = {"id": _identify(tag.code), "canDelete": "no"}
    told |= {"type": "fmt", "subType": _FORMAT[kind]} if kind in _FORMAT else _tell_kind(kind)
    if tag.kind == TagKind.ALONE:
        told |= {"dataRef": _refer(tag.written, data), "disp": tag.written}
        return f"<ph{write_attributes(told)}/>"
    end = Tag(tag.name, TagKind.CLOSE).written
    told |= {"dataRefStart": _refer(tag.written, data), "dataRefEnd": _refer(end, data)}
    told |= {"dispStart": tag.written, "dispEnd": end}
    return f"<pc{write_attributes(told)}>"


def _tell_kind(kind: str) -> dict[str, str]:
    if kind == "link":
        return {"type": "link"}
    return {"type": "other", "subType": f"verbena:{_KINDS[kind]}"} if kind in _KINDS else {"type": "other"}


def _identify(code: str) -> str:
    return code if is_token(code) else f"code:{hashlib.sha256(code.encode(errors='replace')).hexdigest()[:12]}"


def _read(element: XmlElement, table: CodeTable, data: Mapping[str, str]) -> list[Part]:
    parts: list[Part] = []
    for one in element.content:
        parts += [one] if isinstance(one, str) else _read_code(one, table, data)
    return parts


def _read_code(code: XmlElement, table: CodeTable, data: Mapping[str, str]) -> list[Part]:
    told = code.attributes
    code_id, usual = told.get("copyOf") or told.get("id", "?"), _USUAL.get(told.get("subType", ""))
    match code.local_name:
        case "cp":
            return [_read_point(code)]
        case "ph":
            name = table.find(code_id, _tell(told, data, "dataRef", "disp", "equiv"), usual)
            return [Tag(name, TagKind.ALONE)] if name else []
        case "pc":
            name = table.find(code_id, _tell(told, data, "dataRefStart", "dispStart", "equivStart"), usual)
            return surround(name, _read(code, table, data))
        case "sc":
            name = table.find(code_id, _tell(told, data, "dataRef", "disp", "equiv"), usual)
            return table.open(code_id, name, told.get("id"))
        case "ec":
            return table.close(told.get("startRef"), told.get("copyOf"), told.get("id"))
        case "sm" | "em":
            # The ends of an annotation, which is none of the text's.
            return []
        case _:
            return _read(code, table, data)


def _tell(told: Mapping[str, str], data: Mapping[str, str], reference: str, *names: str) -> str | None:
    """What a code is shown as, or stands for, by the first of these that begins like a tag."""
    shown = (data.get(told.get(reference, "")), *(told.get(name) for name in names))
    return next((text for text in shown if text and text.lstrip().startswith("<")), None)


def _read_point(element: XmlElement) -> str:
    """The character of a `cp`; for what is none the replacement character, which readers are never shown."""
    digits = element.attributes.get("hex", "")
    if element.local_name != "cp" or not re.fullmatch("[0-9A-Fa-f]{1,8}", digits):
        return "\ufffd"
    number = int(digits, 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"

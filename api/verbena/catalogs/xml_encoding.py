"""The bytes of an XML file in UTF-8, whatever its encoding is, or is said to be."""

from __future__ import annotations

import codecs
import re

from verbena.catalogs.encoding import know_encoding
from verbena.model.findings import Finding, FindingCode

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How "<?" looks without a mark (XML 1.0 appendix F.1).
_SIGNS = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))
_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
# Characters that XML 1.0 has not (section 2.2), as they are and as references to them.
_NOT_IN_XML = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    "|&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));"
)

REPLACED = "\ufffd"
"""What stands for each byte and character that an XML file can't have: readers are never shown it."""


def decode_xml(data: bytes) -> tuple[bytes, tuple[Finding, ...]]:
    """The file in UTF-8 without a byte order mark, and a finding for the first of what had to be replaced.

    A mark counts first, then what the file looks like, then the encoding that its XML declaration names, then UTF-8.
    """
    mark, encoding = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", _guess(data)))
    data = data.removeprefix(mark)
    findings: tuple[Finding, ...] = ()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        finding = "byte {byte} is not {encoding}: save the file as UTF-8"
        values = {"byte": f"{error.object[error.start]:#04x}", "encoding": encoding}
        line = data.count(b"\n", 0, error.start) + 1
        findings = (Finding(FindingCode.FILE_UNDECODABLE, finding, line, values=values),)
    replaced = _NOT_IN_XML.search(text)
    if replaced:
        line = text.count("\n", 0, replaced.start()) + 1
        finding = "the file has {character}, which no XML has: have the tool that made it mended"
        character = replaced[0] if replaced[0].startswith("&") else f"U+{ord(replaced[0]):04X}"
        findings += (Finding(FindingCode.FILE_UNDECODABLE, finding, line, values={"character": character}),)
        text = _NOT_IN_XML.sub(REPLACED, text)
    if encoding == "utf-8" and not findings:
        return data, ()
    return text.encode(), findings


def _guess(data: bytes) -> str:
    for sign, encoding in _SIGNS:
        if data.startswith(sign):
            return encoding
    declared = _DECLARED.match(data[:400])
    # What can be read as ASCII up to here is no UTF-16, whatever it says.
    return (declared and know_encoding(declared[1].decode())) or "utf-8"

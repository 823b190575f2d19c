"""The characters of a text file whose encoding is only claimed."""

from __future__ import annotations

import codecs
import re

from verbena.model.findings import Finding, FindingCode

# Of the header alone: a comment or another field may name one, too.
_CHARSET = re.compile(rb'"Content-Type:[^"\n]*?charset=([A-Za-z0-9_.:-]{1,40})', re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
# What gettext's manual lists as portable; other codecs of Python do more than decode, or take too long.
_KNOWN = frozenset(
    codecs.lookup(name).name
    for name in (
        "utf-8 ascii koi8-r koi8-u gb2312 gbk gb18030 big5 big5hkscs euc-jp euc-kr shift_jis johab tis-620 "
        "cp850 cp866 cp874 cp932 cp949 cp950 "
        + " ".join(f"cp{page}" for page in range(1250, 1259))
        + " "
        + " ".join(f"iso8859-{part}" for part in range(1, 17) if part != 12)
    ).split()
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode_text(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text of a file with line feeds as its only line ends, and what could not be decoded.

    A byte order mark counts first, then the charset that a PO header declares, then UTF-8. A byte that does not belong
    to the encoding becomes a lone surrogate, so that only the entry it stands in is lost.
    """
    mark, encoding = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", _declared(data)))
    data = data.removeprefix(mark)
    findings: tuple[Finding, ...] = ()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        # UTF-16 has no bytes to escape one by one; its entries come out malformed and are reported as such.
        text = data.decode(encoding, "replace" if encoding.startswith("utf-16") else "surrogateescape")
        message = f"byte {error.object[error.start]:#04x} is not {encoding}: save the file as UTF-8"
        findings = (Finding(FindingCode.FILE_UNDECODABLE, message, data.count(b"\n", 0, error.start) + 1),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), findings


def is_decoded(text: str) -> bool:
    """Whether every byte of `text` could be decoded."""
    return _SURROGATE.search(text) is None


def know_encoding(name: str) -> str | None:
    """The usual name of an encoding that is written in files, null where it is none of those that are read."""
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return None
    return known if known in _KNOWN else None


def _declared(data: bytes) -> str:
    declared = _CHARSET.search(data)
    return (declared and know_encoding(declared[1].decode())) or "utf-8"

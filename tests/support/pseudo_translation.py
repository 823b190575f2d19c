"""A right-to-left translation that anybody can check: each piece of text between two marks, by polib and ElementTree.

Both are other people's readers and writers: what we write must be readable for them, and what they write for us.
"""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

import polib

from verbena.language.tags import folder_of

OPEN, CLOSE = "⟦אב ", " גד⟧"


def pseudo_translate(text: str) -> str:
    """The tagged string with every piece of text marked and every tag kept, but words of a third language as they are.

    White space around a piece stays outside its marks.
    """
    root = ElementTree.fromstring(f"<u>{text}</u>")
    _translate_inside(root)
    return ElementTree.tostring(root, encoding="unicode").removeprefix("<u>").removesuffix("</u>")


def unmark(text: str) -> str:
    """The text of which `text` is the pseudo-translation, with European digits."""
    unmarked = text.replace(OPEN, "").replace(CLOSE, "")
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in unmarked)


def is_marked(text: str) -> bool:
    """Whether all of a piece of text is between marks, or is no more than white space or a number."""
    stripped = text.strip()
    return not any(map(str.isalpha, stripped)) or (stripped.startswith(OPEN) and stripped.endswith(CLOSE))


def translate_template(template: Path, tag: str, locales: Path, only: Iterable[str] | None = None) -> Path:
    """Write the template's pseudo-translation into a locale, checked by gettext itself; gives the file.

    `only` are the paths of the units to translate; the others are left empty.
    """
    file = polib.pofile(str(template), wrapwidth=60)
    file.metadata["Language"] = folder_of(tag)
    wanted = None if only is None else set(only)
    for entry in file:
        entry.msgstr = pseudo_translate(entry.msgid) if wanted is None or entry.msgctxt in wanted else ""
        entry.tcomment = "origin: machine"
    path = locales / folder_of(tag) / "LC_MESSAGES" / template.with_suffix(".po").name
    path.parent.mkdir(parents=True, exist_ok=True)
    file.save(str(path))
    check_po(path)
    return path


def check_po(path: Path) -> None:
    """See to it that gettext's own compiler has nothing to say against a file."""
    told = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, ""), told.stderr


def _translate_inside(element: ElementTree.Element) -> None:
    element.text = _mark(element.text)
    for child in element:
        if not child.tag.startswith("lang."):
            _translate_inside(child)
        child.tail = _mark(child.tail)


def _mark(text: str | None) -> str | None:
    if not text or not text.strip():
        return text
    words = text.strip()
    start = text.index(words)
    return f"{text[:start]}{OPEN}{words}{CLOSE}{text[start + len(words) :]}"

"""A CSL-JSON item as a reference-list entry by citeproc-py, with what is needed to know its parts again.

Marks from Unicode's private use area are set around values before they are formatted, and come out around the parts.
Where citeproc-py (0.11) falls short, the item is mended first: initials written together ("PM") would lose all but the
first, a range of dates would drop the date without a word, a month stays in the nominative (Russian), unknown fields
warn, and there is no way to say that more authors follow. A title that stands for missing authors comes out twice.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any

import citeproc  # type: ignore[import-untyped]  # it has no types, and nobody publishes stubs
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]  # likewise

from verbena.language.formatting import format_date
from verbena.rendering.csl_terms import open_style

ITALIC, OWN, LINK, END = "\ue000", "\ue001", "\ue002", "\ue003"

_STYLE = "american-medical-association"
_FIELDS = frozenset(variable.replace("_", "-") for variable in citeproc.VARIABLES)
_NAME_PARTS = frozenset({"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"})
_OWN = frozenset({"title", "title-short", "container-title", "container-title-short", "collection-title", "publisher"})
_DATES_IN_FULL = frozenset({"webpage", "post", "post-weblog", "speech"})
_MOST_AUTHORS, _AUTHORS_OF_MANY, _MOST_INITIALS = 6, 3, 4

# citeproc's elements keep state while they render.
_lock = Lock()


def format_marked(csl: dict[str, Any], csl_locale: str, tag: str) -> str:
    """The entry in the style of the American Medical Association, with marks around its parts and without its number.

    `csl_locale` names one of citeproc-py's locales, whose terms are used; whole dates are CLDR's for `tag`. What is in
    italics stands between ITALIC and END, the work's own words between OWN and END, an address between LINK and END.
    """
    authors = csl.get("author", ())
    has_more = bool(csl.get("custom", {}).get("authorsTruncated")) and bool(authors)
    named = len(authors) if len(authors) <= _MOST_AUTHORS else _AUTHORS_OF_MANY
    item = _mark_item(csl, tag)
    if has_more:
        item["author"] = [*item["author"][:named], {"literal": "…"}]
    with _lock:
        style = _read_style(csl_locale)
        options = style.root.bibliography.attrib
        usual = dict(options)
        if has_more:
            options.update({"et-al-min": str(named + 1), "et-al-use-first": str(named)})
        try:
            entries = citeproc.CitationStylesBibliography(style, CiteProcJSON([item]), _Marking)
            entries.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
            (entry,) = entries.bibliography()
        finally:
            options.update(usual)
    text = str(entry).removeprefix("1.").lstrip().replace(f"doi:{LINK}", f"{LINK}doi:")
    return text if authors or csl.get("editor") else re.sub(r"^(.+?)[.?!]* \1", r"\1", text)


@lru_cache(maxsize=16)
def _read_style(csl_locale: str) -> citeproc.CitationStylesStyle:
    return citeproc.CitationStylesStyle(open_style(_STYLE), locale=csl_locale, validate=False)


class _Marking:
    """What citeproc asks to set text in a typeface."""

    @staticmethod
    def preformat(text: object) -> str:
        return str(text)

    @staticmethod
    def Italic(text: object) -> str:  # noqa: N802 - citeproc's name
        return f"{ITALIC}{text}{END}"

    Oblique = Italic
    Bold = Light = Underline = Superscript = Subscript = SmallCaps = str


def _mark_item(csl: dict[str, Any], tag: str) -> dict[str, Any]:
    item: dict[str, Any] = {"id": "item", "type": csl.get("type", "document")}
    is_article = str(item["type"]).startswith("article")
    for field, value in csl.items():
        if field not in _FIELDS or value in (None, "", []):
            continue
        if isinstance(value, list):
            item[field] = [_mark_name(name) for name in value]
        elif isinstance(value, dict):
            item[field] = _mend_date(value, tag, field == "accessed" or _shows_whole_date(csl))
        elif field in _OWN or (is_article and field in ("volume", "issue", "page", "number")):
            item[field] = f"{OWN}{_italicise(_clean(value))}{END}"
        elif field in ("DOI", "URL"):
            item[field] = f"{LINK}{_clean(value)}{END}"
        else:
            item[field] = _clean(value)
    return item


def _mark_name(name: dict[str, Any]) -> dict[str, str]:
    parts = {part: _clean(value) for part, value in name.items() if part in _NAME_PARTS and value}
    if given := parts.get("given"):
        parts["given"] = re.sub(r"(?<=[^\W\d_])(?=[^\W\d_])", " ", given) if _is_initials(given) else given
    first = next(part for part in ("literal", "non-dropping-particle", "family", "given") if part in parts)
    last = next(part for part in ("literal", "suffix", "dropping-particle", "given", "family") if part in parts)
    parts[first] = OWN + parts[first]
    # After a space, citeproc takes the mark for a name's particle and leaves it where it is.
    parts[last] += f" {END}" if last == "given" else END
    return parts


def _is_initials(given: str) -> bool:
    return given.isalpha() and given.isupper() and len(given) <= _MOST_INITIALS


def _shows_whole_date(csl: dict[str, Any]) -> bool:
    if str(csl.get("type", "")).startswith("article"):
        return not (csl.get("volume") or csl.get("issue"))
    return csl.get("type") in _DATES_IN_FULL


def _mend_date(value: dict[str, Any], tag: str, whole: bool) -> dict[str, Any]:
    match value.get("date-parts"):
        case [[year, month, day]] if whole:
            return {"literal": format_date(date(int(year), int(month), int(day)), tag)}
        case [[first, *_], [last, *_]]:
            return {"literal": str(first) if first == last else f"{first}–{last}"}
    return value


def _italicise(text: str) -> str:
    """CSL-JSON allows a few HTML tags in titles; of these only italics can be told in an inline tree."""
    return re.sub(r"</?(?:b|sub|sup|sc|span)\b[^>]*>", "", re.sub(r"<i>(.*?)</i>", rf"{ITALIC}\1{END}", text))


def _clean(value: object) -> str:
    return re.sub(f"[{ITALIC}-{END}]", "", str(value))

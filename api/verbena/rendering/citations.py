"""Reference-list entries as inline trees, in the terms and date forms of a locale."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any
from urllib.parse import quote

import citeproc  # type: ignore[import-untyped]  # it has no types, and nobody publishes stubs
import msgspec
from msgspec import Struct
from msgspec.structs import replace

from verbena.language.chains import parents_of
from verbena.language.direction import TextDirection, direction_of
from verbena.language.tags import maximise_tag, parse_tag
from verbena.model.inline import Emphasis, ForeignPhrase, Inline, Link, TextRun
from verbena.rendering.csl import END, ITALIC, LINK, OWN, format_marked
from verbena.rendering.csl_terms import MORE_TERMS

_SOURCE = "en"


def find_work(csl: dict[str, Any]) -> str | None:
    """The address at which the work of a CSL-JSON 1.0 item is found: that of its DOI, else its own; null without both.

    Of a DOI's characters, those that an address can't hold are percent-encoded (RFC 3986, section 2.1).
    """
    if doi := csl.get("DOI"):
        return f"https://doi.org/{quote(str(doi), safe='/():;,')}"
    url = csl.get("URL")
    return str(url) if url else None


class FormattedCitation(Struct, frozen=True):
    """A whole entry, and the language of its terms and dates."""

    inlines: tuple[Inline, ...]
    lang: str


def format_citation(csl: dict[str, Any], tag: str) -> FormattedCitation:
    """The entry of a CSL-JSON 1.0 item in the style of the American Medical Association (11th edition), unnumbered.

    The language is the first of `tag` and its parents that CSL has terms for, English where there is none. The work's
    own words are foreign phrases where its language is another; a DOI or address is a link. `custom.authorsTruncated`
    says that the item names only the first authors: "et al." then follows in the locale's term.
    """
    # Kept by what decides the entry: all tags that there are no terms for share the English one.
    return _format_entry(msgspec.json.encode(csl, order="deterministic"), *_find_terms(tag))


@lru_cache(maxsize=4096)
def _format_entry(item: bytes, lang: str, csl_locale: str) -> FormattedCitation:
    csl: dict[str, Any] = msgspec.json.decode(item)
    work = parse_tag(str(csl.get("language") or _SOURCE))
    characters = _tidy(_read_marks(format_marked(csl, csl_locale, lang)))
    inlines = _build(characters, csl, None if _say_same(work, lang) else work)
    return FormattedCitation(inlines, lang)


@lru_cache(maxsize=256)
def _find_terms(tag: str) -> tuple[str, str]:
    """The language, and the name of the CSL locale that has its terms."""
    for parent in parents_of(tag):
        if parent in citeproc.LANGUAGE_NAMES:
            return parent, parent
        if parent in citeproc.PRIMARY_DIALECTS:
            return parent, citeproc.PRIMARY_DIALECTS[parent]
        if parent in MORE_TERMS:
            return parent, parent
        for name in sorted(citeproc.LANGUAGE_NAMES):
            if _say_same(name, parent):
                return parent, name
    return _SOURCE, "en-US"


def _say_same(tag: str, other: str) -> bool:
    """Whether two tags are of one language in one script."""
    return maximise_tag(tag).split("-")[:2] == maximise_tag(other).split("-")[:2]


class _Character(Struct, frozen=True):
    text: str
    italic: bool = False
    own: bool = False
    link: bool = False


def _read_marks(marked: str) -> Iterator[_Character]:
    opened = [_Character("")]
    for character in marked:
        match character:
            case str() if character == ITALIC:
                opened.append(replace(opened[-1], italic=True))
            case str() if character == OWN:
                opened.append(replace(opened[-1], own=True))
            case str() if character == LINK:
                opened.append(replace(opened[-1], link=True))
            case str() if character == END:
                opened.pop()
            case _:
                yield replace(opened[-1], text=character)


def _tidy(characters: Iterator[_Character]) -> list[_Character]:
    """Without a full stop after one, a space after one, and a space before a stop or comma."""
    tidy: list[_Character] = []
    for character in characters:
        last = tidy[-1].text if tidy else " "
        if (character.text == " " and last == " ") or (character.text == "." and last in ".?!…؟。"):
            continue
        if character.text in ".,;:" and last == " ":
            tidy.pop()
        tidy.append(character)
    while tidy and tidy[-1].text == " ":
        tidy.pop()
    return tidy


def _build(characters: list[_Character], csl: dict[str, Any], work: str | None) -> tuple[Inline, ...]:
    if work is None:
        characters = [replace(character, own=False) for character in characters]
    else:
        characters = _join_own(characters, direction_of(work) == TextDirection.LTR)
    inlines: list[Inline] = []
    for own, part in groupby(characters, key=lambda character: character.own):
        children = tuple(_build_part(part, csl))
        inlines += (ForeignPhrase(work, children),) if own and work else children
    return tuple(inlines)


def _join_own(characters: list[_Character], with_links: bool) -> list[_Character]:
    """The same with all between two own parts made own where it holds no letter.

    So names, title, year and pages of an English work are one phrase in an Arabic entry, and run from left to right.
    Addresses do so too, and go with a work whose language does.
    """
    owns = [character.own or (with_links and character.link) for character in characters]
    start = None
    for index, character in enumerate(characters):
        if owns[index]:
            if start is not None:
                owns[start:index] = [True] * (index - start)
            start = index + 1
        elif character.text.isalpha():
            start = None
    return [replace(character, own=own) for character, own in zip(characters, owns, strict=True)]


def _build_part(characters: Iterator[_Character], csl: dict[str, Any]) -> Iterator[Inline]:
    for (italic, link), part in groupby(characters, key=lambda character: (character.italic, character.link)):
        inline: Inline = TextRun("".join(character.text for character in part))
        if italic:
            inline = Emphasis((inline,))
        if link:
            inline = Link(find_work(csl) or "", (inline,))
        yield inline

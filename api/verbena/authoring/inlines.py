"""One text as an inline tree, with every check on what may stand in it."""

from __future__ import annotations

import re
from enum import Enum

from markdown_it.token import Token

from verbena.authoring.line_breaks import join_lines
from verbena.authoring.links import check_address, check_link_text
from verbena.authoring.markdown import parse_inline
from verbena.authoring.nodes import Text
from verbena.authoring.problems import ProblemCode, ProblemLog
from verbena.authoring.roles import RoleReader
from verbena.authoring.stray import ShownText
from verbena.language.tags import parse_tag
from verbena.model.blanks import BLANK
from verbena.model.characters import FORBIDDEN, describe_forbidden, has_paired_controls, is_seen, is_visible, tidy_text
from verbena.model.errors import InvalidLocale
from verbena.model.inline import (
    AbbreviationMention,
    ArticleLink,
    CitationMark,
    Emphasis,
    ForeignPhrase,
    Inline,
    Link,
    MarkedValue,
    MedicationMention,
    Strong,
    TextRun,
    walk,
)
from verbena.model.markup import normalise

Inlines = tuple[Inline, ...]


class Allowed(Enum):
    """What a text may hold."""

    ALL = "everything"
    NO_CITATIONS = "everything but citations: reference data has no numbered sources"
    PLAIN = "words, values, medications and abbreviations: an alternative text is read out and has no markup"
    BLANKS = "words and blanks such as {number}"


_DEEPEST = 8
_OPENING = {"strong_open", "em_open", "link_open", "span_open"}
_CLOSING = {"strong_close", "em_close", "link_close", "span_close"}
_LANGUAGE = re.compile(r"""lang=(["']?)([\w-]+)\1""")
_MISPLACED = {
    Allowed.ALL: (),
    Allowed.NO_CITATIONS: (CitationMark,),
    Allowed.PLAIN: (CitationMark, Strong, Emphasis, ForeignPhrase, Link, ArticleLink),
    Allowed.BLANKS: (
        CitationMark,
        Strong,
        Emphasis,
        Link,
        ArticleLink,
        MedicationMention,
        AbbreviationMention,
        MarkedValue,
    ),
}


def read_inlines(text: Text, roles: RoleReader, log: ProblemLog, allowed: Allowed = Allowed.ALL) -> Inlines:
    """The normalised inline tree of a text; problems are logged at their lines.

    Line ends and runs of spaces are one space, but a line end is nothing between words that no space parts; there is
    none before a citation mark: it stands on its word.
    """
    if not text.source.strip():
        log.add(text.line, ProblemCode.EMPTY_TEXT, "there is no text; write one, or delete what stands for it")
        return ()
    reader = _InlineReader(text.line, roles, log, allowed)
    for token in parse_inline(text.source.strip()):
        reader.take(token)
    for line, message in reader.shown.find_stray(roles.vocabulary):
        log.add(line, ProblemCode.STRAY_MARKUP, message)
    inlines = tidy_text(join_lines(normalise(tuple(reader.frames[0]))))
    if not (reader.left_out or any(map(is_seen, walk(inlines)))):
        message = "the text has no words; write some, or delete what stands for it"
        log.add(text.line, ProblemCode.EMPTY_TEXT, message)
    _check_whole(inlines, text.line, log, allowed)
    return inlines


def _check_whole(inlines: Inlines, line: int, log: ProblemLog, allowed: Allowed) -> None:
    values = list(walk(inlines))
    if not has_paired_controls("".join(value.text for value in values if isinstance(value, TextRun))):
        message = "a control of writing direction is opened and not closed (or the reverse); delete it, or use {lang=…}"
        log.add(line, ProblemCode.UNPAIRED_BIDI_CONTROL, message)
    if any(isinstance(value, CitationMark) and len(set(value.keys)) < len(value.keys) for value in values):
        message = "citations that stand side by side name a source twice; name it once"
        log.add(line, ProblemCode.MALFORMED_CITATION, message)
    if found := [value for value in values if isinstance(value, _MISPLACED[allowed])]:
        kinds = ", ".join(sorted({type(value).__name__ for value in found}))
        log.add(line, ProblemCode.MISPLACED_INLINE, f"{kinds} can't stand here; this text holds {allowed.value}")


class _InlineReader:
    """Builds the tree from tokens; each open token has a frame of the values read in it so far."""

    def __init__(self, line: int, roles: RoleReader, log: ProblemLog, allowed: Allowed) -> None:
        self.line = line
        self.roles = roles
        self.log = log
        self.allowed = allowed
        self.frames: list[list[Inline]] = [[]]
        self.opened: list[Token] = []
        self.links = 0  # how many links are open
        self.shown = ShownText()
        self.left_out = False  # whether something is there that a problem says can't be

    def take(self, token: Token) -> None:
        kind = token.type
        self.shown.add(self.show(token), self.line, in_link=self.links > 0)
        if kind in _OPENING:
            self.opened.append(token)
            self.links += kind == "link_open"
            self.frames.append([])
            if len(self.frames) == _DEEPEST:
                message = "emphasis, links and the like are nested too deeply; write them less deep"
                self.log.add(self.line, ProblemCode.NESTED_TOO_DEEPLY, message)
        elif kind in _CLOSING:
            children, opened = tuple(self.frames.pop()), self.opened.pop()
            self.links -= kind == "link_close"
            if len(self.frames) < _DEEPEST:
                self.frames[-1].extend(self.build(opened, children))
        else:
            leaf = self.take_leaf(token)
            self.left_out = self.left_out or not leaf
            self.frames[-1].extend(leaf)
        self.line += token.meta.get("lines", 0)

    def show(self, token: Token) -> str:
        match token.type:
            case "text":
                return (
                    BLANK.sub(ShownText.UNDERSTOOD, token.content) if self.allowed is Allowed.BLANKS else token.content
                )
            case "softbreak" | "hardbreak":
                return "\n"
            case _:
                return ShownText.UNDERSTOOD

    def take_leaf(self, token: Token) -> Inlines:
        match token.type:
            case "text":
                return (TextRun(token.content),)
            case "text_special":
                if found := FORBIDDEN.search(token.content):
                    self.log.add(self.line, ProblemCode.FORBIDDEN_CHARACTER, describe_forbidden(found[0]))
                return (TextRun(token.content),)
            case "softbreak":
                self.line += 1
                return (TextRun("\n"),)
            case "hardbreak":
                message = (
                    "a break in a paragraph (two spaces or \\ at a line's end); delete it, or begin a new paragraph"
                )
                self.log.add(self.line, ProblemCode.HARD_BREAK, message)
                self.line += 1
                return (TextRun(" "),)
            case "myst_role":
                self.check_nesting(f"{{{token.meta['name']}}}")
                return self.roles.read_role(token.meta["name"], token.content, self.line, self.log)
            case "citation":
                self.check_nesting("a citation")
                return self.roles.read_citation(token.content, self.line, self.log)
            case "image":
                message = "an image in a text; use the directive {figure}, which has a place for its alternative text"
                self.log.add(self.line, ProblemCode.IMAGE_SYNTAX, message)
            case "html_inline":
                message = f"HTML is not understood here: {token.content}; delete it, or write \\< for the sign itself"
                self.log.add(self.line, ProblemCode.RAW_HTML, message)
            case kind:
                name = "computer code (`…`)" if kind == "code_inline" else kind
                message = f"{name} can't stand in a text; delete the marks around it"
                self.log.add(self.line, ProblemCode.UNSUPPORTED_NODE, message)
        return ()

    def build(self, opened: Token, children: Inlines) -> Inlines:
        match opened.type:
            case "strong_open":
                return (Strong(children),)
            case "em_open":
                return (Emphasis(children),)
            case "span_open":
                return self.build_span(opened, children)
            case _:
                return self.build_link(opened, children)

    def build_span(self, opened: Token, children: Inlines) -> Inlines:
        found = _LANGUAGE.fullmatch(opened.content)
        if found is None:
            message = "[…]{…} marks a part in another language and holds lang alone, such as {lang=es}"
            self.log.add(self.line, ProblemCode.MALFORMED_SPAN, message)
            return children
        if not any(isinstance(value, TextRun) and is_visible(value.text) for value in walk(children)):
            self.log.add(self.line, ProblemCode.EMPTY_TEXT, "the part in another language has no words; delete it")
        try:
            return (ForeignPhrase(parse_tag(found[2]), children),)
        except InvalidLocale as error:
            self.log.add(self.line, ProblemCode.MALFORMED_LANGUAGE, str(error))
            return children

    def build_link(self, opened: Token, children: Inlines) -> Inlines:
        self.check_nesting("a link")
        href = str(opened.attrs.get("href", ""))
        if wrong := check_address(href):
            self.log.add(self.line, ProblemCode.UNSAFE_LINK, wrong)
        if "title" in opened.attrs:
            message = "a link has no title; say what it leads to in its text"
            self.log.add(self.line, ProblemCode.UNSUPPORTED_NODE, message)
        if problem := check_link_text(children, self.roles.language):
            self.log.add(self.line, *problem)
        return (Link(href, children),)

    def check_nesting(self, what: str) -> None:
        if self.links:
            message = f"{what} stands inside a link; only emphasis and parts in another language can"
            self.log.add(self.line, ProblemCode.NESTED_INLINE, message)

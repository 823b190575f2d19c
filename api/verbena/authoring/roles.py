"""Roles and citations: the parts of a text that name something else."""

from __future__ import annotations

import re

from markdown_it.common.utils import unescapeAll

from verbena.authoring.links import check_link_text
from verbena.authoring.problems import ProblemCode, ProblemLog
from verbena.authoring.vocabulary import Vocabulary
from verbena.model.characters import FORBIDDEN, describe_forbidden
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.inline import (
    AbbreviationMention,
    ArticleLink,
    CitationMark,
    Inline,
    MarkedValue,
    MedicationMention,
    TextRun,
)
from verbena.model.marked_value import ValueKind, check_value

ROLES = {
    "med": SubjectKind.MEDICATION,
    "abbr": SubjectKind.ABBREVIATION,
    "article": SubjectKind.ARTICLE,
}

_VALUES = {kind.value: kind for kind in ValueKind}

_WITH_TEXT = re.compile(r"(.*?)\s*<([^<>]*)>\s*", re.DOTALL)
_KEY = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


class RoleReader:
    """Reads what names another subject, and keeps the names: `mentioned` holds each once, in reading order.

    Articles that are linked to are not among them: an article can be read without those it leads to.
    """

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        self.vocabulary = vocabulary
        self.language = language
        self.mentioned: dict[SubjectName, None] = {}

    def read_role(self, name: str, content: str, line: int, log: ProblemLog) -> tuple[Inline, ...]:
        """The inline that {name}`content` stands for; what is unknown or malformed is logged and left out."""
        if name in _VALUES:
            return _read_value(_VALUES[name], content.strip(), line, log)
        if name not in ROLES:
            known = ", ".join(f"{{{role}}}" for role in (*ROLES, *_VALUES))
            log.add(line, ProblemCode.UNKNOWN_ROLE, f"there is no role {{{name}}}; there are {known}, and [@key]")
            return ()
        found = _WITH_TEXT.fullmatch(content)
        text, key = (found[1].strip(), found[2].strip()) if found else ("", content.strip())
        if not _KEY.fullmatch(key) or re.search(r"[*_\[\]{}<>\\]", text) or (found and not text):
            forms = f"{{{name}}}`key`, or {{{name}}}`words <key>` without markup"
            message = f"{{{name}}}`{' '.join(content.split())}` is not understood; write {forms}"
            log.add(line, ProblemCode.MALFORMED_ROLE, message)
            return ()
        text = unescapeAll(text)  # there is no backslash in it: entities alone
        if forbidden := FORBIDDEN.search(text):
            log.add(line, ProblemCode.FORBIDDEN_CHARACTER, describe_forbidden(forbidden[0]))
        kind = ROLES[name]
        subject = self.vocabulary.check(kind, key, line, log)
        children = (TextRun(text),) if text else ()
        if kind is SubjectKind.ARTICLE:
            if problem := check_link_text(children, self.language):
                log.add(line, *problem)
            return (ArticleLink(key, children),)
        self.mentioned.setdefault(subject)
        return (
            MedicationMention(key, children) if kind is SubjectKind.MEDICATION else AbbreviationMention(key, children),
        )

    def read_citation(self, content: str, line: int, log: ProblemLog) -> tuple[Inline, ...]:
        """The mark that `[@key; @key]` stands for, from what is between the brackets."""
        keys: list[str] = []
        for part in content.split(";"):
            key = part.strip().removeprefix("@")
            if not part.strip().startswith("@") or not _KEY.fullmatch(key) or key in keys:
                message = f"[{content}] is not understood; write [@key] or [@key; @key], each key once and nothing else"
                log.add(line, ProblemCode.MALFORMED_CITATION, message)
                continue
            self.mentioned.setdefault(self.vocabulary.check(SubjectKind.CITATION, key, line, log))
            keys.append(key)
        return (CitationMark(tuple(keys)),) if keys else ()


def _read_value(kind: ValueKind, value: str, line: int, log: ProblemLog) -> tuple[Inline, ...]:
    if wrong := check_value(kind, value):
        log.add(line, ProblemCode.MALFORMED_ROLE, f"{{{kind}}}: {wrong}")
        return ()
    return (MarkedValue(kind, value),)

"""Sources from CSL-JSON."""

from __future__ import annotations

from verbena.authoring.located import Located
from verbena.authoring.problems import ProblemCode, ProblemLog
from verbena.authoring.reference_data import REFERENCE_LOCALE
from verbena.authoring.revisions import make_revision
from verbena.language.tags import parse_tag
from verbena.model.edition import Revision, SubjectKind, SubjectName
from verbena.model.errors import InvalidLocale
from verbena.model.reference import Citation


def find_citation_keys(located: Located, log: ProblemLog) -> frozenset[str]:
    """The ids of all items that have one; an id that was there before is logged, and so is a malformed language."""
    lines: dict[str, int] = {}
    for at, item in enumerate(located.value):
        if not isinstance(item, dict):
            continue
        key, language = item.get("id"), item.get("language")
        if isinstance(key, str):
            line = located.line_of(at, "id")
            if key in lines:
                message = f"the id {key!r} stands in line {lines[key]} already; give this source another, or delete it"
                log.add(line, ProblemCode.DUPLICATE_KEY, message)
            lines.setdefault(key, line)
        if isinstance(language, str):
            try:
                parse_tag(language)
            except InvalidLocale as error:
                log.add(located.line_of(at, "language"), ProblemCode.MALFORMED_LANGUAGE, str(error))
    return frozenset(lines)


def read_citations(located: Located) -> list[Revision]:
    """The revision of each item of a file that passed its checks; a source has no units."""
    return [
        make_revision(
            SubjectName(SubjectKind.CITATION, item["id"]), REFERENCE_LOCALE, Citation(item["id"], item), {}, ()
        )
        for item in located.value
    ]

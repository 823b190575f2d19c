"""Which subjects a text names, and by which tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.inline import AbbreviationMention, ArticleLink, CitationMark, Inline, MedicationMention, walk


def find_mentions(inlines: Iterable[Inline]) -> Iterator[tuple[str, SubjectName]]:
    """Each subject that is named at any depth, in reading order, with the tag that stands for it in markup."""
    for inline in walk(tuple(inlines)):
        match inline:
            case CitationMark(keys=keys):
                yield from ((f"c.{key}", SubjectName(SubjectKind.CITATION, key)) for key in keys)
            case MedicationMention(key=key):
                yield f"m.{key}", SubjectName(SubjectKind.MEDICATION, key)
            case AbbreviationMention(key=key):
                yield f"abbr.{key}", SubjectName(SubjectKind.ABBREVIATION, key)
            case ArticleLink(key=key):
                yield f"article.{key}", SubjectName(SubjectKind.ARTICLE, key)

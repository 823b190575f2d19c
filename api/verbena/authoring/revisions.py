"""A source as one immutable revision, named by the hash of its content."""

from __future__ import annotations

from collections.abc import Iterable

from verbena.model.article import Article
from verbena.model.edition import Revision, SourceUnit, Structure, SubjectName
from verbena.model.revision_hash import hash_revision


def make_revision(  # noqa: PLR0913 - a revision is made of all these
    name: SubjectName,
    locale: str,
    structure: Structure,
    units: dict[str, SourceUnit],
    references: Iterable[SubjectName],
    *,
    safety: Iterable[str] = (),
    minor: Iterable[str] = (),
) -> Revision:
    """The revision of a subject with this content; its references are sorted, each once."""
    named = tuple(sorted(set(references) - {name}))
    slug = structure.slug if isinstance(structure, Article) else None
    marks = tuple(safety), tuple(minor)
    digest = hash_revision(name, locale, structure, units, named, *marks)
    return Revision(name, locale, slug, digest, structure, units, named, *marks)

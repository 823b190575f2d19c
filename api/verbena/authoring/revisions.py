"""A source as one immutable revision, named by the hash of its content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from verbena.model.article import Article
from verbena.model.edition import Revision, SourceUnit, Structure, SubjectName


def make_revision(  # noqa: PLR0913 - a revision is made of all these
    name: SubjectName,
    locale: str,
    structure: Structure,
    units: dict[str, SourceUnit],
    references: Iterable[SubjectName],
    *,
    safety: Iterable[str] = (),
) -> Revision:
    """The revision of a subject with this content; its references are sorted, each once.

    Its hash is the SHA-256, in hexadecimal, of a JSON array of the name, the locale, the slug, the structure, the units
    in their order, the references and, where there is any, what is marked for safety, with the members of objects
    sorted: equal content has equal hashes in every run.
    """
    named = tuple(sorted(set(references) - {name}))
    slug = structure.slug if isinstance(structure, Article) else None
    marked = tuple(safety)
    content = (name, locale, slug, structure, list(units.items()), named, *([marked] if marked else []))
    digest = hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()
    return Revision(name, locale, slug, digest, structure, units, named, marked)

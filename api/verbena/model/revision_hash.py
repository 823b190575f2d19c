"""The identity of a revision: a hash of its content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import msgspec

from verbena.model.article import Article
from verbena.model.edition import SourceUnit, Structure, SubjectName


def hash_revision(  # noqa: PLR0913, PLR0917 - a revision is made of all these
    name: SubjectName,
    locale: str,
    structure: Structure,
    units: Mapping[str, SourceUnit],
    references: Sequence[SubjectName],
    safety: Sequence[str],
    minor: Sequence[str] = (),
) -> str:
    """The SHA-256, in hexadecimal, of a JSON array of what a revision says.

    These are the name, the locale, the slug, the structure, the units in their order, the references and, where there
    is any, what is marked for safety and as minor, with the members of objects sorted: equal content has equal hashes
    in every run.
    """
    slug = structure.slug if isinstance(structure, Article) else None
    marked = [tuple(safety), tuple(minor)] if minor else [tuple(safety)] if safety else []
    content = (name, locale, slug, structure, list(units.items()), tuple(references), *marked)
    return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()

"""Domains: which subjects share a catalog, and how a catalog says which they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from verbena.language.tags import folder_of
from verbena.model.edition import INTERFACE as INTERFACE_NAME
from verbena.model.edition import Revision, SubjectKind
from verbena.translating.sources import Sources

INTERFACE = "interface"
REFERENCE = "reference"
SHARED_DOMAINS = frozenset({INTERFACE, REFERENCE})
"""No article has one of these as its slug: `schema/article.schema.json` refuses it."""


class Domain(Struct, frozen=True):
    """What one catalog holds the texts of: one article, all reference data, or the interface's words."""

    name: str
    revisions: tuple[Revision, ...]

    @property
    def article(self) -> Revision | None:
        """The article, where it is one."""
        return next((one for one in self.revisions if one.name.kind is SubjectKind.ARTICLE), None)

    @property
    def units(self) -> int:
        """How many texts it has."""
        return sum(len(revision.units) for revision in self.revisions)

    def is_written_in(self, locale: str) -> bool:
        """Whether its sources are in that locale, so that it has no catalog there."""
        return any(revision.locale == locale for revision in self.revisions)

    def identify(self) -> dict[str, str]:
        """The fields of a catalog's header by which it is known, whatever its file is called."""
        article = {ARTICLE_FIELD: self.article.name.key} if self.article else {}
        return {**article, DOMAIN_FIELD: self.name, SOURCE_FIELD: folder_of(self.revisions[0].locale)}


DOMAIN_FIELD = "X-Domain"
ARTICLE_FIELD = "X-Article-Key"
SOURCE_FIELD = "X-Source-Language"
# A line of the header is a string of its own, or several are in one; a long value goes on in the next string.
_ARTICLE_KEY = re.compile(rb'(?:"|\\n)%b:[ \t]*(?:"\s*")?([a-z0-9.-]+)' % ARTICLE_FIELD.encode())


def read_article_key(data: bytes) -> str | None:
    """The key of the article that a PO file is of, as its header says; found without reading the file's entries."""
    match = _ARTICLE_KEY.search(data)
    return match[1].decode() if match else None


def domain_of(revision: Revision) -> str:
    """The domain of a subject: an article's is its slug; the interface's words and the reference data have one each."""
    match revision.name.kind:
        case SubjectKind.ARTICLE:
            return revision.slug or revision.name.key
        case SubjectKind.INTERFACE:
            return INTERFACE
        case _:
            return REFERENCE


def read_domain(sources: Sources, name: str) -> Domain:
    """A domain's subjects that have units, sorted by name; none where there is no such domain."""
    revisions: Iterable[Revision | None]
    if name == INTERFACE:
        revisions = (sources.read_draft(INTERFACE_NAME),)
    elif name == REFERENCE:
        others = (SubjectKind.ARTICLE, SubjectKind.INTERFACE)
        revisions = (sources.read_draft(one) for one in sources.draft_names() if one.kind not in others)
    else:
        revisions = (sources.find_draft(name),)
    return Domain(name, tuple(revision for revision in revisions if revision and revision.units))


def read_domains(revisions: Iterable[Revision]) -> tuple[Domain, ...]:
    """Every domain that these subjects make up, sorted by name."""
    gathered: dict[str, list[Revision]] = {}
    for revision in revisions:
        if revision.units:
            gathered.setdefault(domain_of(revision), []).append(revision)
    return tuple(Domain(name, tuple(gathered[name])) for name in sorted(gathered))

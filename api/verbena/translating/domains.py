"""Domains: which subjects share a catalog."""

from __future__ import annotations

from collections.abc import Iterable

from verbena.model.edition import Revision, SubjectKind
from verbena.store.contract import Drafts

INTERFACE = "interface"
REFERENCE = "reference"
SHARED_DOMAINS = frozenset({INTERFACE, REFERENCE})
"""No article has one of these as its slug: `schema/article.schema.json` refuses it."""


def domain_of(revision: Revision) -> str:
    """The domain of a subject: an article's is its slug; the interface's words and the reference data have one each."""
    match revision.name.kind:
        case SubjectKind.ARTICLE:
            return revision.slug or revision.name.key
        case SubjectKind.INTERFACE:
            return INTERFACE
        case _:
            return REFERENCE


def read_domain(drafts: Drafts, domain: str) -> tuple[Revision, ...]:
    """The drafts of a domain's subjects that have units, sorted by name; none where there is no such domain."""
    revisions: Iterable[Revision | None]
    if domain in SHARED_DOMAINS:
        names = (name for name in drafts.draft_names() if name.kind is not SubjectKind.ARTICLE)
        revisions = (drafts.read_draft(name) for name in names)
    else:
        revisions = (drafts.find_draft(domain),)
    return tuple(revision for revision in revisions if revision and revision.units and domain_of(revision) == domain)

"""Domains: which subjects share a catalog."""

from __future__ import annotations

from verbena.model.edition import Revision, SubjectKind
from verbena.store.contract import Drafts

INTERFACE = "interface"
REFERENCE = "reference"


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
    revisions = (drafts.read_draft(name) for name in drafts.draft_names() if _may_be_in(name.kind, domain))
    return tuple(revision for revision in revisions if revision and revision.units and domain_of(revision) == domain)


def _may_be_in(kind: SubjectKind, domain: str) -> bool:
    match kind:
        case SubjectKind.ARTICLE:
            return domain not in (INTERFACE, REFERENCE)
        case SubjectKind.INTERFACE:
            return domain == INTERFACE
        case _:
            return domain == REFERENCE

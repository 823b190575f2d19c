"""What happened to what is published: changes, who made them and why, and which sections they touched."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from verbena.model.edition import SubjectName


class ChangeKind(StrEnum):
    """What a change does to a subject in a locale."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    REDIRECTED = "redirected"


class Signature(Struct, frozen=True):
    """Who does something, by a name that others know, and why; null where nobody said."""

    by: str | None = None
    why: str | None = None


UNSIGNED = Signature()


class SectionChanges(Struct, frozen=True):
    """The keys of sections that a change added, changed and removed for readers of its locale, in reading order.

    A section is taken without its subsections. `elsewhere` says that something outside of sections changed: the title,
    the FAQs, the order of sections ….
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    elsewhere: bool = False


class Change(Struct, frozen=True):
    """One entry of the feed: from its number on, a locale of a subject shows what it says.

    `number` and `hash` are those of the edition shown, null where nothing is shown any more; `is_source` tells whether
    that is the source's. `slug` is the one that the article is found by now, null for reference data and for what is
    no longer found. A redirection leads from `old_slug` to the article `target`, which may be the same one under its
    new slug. `sections` is null for reference data, and for changes made before this was noted down.
    """

    sequence: int
    kind: ChangeKind
    name: SubjectName
    locale: str
    at: datetime
    number: int | None
    hash: str | None
    revision: str | None
    is_source: bool
    slug: str | None
    signature: Signature = UNSIGNED
    old_slug: str | None = None
    target: SubjectName | None = None
    target_slug: str | None = None
    sections: SectionChanges | None = None

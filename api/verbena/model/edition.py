"""What is loaded and what is published: revisions, editions, and the snapshot that reading starts from."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from verbena.model.article import Article
from verbena.model.inline import Inline
from verbena.model.reference import Reference
from verbena.model.translation import Translation

Structure = Article | Reference


class SubjectKind(StrEnum):
    """What can be loaded, translated and published by itself."""

    ARTICLE = "article"
    MEDICATION = "medication"
    CITATION = "citation"
    ABBREVIATION = "abbreviation"
    CONTRIBUTOR = "contributor"
    TOPIC = "topic"
    TERM = "term"
    INTERFACE = "interface"


class SubjectName(Struct, frozen=True, order=True):
    """A subject by kind and key."""

    kind: SubjectKind
    key: str


INTERFACE = SubjectName(SubjectKind.INTERFACE, "interface")
"""The one subject that holds the interface's words."""


class SourceUnit(Struct, frozen=True):
    """One translatable text in its source locale; `hash` is that of its tagged string (`verbena.model.markup`).

    `limit` is how many characters a translation may have where the place it stands in has room for no more.
    """

    inlines: tuple[Inline, ...]
    hash: str
    limit: int | None = None


class Revision(Struct, frozen=True):
    """One immutable version of a source: its structure, its units by path, and the subjects that it names.

    `hash` is a content hash over all of these. `references` are direct: an article names a medication, the medication
    its drug class. `safety` has the paths of the units whose change the author marked as one of safety: translations of
    what they said before are not served any more. EVERYTHING among them means the whole subject. `minor` likewise has
    those whose change he marked as one of punctuation or emphasis alone: translations of what they said before go on.
    """

    name: SubjectName
    locale: str
    slug: str | None
    hash: str
    structure: Structure
    units: dict[str, SourceUnit]
    references: tuple[SubjectName, ...] = ()
    safety: tuple[str, ...] = ()
    minor: tuple[str, ...] = ()

    def is_minor(self, path: str) -> bool:
        """Whether the change of a unit is marked as minor; a mark for safety goes before."""
        marked = self.minor and not {path, EVERYTHING}.isdisjoint(self.minor)
        return bool(marked) and {path, EVERYTHING}.isdisjoint(self.safety)


EVERYTHING = "*"
"""Among the paths of `Revision.safety` and `SourceEdition.accepted`: the subject as a whole."""


class SourceEdition(Struct, frozen=True):
    """A published revision.

    `accepted` has, for each unit whose text was ever changed for the sake of safety, the hashes of the texts that it
    had since: no translation of another is served. Under EVERYTHING it has the revision before which no state is.
    In a preview it is one that may not be published: with the number 0, and the time at which it was loaded.
    """

    locale: str
    number: int
    revision: str
    published_at: datetime
    structure: Structure
    units: dict[str, SourceUnit]
    accepted: dict[str, tuple[str, ...]] = {}


class TranslatedEdition(Struct, frozen=True):
    """What is published of a subject in one locale; may lack units of the source and hold some that it lost.

    In a preview it is what would be published, with the number 0 and the time of the newest translation.
    """

    locale: str
    number: int
    revision: str
    published_at: datetime
    units: dict[str, Translation]


class Alternate(Struct, frozen=True):
    """A locale in which a subject is published, and the share of its units translated and not outdated (0 to 1)."""

    locale: str
    completeness: float


class Snapshot(Struct, frozen=True):
    """One subject as published at one moment, with the subjects it names: all that reading needs, from one query.

    `translations` holds the editions in the tags that were asked for, in no order. `sequence` is the number of the
    newest change among all that went in: it changes exactly when anything here does (of a locale that was not asked
    for, only how complete it is), and names the state to come back to.
    `references` holds what the subject names, directly or not; it is empty in the snapshots inside it. `size` is how
    many bytes its own texts and structures were read from, uncompressed, those of references not among them.
    """

    name: SubjectName
    slug: str | None
    source: SourceEdition
    translations: tuple[TranslatedEdition, ...]
    alternates: tuple[Alternate, ...]
    published_at: datetime | None
    updated_at: datetime
    sequence: int
    references: dict[SubjectName, Snapshot] = {}
    drafts: str | None = None
    size: int = 0

"""What goes into a store and comes out of it; all values are frozen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum, StrEnum

from msgspec import Struct

from verbena.model.change import Change
from verbena.model.edition import Revision, SourceUnit, SubjectName
from verbena.model.translation import Translation


class ArticleOrder(StrEnum):
    """How a list of articles is sorted; equal articles are in the order of their keys."""

    TITLE = "TITLE"
    UPDATED_NEWEST = "UPDATED_NEWEST"
    PUBLISHED_NEWEST = "PUBLISHED_NEWEST"


class ArticleFilter(Struct, frozen=True):
    """Which articles a list holds; each condition that is not null must be met. Instants have an offset."""

    topic: str | None = None
    medication: str | None = None
    published_in: str | None = None
    updated_since: datetime | None = None


class ListQuery(Struct, frozen=True):
    """Which page of which articles, sorted how: at most `first` of those that come after the cursor `after`."""

    condition: ArticleFilter
    order: ArticleOrder
    first: int
    after: str | None


class ListedSubject(Struct, frozen=True):
    """One entry of a list: a subject, and the cursor from which the list goes on after it."""

    name: SubjectName
    cursor: str


class ListPage(Struct, frozen=True):
    """A page of a list in its order; `total_count` counts the whole list."""

    subjects: tuple[ListedSubject, ...]
    has_next_page: bool
    has_previous_page: bool
    total_count: int


class ChangesPage(Struct, frozen=True):
    """Some entries of the feed, in order; `position` is the number to go on from, at which nothing is missed."""

    changes: tuple[Change, ...]
    has_next_page: bool
    position: int


class NewEdition(Struct, frozen=True):
    """What to publish of one subject in one locale.

    `translations` is null for the source locale, whose texts are the revision's; where there are none, the locale is
    withdrawn. `title` sorts an article in lists: the plain text of its title, null where this locale has none.
    """

    name: SubjectName
    locale: str
    revision: str
    translations: Mapping[str, Translation] | None
    title: str | None


class EditionText(Struct, frozen=True):
    """What an edition says: the source's units by path, or a locale's translations; the other is null."""

    revision: str
    units: Mapping[str, SourceUnit] | None
    translations: Mapping[str, Translation] | None


class Holds(Enum):
    """What publishing makes of locales that somebody withdrew, redirected or rolled back."""

    RESPECT = "leave them as they are"
    LIFT = "publish them, and hold them no longer"
    SET = "publish them, and hold them as they are then"


class PublishOutcome(Struct, frozen=True):
    """What came of publishing: those that `made` an edition, and those left out because they are `held`.

    Of subjects that are `stale` none was published: they were loaded anew since they were prepared, or have no draft
    any more.
    """

    made: tuple[NewEdition, ...]
    held: tuple[NewEdition, ...] = ()
    stale: frozenset[SubjectName] = frozenset()


class LoadedFile(Struct, frozen=True):
    """A file that was read: a digest of its bytes and of the program, and what came of it, as the reader wrote it."""

    digest: str
    outcome: bytes


class PreparedFrom(Struct, frozen=True):
    """What editions were prepared from: a digest of all that was loaded of each subject, as `digest_drafts` gives it.

    `settled_by` names the program that prepared them, where they are all that there is of these subjects: they are
    settled then (see `Publications.settled`).
    """

    drafts: Mapping[SubjectName, str]
    settled_by: str | None = None


class Settled(Struct, frozen=True):
    """A subject of which all that was loaded is published, by digests of that and the program, in so many locales."""

    digest: str
    program: str
    locales: int


class Draft(Struct, frozen=True):
    """What is loaded of a subject: its newest revision with when that came, and translations by locale and path.

    `accepted` is what `SourceEdition.accepted` would say, were the revision published now.
    """

    revision: Revision
    loaded_at: datetime
    translations: Mapping[str, Mapping[str, Translation]]
    accepted: dict[str, tuple[str, ...]]

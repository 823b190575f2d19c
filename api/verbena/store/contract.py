"""What every store does, whatever database stands behind it. Each method is one transaction; all values are frozen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from enum import Enum, StrEnum
from typing import Protocol

from msgspec import Struct

from verbena.model.asset import Asset
from verbena.model.change import UNSIGNED, Change, Signature
from verbena.model.edition import Revision, Snapshot, SourceUnit, SubjectKind, SubjectName
from verbena.model.token import Token
from verbena.model.translation import Translation
from verbena.store.pins import Pins
from verbena.store.plans import Plans


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


class Drafts(Protocol):
    """What is loaded and not yet published."""

    def save_revisions(self, revisions: Iterable[Revision]) -> tuple[SubjectName, ...]:
        """Make these the drafts of their subjects; gives those that changed."""

    def save_translations(
        self, locale: str, translations: Mapping[SubjectName, Mapping[str, Translation]]
    ) -> tuple[SubjectName, ...]:
        """Make these, by unit path, all that there is of each subject in the locale; gives those that changed.

        A translation that differs in its time alone stays as it is, with the time that it had.
        """

    def digest_translations(self, names: Iterable[SubjectName]) -> dict[tuple[SubjectName, str], str]:
        """A digest of what the translations of each of these say in each locale that has any."""

    def drop_translations(self, locale: str) -> tuple[SubjectName, ...]:
        """Forget every translation in a locale; gives the subjects that had some, sorted."""

    def translated(self) -> tuple[tuple[str, SubjectName], ...]:
        """Each locale with each subject that has a draft and a translation in it, sorted."""

    def keep_revisions(self, revisions: Iterable[Revision]) -> None:
        """Keep these, so that `choose_drafts` may make them drafts; one that is there already stays as it is."""

    def choose_drafts(self, hashes: Mapping[SubjectName, str]) -> tuple[SubjectName, ...]:
        """Make these revisions all the drafts there are; gives the subjects whose draft is another than before.

        Each was kept before. Translations of subjects that have no draft any more stay for the day that they have one.
        """

    def draft_hashes(self) -> dict[SubjectName, str]:
        """The hash of each subject's draft."""

    def digest_drafts(self, names: Collection[SubjectName] | None = None) -> dict[SubjectName, str]:
        """A digest of all that is loaded of each of these subjects, or of all, that has a draft: translations too."""

    def read_files(self, paths: Sequence[str]) -> dict[str, LoadedFile]:
        """What was noted of these files; of others there is nothing."""

    def note_files(self, files: Mapping[str, LoadedFile]) -> None:
        """Note what came of these files, in place of what was noted before."""

    def forget_files(self, folder: str, there: Collection[str]) -> None:
        """Forget the files whose paths begin with `folder`, all but those that are there."""

    def save_assets(self, assets: Iterable[Asset]) -> None:
        """Keep files that drafts show; one that is there already stays as it is.

        Readers get one (`Reader.read_asset`) once an edition that shows it is published, and from then on for good.
        """

    def read_draft_asset(self, digest: str) -> Asset | None:
        """A file by its digest, whether anything that shows it is published or not."""

    def drop_drafts(self, names: Iterable[SubjectName]) -> None:
        """Let these subjects have no draft any more; their translations stay for the day that they have one again."""

    def draft_names(self, kind: SubjectKind | None = None) -> tuple[SubjectName, ...]:
        """Every subject that has a draft, sorted."""

    def read_draft(self, name: SubjectName) -> Revision | None:
        """The newest revision loaded of a subject."""

    def read_drafts(
        self, names: Sequence[SubjectName], locales: Collection[str] | None = None
    ) -> dict[SubjectName, Draft]:
        """The drafts of these subjects with their translations in `locales`, or in all; those without one left out.

        They are of one moment, and read by a few statements however many there are.
        """

    def find_draft(self, slug: str) -> Revision | None:
        """The draft of the article that has this slug there; of several, the one whose revision came last."""

    def read_translations(self, name: SubjectName, locale: str | None = None) -> dict[str, dict[str, Translation]]:
        """All translations of a subject, or those in a locale, by locale and unit path, INITIAL ones among them."""


class Publications(Protocol):
    """What is published, for those who publish it."""

    def publish(
        self,
        editions: Sequence[NewEdition],
        at: datetime,
        signature: Signature = UNSIGNED,
        holds: Holds = Holds.RESPECT,
        prepared: PreparedFrom | None = None,
    ) -> tuple[NewEdition, ...]:
        """Publish all of these or none; gives those that made an edition (content that has not changed makes none).

        Of a subject that was loaded anew since its editions were `prepared`, none is published: who loaded it, or who
        prepares it again, publishes what is newer.

        A source goes before its translations, in whatever order they stand here. Where a source is now written in
        another locale than before, its edition in the old one is withdrawn. How complete each published locale is
        (`Alternate.completeness`, `Reader.last_complete`) follows from what is published, of itself.

        Raises:
            ContentInvalid: where an edition can't be: of a revision that is not stored, in the locale of another
                source, of a translation without a published source, or with a slug that another article has.
            ValueError: where `at` has no offset from UTC.
        """

    def withdraw(
        self, name: SubjectName, locales: Sequence[str] | None, at: datetime, signature: Signature = UNSIGNED
    ) -> tuple[str, ...]:
        """Withdraw these locales of a subject or all, and hold them; gives those that were published, sorted.

        With the source locale all go: no translation stands without its source.
        """

    def redirect(
        self, name: SubjectName, target: SubjectName, at: datetime, signature: Signature = UNSIGNED
    ) -> tuple[str, ...]:
        """Withdraw an article and let its slugs lead to another; gives the locales that were published, sorted.

        Raises:
            ContentInvalid: where the target is not published, or is the article itself.
        """

    def settled(self) -> dict[SubjectName, Settled]:
        """The subjects that were settled by publishing, have no hold, and in which nothing has changed since."""

    def held(self) -> dict[SubjectName, frozenset[str]]:
        """The locales that somebody withdrew, redirected or rolled back, by subject."""

    def read_edition(self, name: SubjectName, locale: str, number: int) -> EditionText | None:
        """What the edition of that number says; null where there is none, or its text was let go."""

    def published_slugs(self) -> dict[str, SubjectName]:
        """The slug of each published article, with the article; where old slugs lead is not among them."""

    def published_hashes(self, name: SubjectName) -> dict[str, str]:
        """The revision's hash of the current edition of a subject in each locale it is published in."""


class Reader(Protocol):
    """What is published, for those who read it."""

    def read_snapshots(
        self, names: Sequence[SubjectName], tags: Sequence[str], at: int | None = None
    ) -> dict[SubjectName, Snapshot]:
        """The published state of each subject, those never published left out, by one query however many there are.

        Each snapshot's translations are those in `tags`, sorted. `at` is a change's number to come back to: all is
        then as it was, references too, but for an article's slug.

        Raises:
            EditionGone: where the text of an edition was let go since.
        """

    def read_article(self, slug: str, tags: Sequence[str], at: int | None = None) -> Snapshot | None:
        """The published state of the article that has this slug, as `read_snapshots` gives it, by one query.

        A slug that it had once finds it too, and one that was redirected to it.
        """

    def last_complete(self, name: SubjectName, tags: Sequence[str], at: int | None = None) -> int | None:
        """The newest change of the subject, up to `at`, at which it was complete in one of `tags`.

        A subject is complete in a locale where each of the source's units had, in that locale or in one that serves it
        (`verbena.language.chains.serves`), a published translation that was not outdated, and in its source's always.
        What any of `tags` had before it was withdrawn is not shown again: no change before that counts.
        """

    def list_articles(
        self,
        tags: Sequence[str],
        source_ends: bool,
        query: ListQuery,
    ) -> ListPage:
        """A page of the published articles.

        `tags` are those whose titles sort the list, best first; with `source_ends`, an article published in none of
        them is listed by its source title; without it, the list has those that were complete in one of them once.

        Raises:
            InvalidCursor: where the query's `after` is no cursor of a list in its order.
        """

    def list_subjects(self, kind: SubjectKind, first: int, after: str | None) -> ListPage:
        """A page of the published subjects of a kind, in the order of their keys.

        Raises:
            InvalidCursor: where `after` is no cursor of such a list.
        """

    def published_locales(self, at: int | None = None) -> tuple[str, ...]:
        """Every locale in which some article is published, or was at a change, sorted."""

    def read_changes(self, after: int, first: int, locales: Sequence[str] | None = None) -> ChangesPage:
        """The first changes after that number, at most `first`: of all subjects, in these locales or in any."""

    def read_history(self, name: SubjectName, locale: str | None, first: int, before: int | None = None) -> ChangesPage:
        """The newest changes of a subject before that number, newest first: in this locale or in any."""

    def read_asset(self, digest: str) -> Asset | None:
        """A file by its digest; null where no edition that was ever published shows it."""

    def position(self) -> int:
        """The number of the newest change, 0 before the first; cheap enough to ask on each request."""


class Tokens(Protocol):
    """Who may do what beyond reading what is published."""

    def save_token(self, new: Token) -> None:
        """Keep a new token."""

    def read_token(self, token_id: str) -> Token | None:
        """The token with that id, whatever became of it."""

    def list_tokens(self) -> tuple[Token, ...]:
        """Every token, those that hold no longer among them, oldest first."""

    def revoke_token(self, token_id: str, at: datetime) -> Token | None:
        """Let a token hold no longer; gives it as it is then, null where there is none with that id.

        One that was revoked already keeps the time of that.
        """


class Notices(Protocol):
    """An ear for commits, whoever makes them; what was committed while nobody waited is told by the next call."""

    def wait(self, seconds: float) -> bool:
        """Wait for up to so long; gives whether anything may have been committed since the last call.

        Raises:
            StoreUnavailable: where the database is gone; nothing can be told by this ear any more.
        """

    def close(self) -> None:
        """Let go of the connection."""


class Store(Drafts, Publications, Plans, Pins, Reader, Tokens, Protocol):
    """All of these, behind one database."""

    def migrate(self) -> None:
        """Bring the database to the newest schema; does nothing where it is there already.

        Raises:
            StoreUnavailable: where it can't be, or a newer version of Verbena has brought it further.
        """

    def read_mark(self, name: str) -> str | None:
        """A short note that the application keeps in the store (such as the hash of the content loaded last)."""

    def write_mark(self, name: str, value: str) -> None:
        """Keep a note, replacing the one of that name."""

    def listen(self) -> Notices:
        """Begin to listen for commits, on a connection that is used for nothing else.

        Raises:
            StoreUnavailable: where the database does not answer.
        """

    def is_ready(self) -> bool:
        """Whether the database answers and has the newest schema."""

    def close(self) -> None:
        """Let go of every connection."""

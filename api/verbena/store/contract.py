"""What every store does, whatever database stands behind it. Each method is one transaction; all values are frozen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from verbena.model.asset import Asset
from verbena.model.change import UNSIGNED, Signature
from verbena.model.edition import Snapshot, SubjectKind, SubjectName
from verbena.model.token import Token
from verbena.store.assignments import Assignments
from verbena.store.glossary import Glossary
from verbena.store.loading import Drafts
from verbena.store.memory import Memory
from verbena.store.pins import Pins
from verbena.store.plans import Plans
from verbena.store.reports import Reports
from verbena.store.units import Units
from verbena.store.values import (
    ChangesPage,
    EditionText,
    Holds,
    ListPage,
    ListQuery,
    NewEdition,
    PreparedFrom,
    PublishOutcome,
    Settled,
)
from verbena.store.webhooks import Webhooks


class Publications(Protocol):
    """What is published, for those who publish it."""

    def publish(
        self,
        editions: Sequence[NewEdition],
        at: datetime,
        signature: Signature = UNSIGNED,
        holds: Holds = Holds.RESPECT,
        prepared: PreparedFrom | None = None,
    ) -> PublishOutcome:
        """Publish all of these or none; content that has not changed makes no edition.

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


class Store(
    Drafts,
    Publications,
    Plans,
    Pins,
    Reader,
    Tokens,
    Units,
    Glossary,
    Memory,
    Webhooks,
    Reports,
    Assignments,
    Protocol,
):
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

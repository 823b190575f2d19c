"""The feed of changes as readers see it, and the cursors by which they go on in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from verbena.model.change import Change, ChangeKind, SectionChanges
from verbena.model.edition import SubjectKind
from verbena.model.errors import BadUserInput
from verbena.reading.versions import ANY_LANGUAGES, write_version
from verbena.store.cursors import Place, read_cursor, write_cursor

LOCALES_LIMIT = 100
"""The most locales that a reader of the feed may name; who follows more follows all."""

_FEED = "changes"


class RedirectionView(Struct, frozen=True):
    """Where a slug leads from a change on: the article by its key, and the slug that it is found by now."""

    old_slug: str | None
    key: str
    slug: str | None


class ChangeView:
    """One entry of the feed."""

    def __init__(self, change: Change) -> None:
        self._change = change

    @property
    def cursor(self) -> str:
        return write_feed_cursor(self._change.sequence)

    @property
    def kind(self) -> ChangeKind:
        return self._change.kind

    @property
    def subject_kind(self) -> SubjectKind:
        return self._change.name.kind

    @property
    def key(self) -> str:
        return self._change.name.key

    @property
    def slug(self) -> str | None:
        return self._change.slug

    @property
    def locale(self) -> str:
        return self._change.locale

    @property
    def is_source(self) -> bool:
        return self._change.is_source

    @property
    def at(self) -> datetime:
        return self._change.at

    @property
    def number(self) -> int | None:
        return self._change.number

    @property
    def version(self) -> str:
        """What leads back to this change: an article, whichever it is, as it was then."""
        return write_version(ANY_LANGUAGES, self._change.sequence)

    @property
    def by(self) -> str | None:
        return self._change.signature.by

    @property
    def why(self) -> str | None:
        return self._change.signature.why

    @property
    def sections(self) -> SectionChanges | None:
        return self._change.sections

    @property
    def redirection(self) -> RedirectionView | None:
        target = self._change.target
        return None if target is None else RedirectionView(self._change.old_slug, target.key, self._change.target_slug)


def write_feed_cursor(position: int) -> str:
    """The cursor after the change of that number; that of 0 is before the first."""
    return write_cursor(Place(_FEED, position, ""))


def read_feed_cursor(cursor: str) -> int:
    """The number of the change after which to go on.

    Raises:
        InvalidCursor: where it is no cursor of the feed.
    """
    place = read_cursor(cursor, _FEED, int)
    assert isinstance(place.sort, int)  # noqa: S101 - what `read_cursor` saw to
    return place.sort


def require_locales(locales: Sequence[str] | None) -> tuple[str, ...] | None:
    """The locales whose changes are wanted, each once; null for those in every locale.

    Raises:
        BadUserInput: where none is named, or too many are.
    """
    if locales is None:
        return None
    if not 0 < len(locales) <= LOCALES_LIMIT:
        raise BadUserInput(f"locales: name 1 to {LOCALES_LIMIT}, not {len(locales)}; leave it out to mean all.")
    return tuple(dict.fromkeys(locales))

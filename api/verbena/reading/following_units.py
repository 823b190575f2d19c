"""Following what colleagues do to units: each event as it happens, and those that were missed before."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from functools import partial

from msgspec import Struct

from verbena.access.principal import Principal, require_drafts
from verbena.model.edition import SubjectName
from verbena.model.errors import InvalidCursor, StoreUnavailable
from verbena.model.unit_event import UnitEvent
from verbena.reading.changes import require_locales
from verbena.reading.following import AGAIN, AWAY, PAGE, find_readers
from verbena.reading.library import Library
from verbena.store.cursors import Place, read_cursor, write_cursor
from verbena.store.units import EventsPage

_EVENTS = "unit events"


class FollowingUnits(Struct, frozen=True):
    """What is followed: the units of these subjects, or all where null, in these locales.

    `position` is the number of the last event that is known already.
    """

    position: int
    subjects: frozenset[SubjectName] | None
    locales: tuple[str, ...]

    def meets(self, event: UnitEvent) -> bool:
        """Whether an event in one of the locales is of a followed subject."""
        return self.subjects is None or event.unit.subject in self.subjects


def begin_to_follow_units(
    library: Library,
    principal: Principal,
    locales: Sequence[str],
    after: str | None,
) -> FollowingUnits:
    """What a workbench follows, of all subjects; without the cursor `after` it begins now.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not see what is worked on in one of the locales.
        InvalidCursor: where `after` is no cursor of an event, or of one that is not there.
        BadUserInput: for locales that are none or too many.
        StoreUnavailable: where the store does not answer.
    """
    wanted = require_locales(locales) or ()
    for locale in wanted:
        require_drafts(principal, [locale])
    newest = library.unit_position.ask()
    position = newest if after is None else read_event_cursor(after)
    if not 0 <= position <= newest:
        raise InvalidCursor(f"{after!a:.40} is the cursor of an event that is not there: begin anew without `after`.")
    return FollowingUnits(position, None, wanted)


async def follow_units(library: Library, following: FollowingUnits) -> AsyncGenerator[UnitEvent]:
    """Each event of what is followed, once and in order, until the server stops, as `following.follow` does it."""
    position = following.position
    with library.hub.listening() as listener:
        while not library.hub.is_closed:
            try:
                page = await _read_events(library, position, following.locales)
            except StoreUnavailable:
                await listener.wait(AWAY)
                continue
            library.unit_position.learn(page.position)
            for event in page.events:
                if following.meets(event):
                    yield event
            position = page.position
            if not page.has_next_page:
                await listener.wait(AGAIN if library.unit_position.is_beyond(position) else None)


async def _read_events(library: Library, after: int, locales: tuple[str, ...]) -> EventsPage:
    if library.unit_position.is_away and not library.unit_position.is_beyond(after):
        raise StoreUnavailable("the database is away, and there is nothing to catch up on")
    asked = "units", id(library.store), after, locales
    return await find_readers().read(asked, partial(library.store.read_unit_events, after, PAGE, locales))


def write_event_cursor(sequence: int) -> str:
    """The cursor after the event of that number."""
    return write_cursor(Place(_EVENTS, sequence, ""))


def read_event_cursor(cursor: str) -> int:
    """The number of the event that a cursor stands for.

    Raises:
        InvalidCursor: where it is no cursor of an event.
    """
    place = read_cursor(cursor, _EVENTS, int)
    assert isinstance(place.sort, int)  # noqa: S101 - what `read_cursor` saw to
    return place.sort

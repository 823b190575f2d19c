"""On whose behalf something is done to what is published, why, and when."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from msgspec import Struct

from verbena.access.principal import Principal
from verbena.model.change import Signature
from verbena.model.errors import BadUserInput
from verbena.publishing.required_states import NOTHING_REQUIRED, RequiredStates
from verbena.store.contract import Store
from verbena.store.plans import Planned

REASON_LIMIT = 1000
"""The longest reason, in characters."""


AHEAD_LIMIT = timedelta(days=3650)
"""How far ahead something can be planned."""


class Act(Struct, frozen=True):
    """Who does something, why if they said so, the present, and the instant to do it at, null for at once.

    Instants have an offset from UTC. `required` is what translations need to be published.
    """

    principal: Principal
    now: datetime
    why: str | None = None
    due: datetime | None = None
    required: RequiredStates = NOTHING_REQUIRED

    @property
    def signature(self) -> Signature:
        """What it is signed with."""
        return Signature(self.principal.name, self.why)

    def require_ahead(self) -> None:
        """Refuse an instant that is not ahead, or too far.

        Raises:
            BadUserInput: where it has passed, or nobody will be there any more.
        """
        if self.due is not None and not self.now < self.due < self.now + AHEAD_LIMIT:
            raise BadUserInput(
                f"at: {self.due.isoformat()} has passed, or is more than {AHEAD_LIMIT.days // 365} years ahead: name"
                " an instant between, or leave it out to do it now."
            )


def read_reason(why: str | None) -> str | None:
    """A reason as it is kept: without blanks around it, null where nothing is left.

    Raises:
        BadUserInput: where it is longer than REASON_LIMIT, or holds what is no text.
    """
    told = (why or "").strip()
    if len(told) > REASON_LIMIT:
        raise BadUserInput(f"why: {len(told)} characters are more than {REASON_LIMIT}; say it in fewer.")
    if any(not character.isprintable() and character not in "\n\t" for character in told):
        raise BadUserInput("why: there is a control character in it; write plain text.")
    return told or None


def read_planned(store: Store, ids: Collection[int]) -> tuple[Planned, ...]:
    """What is planned under these ids, in the order in which it is due."""
    return tuple(planned for planned in store.planned() if planned.id in ids)


def require_some(locales: Collection[str] | None) -> None:
    """Refuse a list of locales without any.

    Raises:
        BadUserInput: where it is empty; null means all.
    """
    if locales is not None and not locales:
        raise BadUserInput("locales: name one at least; leave it out to mean all.")

"""What is planned, for those who may publish it."""

from __future__ import annotations

from verbena.access.principal import Principal, require_publish, require_publisher
from verbena.model.errors import NotFound
from verbena.store.contract import Store
from verbena.store.plans import Planned


def list_planned(store: Store, principal: Principal) -> tuple[Planned, ...]:
    """What is planned in locales that `principal` may publish, and what failed, in the order in which it is due.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may publish nothing.
    """
    require_publisher(principal)
    return tuple(planned for planned in store.planned() if principal.may_publish(planned.locale))


def cancel_planned(store: Store, principal: Principal, planned_id: str) -> Planned:
    """Let what is planned under that id not happen, or forget that it failed; gives it.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not publish in its locale.
        NotFound: where nothing is planned under that id.
    """
    require_publisher(principal)
    for planned in store.planned():
        if str(planned.id) == planned_id:
            require_publish(principal, [planned.locale])
            if cancelled := store.cancel_planned([planned.id]):
                return cancelled[0]
    raise NotFound(
        f"nothing is planned under {planned_id[:20]!a}: `verbena editions scheduled` and `scheduled` name what is."
    )

"""Versions of articles that stay readable when old texts are let go."""

from __future__ import annotations

from verbena.access.principal import Principal, require_publish, require_publisher
from verbena.model.edition import SubjectName
from verbena.model.errors import NotFound
from verbena.publishing.acting import Act
from verbena.publishing.named_articles import find_subject
from verbena.store.contract import Store
from verbena.store.pins import Pin


def pin_version(store: Store, act: Act, slug: str, sequence: int) -> Pin:
    """Keep an article as it was at a change, in every locale, readable for good; gives the pin.

    One that is pinned already keeps who did it, and why.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not publish in the article's source locale.
        NotFound: where there is no such article, or it was not published then.
        VersionGone: where its texts of then were let go.
    """
    name = _find(store, act.principal, slug)
    store.pin(name, sequence, act.now, act.signature)
    return next(pin for pin in store.pins() if (pin.name, pin.sequence) == (name, sequence))


def unpin_version(store: Store, principal: Principal, slug: str, sequence: int) -> Pin:
    """Let a version of an article be let go like others from now on; gives the pin that it had.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not publish in the article's source locale.
        NotFound: where there is no such article, or that version is not pinned.
    """
    name = _find(store, principal, slug)
    for pin in store.pins():
        if (pin.name, pin.sequence) == (name, sequence) and store.unpin(name, sequence):
            return pin
    raise NotFound(f"{slug} has no pin at that version: `verbena editions pins` names all there are.")


def _find(store: Store, principal: Principal, slug: str) -> SubjectName:
    require_publisher(principal)
    name, source = find_subject(store, principal, slug)
    require_publish(principal, [source])
    return name

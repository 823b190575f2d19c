"""The subjects that somebody who translates may work on, found by what they are called."""

from __future__ import annotations

from verbena.access.principal import Principal, require_drafts
from verbena.model.edition import SubjectName
from verbena.model.errors import NotFound
from verbena.model.unit_event import UnitName
from verbena.translating.domains import Domain, read_domain
from verbena.translating.working_units import Workbench, WorkingSubject, WorkingUnit


def open_domain(store: Workbench, principal: Principal, domain: str, locale: str) -> tuple[WorkingSubject, ...]:
    """The subjects of a domain that are translated into a locale, sorted by name.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not see what is worked on in that locale.
        NotFound: where nothing is loaded that is called so, or it is written in that locale.
    """
    require_drafts(principal, [locale])
    return tuple(
        WorkingSubject(store, revision, locale)
        for revision in require_domain(store, domain).revisions
        if revision.locale != locale
    )


def require_domain(store: Workbench, name: str) -> Domain:
    """A domain by its name.

    Raises:
        NotFound: where nothing is loaded that is called so.
    """
    found = read_domain(store, name)
    if not found.revisions:
        raise NotFound(
            f"nothing to translate is called {name[:60]!a}: give an article's slug, `reference` or `interface`."
        )
    return found


def open_unit(store: Workbench, principal: Principal, name: UnitName) -> WorkingUnit:
    """A unit by its name.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not see what is worked on in that locale.
        NotFound: where the source has no such unit, or is written in that locale.
    """
    unit = find_unit(store, principal, name)
    if unit is None:
        raise NotFound(
            f"there is no unit {name.path[:80]!a} to translate into {name.locale} there: list those that are."
        )
    return unit


def find_unit(store: Workbench, principal: Principal, name: UnitName) -> WorkingUnit | None:
    """A unit by its name; null where there is none.

    Raises:
        Unauthenticated: as `open_unit`.
        Forbidden: as `open_unit`.
    """
    require_drafts(principal, [name.locale])
    subject = open_subject(store, name.subject, name.locale)
    return subject.find(name.path) if subject else None


def open_subject(store: Workbench, name: SubjectName, locale: str) -> WorkingSubject | None:
    """A subject that is translated into a locale; null where it is not loaded, or is written in it."""
    revision = store.read_draft(name)
    return WorkingSubject(store, revision, locale) if revision and revision.locale != locale else None

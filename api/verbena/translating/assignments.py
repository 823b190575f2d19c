"""Work that is given to people: who does what by when, and how far it has come."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from msgspec import Struct

from verbena.access.principal import Principal, require_administer, require_anywhere
from verbena.access.tokens import NAME_LIMIT
from verbena.language.pseudo import PSEUDO_LOCALES
from verbena.model.assignment import CATALOG_MARK, Assignment, NewAssignment, Priority
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.errors import BadUserInput, InvalidCursor, NotFound
from verbena.model.token import EVERY_LOCALE, Role
from verbena.publishing.acting import Act
from verbena.store.assignments import AssignmentFilter, Assignments
from verbena.store.contract import Store
from verbena.translating.coverage import Coverage, cover_subjects
from verbena.translating.domains import SHARED_DOMAINS, domain_of
from verbena.translating.open_subject import require_domain
from verbena.translating.working_units import Workbench, WorkingSubject

NOTE_LIMIT = 1000
"""The longest note, in characters."""


class Work(Struct, frozen=True):
    """What to give to somebody: a domain (an article's slug, `reference` or `interface`) in a locale."""

    domain: str
    locale: str
    assignee: str
    priority: Priority = Priority.NORMAL
    due: date | None = None
    note: str | None = None


class AssignmentsWanted(Struct, frozen=True):
    """Which to list: somebody's, in these locales, and only what was due before today; null is any."""

    assignee: str | None = None
    locales: Collection[str] | None = None
    overdue_on: date | None = None


class AssignmentsPage(Struct, frozen=True):
    """Some assignments, by the day on which they are due."""

    assignments: tuple[Assignment, ...]
    has_next_page: bool
    total_count: int


def assign_work(store: Store, act: Act, work: Work) -> Assignment:
    """Give somebody work, in place of the same work that they were given before.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not administer the locale.
        NotFound: where nothing is loaded that is called so, or it is written in that locale.
        BadUserInput: for a name or note that nobody could read, or a pseudo-locale.
    """
    require_administer(act.principal, [work.locale])
    if work.locale in PSEUDO_LOCALES:
        raise BadUserInput(f"{work.locale} is made when it is read: there is nothing to translate.")
    domain = require_domain(store, work.domain)
    if domain.is_written_in(work.locale):
        raise NotFound(f"{work.domain} is written in {work.locale}: there is nothing to translate.")
    catalog = domain.article.name.key if domain.article else CATALOG_MARK + work.domain
    assignee = _read_line("assignee", work.assignee, NAME_LIMIT)
    note = None if work.note is None or not work.note.strip() else _read_line("note", work.note, NOTE_LIMIT)
    return store.assign(
        NewAssignment(catalog, work.locale, assignee, work.priority, work.due, note, act.now, act.principal.name)
    )


def unassign_work(store: Store, act: Act, number: int) -> Assignment:
    """Take work back; gives it as it was.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not administer its locale.
        NotFound: where there is none of that number.
    """
    require_anywhere(act.principal, Role.ADMINISTER)
    found = store.read_assignment(number) if 0 < number < 2**63 else None
    if found is not None:
        require_administer(act.principal, [found.made.locale])
        found = store.unassign(number)
    if found is None:
        raise NotFound(f"there is no assignment {number}: `verbena assignments list` names those that are.")
    return found


def list_assignments(
    store: Assignments, principal: Principal, wanted: AssignmentsWanted, first: int, after: int | None = None
) -> AssignmentsPage:
    """The assignments after that number in the list, at most `first`.

    Everybody may list their own, by the name that they act under; those of others are listed in the locales that the
    principal administers.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may administer one of the locales not, or none at all, and it is not their own work.
        InvalidCursor: where `after` is not in the list any more.
    """
    found = store.list_assignments(_restrict(principal, wanted))
    start = 0
    if after is not None:
        start = next((place for place, one in enumerate(found, 1) if one.number == after), -1)
        if start < 0:
            raise InvalidCursor(f"assignment {after} is not in this list any more: leave `after` out to start anew")
    return AssignmentsPage(found[start : start + first], len(found) > start + first, len(found))


def measure_progress(store: Workbench, assignment: Assignment) -> Coverage | None:
    """How far an assignment has come; null where nothing of it is loaded any more."""
    domain = name_domain(store, assignment)
    if domain is None:
        return None
    locale = assignment.made.locale
    revisions = require_domain(store, domain).revisions
    subjects = (WorkingSubject(store, one, locale) for one in revisions if one.locale != locale)
    return cover_subjects(subjects, locale, domain)


def name_domain(store: Workbench, assignment: Assignment) -> str | None:
    """What an assignment's catalog is called today; null where it is not loaded any more."""
    catalog = assignment.made.catalog
    if catalog.startswith(CATALOG_MARK):
        name = catalog.removeprefix(CATALOG_MARK)
        return name if name in SHARED_DOMAINS else None
    revision = store.read_draft(SubjectName(SubjectKind.ARTICLE, catalog))
    return domain_of(revision) if revision else None


def _restrict(principal: Principal, wanted: AssignmentsWanted) -> AssignmentFilter:
    is_own = principal.name is not None and wanted.assignee == principal.name
    locales = wanted.locales
    if not is_own:
        require_anywhere(principal, Role.ADMINISTER)
        require_administer(principal, locales or ())
        granted = principal.grants.locales_of(Role.ADMINISTER)
        if locales is None and EVERY_LOCALE not in granted:
            locales = granted
    return AssignmentFilter(wanted.assignee, locales, wanted.overdue_on)


def _read_line(name: str, text: str, limit: int) -> str:
    told = text.strip()
    if not (told and told.isprintable()) or len(told) > limit:
        raise BadUserInput(f"{name}: {told[:60]!a} is no line of 1 to {limit} characters.")
    return told

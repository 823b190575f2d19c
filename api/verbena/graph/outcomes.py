"""What mutations answer: what came of them, or why nothing did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Generic, TypeVar

from msgspec import Struct

from verbena.graph.context import GraphInfo
from verbena.graph.unit_views import FindingView, FormerSourceView, UnitView
from verbena.model.change import ChangeKind
from verbena.model.edition import SubjectKind
from verbena.model.errors import (
    BadUserInput,
    ContentInvalid,
    Forbidden,
    InvalidCursor,
    InvalidId,
    InvalidVersion,
    NotFound,
    Unauthenticated,
    VerbenaError,
    VersionGone,
)
from verbena.outgoing.machine import MachineFailed
from verbena.publishing.acting import Act
from verbena.publishing.publish import PublishedEdition
from verbena.publishing.publish_as import Publication
from verbena.publishing.withdraw import Withdrawal
from verbena.reading.versions import ANY_LANGUAGES, write_version
from verbena.store.contract import Store
from verbena.store.pins import Pin
from verbena.store.plans import Planned
from verbena.translating.report_gate import RateLimited
from verbena.translating.unit_problems import SourceChanged, TranslationRefused, UnitConflict

Outcome = TypeVar("Outcome")
View = TypeVar("View")


class ProblemView(Struct, frozen=True):
    """Why something was not done; `locales` are those that a grant is lacking for, `about` is what else is known."""

    error: type[VerbenaError]
    message: str
    locales: tuple[str, ...] = ()
    about: VerbenaError | None = None

    @property
    def code(self) -> str:
        """Of the closed list."""
        return self.error.code.value

    @property
    def unit(self) -> UnitView:
        """The unit that was not changed, where it is about one."""
        assert isinstance(self.about, UnitConflict | SourceChanged | TranslationRefused)  # noqa: S101 - their types'
        return UnitView(self.about.unit)

    @property
    def findings(self) -> tuple[FindingView, ...]:
        """What is wrong with a translation that was not taken."""
        assert isinstance(self.about, TranslationRefused)  # noqa: S101 - their type's
        return tuple(map(FindingView, self.about.findings))

    def find_former_source(self) -> FormerSourceView | None:
        """What a source said that has changed since, as far as it is kept. Asks the database."""
        assert isinstance(self.about, SourceChanged)  # noqa: S101 - their type's
        unit = self.about.unit
        older = unit.subject.store.find_older_source(unit.subject.name, unit.path, self.about.source_hash)
        return FormerSourceView(unit, older.inlines) if older else None


class PayloadView(Struct, Generic[View], frozen=True):
    """What came of a mutation, under the name that its payload has for it; null with problems where nothing did."""

    outcome: View | None
    problems: tuple[ProblemView, ...] = ()


class BatchView(Struct, Generic[View], frozen=True):
    """What came of each thing that a mutation was to do, in their order; none with problems of all."""

    outcomes: tuple[PayloadView[View], ...]
    problems: tuple[ProblemView, ...] = ()


async def attempt(
    info: GraphInfo,
    change: Callable[[Store, Act], Outcome],
    view: Callable[[Outcome], View],
    why: str | None = None,
    at: datetime | None = None,
) -> PayloadView[View]:
    """Do it on behalf of whoever asks; what they can mend is a problem in the payload, anything else is raised."""
    try:
        return PayloadView(view(await info.context.change(change, why, at)))
    except _PROBLEMS as error:
        locales = error.locales if isinstance(error, Forbidden) else ()
        return PayloadView(None, (ProblemView(type(error), str(error), locales, error),))


class EditionView:
    """A subject in a locale."""

    def __init__(self, edition: PublishedEdition) -> None:
        self.subject_kind: SubjectKind = edition.name.kind
        self.key = edition.name.key
        self.locale = edition.locale


class ScheduledView:
    """What is planned."""

    def __init__(self, planned: Planned) -> None:
        self.scheduled_id = str(planned.id)
        self.kind: ChangeKind = planned.kind
        self.subject_kind: SubjectKind = planned.name.kind
        self.key = planned.name.key
        self.locale = planned.locale
        self.at = planned.due
        self.by = planned.signature.by
        self.why = planned.signature.why
        self.failure = planned.failure


class PublicationView:
    """What was published, or is planned to be."""

    def __init__(self, publication: Publication) -> None:
        report = publication.report
        self.editions = tuple(map(EditionView, report.editions if report else ()))
        self.withdrawn = tuple(map(EditionView, report.withdrawn if report else ()))
        self.held = tuple(map(EditionView, report.held if report else ()))
        self.unchanged = report.unchanged if report else 0
        self.scheduled = tuple(map(ScheduledView, publication.planned))
        self.held_back = publication.held_back


class WithdrawalView:
    """What was withdrawn, or is planned to be."""

    def __init__(self, withdrawal: Withdrawal) -> None:
        self.locales = withdrawal.locales
        self.scheduled = tuple(map(ScheduledView, withdrawal.planned))


class PinView:
    """A pinned version."""

    def __init__(self, pin: Pin) -> None:
        self.key = pin.name.key
        self.version = write_version(ANY_LANGUAGES, pin.sequence)
        self.at = pin.at
        self.by = pin.signature.by
        self.why = pin.signature.why


_PROBLEMS = (
    RateLimited,
    MachineFailed,
    BadUserInput,
    InvalidId,
    InvalidCursor,
    Unauthenticated,
    Forbidden,
    NotFound,
    ContentInvalid,
    InvalidVersion,
    VersionGone,
    UnitConflict,
    SourceChanged,
    TranslationRefused,
)

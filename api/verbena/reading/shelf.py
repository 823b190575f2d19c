"""The reference data that one answer draws on, in one presentation, each view made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from verbena.model.edition import INTERFACE, Snapshot, Structure, SubjectKind, SubjectName
from verbena.model.reference import Abbreviation, Citation, Contributor, Medication, Topic
from verbena.reading.names import ReferenceNames
from verbena.reading.presentation import Frame
from verbena.reading.references import (
    AbbreviationView,
    CitationView,
    ContributorView,
    MedicationView,
    ReferenceView,
    TopicView,
)
from verbena.reading.text import SubjectTexts, TextView
from verbena.reading.weights import weigh_snapshots
from verbena.rendering.names import Names

if TYPE_CHECKING:
    from verbena.reading.citation_use import CitationUseView

View = TypeVar("View", bound=ReferenceView)


class Shelf:
    """Finds reference data by key among the snapshots that were read together."""

    def __init__(self, snapshots: Mapping[SubjectName, Snapshot], frame: Frame) -> None:
        self.frame = frame
        self.weight = weigh_snapshots(snapshots.values())
        self._snapshots = snapshots
        self.names: Names = ReferenceNames(self)
        self._texts: dict[SubjectName, SubjectTexts] = {}
        self._views: dict[SubjectName, ReferenceView] = {}

    def __contains__(self, name: object) -> bool:
        return name in self._snapshots

    def medication(self, key: str) -> MedicationView:
        return self._view(SubjectName(SubjectKind.MEDICATION, key), Medication, MedicationView)

    def abbreviation(self, key: str) -> AbbreviationView:
        return self._view(SubjectName(SubjectKind.ABBREVIATION, key), Abbreviation, AbbreviationView)

    def citation(self, key: str) -> CitationView:
        return self._view(SubjectName(SubjectKind.CITATION, key), Citation, CitationView)

    def contributor(self, key: str) -> ContributorView:
        return self._view(SubjectName(SubjectKind.CONTRIBUTOR, key), Contributor, ContributorView)

    def topic(self, key: str) -> TopicView:
        return self._view(SubjectName(SubjectKind.TOPIC, key), Topic, TopicView)

    def find(self, name: SubjectName) -> ReferenceView | None:
        """The view of any reference datum that has one, or null where it was not read."""
        find = {
            SubjectKind.MEDICATION: self.medication,
            SubjectKind.ABBREVIATION: self.abbreviation,
            SubjectKind.CITATION: self.citation,
            SubjectKind.CONTRIBUTOR: self.contributor,
            SubjectKind.TOPIC: self.topic,
        }.get(name.kind)
        return find(name.key) if find and name in self._snapshots else None

    def citation_use(self, key: str) -> CitationUseView:
        """Never asked: only articles number their sources, and texts of reference data cite none."""
        raise LookupError(f"reference data cites {key}: loading should have refused it")

    def term(self, key: str) -> TextView:
        """The name of a term, such as `route.oral`."""
        return self.texts(SubjectName(SubjectKind.TERM, key)).text(f"{key}.name")

    def word(self, key: str) -> TextView | None:
        """A word of the interface, such as `sources`, or null where it has no such word."""
        return self.texts(INTERFACE).optional_text(f"{key}.text") if INTERFACE in self else None

    def any_outdated(self) -> bool:
        """Whether any text of the data here was translated from an older source.

        Of linked articles nothing is shown, and of the interface's words only the one that names marks.
        """
        word = self.word("source-number")
        data = (name for name in self._snapshots if name.kind is not SubjectKind.ARTICLE and name != INTERFACE)
        return bool(word and word.is_outdated) or any(self.texts(name).any_outdated() for name in data)

    def texts(self, name: SubjectName) -> SubjectTexts:
        """All texts of one datum."""
        if name not in self._texts:
            snapshot = self._snapshots[name]
            chain = self.frame.reference_chain(snapshot.source.locale)
            self._texts[name] = SubjectTexts(snapshot, chain, self.frame, self)
        return self._texts[name]

    def _view(
        self,
        name: SubjectName,
        structure: type[Structure],
        make: Callable[..., View],
    ) -> View:
        view = self._views.get(name)
        if view is None:
            held = self._snapshots[name].source.structure
            assert isinstance(held, structure)  # noqa: S101 - the store gives each kind its own structure
            view = self._views[name] = make(held, name, self)
        return view  # type: ignore[return-value]  # the kind in the name decides the class

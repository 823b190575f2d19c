"""Reading reference data and the interface's words, as one presentation shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from msgspec import Struct

from verbena.model.edition import INTERFACE, SubjectKind, SubjectName
from verbena.reading.library import Library
from verbena.reading.presentation import Presentation
from verbena.reading.references import MedicationView, ReferenceView, TopicView
from verbena.reading.shelf import Shelf
from verbena.reading.text import SubjectTexts, TextView

TOPICS_AT_ONCE = 500


class LabelView(Struct, frozen=True):
    """A word of the interface by its key."""

    key: str
    text: TextView


def read_medication(library: Library, key: str, presentation: Presentation) -> MedicationView | None:
    """The published medication with that key, or null where there is none."""
    view = read_reference(library, SubjectName(SubjectKind.MEDICATION, key), presentation)
    return cast("MedicationView | None", view)


def read_reference(library: Library, name: SubjectName, presentation: Presentation) -> ReferenceView | None:
    """The published datum of that name, or null where there is none (terms and the interface's words have no view)."""
    return read_references(library, (name,), presentation)[0]


def read_references(
    library: Library, names: Sequence[SubjectName], presentation: Presentation
) -> list[ReferenceView | None]:
    """The published data of these names, one entry each in their order."""
    shelf = _fill_shelf(library, names, presentation)
    return [shelf.find(name) for name in names]


def read_topics(library: Library, presentation: Presentation) -> list[TopicView]:
    """Every published topic, in the order of the keys."""

    def read() -> _KeptTopics:
        names: list[SubjectName] = []
        after = None
        while True:
            page = library.store.list_subjects(SubjectKind.TOPIC, TOPICS_AT_ONCE, after)
            names += [listed.name for listed in page.subjects]
            if not page.has_next_page:
                shelf = _fill_shelf(library, names, presentation)
                return _KeptTopics([shelf.topic(name.key) for name in names if name in shelf], shelf.weight)
            after = page.subjects[-1].cursor

    return library.remember(("topics", presentation), read).views


class _KeptTopics(Struct, frozen=True):
    """The views hold on to their shelf, whether that is kept or not."""

    views: list[TopicView]
    weight: int


def read_labels(library: Library, presentation: Presentation) -> list[LabelView]:
    """Every word of the interface, in the order of the source; none where no interface is published."""
    texts = read_texts(library, INTERFACE, presentation)
    paths = texts.source.units if texts else ()
    return [LabelView(path.removesuffix(".text"), texts.text(path)) for path in paths if texts]


def read_texts(library: Library, name: SubjectName, presentation: Presentation) -> SubjectTexts | None:
    """All texts of the published datum of that name, or null where there is none."""
    shelf = _fill_shelf(library, (name,), presentation)
    return shelf.texts(name) if name in shelf else None


def _fill_shelf(library: Library, names: Sequence[SubjectName], presentation: Presentation) -> Shelf:
    def read() -> Shelf:
        frame = library.frame(presentation)
        asked = library.store.read_snapshots([*names, INTERFACE], frame.tags, presentation.at)
        named = {name: snapshot for found in asked.values() for name, snapshot in found.references.items()}
        return Shelf({**named, **asked}, frame)

    return library.remember(("references", tuple(names), presentation), read)

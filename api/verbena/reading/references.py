"""Views of reference data: each reads its own texts, and what it names, from one shelf."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from verbena.language.direction import TextDirection, direction_of
from verbena.model.edition import SubjectName
from verbena.model.reference import Abbreviation, Brand, Citation, Contributor, MedicalCode, Medication, Topic
from verbena.reading.formatted_citation import format_reference_entry
from verbena.reading.presentation import Presentation
from verbena.reading.text import SubjectTexts, TextView
from verbena.rendering.citations import find_work

if TYPE_CHECKING:
    from verbena.reading.shelf import Shelf


class ReferenceView:
    """What all reference data have: an id that names the presentation, a key, and texts."""

    type_name: ClassVar[str]

    def __init__(self, name: SubjectName, shelf: Shelf) -> None:
        self.key = name.key
        self._shelf = shelf
        self._texts: SubjectTexts = shelf.texts(name)

    @cached_property
    def id(self) -> str:
        return self._texts.identify(self.type_name, "")

    @property
    def locale(self) -> str:
        """The best locale of the chain in which the datum is published."""
        return self._texts.locale

    @property
    def presentation(self) -> Presentation:
        return self._shelf.frame.presentation

    def find_text(self, path: str) -> TextView | None:
        """The text with that path, or null where there is none."""
        return self._texts.optional_text(path)


class MedicationView(ReferenceView):
    """A medication; lists of articles that name it are asked for by its key."""

    type_name = "Medication"

    def __init__(self, medication: Medication, name: SubjectName, shelf: Shelf) -> None:
        super().__init__(name, shelf)
        self.brand_names: tuple[Brand, ...] = medication.brands
        self.codes: tuple[MedicalCode, ...] = medication.codes
        self._medication = medication

    @cached_property
    def generic_name(self) -> TextView:
        return self._texts.text(f"medication.{self.key}.genericName")

    @cached_property
    def drug_class(self) -> TextView:
        return self._shelf.term(self._medication.drug_class)

    @cached_property
    def routes(self) -> tuple[TextView, ...]:
        return tuple(self._shelf.term(route) for route in self._medication.routes)


class CitationView(ReferenceView):
    """A source, with its bibliographic data as fields and as one formatted entry."""

    type_name = "Citation"

    def __init__(self, citation: Citation, name: SubjectName, shelf: Shelf) -> None:
        super().__init__(name, shelf)
        self.csl: dict[str, Any] = citation.csl
        self.work_title: str = citation.csl["title"]
        self.lang: str = citation.csl.get("language", "en")
        self.container_title: str | None = citation.csl.get("container-title")
        self.doi: str | None = citation.csl.get("DOI")
        self.work_url = find_work(citation.csl)

    @property
    def dir(self) -> TextDirection:
        return direction_of(self.lang)

    @cached_property
    def authors(self) -> tuple[str, ...]:
        return tuple(_write_name(author) for author in self.csl.get("author", ()))

    @property
    def year(self) -> int | None:
        parts = self.csl.get("issued", {}).get("date-parts", [[None]])
        return int(parts[0][0]) if parts[0][0] is not None else None

    @cached_property
    def formatted(self) -> TextView:
        return format_reference_entry(self.csl, self._texts)

    def find_text(self, path: str) -> TextView | None:
        return self.formatted if path == self.formatted.path else super().find_text(path)


class AbbreviationView(ReferenceView):
    """A short form with what it stands for."""

    type_name = "Abbreviation"

    def __init__(self, abbreviation: Abbreviation, name: SubjectName, shelf: Shelf) -> None:
        super().__init__(name, shelf)
        self.short = self._texts.text(f"abbreviation.{abbreviation.key}.short")
        self.expansion = self._texts.text(f"abbreviation.{abbreviation.key}.expansion")
        self.definition = self._texts.optional_text(f"abbreviation.{abbreviation.key}.definition")


class ContributorView(ReferenceView):
    """A person or body, by name as they write it."""

    type_name = "Contributor"

    def __init__(self, contributor: Contributor, name: SubjectName, shelf: Shelf) -> None:
        super().__init__(name, shelf)
        self.full_name = contributor.full_name
        self.biography = self._texts.optional_text(f"contributor.{contributor.key}.biography")


class TopicView(ReferenceView):
    """What articles are about; lists of articles are asked for by its key."""

    type_name = "Topic"

    def __init__(self, topic: Topic, name: SubjectName, shelf: Shelf) -> None:
        super().__init__(name, shelf)
        self.name = self._texts.text(f"topic.{topic.key}.name")


def _write_name(author: dict[str, str]) -> str:
    """A CSL name as a byline has it: given names, particles, family name, suffix; or a body's name."""
    if "literal" in author:
        return author["literal"]
    parts = (author.get(part) for part in ("given", "non-dropping-particle", "family", "suffix"))
    return " ".join(part for part in parts if part)

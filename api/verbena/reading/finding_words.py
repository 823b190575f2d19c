"""What findings say, in the language of whoever is told: words of the interface like others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from verbena.model.edition import INTERFACE
from verbena.reading.library import Library
from verbena.reading.presentation import Presentation
from verbena.reading.read_reference import read_texts
from verbena.reading.text import SubjectTexts


def read_finding_words(library: Library, presentation: Presentation) -> Mapping[str, str]:
    """The published words of the interface by path, for `verbena.model.finding_words.tell_finding`.

    Each is in the best language of the presentation that has it; none are there where no interface is published.
    """
    texts = read_texts(library, INTERFACE, presentation)
    return _Words(texts) if texts else {}


class _Words(Mapping[str, str]):
    """Words that are rendered when they are asked for: of some hundred, an answer tells a few."""

    def __init__(self, texts: SubjectTexts) -> None:
        self._texts = texts

    def __getitem__(self, path: str) -> str:
        text = self._texts.optional_text(path)
        if text is None:
            raise KeyError(path)
        return text.value

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts.source.units)

    def __len__(self) -> int:
        return len(self._texts.source.units)

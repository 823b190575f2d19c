"""The interface's words: the program's own, and those that a content folder adds or words otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from verbena.authoring.inlines import Allowed
from verbena.authoring.located import Located
from verbena.authoring.nodes import Text
from verbena.authoring.problems import ProblemCode, ProblemLog
from verbena.authoring.reference_data import REFERENCE_LOCALE, Datum, SubjectReading
from verbena.authoring.revisions import make_revision
from verbena.authoring.roles import RoleReader
from verbena.authoring.units import UnitGatherer
from verbena.authoring.vocabulary import Vocabulary
from verbena.model.blanks import BLANK
from verbena.model.edition import INTERFACE, SourceUnit
from verbena.model.inline import TextRun
from verbena.model.markup import hash_text, write_markup
from verbena.model.reference import Interface
from verbena.model.words import Word


def make_words(words: Sequence[Word]) -> dict[str, SourceUnit]:
    """The units of the program's own words, by path."""
    units: dict[str, SourceUnit] = {}
    for word in words:
        inlines = (TextRun(word.text),)
        units[word.path] = SourceUnit(inlines, hash_text(write_markup(inlines)), word.limit)
    return units


def read_words(
    words: Sequence[Word], data: list[Datum], located: Located, vocabulary: Vocabulary, log: ProblemLog
) -> UnitGatherer:
    """The units and places of a folder's own words; what is wrong with them is logged.

    One that takes the place of the program's must have its blanks, since the program fills them in, and has its limit
    unless it has one of its own.
    """
    units = UnitGatherer(RoleReader(vocabulary, REFERENCE_LOCALE), log)
    programs = {word.path: word for word in words}
    for path, text in _find_texts(data, located):
        if (word := programs.get(path)) is not None:
            text = replace(text, limit=text.limit or word.limit)  # noqa: PLW2901 - the same text, completed
            _check_blanks(text, word, log)
        if text.limit is not None and len(text.source) > text.limit:
            message = f"the text has {len(text.source)} characters, and there is room for {text.limit}"
            log.add(text.line, ProblemCode.INVALID_FIELD, message)
        units.add(path, text, Allowed.BLANKS)
    return units


def make_interface(words: Sequence[Word], own: UnitGatherer | None) -> SubjectReading:
    """The one revision of all words, a unit each, the program's first; none where there are no words."""
    units = {**make_words(words), **(own.units if own else {})}
    places = own.places if own else {}
    if not units:
        return SubjectReading(INTERFACE, None, places)
    revision = make_revision(INTERFACE, REFERENCE_LOCALE, Interface(INTERFACE.key), units, ())
    return SubjectReading(INTERFACE, revision, places)


def _find_texts(data: list[Datum], located: Located) -> Iterator[tuple[str, Text]]:
    for datum in data:
        note = datum.fields.get("note")
        told = " ".join(note.split()) if note else None
        line = located.line_of(*datum.path, "text")
        yield f"{datum.name.key}.text", Text(datum.fields["text"], line, told, datum.fields.get("maxLength"))


def _check_blanks(text: Text, word: Word, log: ProblemLog) -> None:
    wanted = sorted(set(BLANK.findall(word.text)))
    if sorted(set(BLANK.findall(text.source))) != wanted:
        blanks = ", ".join(f"{{{blank}}}" for blank in wanted) or "none"
        message = f"the program fills in blanks of this word: have these in it and no others: {blanks}"
        log.add(text.line, ProblemCode.INVALID_FIELD, message)

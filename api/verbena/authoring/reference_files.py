"""A file of reference data: its entries, and what they are."""

from __future__ import annotations

from msgspec import Struct

from verbena.authoring.bibliography import find_citation_keys, read_citations
from verbena.authoring.files import read_text
from verbena.authoring.located import Located, read_json_list, read_yaml
from verbena.authoring.problems import ProblemLog
from verbena.authoring.reference_data import Datum, find_data, read_datum
from verbena.authoring.schemas import check_against
from verbena.authoring.units import Place
from verbena.authoring.vocabulary import Vocabulary
from verbena.model.edition import Revision, SubjectKind


class ReferenceFile(Struct, frozen=True):
    """A reference file that could be read; `sound` says that its schema has no complaint. Citations have no `data`."""

    kind: SubjectKind
    located: Located
    keys: frozenset[str]
    data: list[Datum]
    sound: bool
    log: ProblemLog


def open_reference(kind: SubjectKind, name: str, content: bytes, log: ProblemLog) -> ReferenceFile | None:
    """The entries of a file by its name, or None where it can't be read as YAML, or as JSON; problems are logged."""
    text = read_text(content, log)
    if text is None:
        return None
    schema = name.partition(".")[0]
    if kind is SubjectKind.CITATION:
        located = read_json_list(text, log)
        if located is None:
            return None
        sound = check_against(schema, located, log)
        return ReferenceFile(kind, located, find_citation_keys(located, log), [], sound, log)
    located = read_yaml(text, 1, log)
    if located is None:
        return None
    sound = check_against(schema, located, log)
    data = find_data(kind, located, log)
    return ReferenceFile(kind, located, frozenset(datum.name.key for datum in data), data, sound, log)


def read_reference(file: ReferenceFile, vocabulary: Vocabulary) -> tuple[list[Revision], dict[str, Place]]:
    """The revision of each entry that has no problem, and the places of all units; problems are logged."""
    if file.kind is SubjectKind.CITATION:
        return (read_citations(file.located) if not file.log.problems else []), {}
    readings = [read_datum(datum, file.located, vocabulary, file.log) for datum in (file.data if file.sound else [])]
    places = {path: place for reading in readings for path, place in reading.places.items()}
    return [reading.revision for reading in readings if reading.revision is not None], places

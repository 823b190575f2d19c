"""The reference data that the articles of a corpus share: as many as a corpus of that size would have."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from random import Random
from typing import Any

from msgspec import Struct

from bench.corpus.wording import TextPlan, make_vocabulary, make_voice, write_text
from verbena.authoring.interface import make_interface
from verbena.authoring.revisions import make_revision
from verbena.authoring.svg import measure_svg
from verbena.model.article import FigureFile
from verbena.model.asset import Asset
from verbena.model.edition import Revision, SourceUnit, Structure, SubjectKind, SubjectName
from verbena.model.markup import hash_text, write_markup
from verbena.model.reference import (
    Abbreviation,
    Brand,
    Citation,
    Contributor,
    MedicalCode,
    Medication,
    Reference,
    Term,
    Topic,
)
from verbena.reading.words import WORDS


class Shared(Struct, frozen=True):
    """The keys of all data of each kind, and the drawings that figures show."""

    citations: list[str]
    medications: list[str]
    abbreviations: list[str]
    contributors: list[str]
    topics: list[str]
    drug_classes: list[str]
    figures: list[FigureFile]


class Datum(Struct, frozen=True):
    """One datum, and the plan of each of its units by path."""

    structure: Reference
    texts: dict[str, TextPlan] = {}
    references: tuple[SubjectName, ...] = ()


ROUTES = ("oral", "intravenous", "subcutaneous", "topical", "inhaled")
ROLES = ("author", "reviewer", "translator")


def name_shared(articles: int) -> Shared:
    """The data that so many articles share: a large corpus has more of them, but not for each article."""
    return Shared(
        citations=[f"source-{number:05d}" for number in range(60 + articles // 5)],
        medications=[f"medication-{number:03d}" for number in range(12 + articles // 50)],
        abbreviations=[f"short-{number:03d}" for number in range(10 + articles // 100)],
        contributors=[f"person-{number:03d}" for number in range(6 + articles // 100)],
        topics=[f"topic-{number:03d}" for number in range(12 + articles // 50)],
        drug_classes=[f"class-{number:02d}" for number in range(12)],
        figures=[_describe(drawing) for drawing in draw_figures()],
    )


def draw_figures() -> list[Asset]:
    """The drawings, sorted by digest."""
    drawings = []
    for number in range(8):
        bars = "".join(
            f'<rect x="{10 + 30 * at}" y="{90 - height}" width="20" height="{height}"/>'
            for at, height in enumerate(Random(f"drawing {number}").choices(range(10, 90), k=6))
        )
        content = f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">{bars}</svg>\n'.encode()
        drawings.append(Asset(hashlib.sha256(content).hexdigest(), "image/svg+xml", content))
    return sorted(drawings, key=lambda drawing: drawing.digest)


def name_figure(digest: str) -> str:
    """The name of the file of a drawing."""
    return f"drawing-{digest[:6]}.svg"


def revise_interface() -> Revision:
    """The interface's words, which every corpus has as they come with the program."""
    revision = make_interface(WORDS, None).revision
    assert revision is not None
    return revision


def plan_data(shared: Shared, seed: int) -> Iterator[Datum]:
    """Every datum, with what its texts are to be."""
    random = Random(f"{seed}: data")
    for group, keys in (("route", ROUTES), ("drug-class", shared.drug_classes), ("role", ROLES)):
        for key in keys:
            yield Datum(Term(f"{group}.{key}"), {f"{group}.{key}.name": _phrase(random, 1, 3)})
    for key in shared.topics:
        yield Datum(Topic(key), {f"topic.{key}.name": _phrase(random, 1, 3)})
    for key in shared.contributors:
        name = _name(random)
        yield Datum(Contributor(key, name), {f"contributor.{key}.biography": TextPlan(random.randint(12, 30))})
    for key in shared.abbreviations:
        path = f"abbreviation.{key}"
        texts = {
            f"{path}.short": _phrase(random, 1, 1),
            f"{path}.expansion": _phrase(random, 2, 4),
            f"{path}.definition": TextPlan(random.randint(10, 24)),
        }
        yield Datum(Abbreviation(key), texts)
    for key in shared.medications:
        medication = _prescribe(key, shared, random)
        named = [medication.drug_class, *medication.routes]
        references = tuple(SubjectName(SubjectKind.TERM, term) for term in named)
        # Of several words, so that no sentence names it by chance: checks would miss it in the translation.
        yield Datum(medication, {f"medication.{key}.genericName": _phrase(random, 5, 5)}, references)
    for key in shared.citations:
        yield Datum(Citation(key, _cite(key, random)))


def revise_datum(datum: Datum, seed: int) -> Revision:
    """The revision of a datum in English."""
    units: dict[str, SourceUnit] = {}
    for path, plan in datum.texts.items():
        inlines = write_text(make_voice("en"), plan, Random(f"{seed}: {path} in en"))
        units[path] = SourceUnit(inlines, hash_text(write_markup(inlines)))
    return make_revision(name_datum(datum.structure), "en", datum.structure, units, datum.references)


def name_datum(structure: Structure) -> SubjectName:
    """The subject that a structure of reference data is of."""
    return SubjectName(SubjectKind(type(structure).__name__.lower()), structure.key)


def _describe(drawing: Asset) -> FigureFile:
    size = measure_svg(drawing.content)
    return FigureFile(None, name_figure(drawing.digest), drawing.digest, drawing.media_type, *size)


def _phrase(random: Random, least: int, most: int) -> TextPlan:
    return TextPlan(random.randint(least, most), is_phrase=True)


def _prescribe(key: str, shared: Shared, random: Random) -> Medication:
    return Medication(
        key,
        f"drug-class.{random.choice(shared.drug_classes)}",
        tuple(f"route.{route}" for route in random.sample(ROUTES, random.randint(1, 2))),
        tuple(
            Brand(_words(random, 5), tuple(sorted(random.sample(_REGIONS, random.randint(1, 4)))))
            for _ in range(random.randint(0, 3))
        ),
        (
            MedicalCode(
                "ATC", f"{random.choice('ABCDGHJLMNPRSV')}{random.randint(1, 16):02d}AB{random.randint(1, 99):02d}"
            ),
        ),
    )


def _cite(key: str, random: Random) -> dict[str, Any]:
    journal = _words(random, 3)
    return {
        "id": key,
        "type": "article-journal",
        "language": "en",
        "title": _words(random, random.randint(6, 16)),
        "author": [{"family": _words(random, 1), "given": _words(random, 1)[0]} for _ in range(random.randint(1, 7))],
        "container-title": journal,
        "issued": {"date-parts": [[random.randint(1995, 2026)]]},
        "volume": str(random.randint(1, 90)),
        "issue": str(random.randint(1, 12)),
        "page": f"{random.randint(1, 400)}-{random.randint(401, 900)}",
        "DOI": f"10.{random.randint(1000, 9999)}/{random.randrange(16**8):08x}",
    }


def _name(random: Random) -> str:
    return " ".join(word.capitalize() for word in _words(random, 2).split())


def _words(random: Random, count: int) -> str:
    text = " ".join(random.choices(make_vocabulary("en").words[200:], k=count))
    return text[:1].upper() + text[1:]


_REGIONS = ["AU", "BR", "CA", "DE", "ES", "FR", "GB", "IN", "JP", "US"]

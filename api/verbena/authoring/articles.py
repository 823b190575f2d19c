"""One article's file as a revision, or as the problems that keep it from being one."""

from __future__ import annotations

from msgspec import Struct

from verbena.authoring.blocks import read_blocks
from verbena.authoring.figures import FigureShelf
from verbena.authoring.located import Located
from verbena.authoring.metadata import (
    FrontMatter,
    check_metadata,
    find_claims,
    find_names,
    find_notices,
    read_metadata,
    split_front_matter,
)
from verbena.authoring.outline import arrange
from verbena.authoring.problems import ProblemLog
from verbena.authoring.revisions import make_revision
from verbena.authoring.roles import RoleReader
from verbena.authoring.safety import find_marked
from verbena.authoring.slots import check_keys, walk_slots
from verbena.authoring.structure import Body, build_body
from verbena.authoring.units import Place, UnitGatherer
from verbena.authoring.vocabulary import Vocabulary
from verbena.model.article import Article, MedicationUse
from verbena.model.edition import INTERFACE, Revision, SubjectKind, SubjectName


class ArticleSource(Struct, frozen=True):
    """An article's file, read and with its metadata split off; `lines` are those of the whole file."""

    stem: str
    front: FrontMatter
    lines: list[str]
    log: ProblemLog

    def field(self, name: str) -> str | None:
        """A field of the metadata, where it is there and a text."""
        metadata = self.front.metadata
        value = metadata.value.get(name) if metadata and isinstance(metadata.value, dict) else None
        return value if isinstance(value, str) else None

    def line_of(self, name: str) -> int:
        """The line of a field of the metadata."""
        return self.front.metadata.line_of(name) if self.front.metadata else 1


class ArticleReading(Struct, frozen=True):
    """What came of reading an article: no revision where it has problems."""

    revision: Revision | None
    places: dict[str, Place]


def open_article(stem: str, text: str, log: ProblemLog) -> ArticleSource:
    """The article in `<stem>.md`, from its text with line feeds as line ends."""
    return ArticleSource(stem, split_front_matter(text, log), text.split("\n"), log)


def read_article(source: ArticleSource, vocabulary: Vocabulary, shelf: FigureShelf) -> ArticleReading:
    """The article's revision with the places of its units; every problem is logged."""
    log, metadata = source.log, source.front.metadata
    locale = check_metadata(metadata, source.stem, log) if metadata else None
    roles = RoleReader(vocabulary, (locale or "en").split("-")[0])
    units = UnitGatherer(roles, log)
    names = find_names(metadata, vocabulary, log) if metadata else []
    nodes = read_blocks(source.front.body, source.front.body_line, source.lines, log)
    # What is missing from a file that ends with its metadata is missing at its end.
    first_line = source.front.body_line if source.front.body.strip() else max(source.front.body_line - 1, 1)
    outline = arrange(nodes, first_line, log)
    check_keys(walk_slots(outline, metadata), log)
    body = build_body(outline, units, shelf, log)
    if metadata is None:
        return ArticleReading(None, units.places)
    for _, slot, note in find_claims(metadata):
        units.add(f"{slot.key}.note", note)
    for slot, text in find_notices(metadata):
        units.add(f"{slot.key}.text", text)
    if log.problems or locale is None:
        return ArticleReading(None, units.places)
    article = _build_article(metadata, locale, body, roles)
    safety, minor = (find_marked(metadata, field, article, units.units, log) for field in ("safety", "minor"))
    if log.problems:
        return ArticleReading(None, units.places)
    name = SubjectName(SubjectKind.ARTICLE, article.key)
    # What the server itself says around a text, such as the accessible name of a citation mark, is the interface's.
    words = [INTERFACE] if vocabulary.has_interface else []
    references = [*names, *roles.mentioned, *words]
    revision = make_revision(name, locale, article, units.units, references, safety=safety, minor=minor)
    return ArticleReading(revision, units.places)


def _build_article(front: Located, locale: str, body: Body, roles: RoleReader) -> Article:
    metadata = read_metadata(front, locale)
    used = {use.medication for use in metadata.medications}
    mentioned = [name.key for name in roles.mentioned if name.kind is SubjectKind.MEDICATION and name.key not in used]
    return Article(
        key=metadata.key,
        slug=metadata.slug,
        locale=locale,
        key_points=body.key_points,
        introduction=body.introduction,
        sections=body.sections,
        faqs=body.faqs,
        medications=metadata.medications + tuple(MedicationUse(key) for key in mentioned),
        credits=metadata.credits,
        topics=metadata.topics,
        notices=metadata.notices,
        reviewed_on=metadata.reviewed_on,
        review_due_on=metadata.review_due_on,
    )

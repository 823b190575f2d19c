"""The text that a reader reports, as it was shown to them."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from verbena.access.principal import Principal
from verbena.language.pseudo import PSEUDO_LOCALES
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.errors import BadUserInput, NotFound
from verbena.model.unit_event import UnitName
from verbena.reading.identity import read_id
from verbena.reading.library import Library
from verbena.reading.presentation import Presentation
from verbena.reading.read_article import read_article
from verbena.reading.read_node import read_node
from verbena.reading.text import TextView
from verbena.reading.versions import read_version


class ShownText(Struct, frozen=True):
    """A text as it was shown: the unit, in the language that it was shown in, and the plain text."""

    unit: UnitName
    value: str


class ReportedPlace(Struct, frozen=True):
    """Where a text stands: its `Text.path`, in an article by its slug, in a presentation, and the version read."""

    slug: str
    path: str
    presentation: Presentation
    version: str | None = None


def find_shown(library: Library, principal: Principal, text_id: str) -> ShownText:
    """The text of an id that an answer had, as that presented it.

    Raises:
        InvalidId: where it is none of this server's.
        BadUserInput: where it is the id of something else.
        NotFound: where the text is published no more.
        Unauthenticated, Forbidden: for an id of a preview, where the principal may not see it.
    """
    identity = read_id(text_id)
    if identity.type_name != TextView.type_name:
        raise BadUserInput(f"text: {text_id[:60]!a} is the id of another thing: give that of a Text.")
    found = read_node(library, text_id, principal)
    if not isinstance(found, TextView):
        raise NotFound("that text is published no more: read the article again.")
    return _tell(SubjectName(identity.kind, identity.key), found)


def find_shown_at(library: Library, place: ReportedPlace) -> ShownText:
    """The text at a place of an article, as it is published, or was in that version.

    Raises:
        NotFound: where there is no such article, or no such text in it.
        InvalidVersion, VersionGone: for a version that is not there.
    """
    at = None if place.version is None else read_version(place.version)
    article = read_article(library, place.slug, replace(place.presentation, at=at))
    if article is None:
        raise NotFound(f"no article is published as {place.slug[:60]!a} in these languages.")
    found = article.find_text(place.path)
    if found is None:
        raise NotFound(f"the article has no text {place.path[:80]!a}: give its `Text.path`.")
    return _tell(SubjectName(SubjectKind.ARTICLE, article.key), found)


def _tell(name: SubjectName, found: TextView) -> ShownText:
    locale = found.source_locale if found.lang in PSEUDO_LOCALES else found.lang
    return ShownText(UnitName(name, locale, found.path), found.value)

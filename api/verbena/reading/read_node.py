"""Fetching again what an id names, exactly as it was presented."""

from __future__ import annotations

from verbena.access.principal import ANONYMOUS, Principal
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.errors import InvalidId
from verbena.reading.article import ArticleView
from verbena.reading.identity import Identity, read_id
from verbena.reading.library import Library
from verbena.reading.nodes import NodeView
from verbena.reading.preview import preview_by_key, preview_shelf
from verbena.reading.read_article import read_articles
from verbena.reading.read_reference import read_reference, read_texts
from verbena.reading.references import ReferenceView
from verbena.reading.text import SubjectTexts, TextView

AnyView = ArticleView | NodeView | ReferenceView | TextView


def read_node(library: Library, node_id: str, principal: Principal = ANONYMOUS) -> AnyView | None:
    """The view that gave this id, or null where what it names is published no more; an id of a preview previews it.

    Raises:
        InvalidId: where the id is none of this server's.
        Unauthenticated: for an id of a preview, where nobody knows who asks.
        Forbidden: for an id of a preview, where the principal may not see it.
    """
    identity = read_id(node_id)
    if identity.at is not None and not library.position.has(identity.at):
        raise InvalidId(f"{node_id[:60]!a} is the id of a version that is not there: give an `id` of a newer answer.")
    match identity.kind:
        case SubjectKind.ARTICLE:
            article = _read_article(library, identity, principal)
            return _find_in_article(article, identity) if article else None
        case SubjectKind.INTERFACE | SubjectKind.TERM:
            texts = _read_texts(library, identity, principal)
            return texts.optional_text(identity.place) if texts and identity.type_name == TextView.type_name else None
        case _:
            datum = _read_datum(library, identity, principal)
            return _find_in_datum(datum, identity) if datum else None


def _read_article(library: Library, identity: Identity, principal: Principal) -> ArticleView | None:
    if identity.preview:
        return preview_by_key(library, principal, identity.key, identity.presentation)
    return read_articles(library, (identity.key,), identity.presentation)[0]


def _read_texts(library: Library, identity: Identity, principal: Principal) -> SubjectTexts | None:
    name = SubjectName(identity.kind, identity.key)
    if identity.preview:
        shelf = preview_shelf(library, principal, name, identity.presentation)
        return shelf.texts(name) if name in shelf else None
    return read_texts(library, name, identity.presentation)


def _read_datum(library: Library, identity: Identity, principal: Principal) -> ReferenceView | None:
    name = SubjectName(identity.kind, identity.key)
    if identity.preview:
        return preview_shelf(library, principal, name, identity.presentation).find(name)
    return read_reference(library, name, identity.presentation)


def _find_in_article(article: ArticleView, identity: Identity) -> AnyView | None:
    if identity.type_name == TextView.type_name:
        return article.find_text(identity.place)
    if identity.type_name == ArticleView.type_name and not identity.place:
        return article
    return article.find_node(identity.type_name, identity.place)


def _find_in_datum(datum: ReferenceView, identity: Identity) -> AnyView | None:
    if identity.type_name == TextView.type_name:
        return datum.find_text(identity.place)
    return datum if identity.type_name == datum.type_name and not identity.place else None

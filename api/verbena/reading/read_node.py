"""Fetching again what an id names, exactly as it was presented."""

from __future__ import annotations

from verbena.model.edition import SubjectKind, SubjectName
from verbena.reading.article import ArticleView
from verbena.reading.identity import Identity, read_id
from verbena.reading.library import Library
from verbena.reading.nodes import NodeView
from verbena.reading.read_article import read_articles
from verbena.reading.read_reference import read_reference, read_texts
from verbena.reading.references import ReferenceView
from verbena.reading.text import TextView

AnyView = ArticleView | NodeView | ReferenceView | TextView


def read_node(library: Library, node_id: str) -> AnyView | None:
    """The view that gave this id, or null where what it names is published no more.

    Raises:
        InvalidId: where the id is none of this server's.
    """
    identity = read_id(node_id)
    match identity.kind:
        case SubjectKind.ARTICLE:
            (article,) = read_articles(library, (identity.key,), identity.presentation)
            return _find_in_article(article, identity) if article else None
        case SubjectKind.INTERFACE | SubjectKind.TERM:
            return _find_word(library, identity)
        case _:
            name = SubjectName(identity.kind, identity.key)
            datum = read_reference(library, name, identity.presentation)
            return _find_in_datum(datum, identity) if datum else None


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


def _find_word(library: Library, identity: Identity) -> AnyView | None:
    texts = read_texts(library, SubjectName(identity.kind, identity.key), identity.presentation)
    return texts.optional_text(identity.place) if texts and identity.type_name == TextView.type_name else None

"""The articles that somebody means who changes what is published."""

from __future__ import annotations

from verbena.access.principal import Principal
from verbena.model.edition import Revision, Snapshot, SubjectKind, SubjectName
from verbena.model.errors import NotFound
from verbena.store.contract import Store


def find_published(store: Store, slug: str) -> Snapshot:
    """The published article that has this very slug now, without translations.

    Raises:
        NotFound: where none has; a slug of before is not followed, so that nothing is done to another article.
    """
    found = store.read_article(slug, ())
    if found is None:
        raise NotFound(f"no published article has the slug {slug[:60]!a}: `articles` lists them all.")
    if found.slug != slug:
        raise NotFound(f"{slug!a} leads to the article {found.slug!a}: name that slug if you mean that article.")
    return found


def find_draft(store: Store, principal: Principal, slug: str) -> Revision:
    """The draft of the article that has this slug as a draft, or is published under it.

    Raises:
        NotFound: where there is none, or none that `principal` may know of: that something unpublished is there is
            known to those who may see its drafts, or publish it, in one of its locales.
    """
    draft = store.find_draft(slug)
    if draft is None:
        published = store.read_article(slug, ())
        draft = store.read_draft(published.name) if published and published.slug == slug else None
    if draft is None or not _may_know(store, principal, draft):
        raise NotFound(
            f"no article is loaded with the slug {slug[:60]!a}: `verbena articles list` names them all. One that was"
            " withdrawn and has no file any more is found by its key."
        )
    return draft


def find_subject(store: Store, principal: Principal, slug: str) -> tuple[SubjectName, str]:
    """An article that is published under this slug, or loaded with it, with the locale it is written in.

    One that was withdrawn, and is no longer in the files, is found by its key.

    Raises:
        NotFound: where there is none that `principal` may know of.
    """
    published = store.read_article(slug, ())
    if published is not None and published.slug == slug:
        return published.name, published.source.locale
    name = SubjectName(SubjectKind.ARTICLE, slug)
    history = store.read_history(name, None, _HISTORY).changes
    if history and store.find_draft(slug) is None and store.read_draft(name) is None:
        return name, next((change.locale for change in history if change.is_source), history[0].locale)
    draft = find_draft(store, principal, slug)
    return draft.name, draft.locale


def published_locales(article: Snapshot) -> tuple[str, ...]:
    """Every locale that a published article is published in, sorted, the source's among them."""
    return tuple(sorted({article.source.locale, *(alternate.locale for alternate in article.alternates)}))


def _may_know(store: Store, principal: Principal, draft: Revision) -> bool:
    if store.published_hashes(draft.name):
        return True
    locales = [draft.locale, *store.read_translations(draft.name)]
    return any(principal.may_publish(locale) or principal.may_read_drafts(locale) for locale in locales)


# Changes to look through for the locale that an article was written in: each source edition is one.
_HISTORY = 100

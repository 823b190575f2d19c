"""Drafts as readers would see them, for those who may: the same resolving, over what is loaded, and kept nowhere.

Each presentation here is one with `preview`. Nothing uses what the library keeps but the list of published locales: an
answer for one caller is no other's.
"""

from __future__ import annotations

from collections.abc import Sequence

from verbena.access.principal import Principal, require_drafts
from verbena.model.article import Article, walk_figures
from verbena.model.asset import Asset
from verbena.model.edition import INTERFACE, SubjectKind, SubjectName
from verbena.model.errors import Forbidden
from verbena.reading.article import ArticleView
from verbena.reading.draft_snapshots import DraftSnapshots
from verbena.reading.library import Library
from verbena.reading.presentation import Frame, Presentation, show_published
from verbena.reading.read_article import present_article, read_articles
from verbena.reading.shelf import Shelf


def preview_article(
    library: Library, principal: Principal, slug: str, presentation: Presentation
) -> ArticleView | None:
    """The article with that slug as its drafts have it, as far as the principal may see them; else as it is published.

    Null where there is none to show. Whether there is a draft that they may not see makes no difference to anything.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may see drafts in no tag of the chain, or the article names what they may not see.
    """
    _require_anybody(principal, presentation)
    name = DraftSnapshots(library.store, principal, library.required).find(slug)
    return _preview(library, principal, name, presentation)


def preview_by_key(library: Library, principal: Principal, key: str, presentation: Presentation) -> ArticleView | None:
    """The article with that key, as `preview_article` gives it, with the same errors."""
    return _preview(library, principal, SubjectName(SubjectKind.ARTICLE, key), presentation)


def preview_linked(
    library: Library, principal: Principal, keys: Sequence[str], presentation: Presentation
) -> list[ArticleView | None]:
    """Articles that a preview links to, one entry each; one whose drafts may not be seen is as it is published."""
    return [_preview_link(library, principal, key, presentation) for key in keys]


def preview_shelf(library: Library, principal: Principal, name: SubjectName, presentation: Presentation) -> Shelf:
    """A datum of the reference data or the interface's words, with all it names, as drafts have it; empty without it.

    Raises:
        Unauthenticated: as `preview_article`.
        Forbidden: as `preview_article`.
    """
    _require_anybody(principal, presentation)
    drafts = DraftSnapshots(library.store, principal, library.required)
    frame = _frame(library, drafts, name, presentation)
    datum = drafts.read(name, frame.tags)
    require_drafts(principal, frame.reference_chain(datum.source.locale) if datum else frame.tags)
    if datum is None:
        return Shelf({}, frame)
    return Shelf({**drafts.read_named([INTERFACE], frame.tags), **datum.references, name: datum}, frame)


def preview_asset(library: Library, principal: Principal, key: str, digest: str) -> Asset | None:
    """A file that the draft of the article with that key shows, where the principal may see that draft."""
    draft = library.store.read_draft(SubjectName(SubjectKind.ARTICLE, key))
    if draft is None or not principal.may_read_drafts(draft.locale):
        return None
    assert isinstance(draft.structure, Article)  # noqa: S101 - the store gives each kind its own structure
    shown = {file.digest for figure in walk_figures(draft.structure) for file in figure.files}
    return library.store.read_draft_asset(digest) if digest in shown else None


def _preview(
    library: Library, principal: Principal, name: SubjectName | None, presentation: Presentation
) -> ArticleView | None:
    _require_anybody(principal, presentation)
    drafts = DraftSnapshots(library.store, principal, library.required)
    frame = library.frame(presentation) if name is None else _frame(library, drafts, name, presentation)
    snapshot = drafts.read(name, frame.tags) if name else None
    # What may not be seen is refused as what is not there would be: by the tags that the caller named alone.
    require_drafts(principal, frame.chain_for(snapshot.source.locale) if snapshot else frame.tags)
    return present_article(library, snapshot, frame) if snapshot else None


def _preview_link(library: Library, principal: Principal, key: str, presentation: Presentation) -> ArticleView | None:
    try:
        return preview_by_key(library, principal, key, presentation)
    except Forbidden:
        return read_articles(library, [key], show_published(presentation))[0]


def _require_anybody(principal: Principal, presentation: Presentation) -> None:
    # Before anything is read: this costs whoever brings no token nothing, and so it costs the server nothing.
    if principal.is_anonymous:
        require_drafts(principal, presentation.wanted)


def _frame(library: Library, drafts: DraftSnapshots, name: SubjectName, presentation: Presentation) -> Frame:
    """The presentation among the locales that are published, and those of the drafts that may be seen."""
    return library.frame(presentation, drafts.list_locales(name))

"""Reading articles, one or several, as one presentation shows them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from verbena.model.edition import Snapshot, SubjectKind, SubjectName
from verbena.model.errors import InvalidVersion
from verbena.reading.article import ArticleView
from verbena.reading.library import Library
from verbena.reading.older_states import renew_state
from verbena.reading.presentation import Frame, Presentation
from verbena.reading.versions import ANY_LANGUAGES, write_version


def read_article(library: Library, slug: str, presentation: Presentation) -> ArticleView | None:
    """The published article with that slug, or null where there is none to show.

    With an explicit fallback that does not reach the source language, that is the article as it was when it was last
    complete in the tags asked for, or null where it never was.

    Raises:
        InvalidVersion: where it is to be as it was with a change that is not there.
    """
    at = presentation.at
    if at is not None and not library.position.has(at):
        raise InvalidVersion(
            f"{write_version(ANY_LANGUAGES, at)!a} is a version of a change that is not there, such as of a database"
            " that an older backup has replaced: leave `version` out."
        )

    def read() -> ArticleView | None:
        frame = library.frame(presentation)
        snapshot = library.store.read_article(slug, frame.tags, presentation.at)
        if snapshot is None:
            return None
        kept = _ShownArticle(snapshot.name.key, presentation)
        return library.remember_each([kept], lambda _: [present_article(library, snapshot, frame)])[0]

    return library.remember(("slug", slug, presentation), read)


def read_articles(library: Library, keys: Sequence[str], presentation: Presentation) -> list[ArticleView | None]:
    """The published articles with these keys, one entry each in their order, null as for `read_article`."""

    def read(missing: list[_ShownArticle]) -> list[ArticleView | None]:
        frame = library.frame(presentation)
        names = [SubjectName(SubjectKind.ARTICLE, shown.key) for shown in missing]
        snapshots = library.store.read_snapshots(names, frame.tags, presentation.at)
        return [present_article(library, snapshots[name], frame) if name in snapshots else None for name in names]

    return library.remember_each([_ShownArticle(key, presentation) for key in keys], read)


def present_article(library: Library, snapshot: Snapshot, frame: Frame) -> ArticleView | None:
    """The article as the presentation shows it: as it is, as it was when it was last complete, or null (see above)."""
    at = frame.presentation.at
    if at is not None:
        allowed = _leave_withdrawn(library, snapshot)
        if allowed is None:
            return None
        snapshot = allowed
    chain = frame.chain_for(snapshot.source.locale)
    if snapshot.source.locale in chain or frame.find_pseudo(chain) or _is_complete(snapshot, chain):
        return ArticleView(snapshot, frame, library.public_url)
    complete_at = library.store.last_complete(snapshot.name, chain, at)
    if complete_at is None:
        return None
    older = library.store.read_snapshots([snapshot.name], frame.tags, complete_at)[snapshot.name]
    shown = renew_state(library, older, snapshot, frame)
    return ArticleView(shown, frame, library.public_url, current=snapshot) if shown else None


def _leave_withdrawn(library: Library, then: Snapshot) -> Snapshot | None:
    """An older state without the translations that were withdrawn since; null where the whole article was."""
    now = library.store.read_snapshots([then.name], ()).get(then.name)
    if now is None:
        return None
    shown = {alternate.locale for alternate in now.alternates}
    return replace(then, translations=tuple(edition for edition in then.translations if edition.locale in shown))


class _ShownArticle(Struct, frozen=True):
    """What one view is kept by, whether it is found by its slug, by its key or in a list."""

    key: str
    presentation: Presentation


def _is_complete(snapshot: Snapshot, chain: tuple[str, ...]) -> bool:
    """Whether each unit of the source has a translation of its present text in some tag of `chain`."""
    editions = [edition for edition in snapshot.translations if edition.locale in chain]
    return all(
        any((made := edition.units.get(path)) and made.source_hash == unit.hash for edition in editions)
        for path, unit in snapshot.source.units.items()
    )

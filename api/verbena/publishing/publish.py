"""Drafts into editions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from msgspec import Struct

from verbena.model.change import UNSIGNED, Signature
from verbena.model.edition import Revision, SubjectKind, SubjectName
from verbena.model.errors import ContentInvalid, NotFound
from verbena.model.progress import Progress, Stage, no_progress
from verbena.publishing.holds import NO_HOLDS, find_holds
from verbena.publishing.prepare import prepare_source, prepare_translation
from verbena.resources import digest_program
from verbena.store.contract import Holds, NewEdition, Store


class PublishedEdition(Struct, frozen=True, order=True):
    """An edition, by its subject and locale."""

    name: SubjectName
    locale: str


class PublishReport(Struct, frozen=True):
    """The editions that were made, those that were withdrawn, each in their order, and how many had not changed.

    `held` are those that were left as somebody had withdrawn, redirected or rolled them back.
    """

    editions: tuple[PublishedEdition, ...]
    withdrawn: tuple[PublishedEdition, ...]
    unchanged: int
    held: tuple[PublishedEdition, ...] = ()


def publish_subjects(  # noqa: PLR0913, PLR0917 - most callers give the first two alone
    store: Store,
    at: datetime,
    names: Iterable[SubjectName] | None = None,
    locales: Collection[str] | None = None,
    progress: Progress = no_progress,
    signature: Signature = UNSIGNED,
) -> PublishReport:
    """Publish the drafts of these subjects, or of all, in these locales, or in each that they are translated into.

    A subject's locales are published together or not at all, its source first. What these subjects name and has never
    been published is published too, in every locale, before them: no reader meets a name without its datum. (An article
    that is only linked to is not.) Where `locales` lacks a subject's source locale, its translations are published on
    the source as it is published now. A locale that was published and has no translation for readers any more is
    withdrawn. What somebody withdrew, redirected or rolled back is left so, unless its locale is among `locales`. `at`
    has an offset from UTC.

    Raises:
        NotFound: where a subject has no draft.
        ContentInvalid: where a subject names one that is neither published nor loaded, and as `Publications.publish`.
    """
    made: list[PublishedEdition] = []
    withdrawn: list[PublishedEdition] = []
    held: list[PublishedEdition] = []
    settles: dict[SubjectName, str] = {}
    unchanged = 0
    holds, respect = (find_holds(store), Holds.RESPECT) if locales is None else (NO_HOLDS, Holds.LIFT)
    if names is None and locales is None:
        settles, unchanged = _find_unsettled(store)
        asked = set(settles)
    else:
        asked = set(store.draft_names() if names is None else names)
    together = asked if names is None else add_references(store, asked)
    planned = sorted(together, key=rank_subject)
    for start in range(0, len(planned), _BATCH):
        progress(Stage.PUBLISH, start, len(planned))
        batch = planned[start : start + _BATCH]
        editions = [
            edition
            for name in batch
            for edition in prepare_editions(store, name, together, locales if name in asked else None)
        ]
        settled = {name: settles[name] for name in batch if name in settles}
        published = store.publish(editions, at, signature, respect, settled)
        held += (left := [PublishedEdition(new.name, new.locale) for new in editions if holds.has(new)])
        # Only their names are kept: their texts would be those of everything that is loaded.
        made += (PublishedEdition(new.name, new.locale) for new in published if new.translations != {})
        withdrawn += (PublishedEdition(new.name, new.locale) for new in published if new.translations == {})
        unchanged += len(editions) - len(published) - len(left)
    progress(Stage.PUBLISH, len(planned), len(planned))
    return PublishReport(tuple(made), tuple(withdrawn), unchanged, tuple(held))


def _find_unsettled(store: Store) -> tuple[dict[SubjectName, str], int]:
    """The subjects that may have to be published, by a digest of what is loaded, and how many editions of others stand.

    What is published of the same drafts may change with the program: its digest is part of theirs.
    """
    # What is loaded is read first: should it change meanwhile, it is looked at again next time.
    program = digest_program()
    loaded = {name: f"{digest} {program}" for name, digest in store.digest_drafts().items()}
    settled = {name: one for name, one in store.settled().items() if loaded.get(name) == one.digest}
    return {name: loaded[name] for name in loaded if name not in settled}, sum(one.locales for one in settled.values())


def add_references(store: Store, asked: Collection[SubjectName]) -> set[SubjectName]:
    """The subjects asked for, with all that they name, directly or not, and that has never been published."""
    planned: set[SubjectName] = set()
    ahead = list(asked)
    while ahead:
        name = ahead.pop()
        if name not in planned:
            planned.add(name)
            ahead += (other for other in _read_draft(store, name).references if _must_come_along(store, other))
    return planned


def _must_come_along(store: Store, name: SubjectName) -> bool:
    return name.kind is not SubjectKind.ARTICLE and not store.published_hashes(name)


def prepare_editions(
    store: Store, name: SubjectName, planned: Collection[SubjectName], locales: Collection[str] | None
) -> Iterator[NewEdition]:
    """What is to be published of a subject in these locales, or in all, with the others that are `planned`.

    Raises:
        NotFound, ContentInvalid: as `publish_subjects`.
    """
    draft = _read_draft(store, name)
    translations = store.read_translations(name)
    published_in = store.published_hashes(name)
    revision, units, sources = draft.hash, draft.units, {draft.locale}
    if locales is None or draft.locale in locales:
        _check_references(store, draft, planned)
        yield prepare_source(name, revision, draft.locale, units)
    elif published := store.read_snapshots([name], ()).get(name):
        revision, units = published.source.revision, published.source.units
        sources.add(published.source.locale)
    for locale in sorted((translations.keys() | published_in) - sources):
        if locales is None or locale in locales:
            new = prepare_translation(name, revision, locale, units.keys(), translations.get(locale, {}))
            if new.translations or locale in published_in:
                yield new


def _check_references(store: Store, draft: Revision, planned: Collection[SubjectName]) -> None:
    for name in draft.references:
        if name not in planned and _must_come_along(store, name):
            raise ContentInvalid(
                f"the {draft.name.kind} {draft.name.key} names the {name.kind} {name.key}, which is not loaded:"
                " load the content that has both"
            )


def _read_draft(store: Store, name: SubjectName) -> Revision:
    draft = store.read_draft(name)
    if draft is None:
        raise NotFound(f"nothing is loaded of the {name.kind} {name.key}: load it before you publish it")
    return draft


def rank_subject(name: SubjectName) -> tuple[int, SubjectName]:
    """The order in which subjects are published."""
    return _ORDER.index(name.kind), name


# What others name goes first: a reader between two batches finds it there.
_ORDER = (
    SubjectKind.TERM,
    SubjectKind.TOPIC,
    SubjectKind.CONTRIBUTOR,
    SubjectKind.CITATION,
    SubjectKind.MEDICATION,
    SubjectKind.ABBREVIATION,
    SubjectKind.INTERFACE,
    SubjectKind.ARTICLE,
)

# Subjects in one transaction: enough that commits don't count, few enough that other writers needn't wait.
_BATCH = 50

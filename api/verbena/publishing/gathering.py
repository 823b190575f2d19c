"""What is published together: subjects that are asked for, and those that they name; and each as editions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from verbena.model.edition import Revision, SubjectKind, SubjectName
from verbena.model.errors import ContentInvalid, NotFound
from verbena.publishing.prepare import NONE_STANDS, prepare_source, prepare_translation
from verbena.publishing.required_states import NOTHING_REQUIRED, RequiredStates, count_held_back
from verbena.publishing.standing import read_standing
from verbena.store.contract import Store
from verbena.store.values import NewEdition


class Prepared(Struct, frozen=True):
    """What is to be published of a subject, and how many units in which locales wait for the state required there."""

    editions: tuple[NewEdition, ...]
    held_back: Mapping[str, int] = {}


class Gathered(Struct, frozen=True):
    """The subjects that were `asked` for, and all that are published `together`: those, and what has to come along."""

    asked: Collection[SubjectName]
    together: Collection[SubjectName]
    required: RequiredStates = NOTHING_REQUIRED

    def list_in_order(self) -> list[SubjectName]:
        """All of them, in the order in which they are published."""
        return sorted(self.together, key=_rank_subject)

    def prepare(self, store: Store, name: SubjectName, locales: Collection[str] | None) -> Prepared:
        """What is to be published of one of them: in these locales if it was asked for, and in all if it comes along.

        Raises:
            NotFound, ContentInvalid: as `publish_subjects`.
        """
        draft = _read_draft(store, name)
        wanted = locales if name in self.asked else None
        if wanted is None or draft.locale in wanted:
            _check_references(store, draft, self.together)
        return _prepare(store, draft, wanted, self.required)


def gather_subjects(
    store: Store, names: Iterable[SubjectName] | None, required: RequiredStates = NOTHING_REQUIRED
) -> Gathered:
    """These subjects, or all that are loaded, with all that they name, directly or not, and that was never published.

    Raises:
        NotFound: where a subject has no draft.
    """
    if names is None:
        everything = set(store.draft_names())
        return Gathered(everything, everything, required)
    asked = set(names)
    return Gathered(asked, _add_references(store, asked), required)


def _add_references(store: Store, asked: Collection[SubjectName]) -> set[SubjectName]:
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


def _prepare(store: Store, draft: Revision, locales: Collection[str] | None, required: RequiredStates) -> Prepared:
    name = draft.name
    translations = store.read_translations(name)
    published_in = store.published_hashes(name)
    revision, units, sources = draft.hash, draft.units, {draft.locale}
    editions, held_back = [], {}
    if locales is None or draft.locale in locales:
        editions.append(prepare_source(name, revision, draft.locale, units))
    elif published := store.read_snapshots([name], ()).get(name):
        revision, units = published.source.revision, published.source.units
        sources.add(published.source.locale)
    chosen = [
        one for one in sorted((translations.keys() | published_in) - sources) if locales is None or one in locales
    ]
    reviewed = list(filter(required.asks_for_review, chosen))
    standing = read_standing(store, name, reviewed, with_source=revision == draft.hash)
    for locale in chosen:
        given, least = translations.get(locale, {}), required.find(locale)
        new = prepare_translation(name, revision, locale, units.keys(), given, least, standing.get(locale, NONE_STANDS))
        if new.translations or locale in published_in:
            editions.append(new)
        if waiting := count_held_back(units.keys(), given, least):
            held_back[locale] = waiting
    return Prepared(tuple(editions), held_back)


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


def _rank_subject(name: SubjectName) -> tuple[int, SubjectName]:
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

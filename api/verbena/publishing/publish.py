"""Drafts into editions."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from verbena.model.change import UNSIGNED, Signature
from verbena.model.edition import SubjectName
from verbena.model.progress import Progress, Stage, no_progress
from verbena.model.translation import TranslationState
from verbena.publishing.gathering import Gathered, gather_subjects
from verbena.publishing.required_states import NOTHING_REQUIRED, RequiredStates
from verbena.resources import digest_program
from verbena.store.contract import Store
from verbena.store.values import Holds, PreparedFrom


class PublishedEdition(Struct, frozen=True, order=True):
    """An edition, by its subject and locale."""

    name: SubjectName
    locale: str


class HeldBack(Struct, frozen=True, order=True):
    """How many units in a locale have a translation that is not in the state required there, and wait for that."""

    locale: str
    units: int
    required: TranslationState


class PublishReport(Struct, frozen=True, rename="camel"):
    """The editions that were made, those that were withdrawn, each in their order, and how many had not changed.

    `held` are those that were left as somebody had withdrawn, redirected or rolled back them or their source.
    `held_back` counts units of the subjects that were looked at: where everything is published, those that may have
    changed.
    """

    editions: tuple[PublishedEdition, ...]
    withdrawn: tuple[PublishedEdition, ...]
    unchanged: int
    held: tuple[PublishedEdition, ...] = ()
    held_back: tuple[HeldBack, ...] = ()


def tell_held_back(counts: Mapping[str, int], required: RequiredStates) -> tuple[HeldBack, ...]:
    """The same counts, sorted by locale, with what is required there."""
    return tuple(HeldBack(locale, counts[locale], required.find(locale)) for locale in sorted(counts))


def publish_subjects(  # noqa: PLR0913, PLR0917 - most callers give the first two alone
    store: Store,
    at: datetime,
    names: Iterable[SubjectName] | None = None,
    locales: Collection[str] | None = None,
    progress: Progress = no_progress,
    signature: Signature = UNSIGNED,
    required: RequiredStates = NOTHING_REQUIRED,
) -> PublishReport:
    """Publish the drafts of these subjects, or of all, in these locales, or in each that they are translated into.

    A subject's locales are published together or not at all, its source first. What these subjects name and has never
    been published is published too, in every locale, before them: no reader meets a name without its datum. (An article
    that is only linked to is not.) Where `locales` lacks a subject's source locale, its translations are published on
    the source as it is published now. A locale that was published and has no translation for readers any more is
    withdrawn. What somebody withdrew, redirected or rolled back is left so, unless its locale is among `locales`.
    Translations below the state that is `required` are held back: what is published of their units stays, if it met
    that. `at` has an offset from UTC.

    Raises:
        NotFound: where a subject has no draft.
        ContentInvalid: where a subject names one that is neither published nor loaded, and as `Publications.publish`.
    """
    if names is None and locales is None:
        order = _Order(at, signature, locales, _name_rules(required))
        unsettled, unchanged = _find_unsettled(store, _name_rules(required))
        return _Run(store, order, Gathered(unsettled, unsettled, required), unchanged).publish(progress)
    return _Run(store, _Order(at, signature, locales), gather_subjects(store, names, required)).publish(progress)


class _Order(Struct, frozen=True):
    """What was ordered; `settled_by` names the rules where everything was, so that what is done is settled."""

    at: datetime
    signature: Signature
    locales: Collection[str] | None
    settled_by: str | None = None


class _Run:
    """One call of `publish_subjects`, and what came of it so far."""

    def __init__(self, store: Store, order: _Order, gathered: Gathered, unchanged: int = 0) -> None:
        self._store = store
        self._order = order
        self._gathered = gathered
        self._made: list[PublishedEdition] = []
        self._withdrawn: list[PublishedEdition] = []
        self._held: list[PublishedEdition] = []
        self._unchanged = unchanged
        self._held_back: Counter[str] = Counter()

    def publish(self, progress: Progress) -> PublishReport:
        """Publish all of it; what is loaded anew meanwhile is prepared again, so that nothing older comes after it."""
        planned = self._gathered.list_in_order()
        while planned:
            stale: list[SubjectName] = []
            for start in range(0, len(planned), _BATCH):
                progress(Stage.PUBLISH, start, len(planned))
                stale += self._publish_batch(planned[start : start + _BATCH])
            progress(Stage.PUBLISH, len(planned), len(planned))
            # One that has no draft any more was taken away by somebody meanwhile: there is nothing to publish of it.
            there = self._store.digest_drafts(stale) if stale else {}
            planned = [name for name in stale if name in there]
        held_back = tell_held_back(self._held_back, self._gathered.required)
        return PublishReport(tuple(self._made), tuple(self._withdrawn), self._unchanged, tuple(self._held), held_back)

    def _publish_batch(self, batch: Sequence[SubjectName]) -> list[SubjectName]:
        """Gives those that were loaded anew since they were read."""
        order = self._order
        drafts = self._store.digest_drafts(batch)
        ready = {name: self._gathered.prepare(self._store, name, order.locales) for name in batch}
        editions = [edition for one in ready.values() for edition in one.editions]
        prepared = PreparedFrom(drafts, order.settled_by)
        respect = Holds.RESPECT if order.locales is None else Holds.LIFT
        outcome = self._store.publish(editions, order.at, order.signature, respect, prepared)
        # Only their names are kept: their texts would be those of everything that is loaded.
        self._made += (PublishedEdition(new.name, new.locale) for new in outcome.made if new.translations != {})
        self._withdrawn += (PublishedEdition(new.name, new.locale) for new in outcome.made if new.translations == {})
        self._held += (PublishedEdition(new.name, new.locale) for new in outcome.held)
        done = [new for new in editions if new.name not in outcome.stale]
        self._unchanged += len(done) - len(outcome.made) - len(outcome.held)
        for name in batch:
            if name not in outcome.stale:
                self._held_back.update(ready[name].held_back)
        return [name for name in batch if name in outcome.stale]


def _find_unsettled(store: Store, rules: str) -> tuple[set[SubjectName], int]:
    """The subjects that may have to be published, and how many editions of others stand.

    What is published of the same drafts may change with the rules.
    """
    # What is loaded is read first: should it change meanwhile, it is looked at again next time.
    loaded = store.digest_drafts()
    settled = {
        name: one for name, one in store.settled().items() if (one.digest, one.program) == (loaded.get(name), rules)
    }
    return loaded.keys() - settled.keys(), sum(one.locales for one in settled.values())


def _name_rules(required: RequiredStates) -> str:
    """A digest of all by which drafts become editions: the program, and what is required."""
    told = required.write()
    return hashlib.sha256(f"{digest_program()} {told}".encode()).hexdigest()[:32] if told else digest_program()


# Subjects in one transaction: enough that commits don't count, few enough that other writers needn't wait.
_BATCH = 50

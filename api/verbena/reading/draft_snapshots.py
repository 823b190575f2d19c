"""Snapshots of what would be published, as far as somebody may see it, and of what is published beyond that."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import msgpack, structs

from verbena.access.principal import Principal
from verbena.model.edition import Alternate, Snapshot, SourceEdition, SubjectKind, SubjectName, TranslatedEdition
from verbena.model.errors import ContentInvalid, Forbidden
from verbena.publishing.prepare import NONE_STANDS, prepare_translation
from verbena.publishing.required_states import NOTHING_REQUIRED, RequiredStates
from verbena.publishing.standing import find_standing
from verbena.store.completion import measure_completion
from verbena.store.contract import Store
from verbena.store.values import Draft


class DraftSnapshots:
    """Reads subjects on behalf of a principal.

    Each locale of a subject shows its draft where the principal may read the drafts of that very locale, else what is
    published in it. The source's locale decides about the structure and the source's texts. A draft shows what
    publishing it now would: no translation below the state that is required, and nothing in a locale in which none is
    left. A subject without a draft is shown as it is published.
    """

    def __init__(self, store: Store, principal: Principal, required: RequiredStates = NOTHING_REQUIRED) -> None:
        self._store = store
        self._required = required
        self._may_read = principal.may_read_drafts

    def find(self, slug: str) -> SubjectName | None:
        """The article that has this slug in a draft that may be seen, else the one published under it."""
        draft = self._store.find_draft(slug)
        if draft is not None and self._may_read(draft.locale):
            return draft.name
        published = self._store.read_article(slug, ())
        return published.name if published else None

    def list_locales(self, name: SubjectName) -> frozenset[str]:
        """Every locale of a subject's drafts that may be seen."""
        draft = self._store.read_drafts([name]).get(name)
        return frozenset(filter(self._may_read, (draft.revision.locale, *draft.translations))) if draft else frozenset()

    def read(self, name: SubjectName, tags: Sequence[str]) -> Snapshot | None:
        """One subject with all that it names, its translations those in `tags`; null where nothing of it may be seen.

        Raises:
            Forbidden: where it names a datum that is not published, and whose draft may not be seen.
            ContentInvalid: where it names one that is neither published nor loaded.
        """
        draft = self._store.read_drafts([name]).get(name)
        # Those that readers have and whose drafts may not be seen, too: how complete they are follows from their texts.
        published = self._store.read_snapshots([name], ()).get(name)
        hidden = [one.locale for one in published.alternates if not self._may_read(one.locale)] if published else []
        reviewed = filter(self._required.asks_for_review, draft.translations if draft else ())
        held = self._store.read_snapshots([name], sorted({*tags, *hidden, *reviewed})).get(name)
        shown = self._combine(held, draft)
        if shown is None:
            return None
        shown = structs.replace(
            shown,
            translations=tuple(edition for edition in shown.translations if edition.locale in tags),
            references=self.read_named(_list_names(shown, held, draft), tags),
        )
        dates = [shown.source.published_at, *(edition.published_at for edition in shown.translations)]
        return structs.replace(shown, updated_at=max(dates), drafts=_name_content(shown))

    def read_named(self, names: Iterable[SubjectName], tags: Sequence[str]) -> dict[SubjectName, Snapshot]:
        """These subjects and all that they name in turn; a linked article is not followed.

        Articles and the interface's words may be missing; the rest is as for `read`.
        """
        found: dict[SubjectName, Snapshot] = {}
        ahead = list(dict.fromkeys(names))
        seen = set(ahead)
        while ahead:
            drafts, published = self._store.read_drafts(ahead, tags), self._store.read_snapshots(ahead, tags)
            following: dict[SubjectName, None] = {}
            for name in ahead:
                draft, held = drafts.get(name), published.get(name)
                shown = self._combine(held, draft)
                if shown is not None:
                    found[name] = shown
                    if name.kind is not SubjectKind.ARTICLE:
                        following |= dict.fromkeys(_list_names(shown, held, draft))
                elif name.kind not in _OPTIONAL:
                    raise _tell_missing(name, draft)
            ahead = [name for name in following if name not in seen]
            seen.update(ahead)
        return found

    def _draft_translation(
        self, source: SourceEdition, draft: Draft, locale: str, held: Snapshot | None
    ) -> dict[str, TranslatedEdition]:
        """The edition that publishing would make of a locale, by the locale; none where it has nothing for readers."""
        given, required = draft.translations.get(locale, {}), self._required.find(locale)
        name, paths = draft.revision.name, source.units.keys()
        standing = NONE_STANDS
        if held and self._required.asks_for_review(locale):
            standing = find_standing(held, None if source is held.source else draft).get(locale, NONE_STANDS)
        new = prepare_translation(name, source.revision, locale, paths, given, required, standing)
        if not new.translations:
            return {}
        units = dict(new.translations)
        at = max(unit.updated_at for unit in units.values())
        return {locale: TranslatedEdition(locale, 0, source.revision, at, units)}

    def _combine(self, held: Snapshot | None, draft: Draft | None) -> Snapshot | None:
        """What is to be seen of one subject, without what it names."""
        may_read = self._may_read
        if draft is None:
            return structs.replace(held, references={}) if held else None
        source = _find_source(held, draft, may_read)
        if source is None:
            return None
        translations = {edition.locale: edition for edition in held.translations} if held else {}
        for locale in {*translations, *draft.translations} - {source.locale}:
            if may_read(locale):
                translations.pop(locale, None)
                translations |= self._draft_translation(source, draft, locale, held)
        translations.pop(source.locale, None)
        return Snapshot(
            name=draft.revision.name,
            slug=held.slug if held and source is held.source else draft.revision.slug,
            source=source,
            translations=tuple(translations[locale] for locale in sorted(translations)),
            alternates=_list_alternates(held, source, translations, may_read),
            published_at=held.published_at if held else None,
            updated_at=source.published_at,
            sequence=held.sequence if held else 0,
        )


def _find_source(held: Snapshot | None, draft: Draft, may_read: Callable[[str], bool]) -> SourceEdition | None:
    revision = draft.revision
    if not may_read(revision.locale):
        return held.source if held else None
    return SourceEdition(
        revision.locale, 0, revision.hash, draft.loaded_at, revision.structure, revision.units, draft.accepted
    )


def _list_alternates(
    held: Snapshot | None,
    source: SourceEdition,
    translations: Mapping[str, TranslatedEdition],
    may_read: Callable[[str], bool],
) -> tuple[Alternate, ...]:
    """The locales that there would be; of those whose texts weren't read, how complete they are stays as published."""
    hashes = {path: unit.hash for path, unit in source.units.items()}
    made = {
        locale: {path: unit.source_hash for path, unit in edition.units.items()}
        for locale, edition in translations.items()
    }
    shares = {
        one.locale: one.completeness
        for one in (held.alternates if held else ())
        if not may_read(one.locale) and held and one.locale != held.source.locale
    }
    for locale in (source.locale, *made):
        shares[locale] = measure_completion(locale, source.locale, hashes, made).completeness
    return tuple(Alternate(locale, shares[locale]) for locale in sorted(shares))


def _list_names(shown: Snapshot, held: Snapshot | None, draft: Draft | None) -> tuple[SubjectName, ...]:
    if draft is None or (held and shown.source is held.source):
        return tuple(held.references) if held else ()
    return draft.revision.references


def _tell_missing(name: SubjectName, draft: Draft | None) -> Forbidden | ContentInvalid:
    told = f"the article names the {name.kind} {name.key}, which"
    if draft is None:
        return ContentInvalid(f"{told} is not loaded: load the content that has both.")
    return Forbidden(
        f"{told} is not published, and whose draft is in {draft.revision.locale}: seeing it needs a --drafts grant for"
        f" {draft.revision.locale}, too."
    )


def _name_content(shown: Snapshot) -> str:
    """A name for all that went into a snapshot, which changes exactly when any of it does."""
    parts = [structs.replace(one, sequence=0, size=0, references={}) for one in (shown, *shown.references.values())]
    parts.sort(key=lambda one: one.name)
    return "draft-" + hashlib.sha256(_encoder.encode(parts)).hexdigest()[:32]


_OPTIONAL = (SubjectKind.ARTICLE, SubjectKind.INTERFACE)
_encoder = msgpack.Encoder(order="deterministic")

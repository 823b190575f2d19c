"""Memories in and out: files of translated texts, and all translations of a locale as one."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from itertools import islice
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from verbena.access.principal import require_administer, require_anywhere, require_drafts
from verbena.catalogs.tmx import read_tmx, write_tmx
from verbena.language.tags import parse_tag
from verbena.model.edition import SubjectName
from verbena.model.errors import BadUserInput, NotFound
from verbena.model.findings import Finding, has_errors
from verbena.model.markup import write_markup
from verbena.model.memory import MemoryEntry
from verbena.model.token import Role
from verbena.model.translation import TranslationState
from verbena.publishing.acting import Act
from verbena.store.loading import Drafts
from verbena.store.memory import Memory, MemoryFile, MemoryReport
from verbena.store.values import Draft

FINDINGS_LIMIT = 1_000
"""How many findings of one file are told; whoever mends those finds the others the next time."""

NAME_LIMIT = 200
"""The longest name of a file, in characters."""


class Remembering(Drafts, Memory, Protocol):
    """The store as those know it who keep translations for others to find."""


class MemoryUpload(Struct, frozen=True):
    """A TMX file by its name; `source_locale` is that of units that name none. With `dry_run`, it is only looked at."""

    name: str
    data: bytes
    source_locale: str | None = None
    dry_run: bool = False


class MemoryImport(Struct, frozen=True):
    """What became of a file's entries, and what was wrong with it; nothing was kept where a finding is an error.

    `locales` are those that it has translations into, sorted. `found` counts all findings, also those beyond
    FINDINGS_LIMIT.
    """

    report: MemoryReport
    locales: tuple[str, ...]
    findings: tuple[Finding, ...]
    found: int


def import_memory(memory: Memory, act: Act, upload: MemoryUpload) -> MemoryImport:
    """Make what a TMX file says all that is remembered of a file of that name; the same again changes nothing.

    The whole file is read before anything is kept: where it has an error, nothing is. In a dry run, every entry counts
    as added.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not administer each locale that the file has translations into; nothing is kept then.
        BadUserInput: for a name that nobody could read.
        InvalidLocale: where the source locale is no tag.
    """
    require_anywhere(act.principal, Role.ADMINISTER)
    name = upload.name
    if not (name.strip() and name.isprintable()) or len(name) > NAME_LIMIT:
        raise BadUserInput(f"{name[:60]!a} can't be the name of a memory: write 1 to {NAME_LIMIT} characters.")
    tag = parse_tag(upload.source_locale) if upload.source_locale is not None else None
    locales: set[str] = set()
    findings: list[Finding] = []
    entries = found = 0
    for one in read_tmx(upload.data, tag):
        if isinstance(one, MemoryEntry):
            entries += 1
            locales.add(one.locale)
        else:
            found += 1
            if len(findings) < FINDINGS_LIMIT or has_errors([one]):
                findings.append(one)
    require_administer(act.principal, sorted(locales))
    report = MemoryReport()
    if not has_errors(findings):
        read = (one for one in read_tmx(upload.data, tag) if isinstance(one, MemoryEntry))
        report = MemoryReport(entries) if upload.dry_run else memory.import_memory(name, read, act.now, act.signature)
    return MemoryImport(report, tuple(sorted(locales)), tuple(findings), found)


def export_memory(store: Remembering, act: Act, locale: str) -> Iterator[str]:
    """All translations into a locale as the parts of a TMX file: the project's own, and those imported.

    Of its own, those that are TRANSLATED at least and not outdated. They are read some at a time, so that what is in
    memory does not grow with their number.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not see what is worked on in the locale.
        InvalidLocale: where the locale is no tag.
    """
    tag = parse_tag(locale)
    require_drafts(act.principal, [tag])
    return write_tmx(_read_entries(store, tag), version("verbena"))


def list_memory(memory: Memory, act: Act) -> tuple[MemoryFile, ...]:
    """The files that were imported, by name, with those of their locales alone in which drafts may be seen.

    Raises:
        Unauthenticated: where nobody knows who asks.
    """
    if act.principal.is_anonymous:
        require_drafts(act.principal, ())
    shown = (
        replace(one, entries={tag: number for tag, number in one.entries.items() if act.principal.may_read_drafts(tag)})
        for one in memory.list_memory()
    )
    return tuple(one for one in shown if one.entries)


def remove_memory(memory: Memory, act: Act, name: str) -> int:
    """Forget all that came from a file; gives how many entries that were.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not administer each locale that it has translations into.
        NotFound: where no file of that name was imported.
    """
    require_anywhere(act.principal, Role.ADMINISTER)
    found = next((one for one in memory.list_memory() if one.name == name), None)
    if found is None:
        raise NotFound(f"no memory is called {name[:60]!a}: `verbena memory list` names them all.")
    require_administer(act.principal, found.entries)
    return memory.remove_memory(name)


def _read_entries(store: Remembering, locale: str) -> Iterator[MemoryEntry]:
    names = iter(store.draft_names())
    while batch := list(islice(names, _AT_A_TIME)):
        for name, draft in store.read_drafts(batch, [locale]).items():
            yield from _read_draft(name, draft, locale)
    yield from store.read_memory(locale)


def _read_draft(name: SubjectName, draft: Draft, locale: str) -> Iterator[MemoryEntry]:
    for path, translation in draft.translations.get(locale, {}).items():
        unit = draft.revision.units.get(path)
        if unit is None or translation.source_hash != unit.hash or translation.state == TranslationState.INITIAL:
            continue
        yield MemoryEntry(
            source_locale=draft.revision.locale,
            locale=locale,
            source=write_markup(unit.inlines),
            target=write_markup(translation.inlines),
            origin=translation.origin,
            at=translation.updated_at,
            file=f"{name.kind}/{name.key}/{path}",
        )


# Drafts in memory at once.
_AT_A_TIME = 50

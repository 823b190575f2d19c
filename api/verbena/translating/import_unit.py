"""What becomes of one entry of a file that somebody sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial

from msgspec import Struct
from msgspec.structs import replace

from verbena.access.four_eyes import may_review_unit
from verbena.catalogs.comments import fingerprint
from verbena.catalogs.values import CatalogEntry
from verbena.model.edition import Revision
from verbena.model.finding_words import tell
from verbena.model.findings import Finding, FindingCode, Severity
from verbena.model.markup import hash_text
from verbena.model.translation import Translation, TranslationState
from verbena.model.unit_event import Refusal, UnitEvent, UnitEventKind, UnitName
from verbena.publishing.acting import Act
from verbena.store.units import UnitChange
from verbena.translating.comment_lines import find_new_comment
from verbena.translating.desk import DraftUnits
from verbena.translating.import_report import ImportedUnit, ImportOutcome
from verbena.translating.judge import is_outdated
from verbena.translating.weigh import Verdict, has_same_words, rank, show_state, weigh_upload

COMMENT_LIMIT = 4000
"""The longest comment that is taken from a file, in characters."""


class Decision(Struct, frozen=True):
    """What is told of an entry, and what is to be written because of it."""

    told: ImportedUnit
    change: UnitChange | None = None
    refusal: Refusal | None = None
    comment: UnitChange | None = None


class SubjectDesk:
    """A subject in a locale as an import meets it; `incoming` are the translations that could be taken, by path."""

    def __init__(
        self, store: DraftUnits, act: Act, revision: Revision, locale: str, incoming: Mapping[str, Translation]
    ) -> None:
        self.act = act
        self.revision = revision
        self.locale = locale
        self.incoming = incoming
        self.here = store.read_translations(revision.name, locale).get(locale, {})
        self._store = store

    def name(self, path: str) -> UnitName:
        """One of its units."""
        return UnitName(self.revision.name, self.locale, path)

    @cached_property
    def comments(self) -> Mapping[str, tuple[UnitEvent, ...]]:
        """What people said of its units."""
        return self._store.read_unit_comments(self.revision.name, self.locale)

    @cached_property
    def refusals(self) -> Mapping[str, Refusal]:
        """What was refused of its units."""
        return self._store.read_refusals(self.revision.name, self.locale)

    @cached_property
    def translators(self) -> Mapping[str, str]:
        """Who made the words of its translations."""
        return self._store.read_translators(self.revision.name, self.locale)

    def was_once(self, path: str, translation: Translation) -> bool:
        """Whether a unit had this very translation, and has another now."""
        current = self.here.get(path)
        if _says_same(translation, current):
            return False
        for event in self._store.read_unit_history(self.name(path), _RECENT).events:
            if any(_says_same(translation, one) for one in (event.before, event.after)):
                return True
        return False


def decide(desk: SubjectDesk, entry: CatalogEntry, findings: Sequence[Finding], *, force: bool) -> Decision:
    """What is to become of an entry, of which `findings` are all that the checks have found."""
    path, line = entry.path, max(entry.line, 1)
    incoming, current = desk.incoming.get(path), desk.here.get(path)
    told = ImportedUnit(path, line, ImportOutcome.UNCHANGED, tuple(findings))
    comment, too_long = _read_comment(desk, entry)
    told = replace(told, findings=(*told.findings, *too_long))
    if incoming is None:
        if not entry.translation:
            return Decision(told, comment=comment)
        return Decision(replace(told, outcome=ImportOutcome.REJECTED), None, _refuse(desk, entry, findings), comment)
    unit = desk.revision.units[path]
    is_older = (lambda _: False) if force else partial(desk.was_once, path)
    verdict = weigh_upload(incoming, current, unit, entry.base, is_older)
    if force and not has_same_words(incoming, current):
        verdict = Verdict.TAKE
    if verdict is Verdict.TAKE:
        allowed, refused = _allow_state(desk, path, incoming)
        told = replace(told, findings=(*told.findings, *(replace(one, line=line) for one in refused)))
        if allowed is None:
            return Decision(told, comment=comment)
        older = is_outdated(unit, allowed)
        late = (tell(FindingCode.SOURCE_OLDER, at=(line, path)),) if older else ()
        warnings = tuple(one for one in findings if one.severity is Severity.WARNING)
        change = UnitChange(desk.name(path), UnitEventKind.IMPORTED, current, allowed, warnings)
        told = replace(
            told, outcome=ImportOutcome.OUTDATED if older else ImportOutcome.ACCEPTED, findings=(*told.findings, *late)
        )
        return Decision(told, change, None, comment)
    if verdict is Verdict.CONFLICT:
        return Decision(tell_conflict(told), comment=comment)
    return Decision(told, comment=comment)


def tell_conflict(told: ImportedUnit) -> ImportedUnit:
    """What is told of a unit that somebody else changed, and that stays as it is."""
    finding = tell(FindingCode.UNIT_CONFLICTING, at=(told.line, told.path))
    return replace(told, outcome=ImportOutcome.CONFLICTING, findings=(*told.findings, finding))


def _allow_state(desk: SubjectDesk, path: str, incoming: Translation) -> tuple[Translation | None, tuple[Finding, ...]]:
    """The translation in the state that whoever acts may give it, null where nothing is left to change."""
    current, unit = desk.here.get(path), desk.revision.units[path]
    principal, locale = desk.act.principal, desk.locale
    if current is None or not has_same_words(incoming, current):
        # New words are those of whoever sends them: they can't be their reviewer.
        if incoming.state not in _REVIEWED:
            return incoming, ()
        return replace(incoming, state=TranslationState.TRANSLATED), (_refuse_review(path, _OWN),)
    if incoming.state in _REVIEWED:
        if may_review_unit(principal, locale, desk.translators.get(path)):
            return incoming, ()
        why = _OWN if principal.may_review(locale) else _NO_GRANT
        lesser = replace(incoming, state=TranslationState.TRANSLATED)
        may_take = rank(lesser.state) > rank(show_state(current, unit))
        return lesser if may_take else None, (_refuse_review(path, why),)
    if current.state in _REVIEWED and not is_outdated(unit, current) and not principal.may_review(locale):
        # Sending back what was reviewed is a reviewer's.
        return None, (_refuse_review(path, _NO_GRANT),)
    return incoming, ()


def _refuse_review(path: str, why: str) -> Finding:
    return tell(FindingCode.REVIEW_REFUSED, why, at=(1, path))


def _refuse(desk: SubjectDesk, entry: CatalogEntry, findings: Sequence[Finding]) -> Refusal | None:
    """What is kept of a translation with an error: nothing where it is what Verbena gave out, or is kept already."""
    before = desk.refusals.get(entry.path)
    if entry.base == fingerprint(entry.translation) or (before and before.text == entry.translation):
        return None
    act = desk.act
    told = entry.translation, hash_text(entry.source), entry.state, entry.origin
    return Refusal(desk.name(entry.path), *told, act.now, act.principal.name, tuple(findings))


def _read_comment(desk: SubjectDesk, entry: CatalogEntry) -> tuple[UnitChange | None, tuple[Finding, ...]]:
    """What somebody says anew of a unit, beside the translation that there is."""
    said = find_new_comment(entry.comment, desk.comments.get(entry.path, ())) if entry.comment else None
    if said is None:
        return None, ()
    if len(said) > COMMENT_LIMIT:
        values = {"limit": str(COMMENT_LIMIT)}
        finding = tell(FindingCode.COMMENT_TOO_LONG, at=(max(entry.line, 1), entry.path), values=values)
        return None, (finding,)
    current = desk.here.get(entry.path)
    return UnitChange(desk.name(entry.path), UnitEventKind.COMMENTED, current, current, (), said), ()


def _says_same(one: Translation, other: Translation | None) -> bool:
    return other is not None and replace(one, updated_at=other.updated_at) == other


_REVIEWED = (TranslationState.REVIEWED, TranslationState.FINAL)
# Events of a unit that are looked through for what an older file says.
_RECENT = 100
_OWN, _NO_GRANT = "own", "grant"

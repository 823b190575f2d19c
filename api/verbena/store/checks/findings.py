"""What checking a store finds, with a closed list of codes, explained in docs/reference/store-findings.md."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class StoreFindingCode(StrEnum):
    """Stable codes; one is never renamed or given another meaning."""

    FILE_DAMAGED = "file-damaged"
    POINTS_NOWHERE = "points-nowhere"
    NUMBERS_BEHIND = "numbers-behind"
    SUBJECT_WRONG = "subject-wrong"
    REVISION_UNREADABLE = "revision-unreadable"
    REVISION_HASH = "revision-hash"
    DRAFT_WRONG = "draft-wrong"
    TRANSLATION_UNREADABLE = "translation-unreadable"
    TRANSLATIONS_DIGEST = "translations-digest"
    SETTLED_WRONG = "settled-wrong"
    ASSET_HASH = "asset-hash"
    EDITION_UNREADABLE = "edition-unreadable"
    EDITION_HASH = "edition-hash"
    EDITION_NUMBER = "edition-number"
    EDITION_UNTOLD = "edition-untold"
    EDITION_TEXT_GONE = "edition-text-gone"
    REFERENCES_WRONG = "references-wrong"
    FEED_GAP = "feed-gap"
    CHANGE_WRONG = "change-wrong"
    CIRCUMSTANCE_UNREADABLE = "circumstance-unreadable"
    CURRENT_WRONG = "current-wrong"
    SOURCE_MISSING = "source-missing"
    COMPLETION_WRONG = "completion-wrong"
    LISTING_WRONG = "listing-wrong"
    FACETS_WRONG = "facets-wrong"
    SLUG_WRONG = "slug-wrong"
    OLD_SLUG_WRONG = "old-slug-wrong"
    UNIT_EVENT_GAP = "unit-event-gap"
    UNIT_EVENT_UNREADABLE = "unit-event-unreadable"
    UNIT_FINDING_WRONG = "unit-finding-wrong"
    REFUSAL_UNREADABLE = "refusal-unreadable"
    PLAN_UNREADABLE = "plan-unreadable"
    PIN_GONE = "pin-gone"
    TOKEN_UNREADABLE = "token-unreadable"  # noqa: S105 - no password


class StoreFinding(Struct, frozen=True):
    """One thing that is wrong: in which row of which table, what it is, and what to do about it."""

    table: str
    row: str
    code: StoreFindingCode
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.table} {self.row}: {self.code}: {self.message}; {self.remedy}"


RESTORE = "restore a backup from before"
MEND_AT_WORK = "load the content again, which writes it anew"
PUBLISH_AGAIN = "publish a new edition of it, which writes it anew, or restore a backup"

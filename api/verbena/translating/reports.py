"""Readers' reports: made without an account, seen by those who see drafts, closed by those who administer."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from verbena.access.principal import Principal, require_administer, require_anywhere, require_drafts
from verbena.model.characters import FORBIDDEN, is_visible
from verbena.model.errors import BadUserInput, NotFound
from verbena.model.report import NewReport, Report, ReportState
from verbena.model.token import EVERY_LOCALE, SEEING_DRAFTS, Role
from verbena.model.unit_event import UnitName
from verbena.publishing.acting import Act
from verbena.store.reports import ReportFilter, Reports

MESSAGE_LIMIT = 2000
"""The longest message or answer, in characters."""

QUOTE_LIMIT = 500

_RECEIPT_BYTES = 24


class Told(Struct, frozen=True):
    """What a reader says: what is wrong, and which part of the text they mean, null where they did not say."""

    message: str
    quote: str | None = None
    version: str | None = None


class MadeReport(Struct, frozen=True):
    """A report with its receipt, which is given this once: whoever has it may read the answer."""

    report: Report
    receipt: str


class ReportsPage(Struct, frozen=True):
    """Some reports, newest first."""

    reports: tuple[Report, ...]
    has_next_page: bool


def make_report(store: Reports, unit: UnitName, shown: str, told: Told, now: datetime) -> MadeReport:
    """Keep what a reader says of a unit, in the language that they were shown it in.

    Raises:
        BadUserInput: for a message or quote that is empty, too long, or has control characters.
        NotFound: where the subject is neither loaded nor published.
    """
    message = _read_text("message", told.message, MESSAGE_LIMIT)
    quote = None if told.quote is None or not told.quote.strip() else _read_text("quote", told.quote, QUOTE_LIMIT)
    receipt = secrets.token_urlsafe(_RECEIPT_BYTES)
    new = NewReport(unit, message, shown, now, _hash(receipt), quote, told.version)
    return MadeReport(store.save_report(new), receipt)


def find_report(store: Reports, receipt: str) -> Report | None:
    """The report that a receipt is for; null where it is none of ours."""
    return store.find_report(_hash(receipt)) if len(receipt) < 100 else None


def list_reports(
    store: Reports,
    principal: Principal,
    wanted: ReportFilter,
    first: int,
    before: int | None = None,
) -> ReportsPage:
    """The newest reports before that number, at most `first`, in locales whose drafts the principal may see.

    Where no locales are named, that is in all of those.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not see drafts of one of the locales, or of none at all.
    """
    for locale in wanted.locales or ():
        require_drafts(principal, [locale])
    if wanted.locales is None:
        wanted = ReportFilter(_list_seen(principal), wanted.state, wanted.unit)
    found = store.list_reports(wanted, first + 1, before)
    return ReportsPage(found[:first], len(found) > first)


def read_report(store: Reports, principal: Principal, number: int) -> Report:
    """The report of that number.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not see drafts of its locale.
        NotFound: where there is none.
    """
    found = _require(store.read_report(number) if 0 < number < 2**63 else None, number)
    require_drafts(principal, [found.made.unit.locale])
    return found


def close_report(store: Reports, act: Act, number: int, answer: str) -> Report:
    """Close a report with an answer, which its reader may read; gives it. A later answer takes the place of one.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not administer its locale.
        NotFound: where there is none.
        BadUserInput: for an answer that is empty, too long, or has control characters.
    """
    require_anywhere(act.principal, Role.ADMINISTER)
    found = _require(store.read_report(number) if 0 < number < 2**63 else None, number)
    require_administer(act.principal, [found.made.unit.locale])
    told = _read_text("answer", answer, MESSAGE_LIMIT)
    return _require(store.close_report(number, told, act.now, act.principal.name), number)


def list_unit_reports(store: Reports, unit: UnitName, first: int) -> Sequence[Report]:
    """The newest reports on a unit that are open, for whoever sees that unit."""
    return store.list_reports(ReportFilter(state=ReportState.OPEN, unit=unit), first)


def _list_seen(principal: Principal) -> tuple[str, ...] | None:
    """The locales whose drafts a principal may see, null for all."""
    seen = sorted({locale for role in SEEING_DRAFTS for locale in principal.grants.locales_of(role)})
    if not seen:
        require_anywhere(principal, Role.DRAFTS)
    return None if EVERY_LOCALE in seen else tuple(seen)


def _require(report: Report | None, number: int) -> Report:
    if report is None:
        raise NotFound(f"there is no report {number}: `verbena reports list` and `reports` name those that are.")
    return report


def _read_text(name: str, text: str, limit: int) -> str:
    told = text.strip().replace("\r\n", "\n")
    if not is_visible(told):
        raise BadUserInput(f"{name}: there is nothing in it; say what is wrong in a few words.")
    if len(told) > limit:
        raise BadUserInput(f"{name}: {len(told)} characters are more than {limit}; say it in fewer.")
    # Overrides and embeddings would turn round what stands beside it on the page of whoever reads it.
    if FORBIDDEN.search(told) or any(one in _TURNING or "\ud800" <= one <= "\udfff" for one in told):
        raise BadUserInput(f"{name}: there is a control character in it; write plain text.")
    return told


def _hash(receipt: str) -> str:
    return hashlib.sha256(receipt.encode("utf-8", "surrogatepass")).hexdigest()


_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

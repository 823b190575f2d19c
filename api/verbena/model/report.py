"""What readers report of a text, and what became of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from verbena.model.unit_event import UnitName


class ReportState(StrEnum):
    """Whether somebody has dealt with a report."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


class NewReport(Struct, frozen=True):
    """What a reader says is wrong with a unit, in the language that they were shown it in.

    `shown` is the text as it was then, without markup; `quote` is the part that is meant, and `version` the article's
    that they read, null where they did not say. `receipt_hash` is the SHA-256, in hexadecimal, of what lets them ask
    for the answer. Nothing tells who they are.
    """

    unit: UnitName
    message: str
    shown: str
    made_at: datetime
    receipt_hash: str
    quote: str | None = None
    version: str | None = None


class Report(Struct, frozen=True):
    """A report under its number, with the answer that somebody closed it with."""

    number: int
    made: NewReport
    answer: str | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None

    @property
    def state(self) -> ReportState:
        """Whether somebody has dealt with it."""
        return ReportState.OPEN if self.closed_at is None else ReportState.CLOSED

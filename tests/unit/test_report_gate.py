"""Readers' reports are few in a time: from one place, and in all."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.support.subjects import day
from verbena.store.reports import Reports
from verbena.translating.report_gate import CLIENT_LIMIT, CLIENT_WINDOW, CLIENTS_KEPT, RateLimited, ReportGate


class Counted(Reports):
    """A store that has so many reports of the last hour."""

    def __init__(self, count: int = 0) -> None:
        self.count = count

    def count_reports(self, since: datetime) -> int:
        assert since.tzinfo is not None
        return self.count


def make(gate: ReportGate, client: str | None, times: int, at: datetime, store: Reports | None = None) -> None:
    for _ in range(times):
        gate.admit(store or Counted(), client, at)


def test_one_client_makes_so_many() -> None:
    """After so many reports a client has to wait until the first of them is old; others do not."""
    gate = ReportGate(100)
    make(gate, "203.0.113.9", CLIENT_LIMIT, day(0))

    with pytest.raises(RateLimited, match="try again in 10 minutes"):
        make(gate, "203.0.113.9", 1, day(0))
    with pytest.raises(RateLimited, match="try again in 1 minutes"):
        make(gate, "203.0.113.9", 1, day(0) + CLIENT_WINDOW - timedelta(seconds=30))
    make(gate, "203.0.113.10", CLIENT_LIMIT, day(0))
    make(gate, "203.0.113.9", CLIENT_LIMIT, day(0) + CLIENT_WINDOW)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("203.0.113.9", "::ffff:203.0.113.9", True),
        (None, "no address", True),
    ],
)
def test_what_counts_as_one_client(one: str | None, other: str | None, same: bool) -> None:
    """Addresses of one IPv6 network count as one client, and whoever has no address as another."""
    gate = ReportGate(100)
    make(gate, one, CLIENT_LIMIT, day(0))

    if same:
        with pytest.raises(RateLimited):
            make(gate, other, 1, day(0))
    else:
        make(gate, other, CLIENT_LIMIT, day(0))


def test_all_together_make_so_many() -> None:
    """Where as many came in an hour as are taken, nobody makes another; 0 takes none."""
    with pytest.raises(RateLimited, match="in an hour"):
        make(ReportGate(3), "203.0.113.9", 1, day(0), Counted(3))
    make(ReportGate(3), "203.0.113.9", 1, day(0), Counted(2))
    with pytest.raises(RateLimited, match="turned off"):
        make(ReportGate(0), "203.0.113.9", 1, day(0))


def test_memory_is_bounded() -> None:
    """However many clients come, no more than so many are remembered."""
    gate = ReportGate(10)

    for number in range(CLIENTS_KEPT + 50):
        make(gate, f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", 1, day(0))

    assert len(gate._made) == CLIENTS_KEPT

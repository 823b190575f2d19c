"""When a token ends, as people write it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from verbena.access.expiry import read_expiry
from verbena.model.errors import BadUserInput

_NOW = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("never", None),
        ("1d", _NOW + timedelta(days=1)),
        ("90d", _NOW + timedelta(days=90)),
        ("99999d", _NOW + timedelta(days=99_999)),
        ("2026-03-31", datetime(2026, 4, 1, tzinfo=UTC)),
        ("2028-02-29", datetime(2028, 3, 1, tzinfo=UTC)),
    ],
)
def test_expiry_is_read(text: str, expected: datetime | None) -> None:
    """Days count from now, a date ends with its day in UTC, and never is never."""
    assert read_expiry(text, _NOW) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "0d", "-1d", "d", "30", "30 d", "30h", "1.5d", "999999d", "Never", "2026-02-30", "2026-3-31", "20260401",
        "2026-04-01T00:00:00Z", "9999-12-31", "٣d", "tomorrow", "x" * 500,
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    """What is no expiry is shown in short, with what could be written."""
    with pytest.raises(BadUserInput, match=r"is no time to expire at: write days such as 30d") as refused:
        read_expiry(text, _NOW)
    assert len(str(refused.value)) < 250


def test_day_that_has_passed_is_refused() -> None:
    """Yesterday is no expiry."""
    with pytest.raises(BadUserInput, match="2026-03-30 has passed"):
        read_expiry("2026-03-30", _NOW)

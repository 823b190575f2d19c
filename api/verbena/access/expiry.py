"""When a token ends, as people write it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from verbena.model.errors import BadUserInput

EXPIRY_DEFAULT = "90d"
"""What holds where nobody says otherwise: long enough for a season's work, and not for good."""

_DAYS = re.compile(r"([1-9][0-9]{0,4})d", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def read_expiry(text: str, now: datetime) -> datetime | None:
    """The instant that `30d` (days from now), `2027-01-31` (the end of that day in UTC) or `never` (null) stands for.

    Raises:
        BadUserInput: for anything else, and for a day that has passed.
    """
    if text == "never":
        return None
    if days := _DAYS.fullmatch(text):
        return now + timedelta(days=int(days[1]))
    try:
        last = date.fromisoformat(text if _DATE.fullmatch(text) else "")
        end = datetime.combine(last + timedelta(days=1), time(), UTC)
    except (ValueError, OverflowError) as error:
        raise BadUserInput(
            f"{text[:60]!a} is no time to expire at: write days such as 30d, a date such as 2027-01-31, or never."
        ) from error
    if end <= now:
        raise BadUserInput(f"{text} has passed: let the token expire on a later day.")
    return end

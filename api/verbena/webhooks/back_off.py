"""When a message that nobody took is tried again."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

ATTEMPTS = 10
"""How often a message is tried: over about four days."""

_FIRST = timedelta(seconds=5)
_LONGEST = timedelta(hours=24)
# Between these shares of the delay, so that many that failed together do not come again together.
_JITTER = (0.75, 1.25)


def back_off(attempts: int, draw: Callable[[float, float], float] = random.uniform) -> timedelta | None:
    """How long to wait after so many attempts that failed, null where there is to be no other.

    About 5 seconds, 20 seconds, 80 seconds, 5 minutes, 21 minutes, 85 minutes, 6 hours, 23 hours, 24 hours.
    """
    if attempts >= ATTEMPTS:
        return None
    delay: timedelta = _FIRST * 4 ** (attempts - 1)
    return min(_LONGEST, delay) * draw(*_JITTER)

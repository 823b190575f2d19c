"""What is planned, done when it is due: by any process that runs, once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from verbena.model.errors import StoreUnavailable
from verbena.store.plans import Planned, Plans

LOOK_EACH = 1.0
"""Seconds between two looks at what is due: so late may it be done."""

_log = logging.getLogger("verbena.publishing")


class Clock:
    """A thread that does what is due in a store, from `start` to `stop`.

    Several processes may look at one store: each plan is carried out in one transaction, by the first that comes.
    While the database is away it waits; what fell due meanwhile is done when it is back.
    """

    def __init__(self, store: Plans, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._store = store
        self._now = now
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="verbena-clock", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more; what is being done is done first."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                run_due(self._store, self._now())
            except StoreUnavailable:
                pass  # whoever watches the store tells of that
            except Exception:  # noqa: BLE001 - logged whole; what is due must not wait for somebody to restart this
                _log.exception("what is due could not be done; it is tried again")
            self._stopped.wait(LOOK_EACH)


def run_due(store: Plans, now: datetime) -> tuple[Planned, ...]:
    """Do what is due at an instant; gives it. What could not be done is logged, and told by `Plans.planned`."""
    due = store.next_due()
    if due is None or due > now:
        return ()
    done = store.run_due(now)
    for planned in done:
        if planned.failure:
            _log.warning("the plan %d for %s failed: %s", planned.id, planned.name.key, planned.failure)
    return done

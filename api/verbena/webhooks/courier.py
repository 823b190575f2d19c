"""A server's courier: fills the outbox and delivers what is due, beside everything else."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from verbena.model.errors import StoreUnavailable
from verbena.outgoing.exchange import Policy
from verbena.store.contract import Store
from verbena.webhooks.deliver import Delivered, Now, deliver_next, read_clock
from verbena.webhooks.outbox import KEEP_DELIVERED, fill_outbox

LOOK_EACH = 1.0
"""Seconds between two looks: so late may a message be made and sent."""

AT_ONCE = 8
"""How many webhooks are served at once; one that is slow holds up no other, as long as they are no more."""

_TIDY_EACH = timedelta(hours=1)

_log = logging.getLogger("verbena.webhooks")


def deliver_due(store: Store, policy: Policy, now: Now = read_clock) -> Iterator[Delivered]:
    """Make messages of what has happened, and try all that are due once each, one after the other."""
    began = now()
    fill_outbox(store, began)
    for webhook in store.list_waiting(began):
        while (done := deliver_next(store, webhook, policy, now, began)) is not None:
            yield done


class Courier:
    """A thread that looks for what has happened, and others that deliver it, from `start` to `stop`.

    Any number of couriers may work on one store. While the database is away they wait.
    """

    def __init__(self, store: Store, policy: Policy, now: Now = read_clock) -> None:
        self._store = store
        self._policy = policy
        self._now = now
        self._tidied_at = now()
        self._stopped = threading.Event()
        self._busy: set[str] = set()
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="verbena-courier")
        self._thread = threading.Thread(target=self._run, name="verbena-courier", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more; attempts that have begun end first, which takes no longer than one may take."""
        self._stopped.set()
        self._thread.join()
        self._pool.shutdown(cancel_futures=True)

    def look(self) -> None:
        """Make messages of what has happened, and have all that is due delivered, each webhook's by one thread."""
        fill_outbox(self._store, self._now())
        for webhook in self._store.list_waiting(self._now()):
            with self._lock:
                if webhook in self._busy:
                    continue
                self._busy.add(webhook)
            self._pool.submit(self._serve, webhook)
        if self._now() - self._tidied_at >= _TIDY_EACH:
            self._tidied_at = self._now()
            self._store.forget_deliveries(self._now() - KEEP_DELIVERED)

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                self.look()
            except StoreUnavailable:
                pass  # whoever watches the store tells of that
            except Exception:  # noqa: BLE001 - logged whole; messages must not wait for somebody to restart this
                _log.exception("messages to webhooks could not be made; it is tried again")
            self._stopped.wait(LOOK_EACH)

    def _serve(self, webhook: str) -> None:
        try:
            while not self._stopped.is_set():
                done = deliver_next(self._store, webhook, self._policy, self._now)
                if done is None:
                    return
                if done.attempt.failure:
                    _log.warning("the message %s failed: %s", done.delivery.message.id, done.attempt.failure)
        except StoreUnavailable:
            pass  # the claim ends by itself, and the message is tried again
        except Exception:  # noqa: BLE001 - logged whole, for nobody waits for what this gives
            _log.exception("messages to the webhook %s could not be sent; it is tried again", webhook)
        finally:
            with self._lock:
                self._busy.discard(webhook)

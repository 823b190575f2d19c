"""How many reports readers may make: some a client, in this process, and some in all, over every server."""

from __future__ import annotations

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from threading import Lock

from verbena.model.errors import ErrorCode, VerbenaError
from verbena.store.reports import Reports

CLIENT_LIMIT = 5
"""How many reports one client may make within CLIENT_WINDOW."""

CLIENT_WINDOW = timedelta(minutes=10)

HOUR = timedelta(hours=1)

CLIENTS_KEPT = 10_000
"""How many clients are remembered; who came longest ago is forgotten first."""


class RateLimited(VerbenaError):
    """More was asked for than is taken in so short a time."""

    code = ErrorCode.RATE_LIMITED


class ReportGate:
    """Counts reports; addresses are kept in memory alone, for as long as they count, and never logged.

    `per_hour` is how many are taken in all, 0 for none. Clients without an address, such as commands, are counted
    together.
    """

    def __init__(self, per_hour: int) -> None:
        self._per_hour = per_hour
        self._lock = Lock()
        self._made: OrderedDict[str, deque[datetime]] = OrderedDict()

    def admit(self, store: Reports, client: str | None, now: datetime) -> None:
        """Count a report of a client, or refuse it.

        Raises:
            RateLimited: where the client, or everybody together, has made too many.
        """
        if self._per_hour == 0:
            raise RateLimited("reports are not taken here: they are turned off.")
        if store.count_reports(now - HOUR) >= self._per_hour:
            raise RateLimited("more reports came in the last hour than are taken: try again in an hour.")
        with self._lock:
            made = self._made.pop(key := _find_key(client), None) or deque()
            while made and made[0] <= now - CLIENT_WINDOW:
                made.popleft()
            self._made[key] = made
            while len(self._made) > CLIENTS_KEPT:
                self._made.popitem(last=False)
            if len(made) >= CLIENT_LIMIT:
                minutes = -(-(made[0] + CLIENT_WINDOW - now) // timedelta(minutes=1))
                raise RateLimited(
                    f"{CLIENT_LIMIT} reports in {CLIENT_WINDOW // timedelta(minutes=1)} minutes are the most that are"
                    f" taken from one place: try again in {minutes} minutes."
                )
            made.append(now)


def _find_key(client: str | None) -> str:
    """What counts as one client: an IPv4 address, or the network of an IPv6 one, which one household has."""
    try:
        address = ip_address((client or "").partition("%")[0])
    except ValueError:
        return "?"
    if address.version == 4:
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, 64), strict=False))

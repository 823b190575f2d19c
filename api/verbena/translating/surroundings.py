"""What a request is answered with besides the library."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from verbena.outgoing.addresses import Network
from verbena.outgoing.machine import Machine, MachineFailed
from verbena.translating.report_gate import ReportGate


def lack_machine() -> Machine:
    """What there is where nobody set up a service that translates by machine.

    Raises:
        MachineFailed: always.
    """
    raise MachineFailed("no service translates by machine here.")


class Surroundings(Struct, frozen=True):
    """The gate for readers' reports, null where they are not counted, and a service that translates by machine.

    `proxies` are those that are believed where a request comes from.
    """

    gate: ReportGate | None = None
    open_machine: Callable[[], Machine] = lack_machine
    proxies: tuple[Network, ...] = ()


NOTHING_AROUND = Surroundings()

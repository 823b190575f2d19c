"""The table that a run prints: Markdown, so that it may stand in a page as it is."""

from __future__ import annotations

from collections.abc import Sequence

from bench.measuring import Measurement
from bench.peers import Peer


def write_table(measurements: Sequence[Measurement], peers: Sequence[Peer]) -> str:
    """What was measured, a row each: its size, the time of the first peer, and how many times that of each other."""
    first, *others = [peer.name for peer in peers]
    rows = [
        ["what", "locale", "fields", "bytes", f"{first}, µs", *(f"× {name}" for name in others)],
        ["---", "---", *["--:"] * (3 + len(others))],
        *(_row(measurement, others) for measurement in measurements),
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def write_reasons(measurements: Sequence[Measurement], peers: Sequence[Peer]) -> str:
    """Why each thing is measured, and what each peer is there for."""
    asked = {measurement.workload.name: measurement.workload.why for measurement in measurements}
    lines = [*asked.items(), *((peer.name, peer.why) for peer in peers)]
    return "".join(f"- {name}: {why}\n" for name, why in lines)


def _row(measurement: Measurement, others: Sequence[str]) -> list[str]:
    workload = measurement.workload
    ratios = [f"{measurement.ratios[name]:.1f}" for name in others]
    size = [f"{measurement.fields}", f"{measurement.size}"]
    return [workload.name, workload.locale, *size, f"{measurement.time:.0f}", *ratios]

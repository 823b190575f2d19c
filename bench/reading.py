"""What reading costs: measured against peers, and printed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measuring import Measurement, measure
from bench.peers import GraphQLCore, Json, Peer, Verbena
from bench.table import write_reasons, write_table
from bench.workloads import WORKLOADS
from verbena.bootstrap import Services, open_services
from verbena.cli.loading import load_and_publish
from verbena.graph.schema import build_schema
from verbena.resources import find_resource
from verbena.settings import Settings
from verbena.web.app import build_app


def measure_reading(arguments: Sequence[str]) -> None:
    """Publish the bundled content into a store of its own, measure reading it, and print a table."""
    asked = _read_arguments(arguments)
    with TemporaryDirectory() as folder:
        content, locales = find_resource("content"), find_resource("locales")
        settings = Settings(f"sqlite:///{Path(folder) / 'verbena.db'}", None, content, locales)
        with open_services(settings) as services:
            load_and_publish(services)
            measurements, peers = _measure_reading(services, asked.rounds, asked.sample / 1000)
    print(write_table(measurements, peers))
    print(write_reasons(measurements, peers), end="")


def _read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench", description=_ABOUT)
    parser.add_argument("--rounds", type=int, default=25, help="how many samples of each (default: %(default)s)")
    parser.add_argument("--sample", type=float, default=20, help="milliseconds a sample (default: %(default)s)")
    return parser.parse_args(arguments)


def _measure_reading(services: Services, rounds: int, sample: float) -> tuple[list[Measurement], tuple[Peer, ...]]:
    app = build_app(services.store, services.library, build_schema())
    peers: tuple[Peer, ...] = (Verbena(app), GraphQLCore(), Json())
    return measure(WORKLOADS, peers, rounds, sample, _tell), peers


def _tell(done: int, rounds: int) -> None:
    """Where somebody watches: a line that counts the rounds."""
    if sys.stderr.isatty():
        print(f"\rround {done} of {rounds}", end="\n" if done == rounds else "", file=sys.stderr, flush=True)


_ABOUT = "What reading costs, in CPU time and as ratios. Other commands: corpus, memory, scale."

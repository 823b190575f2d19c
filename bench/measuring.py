"""The clock: interleaved rounds of samples, and their medians."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median
from typing import Any

import uvloop
from msgspec import Struct

from bench.checking import count_fields, read_answer, require_same
from bench.peers import Peer, Work
from bench.workloads import Workload

Progress = Callable[[int, int], None]
"""Told how many rounds of how many are done."""


class Measurement(Struct, frozen=True):
    """What one workload cost the first peer, and how many times as much as each other, by their names.

    `time` is CPU time in microseconds a request, the median of all rounds. Each ratio is the median of the rounds' own
    ratios, since both of its samples were taken one right after the other: a machine that is slower for a while is so
    for both. `fields` counts the fields of the answer and `size` its bytes: how much work a request is.
    """

    workload: Workload
    fields: int
    size: int
    time: float
    ratios: dict[str, float]


class _Run(Struct):
    workload: Workload
    peer: Peer
    work: Work
    data: dict[str, Any]
    size: int
    repeats: int = 1
    samples: list[float] = []


def measure(
    workloads: Sequence[Workload], peers: Sequence[Peer], rounds: int, sample: float, progress: Progress
) -> list[Measurement]:
    """Measure every workload by every peer, the first of which is asked what the others have to give.

    Each round takes one sample of each, one after the other, so that what slows the machine for a while slows all.
    A sample is as many requests as take about `sample` seconds. Everything is warm: the first requests aren't measured.

    Raises:
        WorkNotDone: where an answer, before or after the clock, is not what was asked for.
    """
    # The event loop that uvicorn takes.
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runs = [run for workload in workloads for run in runner.run(_prepare(workload, peers, sample))]
        for done in range(rounds):
            progress(done, rounds)
            _go_deeper(_CHUNK * done // rounds, partial(runner.run, _take_samples(runs)))
        progress(rounds, rounds)
    return [_sum_up(workload, [run for run in runs if run.workload is workload]) for workload in workloads]


async def _prepare(workload: Workload, peers: Sequence[Peer], sample: float) -> list[_Run]:
    body = await peers[0].prepare(workload, {})(1)
    data = read_answer(workload, body)
    runs = []
    for peer in peers:
        work = peer.prepare(workload, data)
        require_same(workload, peer.name, await work(1), data)
        before = time.process_time()
        await work(_WARM)
        once = (time.process_time() - before) / _WARM
        runs.append(_Run(workload, peer, work, data, len(body), max(1, round(sample / max(once, 1e-7)))))
    return runs


def _go_deeper(frames: int, call: Callable[[], object]) -> None:
    """Call from so many frames further down the call stack, another number in each round.

    CPython takes memory for frames in chunks: a function that happens to be called just where one ends costs several
    times as much, and where that is depends on nothing but the depth from which work began.
    """
    if frames:
        _go_deeper(frames - 1, call)
    else:
        call()


async def _take_samples(runs: Sequence[_Run]) -> None:
    # What others left behind is cleared away before the clock starts; what a request leaves is on its own account.
    gc.collect()
    # Threads and connections are open by then, as they are in a server.
    await runs[0].work(1)
    for run in runs:
        await _take_sample(run)


async def _take_sample(run: _Run) -> None:
    before = time.process_time_ns()
    body = await run.work(run.repeats)
    spent = time.process_time_ns() - before
    run.samples.append(spent / run.repeats / 1000)
    require_same(run.workload, run.peer.name, body, run.data)


def _sum_up(workload: Workload, runs: Sequence[_Run]) -> Measurement:
    first, *others = runs
    ratios = {
        other.peer.name: median(own / its for own, its in zip(first.samples, other.samples, strict=True))
        for other in others
    }
    return Measurement(workload, count_fields(first.data), first.size, median(first.samples), ratios)


_WARM = 5

# Calls of a small function that fill one chunk of CPython's frames (16 KiB), about.
_CHUNK = 136

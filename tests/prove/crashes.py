"""PostgreSQL crashes: under publishers alone, and under a server with readers too."""

from __future__ import annotations

import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import httpx
from msgspec import Struct

from tests.prove import processes
from tests.prove.databases import Place
from tests.prove.ledger import read_ledger
from tests.prove.publisher import ARTICLES, prepare, publish_on, verify
from tests.support.postgresql_cluster import Cluster
from tests.support.servers import run_server
from tests.support.waiting import wait_until

WAYS = {"immediate": signal.SIGQUIT, "kill -9": signal.SIGKILL, "fast": signal.SIGINT}
"""How a server is ended: as `pg_ctl stop -m immediate`, as by a crash, and as it should be."""

_STARTED_WITHIN = 60.0  # seconds: what a killed server left has to end first
_ASK = """query ($slug: String!) {
  article(slug: $slug, locale: "en", fallback: []) { title { value } summary { value } sections { heading { value } } }
}"""


class Crashes(Struct, frozen=True):
    """How often the database went, and what was acknowledged by then."""

    crashes: int
    acknowledged: int


class Restarts(Struct, frozen=True):
    """The same under readers, with what they were answered, and the seconds of the slowest recovery."""

    restarts: int
    acknowledged: int
    answers: int
    refused: int
    slowest_recovery: float


def crash_server(place: Place, times: int, seed: int) -> Crashes:
    """End a PostgreSQL server under publishers so many times; what was acknowledged is there each time it is back.

    Raises:
        AssertionError: where anything acknowledged is lost, or anything is half there.
    """
    assert place.cluster is not None
    chance = random.Random(seed)
    processes.do(prepare, place.url)
    ledgers: list[Path] = []
    for number in range(times):
        new = [place.folder / f"ledger-{number}-{one}" for one in range(2)]
        ledgers += new
        with processes.running([(publish_on, place.url, one, seed + number * 10 + at) for at, one in enumerate(new)]):
            wait_until(lambda one=new[0]: bool(read_ledger(one)))
            time.sleep(chance.uniform(0, 0.5))
            place.cluster.stop(list(WAYS.values())[number % 2])
        _start_again(place.cluster)
        processes.do(verify, place.url, ledgers)
    return Crashes(times, sum(len(read_ledger(ledger)) for ledger in ledgers))


def restart_under_load(place: Place, times: int, seed: int) -> Restarts:
    """Stop and start PostgreSQL so many times under `verbena serve` with readers, while others publish.

    Readers are answered with what was published, never going back, or with STORE_UNAVAILABLE; when the database is
    back, the server shows what is published then, by itself.

    Raises:
        AssertionError: where any of that is not so, or anything acknowledged is lost.
    """
    assert place.cluster is not None
    chance = random.Random(seed)
    processes.do(prepare, place.url)
    ledger, stopped = place.folder / "ledger", Event()
    processes.do(publish_on, place.url, ledger, seed, 2 * ARTICLES)
    recovered: list[float] = []
    works = [(publish_on, place.url, ledger, seed + 1, 1_000_000, 0.02)]
    settings = {"VERBENA_DATABASE_URL": place.url}
    with (
        run_server(place.folder, settings=settings, options=["--no-load"]) as url,
        ThreadPoolExecutor(3) as threads,
        processes.running(works) as publishers,
    ):
        readers = [threads.submit(_read_on, url, stopped) for _ in range(3)]
        try:
            for number in range(times):
                time.sleep(chance.uniform(0.2, 0.8))
                place.cluster.stop(list(WAYS.values())[number % 3])
                time.sleep(chance.uniform(0.1, 0.6))
                _start_again(place.cluster)
                begun, noted = time.monotonic(), len(read_ledger(ledger))
                wait_until(lambda: httpx.get(f"{url}/health/ready", timeout=30).json().get("status") == "ready")
                wait_until(lambda noted=noted: len(read_ledger(ledger)) > noted)
                recovered.append(time.monotonic() - begun)
                assert publishers[0].is_alive(), "the publisher gave up"
        finally:
            stopped.set()
        counted = [reader.result() for reader in readers]
    processes.do(verify, place.url, [ledger])
    answers, refused = (sum(each) for each in zip(*counted, strict=True))
    return Restarts(times, len(read_ledger(ledger)), answers, refused, max(recovered))


def _read_on(url: str, stopped: Event) -> tuple[int, int]:
    """Read until it is enough; gives how many answers had an article, and how many said that the store is away."""
    answers = refused = 0
    newest: dict[str, tuple[int, ...]] = {}
    with httpx.Client(timeout=60) as client:
        while not stopped.is_set():
            slug = f"article-{answers % ARTICLES}"
            answer = client.post(f"{url}/graphql", json={"query": _ASK, "variables": {"slug": slug}}).json()
            if "errors" in answer:
                codes = {error["extensions"]["code"] for error in answer["errors"]}
                assert codes == {"STORE_UNAVAILABLE"}, answer
                refused += 1
                continue
            answers += 1
            article = answer["data"]["article"]
            if article is not None:
                mark = _read_mark(article, slug)
                assert mark >= newest.get(slug, ()), f"{slug} went back from {newest[slug]} to {mark}"
                newest[slug] = mark
    return answers, refused


def _read_mark(article: dict[str, Any], slug: str) -> tuple[int, ...]:
    """The version that every text of an article says it is of."""
    texts = [article["title"], article["summary"], *(section["heading"] for section in article["sections"])]
    (said,) = {text["value"] for text in texts}
    key, mark = said.split(" ")
    assert key == slug
    return tuple(map(int, mark.split(".")))


def _start_again(cluster: Cluster) -> None:
    deadline = time.monotonic() + _STARTED_WITHIN
    while True:
        try:
            cluster.start()
        except AssertionError:
            # What a killed server had started still ends: it must be gone before another may have its memory.
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return

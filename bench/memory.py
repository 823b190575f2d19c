"""`python -m bench memory`: the memory of a real server while every article is read in every locale."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from bench.corpus.command import add_size
from bench.corpus.plan import name_article
from bench.corpus.values import Corpus
from bench.documents import FULL_ARTICLE
from verbena.cli.progress import ProgressLine
from verbena.model.progress import Stage

_VERBENA = Path(sysconfig.get_path("scripts")) / "verbena"
_SERVING = re.compile(r"^Serving http://127\.0\.0\.1:(\d+)$", re.MULTILINE)
_READY_WITHIN = 60.0


def measure_memory(arguments: Sequence[str]) -> None:
    """Read every article in every locale through a server, several at a time, and print the most memory it had."""
    parser = argparse.ArgumentParser("python -m bench memory", description="The memory of a server that reads all.")
    add_size(parser)
    parser.add_argument("--database", required=True, help="the URL of a database that has the corpus")
    parser.add_argument(
        "--cache", type=int, default=64, help="VERBENA_CACHE_MEMORY, in megabytes (default: %(default)s)"
    )
    parser.add_argument("--clients", type=int, default=8, help="requests at a time (default: %(default)s)")
    whole = "every so many requests ask for the whole article, the others for its headings (default: %(default)s)"
    parser.add_argument("--whole", type=int, default=50, help=whole)
    asked = parser.parse_args(arguments)
    corpus = Corpus(asked.articles, asked.locales, asked.seed)
    with _serve(asked.database, asked.cache) as (process, port), ProgressLine(sys.stderr) as progress:
        before = read_memory(process.pid)
        total = corpus.size * len(corpus.tags)
        with ThreadPoolExecutor(asked.clients) as pool:
            batches = [(port, corpus, number, asked.whole) for number in range(corpus.size)]
            for done, count in enumerate(pool.map(lambda batch: _read_article(*batch), batches), 1):
                assert count == len(corpus.tags)
                progress(Stage.READ, done * count, total)
        after = read_memory(process.pid)
    print(f"| {corpus.size} articles × {asked.locales} locales, VERBENA_CACHE_MEMORY={asked.cache} | |")
    print("| --- | --: |")
    print(f"| answers | {total} |\n| MB at the start | {before:.0f} |\n| MB at most | {after:.0f} |")


def read_memory(process: int) -> float:
    """The most memory that a process has had resident so far, in megabytes (10^6 bytes), as Linux counts it."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    assert found is not None
    return int(found[1]) * 1024 / 1e6


def _read_article(port: int, corpus: Corpus, number: int, whole: int) -> int:
    """Read an article in each locale; gives how many answers were right."""
    right = 0
    with closing(HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        for at, tag in enumerate(corpus.tags):
            is_whole = (number * len(corpus.tags) + at) % whole == 0
            variables = {"slug": name_article(number), "locale": tag}
            body = json.dumps({"query": FULL_ARTICLE if is_whole else _HEADINGS, "variables": variables})
            connection.request("POST", "/graphql", body, {"Content-Type": "application/json"})
            answer = json.loads(connection.getresponse().read())
            assert "errors" not in answer, answer["errors"]
            right += bool(answer["data"]["article"]["title"]["html"])
    return right


_HEADINGS = """
query ($slug: String!, $locale: Locale!) {
  article(slug: $slug, locale: $locale) { id title { html } summary { html } sections { key heading { html } } }
}
"""


@contextmanager
def _serve(database: str, cache: int) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A server of the installed command on what the database has, with its port."""
    settings = {"VERBENA_DATABASE_URL": database, "VERBENA_CACHE_MEMORY": str(cache)}
    with TemporaryDirectory() as folder:
        log = Path(folder) / "server.log"
        with log.open("wb") as output:
            command = [str(_VERBENA), "serve", "--no-load", "--port", "0"]
            process = subprocess.Popen(command, env={**os.environ, **settings}, stdout=output, stderr=output)
        try:
            yield process, _find_port(process, log)
        finally:
            process.terminate()
            process.wait(30)


def _find_port(process: subprocess.Popen[bytes], log: Path) -> int:
    until = monotonic() + _READY_WITHIN
    while not (found := _SERVING.search(log.read_text(encoding="utf-8"))):
        if process.poll() is not None or monotonic() > until:
            raise RuntimeError(f"the server did not start:\n{log.read_text(encoding='utf-8')}")
        sleep(0.05)
    return int(found[1])

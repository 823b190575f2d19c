"""`python -m bench corpus`: a corpus as files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.corpus.files import write_corpus
from bench.corpus.languages import LANGUAGES
from bench.corpus.values import Corpus
from verbena.cli.progress import ProgressLine
from verbena.model.progress import Stage


def make_corpus(arguments: Sequence[str]) -> None:
    """Write the files of a corpus into a folder, `content/` and `locales/`."""
    parser = argparse.ArgumentParser("python -m bench corpus", description="Write articles that nobody has written.")
    add_size(parser)
    parser.add_argument("folder", type=Path, help="where content/ and locales/ are written")
    asked = parser.parse_args(arguments)
    corpus = Corpus(asked.articles, asked.locales, asked.seed)
    with ProgressLine(sys.stderr) as progress:
        write_corpus(corpus, asked.folder, lambda done, total: progress(Stage.SAVE, done, total))


def add_size(parser: argparse.ArgumentParser) -> None:
    """The arguments that say which corpus is meant."""
    most = len(LANGUAGES)
    parser.add_argument("--articles", type=_read_articles, default=100, help="how many (default: %(default)s)")
    locales = f"how many, English among them, up to {most} (default: %(default)s)"
    parser.add_argument("--locales", type=int, choices=range(1, most + 1), default=12, metavar="N", help=locales)
    parser.add_argument("--seed", type=int, default=1, help="another number, another corpus (default: %(default)s)")


def _read_articles(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of articles: write 1 or more")
    return int(text)

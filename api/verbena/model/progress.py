"""How long work tells how far it is."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Stage(StrEnum):
    """What is being done with source files and catalogs; the value is what a person reads."""

    READ = "Reading sources"
    SAVE = "Saving drafts"
    INGEST = "Taking in translations"
    PUBLISH = "Publishing"
    THIN = "Letting old texts go"
    CATALOGS = "Reading catalogs"
    COPY = "Copying"
    CHECK = "Checking"


class Progress(Protocol):
    """What wants to be told, while work goes on, how far it is."""

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        """Take that `done` of `total` are done; the last call of a stage has them all."""


def no_progress(stage: Stage, done: int, total: int) -> None:
    """Tell nobody."""

"""Gathers the units of one subject in reading order, with their places."""

from __future__ import annotations

from msgspec import Struct

from verbena.authoring.inlines import Allowed, read_inlines
from verbena.authoring.nodes import Text
from verbena.authoring.problems import ProblemLog
from verbena.authoring.roles import RoleReader
from verbena.model.edition import SourceUnit
from verbena.model.markup import hash_text, write_markup


class Place(Struct, frozen=True):
    """Where a unit's text stands in the source (`line` counts from 1), and what its author tells translators of it."""

    file: str
    line: int
    note: str | None = None


class UnitGatherer:
    """Reads texts into units: `units` and `places` are by path, in the order in which texts were added."""

    def __init__(self, roles: RoleReader, log: ProblemLog) -> None:
        self.roles = roles
        self.log = log
        self.units: dict[str, SourceUnit] = {}
        self.places: dict[str, Place] = {}

    def add(self, path: str, text: Text | None, allowed: Allowed = Allowed.ALL) -> None:
        """Read a text into the unit at `path`; where there is no text there is no unit."""
        if text is None:
            return
        inlines = read_inlines(text, self.roles, self.log, allowed)
        self.units[path] = SourceUnit(inlines, hash_text(write_markup(inlines)), text.limit)
        self.places[path] = Place(self.log.file, text.line, text.note)

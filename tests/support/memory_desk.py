"""Drafts and units kept in dictionaries: all that loading catalogs needs of a store."""

from __future__ import annotations

from datetime import datetime

from tests.support.memory_drafts import MemoryDrafts
from tests.support.memory_units import MemoryUnits
from verbena.model.edition import Revision
from verbena.translating.ingest import GivenFile, IngestReport, ingest_catalog


class MemoryDesk(MemoryDrafts, MemoryUnits):
    """Both, over the same translations."""

    def __init__(self, *revisions: Revision) -> None:
        MemoryDrafts.__init__(self, *revisions)
        MemoryUnits.__init__(self, self)

    def ingest(self, domain: str, locale: str, data: bytes, at: datetime) -> IngestReport:
        """Take in a file that was never loaded before."""
        return ingest_catalog(self, GivenFile(domain, locale, data), at).report

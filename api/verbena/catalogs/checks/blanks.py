"""The blanks of an interface word (`{number}`) are its source's: all there, none made up."""

from __future__ import annotations

from collections.abc import Iterator

from verbena.catalogs.checks.report import report
from verbena.catalogs.values import CatalogEntry
from verbena.model.blanks import BLANK
from verbena.model.findings import Finding, FindingCode
from verbena.model.inline import Inline, TextRun, walk


def check_blanks(entry: CatalogEntry, inlines: tuple[Inline, ...]) -> Iterator[Finding]:
    """What is wrong with the blanks of a translation; a blank may stand in it more than once.

    `inlines` is the source text as it is today: blanks that only the older text had are filled by nothing any more.
    """
    source, translation = set(BLANK.findall(entry.source)), set(BLANK.findall(entry.translation))
    today = {blank for run in walk(inlines) if isinstance(run, TextRun) for blank in BLANK.findall(run.text)}
    for blank in sorted((source & today) - translation):
        yield report(entry, FindingCode.BLANK_LOST, blank=f"{{{blank}}}")
    for blank in sorted(translation - (source & today)):
        start = entry.translation.find(f"{{{blank}}}")
        yield report(
            entry,
            FindingCode.BLANK_INVENTED,
            span=(start, start + len(blank) + 2),
            blank=f"{{{blank}}}",
        )

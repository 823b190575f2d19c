"""What a translation's tags lead to is there: an older source may have named what is gone since."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator

from verbena.catalogs.checks.report import report
from verbena.catalogs.values import CatalogEntry
from verbena.model.edition import SubjectName
from verbena.model.findings import Finding, FindingCode
from verbena.model.inline import Inline, Link, walk
from verbena.model.markup import link_tag
from verbena.model.mentions import find_mentions


def check_targets(
    entry: CatalogEntry, inlines: tuple[Inline, ...], named: Container[SubjectName], links: Collection[str]
) -> Iterator[Finding]:
    """An error for each thing mentioned that is not among `named`, a warning for each link tag that is not in `links`.

    `named` is what the subject's texts can name today; `links` are the link tags of the source text as it is today.
    """
    for tag, target in dict(find_mentions(inlines)).items():
        if target not in named:
            yield report(
                entry,
                FindingCode.MENTION_UNKNOWN,
                tag=f"<{tag}>",
                key=f"{target.kind} {target.key}",
            )
    hrefs = dict.fromkeys(inline.href for inline in walk(inlines) if isinstance(inline, Link))
    for href in hrefs:
        if link_tag(href) not in links:
            yield report(entry, FindingCode.LINK_OUTDATED, address=href)

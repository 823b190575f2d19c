"""What a translation's tags lead to is there: an older source may have named what is gone since."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator

from verbena.catalogs.values import CatalogEntry
from verbena.model.edition import SubjectName
from verbena.model.findings import Finding, FindingCode, Severity
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
            message = (
                f"<{tag}> stands for the {target.kind} {target.key}, which the source names no more:"
                " bring the entry up to date (msgmerge does)"
            )
            yield Finding(FindingCode.MENTION_UNKNOWN, message, entry.line, entry.path)
    hrefs = dict.fromkeys(inline.href for inline in walk(inlines) if isinstance(inline, Link))
    for href in hrefs:
        if link_tag(href) not in links:
            message = f"the source text has no link to {href} any more, and readers still get it: bring it up to date"
            yield Finding(FindingCode.LINK_OUTDATED, message, entry.line, entry.path, Severity.WARNING)

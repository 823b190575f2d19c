"""Catalogs brought up to date with the sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from verbena.catalogs.merge import MergeReport, merge_catalog
from verbena.catalogs.po import make_header, read_po, write_po
from verbena.catalogs.values import Catalog
from verbena.model.edition import Revision
from verbena.model.errors import ContentInvalid
from verbena.model.findings import Finding, FindingCode, Severity, has_errors, tell_unreadable
from verbena.model.progress import Progress, Stage, no_progress
from verbena.translating.belonging import FATAL, check_file
from verbena.translating.catalog_files import CatalogFile, MisplacedFile, find_catalogs, name_file
from verbena.translating.domains import ARTICLE_FIELD
from verbena.translating.templates import Template
from verbena.translating.write_files import write_files


class UpdatedCatalog(Struct, frozen=True):
    """What became of one file; `was` is its name before, where its article has another slug now.

    With an error among the `findings` the file was left as it is.
    """

    file: str
    merged: MergeReport = MergeReport()
    findings: tuple[Finding, ...] = ()
    is_changed: bool = False
    was: str | None = None

    @property
    def has_errors(self) -> bool:
        """Whether the file was left as it is because something is wrong with it."""
        return has_errors(self.findings)


def update_catalogs(
    locales: Path,
    templates: Sequence[Template],
    tags: Collection[str] = (),
    *,
    write: bool = True,
    progress: Progress = no_progress,
) -> tuple[UpdatedCatalog, ...]:
    """Merge each catalog below `locales` with its template, in the order of their paths, in these tags or in all.

    A catalog goes with the article whose key its header names: where the slug has changed since, the file is renamed.
    One with an error is left as it is, and so is one of an article that is no longer there; no other takes its place.
    All are read and merged before the first is written; without `write`, what would be done is told and not done.

    Raises:
        ContentInvalid: where a file can't be written, or was changed by somebody else meanwhile.
    """
    index = _Index(templates)
    files = list(find_catalogs(locales, tags))
    plans: list[_Plan] = []
    for done, found in enumerate(files):
        progress(Stage.CATALOGS, done, len(files))
        plans.append(_plan(locales, found, index))
    progress(Stage.CATALOGS, len(files), len(files))
    plans = _refuse_collisions(plans)
    if write:
        _carry_out(plans)
    return tuple(plan.report for plan in plans)


class _Plan(Struct, frozen=True):
    """What is to be done about the file `path`, which held the bytes `before`: to be at `target`, and hold `data`.

    Nothing is done without a target, and without data it stays as it is.
    """

    report: UpdatedCatalog
    path: Path
    before: bytes = b""
    target: Path | None = None
    data: bytes | None = None


class _Index:
    """Finds the template of a catalog."""

    def __init__(self, templates: Sequence[Template]) -> None:
        self._by_name = {template.domain.name: template for template in templates}
        self._by_key = {one.domain.article.name.key: one for one in templates if one.domain.article}

    def find(self, catalog: Catalog, domain: str) -> Template | None:
        """That of the article whose key the header names, whatever the file is called; without one, by its name."""
        key = catalog.header.get(ARTICLE_FIELD)
        return self._by_key.get(key) if key else self._by_name.get(domain)

    def has(self, domain: str) -> bool:
        """Whether some template has that name."""
        return domain in self._by_name

    def articles(self) -> Iterator[Revision]:
        """Every article there is a template of."""
        return (one.domain.article for one in self._by_key.values() if one.domain.article)


def _plan(locales: Path, found: CatalogFile | MisplacedFile, index: _Index) -> _Plan:
    if isinstance(found, MisplacedFile):
        return _Plan(UpdatedCatalog(found.file, findings=(found.finding,)), found.path)
    try:
        before = found.path.read_bytes()
    except OSError as error:
        return _Plan(UpdatedCatalog(found.file, findings=(tell_unreadable(error),)), found.path)
    catalog = read_po(before)
    template = index.find(catalog, found.domain)
    findings = (*catalog.findings, *_check(catalog, found, template, index))
    report = UpdatedCatalog(found.file, findings=findings)
    if template is None or report.has_errors:
        return _Plan(report, found.path)
    identity = template.domain.identify()
    merged, told = merge_catalog(catalog, template.catalog)
    header = {**make_header(found.tag, identity), **catalog.header, **identity}
    data = write_po(replace(merged, header=header))
    target = found.path.with_name(f"{template.domain.name}.po")
    was = None if target == found.path else found.file
    changed = was is not None or data != before
    report = replace(report, file=name_file(locales, target), merged=told, is_changed=changed, was=was)
    return _Plan(report, found.path, before, target, data if changed else None)


def _check(catalog: Catalog, found: CatalogFile, template: Template | None, index: _Index) -> Iterator[Finding]:
    if template is None and index.has(found.domain):
        message = f"{found.domain} is another article now, and this one is gone: move the file away, or delete it"
        yield Finding(FindingCode.ARTICLE_DIFFERS, message)
    elif template is None:
        message = "what it translates is no longer among the sources: it is left as it is; delete it, or mend its name"
        yield Finding(FindingCode.DOMAIN_UNKNOWN, message, severity=Severity.WARNING)
    else:
        yield from (
            one for one in check_file(catalog, template.domain, found.tag, index.articles()) if one.code in FATAL
        )


def _refuse_collisions(plans: Sequence[_Plan]) -> list[_Plan]:
    """The plans without those that would make one file of several, or take the place of a file that stays.

    Which of them is right, only people know. What is refused stays, and may stand in the way of another.
    """
    left = list(plans)
    while True:
        wanted = Counter(plan.target for plan in left if plan.target)
        moving = {plan.path for plan in left if plan.target not in (None, plan.path)}
        refused = [
            plan.target is not None
            and (
                wanted[plan.target] > 1
                or (plan.target != plan.path and plan.target not in moving and plan.target.exists())
            )
            for plan in left
        ]
        if not any(refused):
            return left
        left = [_refuse(plan) if is_refused else plan for plan, is_refused in zip(left, refused, strict=True)]


def _refuse(plan: _Plan) -> _Plan:
    message = f"this file and another would both be {plan.report.file}: keep one of them"
    finding = Finding(FindingCode.CATALOG_DUPLICATE, message)
    file = plan.report.was or plan.report.file
    return _Plan(UpdatedCatalog(file, findings=(*plan.report.findings, finding)), plan.path)


def _carry_out(plans: Sequence[_Plan]) -> None:
    changing = [plan for plan in plans if plan.target and plan.data is not None]
    for plan in changing:
        if plan.path.read_bytes() != plan.before:
            raise ContentInvalid(f"{plan.path} was changed while it was merged; nothing was written: run it again")
    write_files({plan.target: plan.data for plan in changing if plan.target and plan.data is not None})
    targets = {plan.target for plan in plans}
    for plan in changing:
        if plan.report.was and plan.target:
            # What was compiled of the one name or the other is another article's now.
            for path in (plan.path, plan.target):
                path.with_suffix(".mo").unlink(missing_ok=True)
        if plan.path not in targets:
            plan.path.unlink()

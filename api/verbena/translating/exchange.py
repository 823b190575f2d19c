"""Catalogs as files, on somebody's behalf: what commands, addresses and GraphQL share."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import PurePath

from msgspec import Struct

from verbena.access.principal import require_drafts, require_translate
from verbena.catalogs.formats import CatalogFormat, read_catalog, write_catalog
from verbena.catalogs.values import Catalog
from verbena.language.tags import tag_of_folder
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.errors import BadUserInput, InvalidLocale
from verbena.publishing.acting import Act
from verbena.translating.desk import DraftUnits
from verbena.translating.domains import ARTICLE_FIELD, DOMAIN_FIELD, domain_of
from verbena.translating.export import export_catalog, open_domain
from verbena.translating.import_catalog import Upload, import_catalog
from verbena.translating.import_report import ImportReport
from verbena.translating.sources import Sources


class Wanted(Struct, frozen=True):
    """Which catalog: of a domain in a locale, as a file of a format, whole or only what needs work."""

    domain: str
    locale: str
    format: CatalogFormat
    needs_work: bool = False


class CatalogFile(Struct, frozen=True):
    """A catalog as a file; equal states of the store give equal bytes and an equal tag.

    `tag` changes with whatever there is to say of the domain in the locale, left out of this file or not.
    """

    data: bytes
    tag: str
    entries: int


class Sent(Struct, frozen=True):
    """A file that somebody sends; the format is null where the file itself has to tell it."""

    data: bytes
    format: CatalogFormat | None = None
    dry_run: bool = False
    force: bool = False


def take_out(store: DraftUnits, act: Act, wanted: Wanted) -> CatalogFile:
    """A catalog as a file, for somebody who may see what is worked on in its locale.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not see the drafts of the locale.
        NotFound: where there is no such domain, or it is written in the locale.
    """
    require_drafts(act.principal, [wanted.locale])
    domain = open_domain(store, wanted.domain, wanted.locale)
    exported = export_catalog(store, domain, wanted.locale, needs_work=wanted.needs_work)
    tag = f"{exported.digest}.{wanted.format}{'.work' if wanted.needs_work else ''}"
    return CatalogFile(write_catalog(exported.catalog, wanted.format), tag, len(exported.catalog.entries))


def send_in(store: DraftUnits, act: Act, domain: str, locale: str, sent: Sent) -> ImportReport:
    """Take a file in as the catalog of a domain in a locale, as `import_catalog` does.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not translate into the locale.
        NotFound: where there is no such domain, or it is written in the locale.
    """
    require_translate(act.principal, [locale])
    found = open_domain(store, domain, locale)
    catalog = read_catalog(sent.data, sent.format)
    return import_catalog(store, act, found, locale, Upload(catalog, sent.dry_run, sent.force))


def identify_domain(sources: Sources, catalog: Catalog, name: str) -> str:
    """The domain that a file called `name` is of: by the article's key in its header, the domain there, or its name."""
    if key := catalog.header.get(ARTICLE_FIELD):
        article = sources.read_draft(SubjectName(SubjectKind.ARTICLE, key))
        if article is not None:
            return domain_of(article)
    return catalog.header.get(DOMAIN_FIELD) or PurePath(name).stem


def identify_locale(catalog: Catalog, name: str) -> str:
    """The locale that a file called `name` is of: by the language in its header, or by its folder.

    Raises:
        BadUserInput: where neither tells it.
    """
    parts = PurePath(name).parts
    folders = [parts[-3]] if len(parts) > 2 and parts[-2] == "LC_MESSAGES" else []
    for told in (catalog.header.get("Language"), *folders):
        try:
            if told:
                return tag_of_folder(told)
        except InvalidLocale:
            continue
    raise BadUserInput(f"{name}: nothing in the file tells which language it is in: name its locale.")


def pack_zip(files: Mapping[str, bytes]) -> bytes:
    """Files in an archive; equal files give equal bytes, since none has a time of its own."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()

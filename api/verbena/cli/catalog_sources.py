"""What the commands on catalogs work from."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from verbena.authoring.tree import ContentTree
from verbena.cli.progress import ProgressLine
from verbena.language.tags import tag_of_folder
from verbena.model.errors import ContentInvalid
from verbena.publishing.load import read_sound_tree
from verbena.reading.words import WORDS
from verbena.resources import find_program
from verbena.settings import Settings, locales_beside, read_settings
from verbena.translating.catalog_files import find_folders
from verbena.translating.load import require_locales
from verbena.translating.templates import Template, make_templates
from verbena.translating.words import check_words, extract_words


class CatalogSources(Struct, frozen=True):
    """The sources, without a problem, with a template of each domain, and the folder that the catalogs are in."""

    tree: ContentTree
    templates: tuple[Template, ...]
    locales: Path


def open_sources() -> CatalogSources:
    """What the environment names, as templates.

    Raises:
        ProblemsInContent: where a source file has a problem.
        ContentInvalid: where a word is marked that is not among those of the interface.
    """
    settings = read_settings(os.environ)
    with ProgressLine(sys.stderr) as progress:
        tree = read_sound_tree(settings.content, WORDS, progress)
    marked = extract_words(*find_program())
    if wrong := "\n".join(check_words(marked, WORDS)):
        raise ContentInvalid(wrong)
    templates = make_templates(tree, marked)
    return CatalogSources(tree, templates, find_locales(settings))


def find_locales(settings: Settings) -> Path:
    """The folder of the catalogs, whether it is there or not: the one that is set, else locales/ beside the content."""
    return settings.locales or locales_beside(settings.content)


def read_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """The tags that were written as tags or as folders, each once.

    Raises:
        InvalidLocale: where one is no language tag.
    """
    return tuple(dict.fromkeys(map(tag_of_folder, tags)))


def require_catalogs(locales: Path, tags: tuple[str, ...]) -> tuple[str, ...]:
    """The tags, each of a locale that has catalogs.

    Raises:
        ContentInvalid: where one has none, or there is no such folder.
    """
    folders = find_folders(require_locales(locales))
    if missing := [tag for tag in tags if tag not in folders]:
        raise ContentInvalid(
            f"{locales} has no catalogs of {', '.join(missing)}: `verbena catalogs init {' '.join(missing)}` makes them"
        )
    return tags

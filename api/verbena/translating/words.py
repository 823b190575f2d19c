"""The interface's words as they are marked in the program's modules and templates, found by Babel's extractors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.extract import extract_from_file

from verbena.model.words import Word

KEYWORDS = {"pgettext": ((1, "c"), 2)}
COMMENT_TAGS = ("Translators:",)
_METHODS = {".py": "python", ".html": "jinja2"}


def extract_words(package: Path, root: Path) -> tuple[Word, ...]:
    """Each word that a module or template below `package` marks with `pgettext`, in the order of files and lines.

    What comments say after `Translators:` is its note. A word that is marked in several places has them all, named from
    `root`; of its texts and notes the first counts.
    """
    words: dict[str, Word] = {}
    for path, text, note, place in _find_marked(package, root):
        before = words.get(path, Word(path, text))
        words[path] = Word(path, before.text, None, before.note or note, (*before.places, place))
    return tuple(words.values())


def check_words(marked: Sequence[Word], words: Sequence[Word]) -> Iterator[str]:
    """What is wrong with the words that are marked: each must be one of `words`, which are those that are served."""
    known = {word.path: word.text for word in words}
    for word in marked:
        if known.get(word.path) != word.text:
            place = ", ".join(word.places)
            yield f"{place}: “{word.text}” ({word.path}) is not among the words of the interface, in reading/words.py"


def _find_marked(package: Path, root: Path) -> Iterator[tuple[str, str, str, str]]:
    for file in sorted(path for path in package.rglob("*") if path.suffix in _METHODS):
        if file.suffix == ".py" and b"pgettext(" not in file.read_bytes():
            continue
        found = extract_from_file(
            _METHODS[file.suffix],
            file,
            keywords=KEYWORDS,
            comment_tags=COMMENT_TAGS,
            options={"silent": "false"},
            strip_comment_tags=True,
        )
        for line, text, comments, context in found:
            if context is not None and isinstance(text, str):
                yield context, text, " ".join(comments), f"{file.relative_to(root).as_posix()}:{line}"

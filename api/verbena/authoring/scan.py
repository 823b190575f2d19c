"""A content folder read file by file: what is as it was before is not read again, and no file is kept in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from verbena.authoring.articles import ArticleSource, open_article, read_article
from verbena.authoring.figures import FigureShelf, read_figures
from verbena.authoring.files import read_bytes, read_text
from verbena.authoring.interface import make_interface, read_words
from verbena.authoring.problems import Problem, ProblemCode, ProblemLog
from verbena.authoring.reference_files import ReferenceFile, open_reference, read_reference
from verbena.authoring.units import Place
from verbena.authoring.vocabulary import Vocabulary
from verbena.model.edition import INTERFACE, Revision, SubjectKind, SubjectName
from verbena.model.progress import Progress, Stage, no_progress
from verbena.model.words import Word

REFERENCE_FILES = {
    SubjectKind.CITATION: "citations.json",
    SubjectKind.MEDICATION: "medications.yaml",
    SubjectKind.ABBREVIATION: "abbreviations.yaml",
    SubjectKind.CONTRIBUTOR: "contributors.yaml",
    SubjectKind.TOPIC: "topics.yaml",
    SubjectKind.TERM: "terms.yaml",
    SubjectKind.INTERFACE: "interface.yaml",
}
_KNOWN_NAMES = {"articles", "figures", "README.md", *REFERENCE_FILES.values()}


class Needs(Struct, frozen=True):
    """What reading a file depended on beside its bytes: names, with whether they were there, and figures' digests."""

    names: dict[SubjectName, bool] = {}
    figures: dict[str, str] = {}


class KnownFile(Struct, frozen=True):
    """What came of a file when it was read: a digest of its bytes, and the hash of each subject's revision."""

    digest: str
    subjects: dict[SubjectName, str]
    needs: Needs


class FileReading(Struct, frozen=True):
    """A file without problems, by its path from the content folder on.

    Where it is as it was, `revisions` is null. `places` tells where the text of each unit stands, by subject and path.
    """

    path: str
    known: KnownFile
    revisions: tuple[Revision, ...] | None
    places: dict[tuple[SubjectName, str], Place] = {}


Item = TypeVar("Item")

Recall = Callable[[Sequence[str]], Mapping[str, KnownFile]]
"""Gives what is known of files by their paths."""


class ContentScan:
    """Reads a content folder; `problems` has all of them, in no order, once `read` has come to its end."""

    def __init__(self, content: Path, words: Sequence[Word], recall: Recall, progress: Progress = no_progress) -> None:
        self.problems: list[Problem] = []
        self.content = content
        self.words = words
        self.recall = recall
        self.progress = progress
        self.prefix = content.resolve().name
        self.keys: dict[SubjectKind, frozenset[str] | None] = {}
        self.shelf = FigureShelf()

    def read(self) -> Iterator[FileReading]:
        """Every file that has no problem, reference data first; without a digest where it can't be known again.

        A file is read where its bytes are others than those known, or something that it asked for is answered
        otherwise now. All files are looked at twice: before the first article is read, all their keys are known.
        """
        self._check_names()
        self.shelf, problems = read_figures(self.content / "figures", f"{self.prefix}/figures")
        self.problems += problems
        data = [self._open_data(kind, name) for kind, name in REFERENCE_FILES.items()]
        articles = self._survey_articles()
        if self.words:
            # The program's own words are there without any file.
            self.keys.setdefault(SubjectKind.INTERFACE, frozenset())
        vocabulary = Vocabulary(self.keys)
        for opened in data:
            yield from self._read_data(opened, vocabulary) if opened else ()
        yield from self._read_interface(data[-1], vocabulary)
        done = 0
        for batch in _batch(articles):
            known = self.recall([article.path for article in batch if article.is_known])
            for article in batch:
                self.progress(Stage.READ, done, len(articles))
                done += 1
                yield from self._read_article(article, known.get(article.path), vocabulary)
        self.progress(Stage.READ, done, len(articles))

    def _check_names(self) -> None:
        names = sorted(path.name for path in self.content.iterdir()) if self.content.is_dir() else []
        for name in names:
            if name not in _KNOWN_NAMES and not name.startswith("."):
                self._refuse_file(name, f"known here are {', '.join(sorted(_KNOWN_NAMES))}")

    def _open_data(self, kind: SubjectKind, name: str) -> _Data | None:
        path = self.content / name
        if not path.exists():
            return None
        log = ProblemLog(f"{self.prefix}/{name}")
        content = read_bytes(path, log)
        self.keys[kind] = None
        if content is None:
            self.problems += log.problems
            return None
        digest = digest_bytes(content)
        known = self.recall([name]).get(name) if kind is not INTERFACE.kind else None
        if known is not None and known.digest == digest:
            self.keys[kind] = frozenset(subject.key for subject in known.subjects)
            return _Data(kind, name, digest, content, known, None)
        file = open_reference(kind, name, content, log)
        if file is None:
            self.problems += log.problems
            return None
        self.keys[kind] = file.keys
        return _Data(kind, name, digest, content, None, file)

    def _read_data(self, opened: _Data, vocabulary: Vocabulary) -> Iterator[FileReading]:
        if opened.kind is INTERFACE.kind:
            return
        if opened.known is not None and self._still_holds(opened.known.needs, vocabulary):
            yield FileReading(opened.name, opened.known, None)
            return
        file = opened.file
        if file is None:
            file = open_reference(opened.kind, opened.name, opened.content, ProblemLog(f"{self.prefix}/{opened.name}"))
            assert file is not None  # noqa: S101 - these bytes could be read before
        listening = vocabulary.listen()
        revisions, places = read_reference(file, listening)
        self.problems += file.log.problems
        if not file.log.problems:
            digest = opened.digest if None not in self.keys.values() else ""
            yield _tell(opened.name, digest, revisions, places, Needs(listening.asked))

    def _read_interface(self, opened: _Data | None, vocabulary: Vocabulary) -> Iterator[FileReading]:
        own, log = None, ProblemLog("")
        if opened is not None and opened.file is not None:
            file, log = opened.file, opened.file.log
            own = read_words(self.words, file.data if file.sound else [], file.located, vocabulary, log)
            self.problems += log.problems
        reading = make_interface(self.words, own)
        if reading.revision is not None and not log.problems:
            # Made anew each time: it has the words of the program.
            yield _tell(REFERENCE_FILES[INTERFACE.kind], "", (reading.revision,), reading.places, Needs())

    def _survey_articles(self) -> list[_Article]:
        folder = self.content / "articles"
        paths = []
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.name.startswith("."):
                continue
            if path.suffix == ".md" and path.is_file():
                paths.append(path)
            else:
                self._refuse_file(f"articles/{path.name}", "an article is a file <slug>.md")
        survey = _Survey(self.prefix)
        for batch in _batch(paths):
            known = self.recall([f"articles/{path.name}" for path in batch])
            for path in batch:
                survey.add(path, known.get(f"articles/{path.name}"))
        self.problems += survey.problems
        self.keys[SubjectKind.ARTICLE] = frozenset(survey.keys)
        return survey.articles

    def _read_article(
        self, article: _Article, known: KnownFile | None, vocabulary: Vocabulary
    ) -> Iterator[FileReading]:
        if known is not None and not article.problems and self._still_holds(known.needs, vocabulary):
            yield FileReading(article.path, known, None)
            return
        log = ProblemLog(f"{self.prefix}/{article.path}")
        source, digest = _open_article(self.content / article.path, log)
        if source is not None:
            log.problems += article.problems
            listening, shelf = vocabulary.listen(), self.shelf.listen()
            reading = read_article(source, listening, shelf)
            figures = {name: shelf.identify(name) for name in sorted(shelf.asked)}
            if reading.revision is not None and not log.problems:
                # Where the keys of some kind aren't known, every one passes: that says nothing for another time.
                digest = digest if None not in self.keys.values() else ""
                needs = Needs(listening.asked, figures)
                yield _tell(article.path, digest, (reading.revision,), reading.places, needs)
        self.problems += log.problems

    def _still_holds(self, needs: Needs, vocabulary: Vocabulary) -> bool:
        return vocabulary.still_answers(needs.names) and all(
            digest and self.shelf.identify(name) == digest for name, digest in needs.figures.items()
        )

    def _refuse_file(self, name: str, hint: str) -> None:
        message = f"nothing reads this file ({hint}); rename it, or move it elsewhere"
        self.problems.append(Problem(f"{self.prefix}/{name}", 1, ProblemCode.UNEXPECTED_FILE, message))


class _Data(Struct, frozen=True):
    """A file of reference data whose keys are known: as it was before, or read."""

    kind: SubjectKind
    name: str
    digest: str
    content: bytes
    known: KnownFile | None
    file: ReferenceFile | None


class _Article(Struct, frozen=True):
    """An article's file whose key and slug are known, with what is wrong with those beside others'."""

    path: str
    is_known: bool
    problems: list[Problem]


class _Survey:
    """The keys and slugs of all articles, and which of them two articles have."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.articles: list[_Article] = []
        self.keys: set[str] = set()
        self.problems: list[Problem] = []
        self._first: dict[tuple[str, str], str] = {}

    def add(self, path: Path, known: KnownFile | None) -> None:
        name = f"articles/{path.name}"
        log = ProblemLog(f"{self.prefix}/{name}")
        content = read_bytes(path, log)
        if content is None or read_text(content, log) is None:
            self.problems += log.problems
            self.keys.add(path.stem)
            return
        if known is not None and known.digest == digest_bytes(content):
            (subject,) = known.subjects
            fields: dict[str, str | None] = {"key": subject.key, "slug": path.stem}
            source = None
        else:
            known = None
            source, _ = _open_article(path, ProblemLog(log.file))
            fields = {field: source.field(field) if source else None for field in ("key", "slug")}
        # Of an article whose key can't be read, the file's name is the best guess: no link to it is a problem.
        self.keys.add(fields["key"] or path.stem)
        problems = list(self._find_doubles(path, fields, source, log.file))
        self.articles.append(_Article(name, known is not None, problems))

    def _find_doubles(
        self, path: Path, fields: Mapping[str, str | None], source: ArticleSource | None, file: str
    ) -> Iterator[Problem]:
        for field, code in (("key", ProblemCode.DUPLICATE_KEY), ("slug", ProblemCode.DUPLICATE_SLUG)):
            value = fields[field]
            if value is None or (first := self._first.setdefault((field, value), file)) == file:
                continue
            source = source or _open_article(path, ProblemLog(file))[0]
            message = f"the {field} {value!r} is that of {first} already; give this article another"
            yield Problem(file, source.line_of(field) if source else 1, code, message)


def digest_bytes(content: bytes) -> str:
    """By what the bytes of a file are known again."""
    return hashlib.sha256(content).hexdigest()


def _open_article(path: Path, log: ProblemLog) -> tuple[ArticleSource | None, str]:
    content = read_bytes(path, log)
    text = read_text(content, log) if content is not None else None
    if content is None or text is None:
        return None, ""
    return open_article(path.stem, text, log), digest_bytes(content)


def _tell(
    path: str, digest: str, revisions: Sequence[Revision], places: Mapping[str, Place], needs: Needs
) -> FileReading:
    subjects = {revision.name: revision.hash for revision in revisions}
    placed = {
        (revision.name, unit): places[unit] for revision in revisions for unit in revision.units if unit in places
    }
    return FileReading(path, KnownFile(digest, subjects, needs), tuple(revisions), placed)


def _batch(items: Iterable[Item]) -> Iterator[list[Item]]:
    remaining = iter(items)
    while batch := list(islice(remaining, _AT_A_TIME)):
        yield batch


_AT_A_TIME = 200

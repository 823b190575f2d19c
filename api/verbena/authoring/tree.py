"""The whole content folder as values: every revision, every file that is shown, and every problem at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from verbena.authoring.articles import ArticleSource, open_article, read_article
from verbena.authoring.bibliography import find_citation_keys, read_citations
from verbena.authoring.figures import read_figures
from verbena.authoring.files import read_text
from verbena.authoring.interface import make_interface, read_words
from verbena.authoring.located import Located, read_json_list, read_yaml
from verbena.authoring.problems import Problem, ProblemCode, ProblemLog
from verbena.authoring.reference_data import Datum, find_data, read_datum
from verbena.authoring.schemas import check_against
from verbena.authoring.units import Place
from verbena.authoring.vocabulary import Vocabulary
from verbena.model.asset import Asset
from verbena.model.edition import INTERFACE, Revision, SubjectKind, SubjectName
from verbena.model.errors import ContentInvalid
from verbena.model.progress import Progress, Stage, no_progress
from verbena.model.words import Word

REFERENCE_FILES = {
    SubjectKind.MEDICATION: "medications",
    SubjectKind.ABBREVIATION: "abbreviations",
    SubjectKind.CONTRIBUTOR: "contributors",
    SubjectKind.TOPIC: "topics",
    SubjectKind.TERM: "terms",
    SubjectKind.INTERFACE: "interface",
}
_CITATIONS = "citations"
_KNOWN_NAMES = {"articles", "figures", f"{_CITATIONS}.json", "README.md"} | {
    f"{name}.yaml" for name in REFERENCE_FILES.values()
}


class ContentTree(Struct, frozen=True):
    """A content folder: nothing of it may be loaded where there is a problem.

    `revisions` are in the order of their names, `assets` of their digests, `problems` of their files and lines.
    `places` tells where the text of each unit stands, by subject and path.
    """

    revisions: tuple[Revision, ...]
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]
    places: dict[tuple[SubjectName, str], Place]


def require_content(content: Path) -> Path:
    """The same folder, where it is one of content.

    Raises:
        ContentInvalid: where it holds no articles/, so that a mistaken name is not taken for a folder without problems.
    """
    if not (content / "articles").is_dir():
        raise ContentInvalid(f"{content} is not a folder of content: name the one that holds articles/")
    return content


def read_tree(content: Path, words: Sequence[Word], progress: Progress = no_progress) -> ContentTree:
    """Everything in a content folder; what is wrong with it is among the problems, never an exception.

    Any of the files and folders may be missing. Files are named in problems from the folder's own name on. `words` are
    those of the program's interface, which the folder's own are added to.
    """
    return _TreeReader(content, words, progress).read()


class _TreeReader:
    def __init__(self, content: Path, words: Sequence[Word], progress: Progress) -> None:
        self.content = content
        self.words = words
        self.progress = progress
        self.prefix = content.resolve().name
        self.problems: list[Problem] = []
        self.revisions: dict[SubjectName, Revision] = {}
        self.places: dict[tuple[SubjectName, str], Place] = {}
        self.keys: dict[SubjectKind, frozenset[str] | None] = {}

    def read(self) -> ContentTree:
        self.check_names()
        shelf, problems = read_figures(self.content / "figures", f"{self.prefix}/figures")
        self.problems += problems
        self.read_citations()
        files = {kind: self.open_reference(kind, name) for kind, name in REFERENCE_FILES.items()}
        articles = self.open_articles()
        vocabulary = Vocabulary(self.keys)
        self.read_interface(files.pop(INTERFACE.kind), vocabulary)
        for file in files.values():
            if file is not None:
                self.read_reference(file, vocabulary)
        for done, source in enumerate(articles):
            self.progress(Stage.READ, done, len(articles))
            reading = read_article(source, vocabulary, shelf)
            self.problems += source.log.problems
            if reading.revision is not None:
                self.keep(reading.revision, reading.places)
        self.progress(Stage.READ, len(articles), len(articles))
        revisions = tuple(self.revisions[name] for name in sorted(self.revisions))
        return ContentTree(revisions, shelf.assets, tuple(sorted(self.problems)), self.places)

    def check_names(self) -> None:
        names = sorted(path.name for path in self.content.iterdir()) if self.content.is_dir() else []
        for name in names:
            if name not in _KNOWN_NAMES and not name.startswith("."):
                self.refuse_file(name, f"known here are {', '.join(sorted(_KNOWN_NAMES))}")

    def read_citations(self) -> None:
        path = self.content / f"{_CITATIONS}.json"
        if not path.exists():
            return
        log = ProblemLog(f"{self.prefix}/{path.name}")
        text = read_text(path, log)
        located = read_json_list(text, log) if text is not None else None
        self.keys[SubjectKind.CITATION] = None
        if located is not None:
            check_against(_CITATIONS, located, log)
            self.keys[SubjectKind.CITATION] = find_citation_keys(located, log)
            for revision in read_citations(located) if not log.problems else ():
                self.keep(revision, {})
        self.problems += log.problems

    def open_reference(self, kind: SubjectKind, name: str) -> _ReferenceFile | None:
        path = self.content / f"{name}.yaml"
        if not path.exists():
            return None
        log = ProblemLog(f"{self.prefix}/{path.name}")
        text = read_text(path, log)
        located = read_yaml(text, 1, log) if text is not None else None
        self.keys[kind] = None
        if located is None:
            self.problems += log.problems
            return None
        sound = check_against(name, located, log)
        data = find_data(kind, located, log)
        self.keys[kind] = frozenset(datum.name.key for datum in data)
        return _ReferenceFile(located, data, sound, log)

    def read_reference(self, file: _ReferenceFile, vocabulary: Vocabulary) -> None:
        data = file.data if file.sound else []
        readings = [read_datum(datum, file.located, vocabulary, file.log) for datum in data]
        self.problems += file.log.problems
        for reading in readings:
            if reading.revision is not None:
                self.keep(reading.revision, reading.places)

    def read_interface(self, file: _ReferenceFile | None, vocabulary: Vocabulary) -> None:
        own = None
        if file is not None:
            own = read_words(self.words, file.data if file.sound else [], file.located, vocabulary, file.log)
            self.problems += file.log.problems
        reading = make_interface(self.words, own)
        if reading.revision is not None:
            self.keep(reading.revision, reading.places)

    def open_articles(self) -> list[ArticleSource]:
        folder = self.content / "articles"
        sources: list[ArticleSource] = []
        known: set[str] = set()
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.name.startswith("."):
                continue
            if path.suffix != ".md" or not path.is_file():
                self.refuse_file(f"articles/{path.name}", "an article is a file <slug>.md")
                continue
            log = ProblemLog(f"{self.prefix}/articles/{path.name}")
            text = read_text(path, log)
            if text is None:
                self.problems += log.problems
                known.add(path.stem)
                continue
            source = open_article(path.stem, text, log)
            # Of an article whose key can't be read, the file's name is the best guess: no link to it is a problem.
            known.add(source.field("key") or path.stem)
            sources.append(source)
        self.check_distinct(sources, "key", ProblemCode.DUPLICATE_KEY)
        self.check_distinct(sources, "slug", ProblemCode.DUPLICATE_SLUG)
        self.keys[SubjectKind.ARTICLE] = frozenset(known)
        return sources

    def check_distinct(self, sources: list[ArticleSource], field: str, code: ProblemCode) -> None:
        first: dict[str, ArticleSource] = {}
        for source in sources:
            value = source.field(field)
            if value is not None and first.setdefault(value, source) is not source:
                message = f"the {field} {value!r} is that of {first[value].log.file} already; give this article another"
                source.log.add(source.line_of(field), code, message)

    def refuse_file(self, name: str, hint: str) -> None:
        message = f"nothing reads this file ({hint}); rename it, or move it elsewhere"
        self.problems.append(Problem(f"{self.prefix}/{name}", 1, ProblemCode.UNEXPECTED_FILE, message))

    def keep(self, revision: Revision, places: dict[str, Place]) -> None:
        self.revisions[revision.name] = revision
        self.places.update({(revision.name, path): place for path, place in places.items()})


class _ReferenceFile(Struct, frozen=True):
    """A reference file that could be read; `sound` says that its schema has no complaint."""

    located: Located
    data: list[Datum]
    sound: bool
    log: ProblemLog

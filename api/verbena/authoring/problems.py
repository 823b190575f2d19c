"""What can be wrong with source files: a closed list of codes, and problems with their places."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class ProblemCode(StrEnum):
    """Stable codes, documented in docs/how-to/write-an-article.md; one is never renamed or given another meaning."""

    # Files and their metadata
    UNREADABLE_FILE = "unreadable-file"
    EMPTY_FILE = "empty-file"
    UNEXPECTED_FILE = "unexpected-file"
    FORBIDDEN_CHARACTER = "forbidden-character"
    BAD_YAML = "bad-yaml"
    BAD_JSON = "bad-json"
    MISSING_FRONT_MATTER = "missing-front-matter"
    MISSING_FIELD = "missing-field"
    UNKNOWN_FIELD = "unknown-field"
    INVALID_FIELD = "invalid-field"
    MALFORMED_LANGUAGE = "malformed-language"
    SLUG_NOT_FILE_NAME = "slug-not-file-name"
    DUPLICATE_SLUG = "duplicate-slug"
    # Keys
    MISSING_KEY = "missing-key"
    DUPLICATE_KEY = "duplicate-key"
    MALFORMED_KEY = "malformed-key"
    RESERVED_KEY = "reserved-key"
    UNUSED_KEY = "unused-key"
    # Names of other things
    UNKNOWN_CITATION = "unknown-citation"
    UNKNOWN_MEDICATION = "unknown-medication"
    UNKNOWN_ABBREVIATION = "unknown-abbreviation"
    UNKNOWN_ARTICLE = "unknown-article"
    UNKNOWN_TEXT = "unknown-text"
    UNKNOWN_TOPIC = "unknown-topic"
    UNKNOWN_CONTRIBUTOR = "unknown-contributor"
    UNKNOWN_CREDIT_ROLE = "unknown-credit-role"
    UNKNOWN_ROUTE = "unknown-route"
    UNKNOWN_DRUG_CLASS = "unknown-drug-class"
    # The shape of an article
    MISSING_TITLE = "missing-title"
    SECOND_TITLE = "second-title"
    MISSING_SUMMARY = "missing-summary"
    SECOND_PART = "second-part"
    HEADING_LEVEL_SKIPPED = "heading-level-skipped"
    EMPTY_HEADING = "empty-heading"
    EMPTY_SECTION = "empty-section"
    EMPTY_TEXT = "empty-text"
    MISPLACED_NODE = "misplaced-node"
    UNEXPECTED_CONTENT = "unexpected-content"
    UNSUPPORTED_NODE = "unsupported-node"
    NESTED_TOO_DEEPLY = "nested-too-deeply"
    UNUSED_NOTE = "unused-note"
    # Directives, figures, tables
    UNKNOWN_DIRECTIVE = "unknown-directive"
    UNCLOSED_DIRECTIVE = "unclosed-directive"
    UNKNOWN_OPTION = "unknown-option"
    INVALID_OPTION = "invalid-option"
    INVALID_ARGUMENT = "invalid-argument"
    MISSING_ALTERNATIVE = "missing-alternative"
    FIGURE_NOT_FOUND = "figure-not-found"
    UNREADABLE_IMAGE = "unreadable-image"
    UNSAFE_SVG = "unsafe-svg"
    WRONG_NUMBER_OF_CELLS = "wrong-number-of-cells"
    # Inside a text
    RAW_HTML = "raw-html"
    HARD_BREAK = "hard-break"
    IMAGE_SYNTAX = "image-syntax"
    UNKNOWN_ROLE = "unknown-role"
    MALFORMED_ROLE = "malformed-role"
    MALFORMED_CITATION = "malformed-citation"
    MALFORMED_SPAN = "malformed-span"
    NESTED_INLINE = "nested-inline"
    MISPLACED_INLINE = "misplaced-inline"
    STRAY_MARKUP = "stray-markup"
    UNPAIRED_BIDI_CONTROL = "unpaired-bidi-control"
    EMPTY_LINK_TEXT = "empty-link-text"
    VAGUE_LINK_TEXT = "vague-link-text"
    UNSAFE_LINK = "unsafe-link"


class Problem(Struct, frozen=True, order=True):
    """One thing to mend: `file` is relative to the folder that holds the content folder, `line` counts from 1."""

    file: str
    line: int
    code: ProblemCode
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code}: {self.message}"


class ProblemLog:
    """Gathers the problems of one file while it is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def add(self, line: int, code: ProblemCode, message: str) -> None:
        """Keep one problem of this file."""
        self.problems.append(Problem(self.file, line, code, message))

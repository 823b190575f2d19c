"""What is wrong with translations: values for whoever can mend them, never exceptions."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """Whether a finding keeps its entry out (error) or only asks for a look (warning)."""

    ERROR = "error"
    WARNING = "warning"


class FindingCode(StrEnum):
    """Stable codes, documented in docs/reference/catalog-findings.md; one is never renamed or given another meaning."""

    FILE_UNDECODABLE = "file-undecodable"
    FILE_UNREADABLE = "file-unreadable"
    FILE_MALFORMED = "file-malformed"
    FILE_REFUSED = "file-refused"
    FORMAT_UNKNOWN = "format-unknown"
    FOLDER_UNKNOWN = "folder-unknown"
    CATALOG_EMPTY = "catalog-empty"
    CATALOG_DUPLICATE = "catalog-duplicate"
    DOMAIN_UNKNOWN = "domain-unknown"
    DOMAIN_DIFFERS = "domain-differs"
    ARTICLE_DIFFERS = "article-differs"
    LANGUAGE_DIFFERS = "language-differs"
    LANGUAGE_IS_SOURCE = "language-is-source"
    ENTRY_SYNTAX = "entry-syntax"
    ENTRY_DUPLICATE = "entry-duplicate"
    ENTRY_WITHOUT_PATH = "entry-without-path"
    ENTRY_PLURAL = "entry-plural"
    ENTRY_INCOMPLETE = "entry-incomplete"
    LANGUAGE_UNKNOWN = "language-unknown"
    STATUS_UNKNOWN = "status-unknown"
    CODE_DROPPED = "code-dropped"
    CODE_UNKNOWN = "code-unknown"
    ORIGIN_UNKNOWN = "origin-unknown"
    STATE_UNKNOWN = "state-unknown"
    REVIEW_STALE = "review-stale"
    UNIT_UNKNOWN = "unit-unknown"
    UNIT_CONFLICTING = "unit-conflicting"
    REVIEW_REFUSED = "review-refused"
    SOURCE_OLDER = "source-older"
    COMMENT_TOO_LONG = "comment-too-long"
    MARKUP_MALFORMED = "markup-malformed"
    TAG_LOST = "tag-lost"
    TAG_INVENTED = "tag-invented"
    TAG_EMPTY = "tag-empty"
    TAG_NESTED = "tag-nested"
    LINK_UNKNOWN = "link-unknown"
    LINK_OUTDATED = "link-outdated"
    MENTION_UNKNOWN = "mention-unknown"
    TEXT_EMPTY = "text-empty"
    TEXT_TOO_LONG = "text-too-long"
    MARKDOWN_SHOWN = "markdown-shown"
    SIGN_DOUBLED = "sign-doubled"
    CHARACTER_FORBIDDEN = "character-forbidden"
    CONTROL_UNPAIRED = "control-unpaired"
    BLANK_LOST = "blank-lost"
    BLANK_INVENTED = "blank-invented"
    DOSE_DIFFERS = "dose-differs"
    PERCENT_DIFFERS = "percent-differs"
    UNIT_DIFFERS = "unit-differs"
    NUMBER_DIFFERS = "number-differs"
    NUMBER_LOST = "number-lost"
    NUMBER_INVENTED = "number-invented"
    NUMBER_FORMAT = "number-format"
    DRUG_LOST = "drug-lost"
    DRUG_DIFFERS = "drug-differs"
    NEGATION_LOST = "negation-lost"
    NEGATION_INVENTED = "negation-invented"
    FREQUENCY_LOST = "frequency-lost"
    FREQUENCY_DIFFERS = "frequency-differs"
    TERM_MISSING = "term-missing"
    TERM_FORBIDDEN = "term-forbidden"
    TEXT_UNTRANSLATED = "text-untranslated"
    LENGTH_UNUSUAL = "length-unusual"
    SCRIPT_WRONG = "script-wrong"
    SPACE_OUTSIDE = "space-outside"
    SPACE_DOUBLED = "space-doubled"
    END_DIFFERS = "end-differs"
    PUNCTUATION_WRONG = "punctuation-wrong"
    SPACE_WRONG = "space-wrong"
    CHARACTER_INVISIBLE = "character-invisible"
    WORDS_REPEATED = "words-repeated"
    BRACKET_UNPAIRED = "bracket-unpaired"
    QUOTE_UNPAIRED = "quote-unpaired"


class Finding(Struct, frozen=True):
    """One thing to mend: what, in which unit (null where it is about the file), on which line (1 where on none).

    `text` says it in English; with `values`, it has a blank such as `{tag}` for each, so that it can be said in other
    languages too. `start` and `end` tell the place in the translation as a tagged string, in characters from 0; both
    are null where it is about all of it.
    """

    code: FindingCode
    text: str
    line: int = 1
    path: str | None = None
    severity: Severity = Severity.ERROR
    values: dict[str, str] = {}
    start: int | None = None
    end: int | None = None

    @property
    def message(self) -> str:
        """What it says, in English."""
        return self.text.format_map(self.values) if self.values else self.text

    def locate(self, file: str) -> str:
        """The finding in one line, as compilers say it: `file:line: code: message`."""
        where = f"{self.path}: " if self.path else ""
        return f"{file}:{self.line}: {self.code}: {where}{self.message}"


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether something is left out because of one of them."""
    return any(finding.severity == Severity.ERROR for finding in findings)


def tell_unreadable(error: OSError) -> Finding:
    """That a file can't be read, as the system says it."""
    return Finding(FindingCode.FILE_UNREADABLE, str(error.strerror or error))

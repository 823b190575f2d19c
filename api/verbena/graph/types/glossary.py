"""What is done to glossaries and memories, and what came of it."""

from __future__ import annotations

import strawberry

from verbena.graph.declare import describe_enum
from verbena.graph.scalars import Locale
from verbena.graph.types.payloads import OUTCOME, PROBLEMS
from verbena.graph.types.problems import Problem
from verbena.graph.types.suggestions import GlossaryTerm
from verbena.model.glossary import TermStatus
from verbena.translating.glossaries import GlossaryFormat

describe_enum(
    GlossaryFormat,
    "The form of a glossary's file.",
    {
        "CSV": "A table, with commas, semicolons or tabs, and the names of its columns in its first line.",
        "TBX": "TBX (ISO 30042), of version 2 or 3.",
    },
)


@strawberry.input(description="A file of terms.")
class ImportGlossaryInput:
    content: str = strawberry.field(description="All that is in the file.")
    format: GlossaryFormat = strawberry.field(description="Its form.")
    source_locale: Locale = strawberry.field(
        description="The language translated from: of terms that name none (CSV), or of those wanted (TBX)."
    )
    dry_run: bool | None = strawberry.field(
        default=strawberry.UNSET, description="Change nothing; every term counts as added."
    )


@strawberry.input(description="A term with one of its translations.")
class SaveGlossaryTermInput:
    source_locale: Locale = strawberry.field(description="The language of the term.")
    term: str = strawberry.field(description="The term.")
    locale: Locale = strawberry.field(description="The language of the translation.")
    translation: str = strawberry.field(description="What it is called there.")
    status: TermStatus = strawberry.field(description="Whether it is to be called so.")
    definition: str | None = strawberry.field(default=strawberry.UNSET, description="What the term means.")
    note: str | None = strawberry.field(default=strawberry.UNSET, description="A word to translators.")
    part_of_speech: str | None = strawberry.field(default=strawberry.UNSET, description="Such as `noun`.")


@strawberry.input(description="Terms to take out, as they are written in the glossary.")
class RemoveGlossaryTermInput:
    locale: Locale = strawberry.field(description="The language of the translation.")
    term: str = strawberry.field(description="The term.")
    translation: str | None = strawberry.field(
        default=strawberry.UNSET, description="Which of its translations; all where left out."
    )


@strawberry.input(description="A translation memory from elsewhere.")
class ImportMemoryInput:
    name: str = strawberry.field(
        description="What it is called, such as its file's name. What came under that name before is replaced."
    )
    content: str = strawberry.field(description="All that is in the file, in TMX 1.4 or older.")
    source_locale: Locale | None = strawberry.field(
        default=strawberry.UNSET, description="The language translated from, where a unit of the file names none."
    )
    dry_run: bool | None = strawberry.field(
        default=strawberry.UNSET, description="Change nothing; every entry counts as added."
    )


@strawberry.type(description="Something in a file that was left out, or not taken as it is.")
class FileFinding:
    code: str = strawberry.field(description="What it is, from the closed list of findings.")
    line: int = strawberry.field(description="The line that it is on, from 1.")
    is_error: bool = strawberry.field(description="Because of it, nothing of the file was taken.")
    message: str = strawberry.field(description="What is wrong, and what to do, for people; it may change.")


@strawberry.type(description="What became of a file of terms.")
class GlossaryImport:
    added: int = strawberry.field(description="How many terms are new.")
    changed: int = strawberry.field(description="How many were there with another status, definition or note.")
    unchanged: int = strawberry.field(description="How many were there as they are.")
    locales: list[Locale] = strawberry.field(description="The languages that they are translated into.")
    findings: list[FileFinding] = strawberry.field(description="What was wrong with the file, in its order.")


@strawberry.type(description="What became of a memory from elsewhere.")
class MemoryImport:
    added: int = strawberry.field(description="How many entries are new.")
    removed: int = strawberry.field(description="How many of before it no longer has.")
    unchanged: int = strawberry.field(description="How many were there.")
    locales: list[Locale] = strawberry.field(description="The languages that they are translated into.")
    findings: list[FileFinding] = strawberry.field(
        description="What was wrong with the file, in its order; of very many, the first."
    )
    findings_count: int = strawberry.field(description="How many there are of them in all.")


@strawberry.type(description="What came of `importGlossary`.")
class ImportGlossaryPayload:
    outcome: GlossaryImport | None = strawberry.field(name="report", description=OUTCOME)
    problems: list[Problem] = strawberry.field(description=PROBLEMS)


@strawberry.type(description="What came of `saveGlossaryTerm`.")
class SaveGlossaryTermPayload:
    outcome: GlossaryTerm | None = strawberry.field(name="glossaryTerm", description=OUTCOME)
    problems: list[Problem] = strawberry.field(description=PROBLEMS)


@strawberry.type(description="What came of `removeGlossaryTerm`.")
class RemoveGlossaryTermPayload:
    outcome: int | None = strawberry.field(
        name="removed", description="How many translations were taken out; null where there is a problem."
    )
    problems: list[Problem] = strawberry.field(description=PROBLEMS)


@strawberry.type(description="What came of `importMemory`.")
class ImportMemoryPayload:
    outcome: MemoryImport | None = strawberry.field(name="report", description=OUTCOME)
    problems: list[Problem] = strawberry.field(description=PROBLEMS)

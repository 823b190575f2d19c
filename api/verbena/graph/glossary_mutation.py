"""What can be done to the glossary and to memories."""

from __future__ import annotations

from functools import partial
from typing import Annotated, TypeVar

import strawberry

from verbena.graph.arguments import read_argument
from verbena.graph.context import GraphInfo
from verbena.graph.glossary_views import GlossaryImportView, GlossaryTermView, MemoryImportView
from verbena.graph.outcomes import PayloadView, attempt
from verbena.graph.types import glossary as types
from verbena.model.glossary import GlossaryTerm
from verbena.translating.glossaries import GlossaryUpload, import_glossary, remove_terms, save_term
from verbena.translating.memories import MemoryUpload, import_memory

Given = TypeVar("Given")
Input = Annotated[Given, strawberry.argument(description="What to do.")]


@strawberry.type
class GlossaryMutation:
    @strawberry.mutation(
        description=(
            "Take in a file of terms. It takes a token that may administer every locale in it. Terms that are there "
            "are changed, none is taken out. What can't be taken is a finding of the report; with an error among them, "
            "nothing is taken."
        ),
        graphql_type=types.ImportGlossaryPayload | None,
    )
    async def import_glossary(
        self,
        info: GraphInfo,
        input: Input[types.ImportGlossaryInput],  # noqa: A002 - the contract's name
    ) -> PayloadView[GlossaryImportView]:
        """Take it in."""
        upload = GlossaryUpload(
            _encode(input.content), input.format, input.source_locale, dry_run=bool(read_argument(input.dry_run))
        )
        return await attempt(info, partial(import_glossary, upload=upload), GlossaryImportView)

    @strawberry.mutation(
        description=(
            "Save a term with one of its translations, in place of the same. It takes a token that may administer the "
            "locale."
        ),
        graphql_type=types.SaveGlossaryTermPayload | None,
    )
    async def save_glossary_term(
        self,
        info: GraphInfo,
        input: Input[types.SaveGlossaryTermInput],  # noqa: A002
    ) -> PayloadView[GlossaryTermView]:
        """Save it."""
        term = GlossaryTerm(
            source_locale=input.source_locale,
            term=input.term,
            locale=input.locale,
            translation=input.translation,
            status=input.status,
            definition=read_argument(input.definition) or "",
            note=read_argument(input.note) or "",
            part_of_speech=read_argument(input.part_of_speech) or "",
        )
        return await attempt(info, partial(save_term, term=term), GlossaryTermView)

    @strawberry.mutation(
        description=(
            "Take a term out of the glossary, or one of its translations. It takes a token that may administer the "
            "locale."
        ),
        graphql_type=types.RemoveGlossaryTermPayload | None,
    )
    async def remove_glossary_term(
        self,
        info: GraphInfo,
        input: Input[types.RemoveGlossaryTermInput],  # noqa: A002
    ) -> PayloadView[int]:
        """Take it out."""
        remove = partial(
            remove_terms, locale=input.locale, term=input.term, translation=read_argument(input.translation)
        )
        return await attempt(info, remove, int)

    @strawberry.mutation(
        description=(
            "Take in a translation memory from elsewhere. It takes a token that may administer every locale in it. "
            "What it says is then all that is remembered under its name: the same again changes nothing. With a "
            "finding that is an error, nothing is taken."
        ),
        graphql_type=types.ImportMemoryPayload | None,
    )
    async def import_memory(
        self,
        info: GraphInfo,
        input: Input[types.ImportMemoryInput],  # noqa: A002
    ) -> PayloadView[MemoryImportView]:
        """Take it in."""
        upload = MemoryUpload(
            input.name,
            _encode(input.content),
            read_argument(input.source_locale),
            dry_run=bool(read_argument(input.dry_run)),
        )
        return await attempt(info, partial(import_memory, upload=upload), MemoryImportView)


def _encode(content: str) -> bytes:
    """A file's bytes; a lone surrogate, which no file in UTF-8 has, is told as what can't be decoded."""
    return content.encode("utf-8", "surrogatepass")

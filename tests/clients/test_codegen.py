"""graphql-codegen and TypeScript accept the schema."""

from __future__ import annotations

from tests.clients.conftest import ClientProject


def test_generated_types_compile(client_project: ClientProject) -> None:
    """The types that graphql-codegen makes of the schema and of a front end's operations compile under tsc --strict."""
    client_project.run("graphql-codegen", "--config", "codegen.yml")

    client_project.run("tsc", "--project", ".")
    generated = (client_project.directory / "generated" / "operations.ts").read_text()
    assert "export type ArticleQuery =" in generated

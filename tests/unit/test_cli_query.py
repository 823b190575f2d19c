"""`verbena query`: the store asked without a server."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import run_verbena
from tests.support.content import around, write_content
from tests.support.site import open_site

_BONES = around(":::{figure} bone.svg\n:key: a.figure\n:alt: A bone\n:::\n")
_TITLE = "query Title($slug: String!) { article(slug: $slug) { title { value } } }"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A database in which one article is published."""
    root = tmp_path_factory.mktemp("query")
    (root / "locales").mkdir()
    article = _BONES.replace("# Bones", "# Bones عظام")
    with open_site(root, write_content(root, {"articles/bones.md": article}), root / "locales") as site:
        site.publish()
    return {"VERBENA_DATABASE_URL": f"sqlite:///{root / 'verbena.db'}"}


def test_document_may_be_an_argument(settings: dict[str, str]) -> None:
    """The answer is JSON on standard output, its text as readers see it, and nothing else is printed."""
    asked = run_verbena("query", _TITLE, "--variables", '{"slug": "bones"}', settings=settings)

    assert (asked.code, asked.err) == (0, "")
    assert asked.read_json() == {"data": {"article": {"title": {"value": "Bones عظام"}}}}
    assert "عظام" in asked.out


def test_document_may_come_from_standard_input(settings: dict[str, str], tmp_path: Path) -> None:
    """A file is read as it is redirected, in UTF-8."""
    document = tmp_path / "title.graphql"
    document.write_text("# عظام\n" + _TITLE, "utf-8")

    piped = run_verbena("query", "--variables", '{"slug": "none"}', settings=settings, stdin=document.read_bytes())

    assert (piped.code, piped.read_json()) == (0, {"data": {"article": None}})


def test_operation_may_be_chosen(settings: dict[str, str]) -> None:
    """Of several operations the named one is executed."""
    document = "query A { a: __typename } query B { b: __typename }"

    assert run_verbena("query", document, "--operation-name", "B", settings=settings).read_json() == {
        "data": {"b": "Query"}
    }


@pytest.mark.parametrize("arguments", [[], ["--operation-name", "C"]])
def test_operation_must_be_clear(settings: dict[str, str], arguments: list[str]) -> None:
    """Where it can't be told which operation is meant, none is executed, and the names are told."""
    asked = run_verbena("query", "query A { a: __typename } query B { b: __typename }", *arguments, settings=settings)

    assert (asked.code, asked.out) == (1, "")
    assert asked.err.startswith("verbena: OPERATION_RESOLUTION_FAILURE: ")
    assert "A, B" in asked.err


def test_language_may_be_preferred(settings: dict[str, str]) -> None:
    """A client's Accept-Language takes the place of a locale argument."""
    query = '{ article(slug: "bones") { requestedLocale } }'

    asked = run_verbena("query", query, "--accept-language", "fr, en-GB;q=0.5", settings=settings)

    assert asked.read_json() == {"data": {"article": {"requestedLocale": "en-GB"}}}


@pytest.mark.parametrize(
    ("document", "code", "has_data"),
    [
        ("{", "GRAPHQL_PARSE_FAILED", False),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED", False),
        (_TITLE, "GRAPHQL_VALIDATION_FAILED", False),
        ("mutation { anything }", "GRAPHQL_VALIDATION_FAILED", False),
        ('{ node(id: "nonsense") { id } }', "INVALID_ID", True),
        ("{ node(id: 1) { id } __typename \udcff }", "GRAPHQL_PARSE_FAILED", False),
    ],
)
def test_errors_are_answered_with_1(settings: dict[str, str], document: str, code: str, has_data: bool) -> None:
    """An answer with errors is printed as the server would give it, with exit code 1."""
    asked = run_verbena("query", document, settings=settings)

    answer = asked.read_json()
    assert (asked.code, asked.err) == (1, "")
    assert answer["errors"][0]["extensions"]["code"] == code
    assert ("data" in answer) == has_data


@pytest.mark.parametrize("stdin", [b"", b" \n", b"{ __typename \xff }"])
def test_standard_input_without_a_document_is_2(settings: dict[str, str], stdin: bytes) -> None:
    """Nothing to ask, and what is no text in UTF-8, is not understood."""
    asked = run_verbena("query", settings=settings, stdin=stdin)

    assert (asked.code, asked.out) == (2, "")
    assert "Standard input" in asked.err or "standard input" in asked.err


def test_empty_argument_is_2(settings: dict[str, str]) -> None:
    """A document that is empty, as from a variable that was not set, doesn't wait for standard input."""
    assert run_verbena("query", "", settings=settings, stdin=b"{ __typename }").code == 2


@pytest.mark.parametrize("variables", ["", "{", "[]", "1", "null", '{"a": }', "[" * 5000])
def test_wrong_variables_are_2(settings: dict[str, str], variables: str) -> None:
    """Variables that are no JSON object are not understood, and shown in short."""
    asked = run_verbena("query", "{ __typename }", "--variables", variables, settings=settings)

    assert (asked.code, asked.out) == (2, "")
    assert "--variables" in asked.err
    assert len(asked.err) < 400


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("VERBENA_DATABASE_URL", "mysql://user:hidden@host/db", "STORE_UNAVAILABLE"),
        ("VERBENA_DEFAULT_LOCALE", "!!", "INVALID_LOCALE"),
        ("VERBENA_PUBLIC_URL", "health.example", "BAD_USER_INPUT"),
    ],
)
def test_wrong_settings_are_told(settings: dict[str, str], name: str, value: str, code: str) -> None:
    """A setting that can't be used is one line with its code, and no password."""
    asked = run_verbena("query", "{ __typename }", settings={**settings, name: value})

    assert (asked.code, asked.out) == (1, "")
    assert asked.err.startswith(f"verbena: {code}: ")
    assert asked.err.count("\n") == 1
    assert "hidden" not in asked.err


def test_public_address_is_used(settings: dict[str, str]) -> None:
    """Addresses in answers begin with the public one, as in the server's answers."""
    query = '{ article(slug: "bones") { figures { url } } }'

    asked = run_verbena("query", query, settings={**settings, "VERBENA_PUBLIC_URL": "https://health.example/"})

    (figure,) = asked.read_json()["data"]["article"]["figures"]
    assert figure["url"].startswith("https://health.example/figures/")


@pytest.mark.parametrize("operator", [False, True])
def test_operator_sees_drafts(settings: dict[str, str], operator: bool) -> None:
    """Whoever runs commands sees drafts where they say that they ask as an operator, and else what everybody sees."""
    query = '{ article(slug: "bones", preview: true) { title { value } } }'

    asked = run_verbena("query", query, *(["--operator"] if operator else []), settings=settings)

    assert asked.code == (0 if operator else 1)
    if operator:
        assert asked.read_json() == {"data": {"article": {"title": {"value": "Bones عظام"}}}}
    else:
        assert asked.read_json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


def test_preview_has_no_version(settings: dict[str, str]) -> None:
    """A preview of a version is refused: drafts have no history."""
    query = '{ article(slug: "bones", preview: true, version: "1.-.1") { title { value } } }'

    asked = run_verbena("query", query, "--operator", settings=settings)

    assert asked.code == 1
    assert asked.read_json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"

"""README.md says what is so: its queries give the answers printed there, and its commands exist."""

from __future__ import annotations

import json
import re
import shlex
from itertools import pairwise

import pytest

from tests.docs.pages import CHECKOUT, CodeBlock, read_blocks
from tests.support.site import Site

README = CHECKOUT / "README.md"
_BLOCKS = read_blocks(README)
QUERIES = [
    (block, answer)
    for block, answer in pairwise(_BLOCKS)
    if block.content.startswith("curl ") and answer.language == "json"
]


@pytest.mark.xdist_group("bundled-site")
@pytest.mark.parametrize(("command", "answer"), QUERIES, ids=[block.name for block, _ in QUERIES])
def test_query_gives_the_answer_printed(bundled_site: Site, command: CodeBlock, answer: CodeBlock) -> None:
    """Each curl line, sent to the bundled content, gives the answer below it: every field, in its order."""
    program, *options, url, flag, header, data, body = shlex.split(command.content.replace("-s ", ""))
    name, _, value = header.partition(": ")

    response = bundled_site.request("POST", "/graphql", headers={name: value}, content=body)

    assert (program, options, url, flag, data) == ("curl", [], "http://127.0.0.1:8000/graphql", "-H", "-d")
    assert response.status_code == 200
    assert "errors" not in response.json()
    assert json.dumps(response.json()) == json.dumps(json.loads(answer.content))


def test_there_are_five_queries() -> None:
    """Every curl line has its answer below it, and there are five."""
    lines = [block for block in _BLOCKS if "curl " in block.content]

    assert lines == [block for block, _ in QUERIES]
    assert len(lines) == 5


def test_commands_are_made() -> None:
    """Each `make` line in a block of commands names a target of the Makefile; `serve` and `test` are among them."""
    targets = re.findall(r"^([a-z]+):.*## ", (CHECKOUT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = [
        line.split()[1]
        for block in _BLOCKS
        if block.language == "sh"
        for line in block.content.splitlines()
        if line.startswith("make ")
    ]

    assert named == ["serve", "test"]
    assert set(named) <= set(targets)


def test_ci_runs_the_test_command() -> None:
    """What README calls the test command is what the continuous integration runs."""
    assert "exec make test" in (CHECKOUT / ".ci" / "run").read_text("utf-8").splitlines()

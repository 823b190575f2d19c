"""`verbena articles check` and `verbena articles keys`: source files, and no database."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.commands import run_verbena
from tests.support.content import SVG, around, write_content
from verbena.authoring.tree import read_tree

_KEYLESS = around("## A heading\n\nA paragraph.\n")
_WRONG = around(
    "{#a.p1}\nUnknown [@nobody-1999].\n\n#### Too deep {#b}\n\n{#b.p1}\n[click here](https://health.example)\n"
)
_LINE = re.compile(r"content/[\w/.-]+:[1-9]\d*: [a-z]+(?:-[a-z]+)*: .+\S")


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A content folder without problems."""
    return write_content(tmp_path, {"articles/bones.md": around("{#a.p1}\nA paragraph.\n")})


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A content folder with problems in two files."""
    files: dict[str, str | bytes] = {"articles/bones.md": _WRONG, "figures/bone.svg": SVG.replace("<rect", "<script")}
    return write_content(tmp_path, files)


def _problems_of(content: Path) -> list[str]:
    return [str(problem) for problem in read_tree(content, ()).problems]


def test_sound_files_pass(sound: Path) -> None:
    """Without problems nothing is printed but, on standard error, that there is none."""
    checked = run_verbena("articles", "check", sound)

    assert (checked.code, checked.out, checked.err) == (0, "", "No problems.\n")


def test_every_problem_is_a_line(wrong: Path) -> None:
    """All problems are printed at once, each as `file:line: code: message`, and counted on standard error."""
    checked = run_verbena("articles", "check", wrong)

    lines = checked.out.splitlines()
    assert checked.code == 1
    assert lines == _problems_of(wrong)
    assert all(_LINE.fullmatch(line) for line in lines)
    assert {line.partition(":")[0] for line in lines} == {"content/articles/bones.md", "content/figures/bone.svg"}
    assert checked.err == f"Problems: {len(lines)}.\n"


def test_problems_as_json(wrong: Path) -> None:
    """For scripts the same problems are an array of objects, and nothing else is printed."""
    checked = run_verbena("articles", "check", "--json", wrong)

    found = [f"{each['file']}:{each['line']}: {each['code']}: {each['message']}" for each in checked.read_json()]
    assert (checked.code, found, checked.err) == (1, _problems_of(wrong), "")


def test_no_problems_as_json(sound: Path) -> None:
    """For scripts no problem is an empty array."""
    checked = run_verbena("articles", "check", "--json", sound)

    assert (checked.code, checked.read_json()) == (0, [])


def test_content_folder_is_a_setting(wrong: Path) -> None:
    """Without an argument the folder is VERBENA_CONTENT, and no database is opened."""
    settings = {"VERBENA_CONTENT": str(wrong), "VERBENA_DATABASE_URL": "nonsense"}

    assert run_verbena("articles", "check", settings=settings) == run_verbena("articles", "check", wrong)


def test_bundled_content_passes() -> None:
    """Without an argument and a setting the bundled content is checked, and it has no problem."""
    assert run_verbena("articles", "check").code == 0


def test_folder_that_is_not_there_is_2(tmp_path: Path) -> None:
    """A folder that isn't there is not understood."""
    refused = run_verbena("articles", "check", tmp_path / "missing")

    assert refused.code == 2
    assert "missing" in refused.err


@pytest.mark.parametrize("command", ["check", "keys"])
@pytest.mark.parametrize("place", ["missing", "."])
def test_folder_without_articles_is_refused(tmp_path: Path, command: str, place: str) -> None:
    """A folder that holds no articles is not taken for one without problems."""
    refused = run_verbena("articles", command, settings={"VERBENA_CONTENT": str(tmp_path / place)})

    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(f"verbena: CONTENT_INVALID: {tmp_path / place} ")


def test_keys_are_written_once(tmp_path: Path) -> None:
    """Each node gets a key in the file, the file is named, and a second call has nothing to do."""
    article = write_content(tmp_path, {"articles/bones.md": _KEYLESS}) / "articles" / "bones.md"

    first, second = (run_verbena("articles", "keys", article) for _ in range(2))

    assert (first.code, first.out) == (0, f"{article}: keys written.\n")
    assert (second.code, second.out) == (0, "")
    assert run_verbena("articles", "check", tmp_path / "content").code == 0


def test_keys_of_all_articles(tmp_path: Path) -> None:
    """Without files, every article of the content folder is done."""
    articles = {f"articles/{slug}.md": _KEYLESS.replace("bones", slug) for slug in ("hips", "spines")}
    content = write_content(tmp_path, dict(articles))

    written = run_verbena("articles", "keys", settings={"VERBENA_CONTENT": str(content)})

    assert written.out.splitlines() == [f"{content / name}: keys written." for name in articles]


def test_only_keys_are_written(tmp_path: Path) -> None:
    """Line ends and all other bytes stay as they are."""
    before = _KEYLESS.replace("\n", "\r\n").encode() + "\r\nCafé \r\n".encode()
    article = write_content(tmp_path, {"articles/bones.md": before}) / "articles" / "bones.md"

    run_verbena("articles", "keys", article)

    after = article.read_bytes()
    assert len(after) > len(before)
    assert re.sub(rb"\{#[^}]*\}(?:\r\n)?", b"", after).split() == before.split()
    assert b"\n" not in after.replace(b"\r\n", b"")


def test_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A file that isn't there is not understood, nor is a folder."""
    for place in (tmp_path / "none.md", tmp_path):
        assert run_verbena("articles", "keys", place).code == 2

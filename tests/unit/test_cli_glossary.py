"""`verbena glossary` and `verbena memory`: files in and out at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import run_verbena

Settings = dict[str, str]

TABLE = (
    "Source term;Target term;Locale;Status\nbone density;densidad ósea;es;\nbone density;grosor;es;forbidden\n"
    "scan;;es;\n"
)
TMX = (
    '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>Bones</seg></tuv>'
    '<tuv xml:lang="es"><seg>Huesos</seg></tuv></tu></body></tmx>'
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return {"VERBENA_DATABASE_URL": f"sqlite:///{tmp_path / 'verbena.db'}"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working folder, with files that are none."""
    monkeypatch.chdir(tmp_path)
    Path("broken.tbx").write_text("<tbx>", "utf-8")
    Path("terms.doc").write_text("", "utf-8")


def test_a_glossary_goes_in_and_out(settings: Settings, tmp_path: Path) -> None:
    """A table is taken in, listed, written as TBX and read again, and taken out; findings name file and line."""
    table, tbx = tmp_path / "terms.csv", tmp_path / "terms.tbx"
    table.write_text(TABLE, "utf-8")
    tried = run_verbena("glossary", "import", table, "--dry-run", settings=settings)
    taken = run_verbena("glossary", "import", table, settings=settings)
    tbx.write_text(run_verbena("glossary", "export", "--format", "tbx", settings=settings).out, "utf-8")
    again = run_verbena("glossary", "import", tbx, "--json", settings=settings)

    assert tried.out.startswith("2 terms would be added")
    assert (taken.code, taken.out) == (0, "2 terms added, 0 changed, 0 as they were; translated into es.\n")
    assert taken.err.startswith(f"{table}:4: entry-incomplete: ")
    assert again.read_json()["report"] == {"added": 0, "changed": 0, "unchanged": 2}
    listed = run_verbena("glossary", "list", "es", "--search", "gros", "--json", settings=settings).read_json()
    assert [(one["translation"], one["status"]) for one in listed] == [("grosor", "FORBIDDEN")]
    assert "densidad ósea" in run_verbena("glossary", "export", "es", settings=settings).out
    assert run_verbena("glossary", "remove", "es", "bone density", "grosor", settings=settings).code == 0
    assert run_verbena("glossary", "remove", "es", "--all", settings=settings).out == "1 terms taken out.\n"
    assert "no such term" in run_verbena("glossary", "list", "es", settings=settings).err


def test_a_memory_goes_in_and_out(settings: Settings, tmp_path: Path) -> None:
    """A TMX file is taken in under its name, from standard input too, listed, written again, and forgotten."""
    file = tmp_path / "old.tmx"
    file.write_text(TMX, "utf-8")
    taken = run_verbena("memory", "import", file, settings=settings)
    again = run_verbena("memory", "import", "-", "--name", "old.tmx", settings=settings, stdin=TMX.encode())

    assert (taken.code, taken.out) == (0, "1 entries added, 0 forgotten, 0 as they were; translated into es.\n")
    assert again.out.startswith("0 entries added, 0 forgotten, 1 as they were")
    assert run_verbena("memory", "list", settings=settings).out.splitlines()[1].split()[:3] == ["old.tmx", "es", "1"]
    assert run_verbena("memory", "list", "--json", settings=settings).read_json()[0]["entries"] == {"es": 1}
    assert "<seg>Huesos</seg>" in run_verbena("memory", "export", "es", settings=settings).out
    assert run_verbena("memory", "remove", "old.tmx", settings=settings).out == "1 entries forgotten.\n"
    assert run_verbena("memory", "remove", "old.tmx", settings=settings).err.startswith("verbena: NOT_FOUND: ")


@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        ("glossary import broken.tbx", 1, "file-malformed"),
        ("memory import broken.tbx", 1, "file-malformed"),
        ("glossary import terms.doc", 1, "--format csv"),
        ("glossary import absent.csv", 1, "absent.csv"),
        ("glossary remove es", 2, "--all"),
        ("glossary list e_s", 1, "INVALID_LOCALE"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_mistakes_are_told(settings: Settings, command: str, code: int, told: str) -> None:
    """What can't be done ends with the code that the help tells, and a line on what was wrong."""
    ended = run_verbena(*command.split(), settings=settings)

    assert ended.code == code
    assert told in ended.err

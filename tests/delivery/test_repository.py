"""The checkout speaks of the project alone."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).parents[2]

# Put together from parts, so that this file does not hold what it looks for.
_HOSTS = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("docker", "io"),
        ("ghcr", "io"),
    ]
]
_FOLDERS = [
    "/".join(["", *parts, ""]) for parts in [("root",), ("home", r"[\w-]+"), ("work", r"[.\w-]+"), ("opt", "wheels")]
]
_FORBIDDEN = re.compile(
    rf"(?<![\w-])(?:{'|'.join(map(re.escape, _HOSTS))})(?![\w-])|(?<![\w.}}])(?:{'|'.join(_FOLDERS)})"
)


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """Every file that is committed or could be, as paths from the top."""
    listing = subprocess.run(
        ["git", "-c", f"safe.directory={_CHECKOUT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=_CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted({Path(name) for name in listing.stdout.split("\0") if name and (_CHECKOUT / name).is_file()})


def test_no_file_names_a_registry_or_a_machine(files: list[Path]) -> None:
    """No file names the host of a package index, or a folder of the machine that it was written on."""
    found = [
        f"{path}:{number}: {match[0]}"
        for path in files
        for number, line in enumerate((_CHECKOUT / path).read_text("utf-8", errors="replace").splitlines(), start=1)
        for match in _FORBIDDEN.finditer(line)
    ]

    assert len(files) > 30
    assert found == []


@pytest.mark.parametrize(
    "line",
    ["see https://" + _HOSTS[0] + "/project/x", "files." + _HOSTS[1], "cd /" + "work/main/api", "'/" + "root/.cache'"],
)
def test_the_pattern_finds(line: str) -> None:
    """What is looked for is found where it stands."""
    assert _FORBIDDEN.search(line)


def test_no_second_lock(files: list[Path]) -> None:
    """The pins lie in requirements/ and package-lock.json alone: two locks drift apart."""
    assert [path for path in files if path.name in {"uv.lock", "poetry.lock", "yarn.lock", "pnpm-lock.yaml"}] == []

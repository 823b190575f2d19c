"""The pinned requirements hold what is declared, for every supported Python, and name no place."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_CHECKOUT = Path(__file__).parents[2]
_FILES = ("runtime", "build", "dev")
_PIN = re.compile(
    r"^(?P<requirement>[^\s#-][^\\]*?)\s*\\\n(?P<hashes>(?:\s+--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


@cache
def _pins_of(name: str) -> dict[str, Requirement]:
    text = (_CHECKOUT / "requirements" / f"{name}.txt").read_text()
    found = [Requirement(match["requirement"]) for match in _PIN.finditer(text)]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def _declared(name: str) -> list[str]:
    project: dict[str, Any] = tomllib.loads((_CHECKOUT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    runtime: list[str] = project["project"]["dependencies"]
    build: list[str] = groups["build"]
    dev: list[str] = [entry for entry in groups["dev"] if isinstance(entry, str)]
    return {"runtime": runtime, "build": build, "dev": [*runtime, *build, *dev]}[name]


@pytest.mark.parametrize(("name", "declared"), [(name, entry) for name in _FILES for entry in _declared(name)])
def test_each_dependency_is_pinned(name: str, declared: str) -> None:
    """Each declared dependency has one pin, within the declared range (else: make requirements)."""
    wanted = Requirement(declared)
    pin = _pins_of(name)[canonicalize_name(wanted.name)]

    (version,) = pin.specifier
    assert version.operator == "=="
    assert wanted.specifier.contains(version.version)


@pytest.mark.parametrize("name", _FILES)
def test_every_line_is_a_pin_with_hashes(name: str) -> None:
    """A requirement file holds pins with hashes and comments, and no option, index, or path."""
    text = (_CHECKOUT / "requirements" / f"{name}.txt").read_text()

    rest = _PIN.sub("", text)
    assert [line for line in rest.splitlines() if line.strip() and not line.lstrip().startswith("#")] == []


@pytest.mark.parametrize("name", ["runtime", "build"])
def test_purposes_agree(name: str) -> None:
    """A package has one version whatever the environment is for."""
    assert _pins_of(name).items() <= _pins_of("dev").items()


def test_build_backend_is_pinned() -> None:
    """What builds the wheel is installed from the pins, never fetched by the way."""
    project = tomllib.loads((_CHECKOUT / "pyproject.toml").read_text())

    for declared in project["build-system"]["requires"]:
        assert canonicalize_name(Requirement(declared).name) in _pins_of("build")


def test_npm_packages_are_pinned() -> None:
    """The client checks ask for exact versions, and their lock has each package's hash and no download address."""
    directory = _CHECKOUT / "tests" / "clients"
    asked = json.loads((directory / "package.json").read_text())["devDependencies"]
    locked = json.loads((directory / "package-lock.json").read_text())["packages"]

    assert locked.pop("")["devDependencies"] == asked
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked.values())
    assert [path for path, package in locked.items() if "resolved" in package or "integrity" not in package] == []

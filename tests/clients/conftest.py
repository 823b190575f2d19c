"""A project of a front end against the exported schema, and a live server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.servers import run_server

_HERE = Path(__file__).parent
_SCHEMA = _HERE.parents[1] / "schema" / "schema.graphql"
_SOURCES = (
    "codegen.yml",
    "relay.config.json",
    "tsconfig.json",
    "package.json",
    "operations",
    "types",
    "apollo",
    "audit",
    "live",
    "relay",
)


@dataclass(frozen=True)
class ClientProject:
    """A copy of the front-end sources beside the schema, with the pinned npm packages."""

    directory: Path

    def run(self, tool: str, *arguments: str) -> str:
        """The standard output of a tool of the npm packages, or of node itself; any other exit code than 0 fails."""
        scripts = sysconfig.get_path("scripts")
        program = Path(scripts) / "node" if tool == "node" else self.directory / "node_modules" / ".bin" / tool
        assert program.exists(), f"{program} is missing: run make test, which installs it"
        result = subprocess.run(
            [program, *arguments],
            cwd=self.directory,
            env={**os.environ, "PATH": os.pathsep.join([scripts, os.environ["PATH"]]), "NO_COLOR": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, f"{tool} {' '.join(arguments)}:\n{result.stdout}{result.stderr}"
        return result.stdout

    def spawn(self, script: str, *arguments: str) -> subprocess.Popen[str]:
        """A script that runs on, spoken with line by line; what it says of errors is seen with the test's."""
        program = Path(sysconfig.get_path("scripts")) / "node"
        return subprocess.Popen(
            [program, script, *arguments],
            cwd=self.directory,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )


@pytest.fixture
def client_project(tmp_path: Path) -> ClientProject:
    """A fresh project for one test, which may write into it."""
    for name in _SOURCES:
        source = _HERE / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    shutil.copy(_SCHEMA, tmp_path / "schema.graphql")
    (tmp_path / "node_modules").symlink_to(_HERE / "node_modules")
    return ClientProject(tmp_path)


@pytest.fixture(scope="session")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one server for all tests of this folder."""
    with run_server(tmp_path_factory.mktemp("server")) as url:
        yield url

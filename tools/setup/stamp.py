"""Records of finished set-up steps, by which a second call knows that there is nothing to do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path


def read_stamp(path: Path) -> dict[str, str]:
    """The fingerprints of the finished steps by name; empty where none is recorded or the record is damaged."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def write_stamp(path: Path, fingerprints: Mapping[str, str]) -> None:
    """Record that the steps are finished; to be called only once they are."""
    path.write_text(json.dumps(fingerprints, indent=2) + "\n", encoding="utf-8")


def fingerprint(*parts: str) -> str:
    """One name for these texts in this order; another for any others."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def fingerprint_file(path: Path) -> str:
    """One name for a file's content; another for any other content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()

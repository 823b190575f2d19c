"""The schemas of other people's standards: read where they lie beside the repository, since they are not ours."""

from __future__ import annotations

from pathlib import Path

import pytest

_PLACES = Path(__file__).resolve().parents[3] / "shared" / "standards"


def find_standard(name: str) -> Path:
    """The file or folder of that name; the test is skipped where the standards are not there."""
    place = _PLACES / name
    if not place.exists():
        pytest.skip(f"{place} is not there")
    return place

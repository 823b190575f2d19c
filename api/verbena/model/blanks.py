"""Blanks: the parts of an interface word that are filled in when it is shown, such as {number} in “Source {number}”."""

from __future__ import annotations

import re

BLANK = re.compile(r"\{([a-z][a-zA-Z0-9]*)\}")
"""One blank; its group is its name."""

"""Cells of tables for a spreadsheet, which computes what begins like a formula, and may send it elsewhere.

Such a cell is written with an apostrophe before it, which spreadsheets take for "this is text" where it is typed, and
which is taken off again in reading (OWASP, "CSV Injection").
"""

from __future__ import annotations

import re

# Also those of full width, which spreadsheets take for the same where such keyboards are used.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_DELIMITERS = ",;\t"
_TOLD = re.compile("sep=(.)\r?\n", re.IGNORECASE)


def guard_cell(cell: str) -> str:
    """The cell as it may stand in a table; one that begins with apostrophes and then like a formula has one more."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard_cell(cell: str) -> str:
    """What `guard_cell` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def find_delimiter(text: str) -> tuple[str, int]:
    """What stands between the cells of a table, and how many lines at its top only tell that (`sep=;`)."""
    if told := _TOLD.match(text):
        return told[1], 1
    heading = text.partition("\n")[0]
    return max(_DELIMITERS, key=heading.count), 0


def name_column(cell: str) -> str:
    """The name of a column as it is looked up: small letters, and single spaces for spaces and underscores."""
    return " ".join(cell.replace("_", " ").lower().split())

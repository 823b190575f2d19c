"""`python -m tests.checks`: print what the checks find, as the tables of docs/checks.md."""

from __future__ import annotations

import sys

from tests.checks.measuring import measure_precision, measure_recall


def main() -> None:
    """Print the tables of recall and of precision, then what was missed and what was found in sound catalogs."""
    recall, missed = measure_recall()
    precision, told = measure_precision()
    lines = [
        "| code | locales | mistakes | told |",
        "| --- | --: | --: | --: |",
        *(f"| `{one.code}` | {one.locales} | {one.made} | {one.told} |" for one in recall),
        "",
        "| locale | texts | with a finding |",
        "| --- | --: | --: |",
        *(f"| `{one.locale}` | {one.units} | {one.found} |" for one in precision),
        "",
        "Missed:",
        *missed,
        "Found in the bundled catalogs:",
        *(f"{one.locale} {one.path} {one.code}" for one in told),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

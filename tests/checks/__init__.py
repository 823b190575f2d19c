"""How much the checks on translations find, and how much of it is a fault: `python -m tests.checks`."""

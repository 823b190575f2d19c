"""On whose behalf commands act."""

from __future__ import annotations

from getpass import getuser

from verbena.access.principal import Principal, act_as_operator


def find_operator() -> Principal:
    """Whoever runs the command, who may do everything, under the name that the system knows them by."""
    try:
        return act_as_operator(getuser())
    except (KeyError, OSError):
        return act_as_operator("operator")  # a container may run as a number that has no name

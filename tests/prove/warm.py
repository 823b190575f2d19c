"""Loaded once by the process that others come from: with what the program reads when it is first needed."""

from verbena.cli import group
from verbena.store.checking import check_store
from verbena.store.collation import sort_key_of

sort_key_of("warm")
WARM = (group, check_store)

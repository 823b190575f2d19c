"""Catalogs (bytes <-> values, no I/O) and the checks on translations."""

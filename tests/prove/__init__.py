"""Faults, brought about on purpose: `make prove` does it many times over, the tests in tests/faults a few times."""

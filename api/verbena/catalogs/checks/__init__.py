"""The checks on translations: each gives findings, and none stops another."""

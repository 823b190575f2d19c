"""Verbena serves health articles as structured, translatable, accessible content nodes over GraphQL."""

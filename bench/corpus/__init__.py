"""Corpora of any size, made from nothing but numbers: the same every time, in many languages, and about nothing."""

"""Inline trees -> plain text, runs, HTML and reference-list entries: values in, values out."""

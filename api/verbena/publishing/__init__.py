"""From source files to what readers are given: loading drafts, and publishing them as editions."""

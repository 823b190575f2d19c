"""Source files as values: Markdown articles and reference data become revisions, and problems with places."""

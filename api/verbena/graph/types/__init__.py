"""The schema's types, one module a theme; each field's description is its documentation."""

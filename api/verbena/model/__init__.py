"""The words of docs/model.md as frozen values: no I/O, no other room."""

"""The translating journey: units out to catalogs, and translations back into the store."""

"""One contract for what is loaded and what is published, and the databases behind it."""

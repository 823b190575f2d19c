"""Make the environment that Verbena is served and tested in: `python3 -m tools.setup serve` or `… test`."""

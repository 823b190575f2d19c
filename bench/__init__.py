"""What reading costs: the same work by Verbena and by peers, in one run, as ratios. Start it with `make bench`."""

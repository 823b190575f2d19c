"""What can be wrong in a store: each module goes through some of its tables, and gives a finding for each row."""

"""What the checks know of single languages: words for numbers, units, negations and how often."""

"""Language tags as CLDR and BCP 47 mean them: canonical forms, chains, negotiation, direction, names and formats."""

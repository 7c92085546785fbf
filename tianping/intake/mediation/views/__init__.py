"""Pages of mediation before filing."""

"""Public pages of mediation: what everybody may read, and what a litigant does on their own page."""

"""The litigant's shell: what a citizen can do here."""

"""Staff pages of enforcement filing: the desk, the counter for outside titles, the judge of a refusal."""

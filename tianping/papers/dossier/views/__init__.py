"""Staff pages of the case file."""

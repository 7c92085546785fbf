"""Staff pages of scheduling."""

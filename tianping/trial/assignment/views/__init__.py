"""Staff pages of assignment."""

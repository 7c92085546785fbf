"""Staff pages of the spine."""

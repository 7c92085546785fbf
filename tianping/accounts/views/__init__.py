"""Staff pages of the court's own register."""

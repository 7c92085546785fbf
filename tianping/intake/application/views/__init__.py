"""Pages of a pleading: for a citizen one question a page, for the clerk at the counter a section a page."""

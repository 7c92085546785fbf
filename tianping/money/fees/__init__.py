"""Court fees (诉讼费): bills with their arithmetic, and their payment."""

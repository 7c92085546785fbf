"""Pages of papers: lists of what waits, one paper, print runs."""

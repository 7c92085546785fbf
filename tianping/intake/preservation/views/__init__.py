"""Pages of the desks of preservation."""

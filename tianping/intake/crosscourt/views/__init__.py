"""Pages of cross-court filing for filing clerks."""

"""The room ``feedback`` (群众评价)."""

"""The room ``enforcement`` (执行)."""

"""The room ``guidance`` (诉讼引导)."""

"""Shapes of a pleading's pages: one question, one person, one piece at a time."""

"""Journeys across rooms, architecture, and what tests of all rooms share."""

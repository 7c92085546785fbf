"""The money wing: court fees, later the case funds (案款)."""

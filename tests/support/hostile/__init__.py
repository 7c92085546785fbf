"""Hostile and broken files, made by code: what each is called, its bytes, and what the sender is told."""

"""Helpers of every page: middleware, tables, components, the shells' context."""

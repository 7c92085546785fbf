"""Mediation before filing (诉前委派调解)."""

"""Agreements reached before filing, confirmed by ruling or turned into a mediation paper (司法确认、诉前调解书)."""

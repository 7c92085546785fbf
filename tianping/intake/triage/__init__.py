"""Triage (繁简分流): procedure and composition by explained rules."""

"""Litigants' pages of enforcement: from their own cases, and on titles that another body or court made."""
